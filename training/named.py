"""Whom pronouns and descriptions mean, for the net that looks for names: parsed articles with annotation.

Of news the sources of attributions are annotated (names, `../shared`'s form: `source`, `names`, `how`), of OntoGUM
every mention, of GAP one pronoun between two people.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.coreference import entity_of
from benchmarks.ontogum import Article
from service.coreference import Referent, referents_of_names
from service.mentions import bare_name, entity_mentions, parts_of
from service.reading.anaphors import FORMS, Referring, referring
from service.reading.word_features import paragraphs
from service.spans import Span
from service.syntax import Document, Word

LONGEST, OVERLAP = 1000, 300
"""Words of a stretch, and how many of them stand in the one before."""
_DETERMINERS = ("the", "this", "that", "these", "those", "his", "her", "their", "its")


@dataclass(frozen=True)
class Named:
    """The words of an article, counted through, and for some of its anaphors (`asked`, their places among all) which
    of its names are `right`, and which `count`, both (asked x names). Where none is right nobody named is meant.
    """

    vectors: NDArray[np.float16]
    words: Referring
    paragraphs: NDArray[np.int64]
    asked: NDArray[np.int64]
    right: NDArray[np.bool_]
    count: NDArray[np.bool_]


class _Parsed:
    """A parsed article whose annotated anaphors are collected."""

    def __init__(self, document: Document, vectors: NDArray[np.float16]) -> None:
        self._document, self._vectors = document, vectors
        self.words = [word for sentence in document.sentences for word in sentence.words]
        self._refer = referring(document)
        self._place = {self.words[number]: at for at, number in enumerate(self._refer.anaphors.tolist())}
        self.referents = referents_of_names(document, entity_mentions(document))
        meant = {w: r for r in self.referents for m in r.mentions for w in document.words_in(m.span)}
        self.named: list[Referent | None] = [
            next((meant[w] for w in document.words_in(entity.span) if w in meant), None)
            for entity in self._refer.entities
        ]
        self._rows: dict[int, tuple[list[bool], list[bool]]] = {}

    def form(self, word: Word) -> str | None:
        """The form of an anaphor, None for another word."""
        return FORMS[self._refer.forms[self._place[word]]] if word in self._place else None

    def add(self, word: Word, right: set[Referent], count: set[Referent] | None = None) -> None:
        """Takes in that `word` means one of `right`; only the names of `count` are compared, None: all."""
        if word in self._place:
            among = [count is None or r in count for r in self.named]
            self._rows[self._place[word]] = [r in right for r in self.named], among

    def result(self) -> Named:
        asked = sorted(self._rows)
        shape = (len(asked), len(self.named))
        return Named(
            self._vectors,
            self._refer,
            paragraphs(self._document),
            np.array(asked, np.int64),
            np.array([self._rows[at][0] for at in asked], bool).reshape(shape),
            np.array([self._rows[at][1] for at in asked], bool).reshape(shape),
        )


def of_news(document: Document, vectors: NDArray[np.float16], rows: list[dict[str, object]]) -> Named:
    """A news article with the rows of its annotation."""
    parsed = _Parsed(document, vectors)
    for row in rows:
        head = source_head(document, row)
        if head is None or row["how"] not in ("pronoun", "description"):
            continue
        right = bearers(parsed.referents, row)
        if right or not row["names"]:
            parsed.add(head, right)
    return parsed.result()


def bearers(referents: list[Referent], row: dict[str, object]) -> set[Referent]:
    """The referents that have one of the names that a row of the annotation accepts."""
    names = row["names"]
    assert isinstance(names, list)
    known = {parts_of(bare_name(name)) for name in names}
    return {r for r in referents if any(parts_of(name) in known for name in {r.name, *r.names})}


def source_head(document: Document, row: dict[str, object]) -> Word | None:
    """The head of the words that are the source in a row of the annotation; None without source."""
    source = row["source"]
    assert isinstance(source, list)
    words = [word for start, end in source for word in document.words_in(Span(start, end))]
    inside = set(words)
    return next((w for w in words if w.head not in inside and w.upos != "PUNCT"), words[0] if words else None)


def of_ontogum(article: Article, vectors: NDArray[np.float16]) -> Named:
    """A document of OntoGUM: all pronouns, and descriptions of what is spoken of more than once."""
    parsed = _Parsed(article.document, vectors)
    entities = {r: entity_of(article, r) for r in parsed.referents}
    for word in parsed.words:
        form, entity = parsed.form(word), article.entity_at(word.span)
        if form is None:
            continue
        if form == "description":
            determiner = word.child("det", "nmod:poss")
            if entity is None or determiner is None or determiner.text.casefold() not in _DETERMINERS:
                continue
        parsed.add(word, {r for r, meant in entities.items() if entity is not None and meant == entity})
    return parsed.result()


def of_gap(document: Document, vectors: NDArray[np.float16], row: dict[str, str]) -> Named:
    """A row of GAP: the pronoun means A or B."""
    parsed = _Parsed(document, vectors)

    def called(which: str) -> set[Referent]:
        start = int(row[f"{which}-offset"])
        span = Span(start, start + len(row[which]) + 1)
        return {r for r in parsed.referents if any(span.covers(m.head.span) for m in r.mentions)}

    one, other = called("A"), called("B")
    pronoun = next((w for w in parsed.words if w.span.start == int(row["Pronoun-offset"])), None)
    if pronoun is not None and one and other and not one & other and "TRUE" in (row["A-coref"], row["B-coref"]):
        parsed.add(pronoun, one if row["A-coref"] == "TRUE" else other, one | other)
    return parsed.result()


def rows_of_gap(folder: Path) -> Iterator[dict[str, str]]:
    """The rows of GAP's files."""
    for file in sorted(folder.glob("gap-*.tsv")):
        with file.open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def rows_of_news(files: list[Path]) -> dict[str, list[dict[str, object]]]:
    """The rows of annotation by article, of all files."""
    found: dict[str, list[dict[str, object]]] = {}
    for file in files:
        found |= json.loads(file.read_text(encoding="utf-8"))
    return found


def stretches(article: Named) -> Iterator[Named]:
    """The article in stretches of at most `LONGEST` words, which overlap; without those where nothing is asked."""
    count, begin = len(article.vectors), 0
    while True:
        end = min(count, begin + LONGEST)
        found = _cut(article, begin, end, begin + OVERLAP if begin else 0)
        if len(found.asked) and len(found.words.names):
            yield found
        if end == count:
            return
        begin = end - OVERLAP


def _cut(article: Named, begin: int, end: int, asked_from: int) -> Named:
    words = article.words
    names = (words.names >= begin) & (words.names < end)
    anaphors = (words.anaphors >= begin) & (words.anaphors < end)
    first = int(np.flatnonzero(anaphors)[0]) if anaphors.any() else 0
    at = words.anaphors[article.asked]
    known = ~article.right.any(1) | (article.right & names).any(1)  # else the right name stands elsewhere
    kept = (at >= asked_from) & (at < end) & known & (article.count & names).any(1)
    return replace(
        article,
        vectors=article.vectors[begin:end],
        paragraphs=article.paragraphs[begin:end],
        words=Referring(
            words.anaphors[anaphors] - begin,
            words.forms[anaphors],
            words.names[names] - begin,
            words.labels[names],
            tuple(e for e, inside in zip(words.entities, names, strict=True) if inside),
            words.features[begin:end],
        ),
        asked=article.asked[kept] - first,
        right=article.right[kept][:, names],
        count=article.count[kept][:, names],
    )
