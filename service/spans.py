"""Half-open spans of a text, in code points: indexes into a Python `str`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Span(NamedTuple):
    """The half-open interval [start, end) of code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The piece of `text` that this span covers."""
        return text[self.start : self.end]

    def __bool__(self) -> bool:
        return self.end > self.start

    def covers(self, other: Span) -> bool:
        """True when `other` lies wholly inside this span (equal spans cover each other)."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """True when the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def trimmed(self, text: str, also: str = "") -> Span:
        """The span without white space and `also` at its ends; empty (start == end) when nothing else is in it."""
        start, end = self.start, self.end
        while start < end and (text[start].isspace() or text[start] in also):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in also):
            end -= 1
        return Span(start, end)


def merged(spans: Iterable[Span], gap: int = 0) -> tuple[Span, ...]:
    """Spans in text order, those that touch or lie at most `gap` code points apart joined into one."""
    out: list[Span] = []
    for span in sorted(s for s in spans if s):
        if out and span.start <= out[-1].end + gap:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def subtract(span: Span, holes: Iterable[Span]) -> Iterator[Span]:
    """What is left of `span` once `holes` are cut out, in text order, empty pieces left out."""
    start = span.start
    for hole in sorted(holes):
        if hole.end <= start or hole.start >= span.end:
            continue
        if hole.start > start:
            yield Span(start, hole.start)
        start = max(start, hole.end)
    if start < span.end:
        yield Span(start, span.end)
