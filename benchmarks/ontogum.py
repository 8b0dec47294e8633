"""OntoGUM for benchmarks and training: its articles as plain text with gold coreference, parsed as in production.

The corpus holds CoNLL-U with coreference in MISC (`Entity=(3` … `Entity=3)`). Only its words are taken from there: the
text is put together from them, paragraph by paragraph, and parsed by the shipped models, so that what is measured is
what a caller gets.

The OntoNotes scheme breaks a chain in two where the person is called something in a predicate ("Harry Kane won … He
was the man of the match … Kane said"): entities of one article that share a proper name are put together again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from service.spans import Span
from service.syntax import Document
from training.kept_parses import KeptParses

_MARK = re.compile(r"\((\d+)\)|\((\d+)|(\d+)\)")
_PARTS_OF_NAMES = ("flat", "compound", "nmod:desc", "nmod:unmarked")


@dataclass(frozen=True)
class GoldMention:
    """One mention of the gold. `entity` numbers who is meant, `name` is the name at its head; "" without one.

    `core` are the words that mean just this: the head, the name around it, and an apposition ("her father, Albert").
    """

    entity: int
    span: Span
    core: tuple[Span, ...]
    name: str


@dataclass(frozen=True)
class Article:
    """A document of the corpus. `half` is "fit" or "held-out", by turns within a genre."""

    name: str
    genre: str
    half: str
    document: Document
    mentions: tuple[GoldMention, ...]

    @cached_property
    def _by_offset(self) -> dict[int, list[GoldMention]]:
        found: dict[int, list[GoldMention]] = defaultdict(list)
        for mention in self.mentions:
            for word in mention.core:
                for offset in range(*word):
                    found[offset].append(mention)
        return found

    def entity_at(self, head: Span) -> int | None:
        """Whom the smallest gold mention means whose head is the word at `head`; None where the gold has none."""
        found = [m for offset in range(*head) for m in self._by_offset.get(offset, ())]
        best = min(found, key=lambda m: m.span.end - m.span.start, default=None)
        return best.entity if best is not None else None


def articles(corpus: Path, cache: Path) -> Iterator[Article]:
    """Every `*.conllu` of `corpus` in order; parses are kept in `cache` and taken from there the next time."""
    parses = KeptParses(cache)
    seen: dict[str, int] = defaultdict(int)
    for file in sorted(corpus.glob("*.conllu")):
        text, mentions = _read(file)
        genre = file.stem.split("_")[1]
        seen[genre] += 1
        half = "fit" if seen[genre] % 2 else "held-out"
        yield Article(file.stem, genre, half, parses.of(file.stem, text), mentions)


@dataclass(frozen=True)
class _Token:
    """A syntactic word of the gold with its place in the text."""

    form: str
    head: int
    deprel: str
    upos: str
    span: Span


def _read(file: Path) -> tuple[str, tuple[GoldMention, ...]]:
    """The text of one document, and its mentions in the order in which they end."""
    text = ""
    mentions: list[GoldMention] = []
    for block in file.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = block.split("\n")
        if text:
            text = text.rstrip() + ("\n" if any(line.startswith("# newpar") for line in lines) else " ")
        tokens: dict[int, _Token] = {}
        marks: list[tuple[int, str]] = []
        inside = 0  # the last word of the multiword token that is being read
        for row in (line.split("\t") for line in lines if not line.startswith("#")):
            if "." in row[0]:
                continue
            start = len(text)
            if "-" in row[0]:
                first, inside = map(int, row[0].split("-"))
                text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
                words = [r.split("\t")[1] for r in lines if r.partition("\t")[0] in map(str, range(first, inside + 1))]
                place = start
                for number, word in enumerate(words, first):
                    tokens[number] = _Token(word, 0, "", "", Span(place, place + len(word)))
                    place += len(word)
                continue
            number = int(row[0])
            if number > inside:
                text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
                tokens[number] = _Token(row[1], int(row[6]), row[7], row[3], Span(start, start + len(row[1])))
            else:
                tokens[number] = _Token(row[1], int(row[6]), row[7], row[3], tokens[number].span)
            entity = dict(item.split("=", 1) for item in row[9].split("|") if "=" in item).get("Entity", "")
            if entity:
                marks.append((number, entity))
        mentions += _mentions(tokens, marks)
    return text.rstrip() + "\n", tuple(_put_together(mentions))


def _mentions(tokens: dict[int, _Token], marks: list[tuple[int, str]]) -> Iterator[GoldMention]:
    opened: dict[int, list[int]] = defaultdict(list)
    for number, entity in marks:
        for alone, opens, closes in _MARK.findall(entity):
            if opens:
                opened[int(opens)].append(number)
            else:
                first = number if alone else opened[int(closes)].pop()
                yield _mention(tokens, int(alone or closes), first, number)


def _mention(tokens: dict[int, _Token], entity: int, first: int, last: int) -> GoldMention:
    own = range(first, last + 1)
    head = next((i for i in own if tokens[i].head not in own), first)
    name = [i for i in own if i == head or (tokens[i].head == head and tokens[i].deprel in _PARTS_OF_NAMES)]
    core = {*name, *(i for i in own if tokens[i].head == head and tokens[i].deprel == "appos")}
    core |= {i for i in own if tokens[i].head in core and tokens[i].deprel in _PARTS_OF_NAMES}
    return GoldMention(
        entity,
        Span(tokens[first].span.start, tokens[last].span.end),
        tuple(tokens[i].span for i in sorted(core)),
        " ".join(tokens[i].form for i in name) if tokens[head].upos == "PROPN" else "",
    )


def _put_together(mentions: list[GoldMention]) -> Iterator[GoldMention]:
    """The mentions with the entities that share a proper name numbered alike."""
    same: dict[int, int] = {}

    def first(entity: int) -> int:
        while entity in same:
            entity = same[entity]
        return entity

    bearer: dict[str, int] = {}
    for mention in mentions:
        if mention.name:
            one, other = first(mention.entity), first(bearer.setdefault(mention.name, mention.entity))
            if one != other:
                same[one] = other
    for mention in mentions:
        yield replace(mention, entity=first(mention.entity))
