"""Lines → furniture: what stands in a news article and is none of it.

A dateline, a byline, a credit, a caption, "Follow us on Twitter", a time stamp, a sentence printed again to be looked
at: nobody says them, and they say nothing of anybody. Patterns lie in `lexicons/data/furniture.tsv`. A headline is no
furniture, for it may hold a quote.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from service.lexicons import WORDS
from service.spans import Span, subtract
from service.text.furniture_patterns import PATTERNS, SAID, Kind, Pattern, Where
from service.text.pull_quotes import pull_quotes

_MAX_LINE, _MAX_OPENING, _MAX_ENDING = 420, 160, 240
_TOP_LINES = 5
_ABOVE_A_HEADLINE = ("byline", "timestamp")
_NO_PLACE = WORDS["label of a headline"]
_END_OF_LINE = re.compile(r"[)\]]?[.:]?")
_SENTENCE = re.compile(r" ?[“\"‘'«(\[]?[A-ZÀ-ÖØ-Þ\d$£€@]")


@dataclass(frozen=True)
class Furniture:
    """A stretch of one line that is not the article's, and what it is."""

    span: Span
    kind: Kind


def furniture_of(text: str, lines: Sequence[Span]) -> tuple[Furniture, ...]:
    """The furniture in the `lines` of `text`, in order: whole lines, and what opens or ends one."""
    found: list[Furniture] = []
    rest: list[Span] = []
    for number, line in enumerate(lines):
        whole = _whole(text, line, is_top=number < _TOP_LINES)
        if whole is not None and (rest or whole in _ABOVE_A_HEADLINE):
            found.append(Furniture(line, whole))
        else:
            found += _openings(text, line, is_top=number < _TOP_LINES)
            found += _ending(text, line)
            rest.append(line)
    found += (Furniture(line, "pull quote") for line in pull_quotes(text, rest))
    return tuple(sorted(found, key=lambda f: f.span))


def without(furniture: Sequence[Furniture], text: str, lines: Sequence[Span]) -> tuple[Span, ...]:
    """What is left of the lines: the article's paragraphs, trimmed, in order."""
    starts = [f.span.start for f in furniture]
    left: list[Span] = []
    for line in lines:
        holes = [f.span for f in furniture[bisect_left(starts, line.start) : bisect_left(starts, line.end)]]
        left += (trimmed for piece in subtract(line, holes) if (trimmed := piece.trimmed(text)))
    return tuple(left)


def _whole(text: str, line: Span, is_top: bool) -> Kind | None:
    """What the line is as a whole; None where it is the article's."""
    if line.end - line.start > _MAX_LINE:
        return None
    words = line.of(text)
    for pattern in _patterns("line", "line without a cue", "top line" if is_top else "line"):
        match = pattern.regex.match(words)
        if match is not None and _END_OF_LINE.fullmatch(words, match.end()):
            if pattern.where != "line without a cue" or not SAID.search(words):
                return pattern.kind
    return None


def _openings(text: str, line: Span, is_top: bool) -> Iterator[Furniture]:
    """A byline, a dateline, or both: "By Jane Doe KYIV (Reuters) - "; a sentence must follow."""
    start = line.start
    for pattern in _patterns("opening", "opening of a top line" if is_top else "opening"):
        match = pattern.regex.match(text, start, min(line.end, start + _MAX_OPENING))
        if match is None or not _SENTENCE.match(text, match.end(), line.end):
            continue
        if pattern.where == "opening" or _is_place(match[1], text, line):
            yield Furniture(Span(start, match.end()).trimmed(text), pattern.kind)
            start = match.end()
            if pattern.kind == "dateline":
                return


def _is_place(capitals: str, text: str, line: Span) -> bool:
    """False for "EXCLUSIVE - ", and for "NATO - " in an article that goes on to speak of NATO."""
    return not _NO_PLACE.intersection(capitals.split()) and not re.search(
        rf"\b{re.escape(capitals)}\b", text[line.start + len(capitals) :]
    )


def _ending(text: str, line: Span) -> Iterator[Furniture]:
    """A credit in brackets behind the last sentence of the line."""
    start = max(line.start, line.end - _MAX_ENDING)
    for pattern in _patterns("ending"):
        for match in pattern.regex.finditer(text, start, line.end):
            if match.start() > line.start and _END_OF_LINE.fullmatch(text, match.end(), line.end):
                yield Furniture(Span(match.start(), line.end), pattern.kind)
                return


@cache
def _patterns(*where: Where) -> tuple[Pattern, ...]:
    return tuple(p for p in PATTERNS if p.where in where)
