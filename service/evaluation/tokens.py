"""A text as evaluation sees it: numbered tokens, and which of them stand in quotation marks.

A token is a run of letters, digits and underscores, so that punctuation, quotation marks and spaces at the edge of a
span never count. Quotation marks are read by a plain rule of its own, not the engine's: the measure must stay the same
when the engine changes, and treat every engine alike.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from service.labels import QuoteType
from service.spans import Span

Tokens = frozenset[int]
"""The numbers of tokens of one text."""

_TOKEN = re.compile(r"\w+")
_LINE = re.compile(r"[^\n]+")
_MARK = re.compile("``|''|[“‟„«”»\"]")
_OPENERS = frozenset("“‟„«")
_SINGLE = re.compile(r"(?<!\w)‘(?=\w)[^\n‘]{2,400}?(?<=[\w.,!?])’(?!\w)")


class TokenizedText:
    """The tokens of `text`, numbered from 0."""

    def __init__(self, text: str) -> None:
        spans = [Span(*m.span()) for m in _TOKEN.finditer(text)]
        self.words = tuple(s.of(text).lower() for s in spans)
        self._starts = [s.start for s in spans]
        self._ends = [s.end for s in spans]
        self._quoted = frozenset().union(*(self.tokens([region]) for region in quoted_regions(text)))

    def tokens(self, spans: Iterable[Span]) -> Tokens:
        """The tokens of which `spans` hold at least one code point."""
        pieces = (range(bisect_right(self._ends, s.start), bisect_left(self._starts, s.end)) for s in spans if s)
        return frozenset(number for piece in pieces for number in piece)

    def type_of(self, content: Tokens) -> QuoteType:
        """direct: every token stands in quotation marks; mixed: some do; indirect: none does."""
        if not content & self._quoted:
            return "indirect"
        return "direct" if content <= self._quoted else "mixed"


def quoted_regions(text: str) -> Iterator[Span]:
    """The stretches of `text` in quotation marks, marks included; a region ends with its line at the latest.

    Curly marks, guillemets and `` '' have a direction, straight ones open and close in turn. A mark that is never
    closed counts to the end of its line where it begins the line or the next line begins with a mark: a quote that goes
    on over paragraphs. Single curly marks count around words, which an apostrophe is not.
    """
    lines = [Span(*m.span()) for m in _LINE.finditer(text)]
    for line, following in zip(lines, [*lines[1:], Span(0, 0)], strict=True):
        opened: int | None = None
        for mark in _MARK.finditer(text, *line):
            if mark[0] == "``":
                opened = mark.start()
            elif mark[0] in _OPENERS or (mark[0] == '"' and opened is None):
                opened = mark.start() if opened is None else opened
            elif opened is not None:
                yield Span(opened, mark.end())
                opened = None
        if opened is not None:
            goes_on = following.of(text).lstrip()[:1]
            if goes_on in {*_OPENERS, '"'} or not text[line.start : opened].strip():
                yield Span(opened, line.end)
    yield from (Span(*m.span()) for m in _SINGLE.finditer(text))
