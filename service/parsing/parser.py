"""Text → `Document`, with Stanza's models for English.

Each paragraph is parsed on its own, and each label of a speaker, all in one bulk call. Nothing is fetched: the models
lie in a Stanza resources directory on disk.
"""

from __future__ import annotations

import gc
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol, get_args

import numpy as np
import stanza
import torch

from service.model_files import needed
from service.parsing.pipeline import load_pipeline
from service.reading import AttributionReader, NameReader
from service.spans import Span
from service.syntax import ROOT, Document, Entity, EntityLabel, Sentence, Word
from service.text import ArticleText

_ENTITY_LABELS: dict[str, EntityLabel] = {
    **{label: label for label in get_args(EntityLabel)},
    "PER": "PERSON",
    "GPE": "LOC",
    "TIME": "DATE",
}
"""The labels of Stanza's English models → ours; what is not here is MISC."""

_ATTRIBUTIONS, _NAMES = "attributions", "names"
"""What Quoth's model files call the nets that read attributions and names over the encoder's vectors."""

_UNSPOKEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")
"""Control characters and byte order marks: to the parser they are spaces."""


class Parser(Protocol):
    """What the analysis needs of a parser."""

    def parse(self, article: ArticleText) -> tuple[Document, tuple[Span, ...]]:
        """The parse of `article`, and the places where an over-long sentence was cut.

        Its `readable` is parsed; offsets are those of the text as it was sent.
        """


class StanzaParser:
    """English Stanza models from one resources directory; sentences above `max_sentence_words` are cut.

    The dependency parser takes memory quadratic in the length of a sentence, so its length must be bounded.
    """

    def __init__(self, models_dir: Path, max_sentence_words: int) -> None:
        self._pipeline = load_pipeline(models_dir)
        files = {file.processor: file.path for file in needed(models_dir)}
        self._attributions = AttributionReader(files[_ATTRIBUTIONS]) if _ATTRIBUTIONS in files else None
        self._names = NameReader(files[_NAMES]) if _NAMES in files else None
        gc.freeze()  # or each collection would walk through the models again
        self._max_sentence_words = max_sentence_words

    def parse(self, article: ArticleText) -> tuple[Document, tuple[Span, ...]]:
        """See `Parser.parse`."""
        readable = _UNSPOKEN.sub(" ", article.readable)
        parts = [part for paragraph in article.paragraphs for part in _without_labels(article, paragraph)]
        worded = [p for p in parts if any(map(str.isalpha, p.of(readable)))]  # rows of marks say nothing
        pieces, cuts = self._tokenized(readable, [(p, True) for p in worded])
        documents = [document for _, document in pieces if document.sentences]
        if documents:
            self._pipeline.process(documents, processors="pos,lemma,depparse,ner")
        sentences: list[Sentence] = []
        entities: list[Entity] = []
        for piece, document in pieces:
            for parsed in document.sentences:
                sentences.append(_sentence(parsed, len(sentences), piece.start))
            entities += [
                Entity(entity_label(e.type), Span(e.start_char + piece.start, e.end_char + piece.start))
                for e in document.ents
            ]
        document = Document(article, tuple(sentences), tuple(entities))
        return self._read(document, pieces), tuple(cuts)

    def _read(self, document: Document, pieces: list[tuple[Span, Any]]) -> Document:
        """The document with what the nets over the encoder's vectors read in it, where there are any."""
        if self._attributions is None and self._names is None:
            return document
        rows = [parsed.vectors[1:] for _, piece in pieces for parsed in piece.sentences]
        vectors = torch.cat(rows).numpy() if rows else np.empty((0, 0), np.float32)
        return replace(
            document,
            readings=self._attributions.read(document, vectors) if self._attributions is not None else None,
            pointed=self._names.read(document, vectors) if self._names is not None else None,
        )

    def _tokenized(self, text: str, pieces: list[tuple[Span, bool]]) -> tuple[list[tuple[Span, Any]], list[Span]]:
        """Each piece as a tokenized Stanza document, pieces cut again until no sentence is over the limit."""
        done: list[tuple[Span, Any]] = []
        cuts: list[Span] = []
        while pieces:
            documents = [stanza.Document([], text=piece.of(text)) for piece, _ in pieces]
            documents = self._pipeline.process(documents, processors="tokenize,mwt")
            again: list[tuple[Span, bool]] = []
            for (piece, may_cut), document in zip(pieces, documents, strict=True):
                parts = self._parts(piece, document) if may_cut else [piece]
                if len(parts) == 1:
                    done.append((piece, document))
                else:
                    cuts.append(piece)
                    again += [(part, False) for part in parts]
            pieces = again
        return sorted(done, key=lambda d: d[0]), cuts

    def _parts(self, piece: Span, document: Any) -> list[Span]:
        """`piece` divided so that each over-long sentence comes apart at the limit."""
        limit = self._max_sentence_words
        if all(len(sentence.words) <= limit for sentence in document.sentences):
            return [piece]
        starts = [piece.start]
        for sentence in document.sentences:
            if len(sentence.words) > limit:
                # A token has at most a few words: half the limit in tokens keeps every part below the limit.
                starts += [t.start_char + piece.start for t in sentence.tokens[:: max(1, limit // 2)]]
                starts.append(sentence.tokens[-1].end_char + piece.start)
        starts = sorted({*starts, piece.end})
        return [Span(a, b) for a, b in pairwise(starts)]


def _without_labels(article: ArticleText, paragraph: Span) -> list[Span]:
    """The paragraph, divided around the labels of speakers in it: they are no part of what is said."""
    labels = [turn.label for turn in article.turns_in(paragraph)]
    ends = sorted({paragraph.start, paragraph.end, *(end for label in labels for end in label)})
    return [Span(start, end) for start, end in pairwise(ends)]


def entity_label(tag: str) -> EntityLabel:
    """Our label for a tagger's: "LOC" for the "GPE" of Stanza's OntoNotes models."""
    return _ENTITY_LABELS.get(tag, "MISC")


def _sentence(parsed: Any, number: int, base: int) -> Sentence:
    words: list[Word] = []
    for token in parsed.tokens:
        for word, span in _places(token, Span(token.start_char + base, token.end_char + base)):
            words.append(
                Word(
                    index=len(words),
                    span=span,
                    text=word.text,
                    lemma=word.lemma or word.text,
                    upos=word.upos or "X",
                    xpos=word.xpos or "",
                    feats=word.feats or "",
                    head_index=word.head - 1 if word.head else ROOT,
                    deprel=word.deprel or "dep",
                )
            )
    return Sentence(number, Span(words[0].span.start, words[-1].span.end), tuple(words))


def _places(token: Any, span: Span) -> list[tuple[Any, Span]]:
    """Each word of a token and its place: divided where the words spell the token, else the whole token for each."""
    words = token.words
    if len(words) == 1 or sum(len(word.text) for word in words) != span.end - span.start:
        return [(word, span) for word in words]
    places, start = [], span.start
    for word in words:
        places.append((word, Span(start, start + len(word.text))))
        start += len(word.text)
    return places
