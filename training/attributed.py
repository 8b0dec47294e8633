"""Annotated news for the net that reads attributions: the words of parsed articles, and who says what at which cue."""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from service.evaluation.brat import AnnotatedArticle
from service.reading.word_features import QUOTED, paragraphs, word_features
from service.spans import Span
from service.syntax import Document

STRETCH_WORDS = 400
FOLDS = 2


@dataclass(frozen=True)
class Attributed:
    """At the word `cue` somebody attributes the words `content` to the words `source` (first, last); None: nobody.

    `tells_source` is False where the annotation does not say who it is.
    """

    cue: int
    content: NDArray[np.int64]
    source: tuple[int, int] | None
    tells_source: bool = True


@dataclass(frozen=True)
class Stretch:
    """Some of an article's sentences. Of each word, counted through: its vector, features (`word_features`) and
    paragraph, the number of its sentence, and whether the annotation tells that it is a cue or none.
    """

    vectors: NDArray[np.float16]
    features: NDArray[np.int64]
    paragraphs: NDArray[np.int64]
    sentences: NDArray[np.int64]
    known: NDArray[np.bool_]
    attributed: list[Attributed]


def fold_of(name: str) -> int:
    """The part of the training articles that this one belongs to; readings of a part come from nets that missed it."""
    return zlib.crc32(name.encode()) % FOLDS


def annotated(
    article: AnnotatedArticle, parsed: Document, vectors: NDArray[np.float16], whole: bool = False
) -> Stretch:
    """A parsed article with its annotation: PolNeAR's, or that of `whole_articles`."""
    words = [word for sentence in parsed.sentences for word in sentence.words]
    number = {word: at for at, word in enumerate(words)}

    def within(spans: tuple[Span, ...]) -> list[int]:
        return sorted({number[word] for span in spans for word in parsed.words_in(span)})

    known = np.ones(len(words), bool)
    found = []
    for attribution in article.attributions:
        content, cue, source = (within(spans) for spans in (attribution.content, attribution.cue, attribution.source))
        if not whole:
            known[content] = False  # what is reported within a content was not annotated
        if content and cue:
            of_cue = {words[at] for at in cue}
            head = next((at for at in cue if words[at].head not in of_cue), cue[0])
            found.append(Attributed(head, np.array(content), (source[0], source[-1]) if source else None, not whole))
    known[[a.cue for a in found]] = True
    sentences = np.array([s.index for s in parsed.sentences for _ in s.words], np.int64)
    return Stretch(vectors, word_features(parsed), paragraphs(parsed), sentences, known, found)


def cut(article: Stretch, begin: int, end: int) -> Stretch:
    """The words [begin, end) of an article, with what of each attribution lies within them."""
    known = article.known[begin:end].copy()
    found = []
    for attribution in article.attributed:
        content = attribution.content[(attribution.content >= begin) & (attribution.content < end)]
        if not begin <= attribution.cue < end:
            continue
        source = attribution.source
        if len(content) and (source is None or (begin <= source[0] and source[1] < end)):
            moved = None if source is None else (source[0] - begin, source[1] - begin)
            found.append(Attributed(attribution.cue - begin, content - begin, moved, attribution.tells_source))
        else:
            known[attribution.cue - begin] = False
    columns = {name: getattr(article, name)[begin:end] for name in ("vectors", "features", "paragraphs", "sentences")}
    return Stretch(**columns, known=known, attributed=found)


def stretches(article: Stretch, longest: int = STRETCH_WORDS) -> Iterator[Stretch]:
    """The article in stretches of whole sentences and about so many words, the first of any length up to that."""
    starts = np.flatnonzero(np.diff(article.sentences, prepend=-1)).tolist()
    begin, most = 0, random.randint(longest // 4, longest)
    for start, end in zip(starts, [*starts[1:], len(article.known)], strict=True):
        if start > begin and end - begin > most:
            yield cut(article, begin, start)
            begin, most = start, longest
    yield cut(article, begin, len(article.known))


def without_marks(stretch: Stretch) -> Stretch:
    """As if nothing stood in quotation marks: translations lose them."""
    features = stretch.features.copy()
    features[:, QUOTED] = 0
    return replace(stretch, features=features)
