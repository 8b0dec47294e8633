"""Which stretches of an article stand in quotation marks, and a same-length text that a parser reads well.

How each mark is read is decided in `mark_reading`; here the readings become regions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from service.errors import Warning_
from service.spans import Span
from service.text.quote_mark_decoding import Act, Mark, decode, marks_of
from service.text.reporting_clause_patterns import end_of_unclosed

_SINGLE = re.compile(
    r"(?<!\w)‘(?=\s?\w)[^\n‘]{2,400}?(?<=[\w.,!?…])’(?!\w)"  # ‘We will go,’ — ’ between letters is an apostrophe
    # 'We won't go,' needs a stop or comma
    r"|(?<![\w'])'(?=[A-Z])[^\n'‘]{1,400}(?:'[a-z]+[^\n'‘]{1,400})*(?:[.,!?]'|'(?=,))(?!\w)"
)


@dataclass(frozen=True)
class QuotedRegion:
    """A stretch in quotation marks within one paragraph.

    `outer` includes the marks, `inner` does not. `continues` is True when the region goes on with the quote of the
    region before it, over a paragraph break. `opened` and `closed` tell whether the mark is there.
    """

    outer: Span
    inner: Span
    continues: bool = False
    opened: bool = True
    closed: bool = True


def read_marks(text: str, paragraphs: Sequence[Span]) -> tuple[tuple[QuotedRegion, ...], str, tuple[Warning_, ...]]:
    """The regions of `text` in order, the text with its marks turned and moved right, and what to warn of.

    `paragraphs` are the lines of the text; that with other marks has the same length.
    """
    marks = [m for i, p in enumerate(paragraphs) for m in marks_of(text, p, i)]
    acts = decode(marks)
    regions = list(_regions(text, paragraphs, marks, acts))
    regions += _single_quoted(text, paragraphs, regions)
    regions.sort(key=lambda r: r.outer)
    warnings = tuple(
        Warning_(
            "unclosed-quotation-mark", "This quotation mark is never closed.", Span(r.outer.start, r.outer.start + 1)
        )
        for r, following in zip_longest(regions, regions[1:])
        if r.opened and not r.closed and not (following and following.continues)
    )
    return tuple(regions), _readable(text, marks, acts), warnings


def _regions(
    text: str, paragraphs: Sequence[Span], marks: Sequence[Mark], acts: Sequence[Act]
) -> Iterator[QuotedRegion]:
    opener: Mark | None = None
    continues = False
    inner_start = 0
    free_from = -1  # the end of the last region: a lost opening mark stands after it
    for i, (mark, act) in enumerate(zip(marks, acts, strict=True)):
        paragraph = paragraphs[mark.paragraph]
        if act is Act.OPEN_ANEW and opener is not None and opener.paragraph == mark.paragraph:
            end = end_of_unclosed(text, inner_start, Span(inner_start, mark.span.start).trimmed(text).end)
            yield replace(_region(text, opener.span.start, inner_start, end, end, continues), closed=False)
        if act in (Act.OPEN, Act.REOPEN, Act.OPEN_ANEW):
            opener, continues, inner_start = mark, act is Act.REOPEN, _end(marks, acts, i)
        elif act is Act.CLOSE and opener is not None and opener.paragraph == mark.paragraph:
            yield _region(text, opener.span.start, inner_start, mark.span.start, _end(marks, acts, i), continues)
            opener = None
        elif act in (Act.CLOSE, Act.CLOSE_LOST):
            start = Span(max(paragraph.start, free_from), mark.span.start).trimmed(text).start
            region = _region(text, start, start, mark.span.start, _end(marks, acts, i), act is Act.CLOSE)
            yield replace(region, opened=False)
            opener = None
        if act is not Act.NOISE:
            free_from = mark.span.end
        last_here = i + 1 == len(marks) or marks[i + 1].paragraph != mark.paragraph
        if last_here and opener is not None:
            end = end_of_unclosed(text, inner_start, paragraph.end)
            region = _region(text, opener.span.start, inner_start, end, end, continues)
            yield replace(region, closed=False)
            opener = None


def _end(marks: Sequence[Mark], acts: Sequence[Act], i: int) -> int:
    """Where mark `i` ends, with the marks that only repeat it."""
    while i + 1 < len(marks) and marks[i + 1].doubled and acts[i + 1] is Act.NOISE:
        i += 1
    return marks[i].span.end


def _region(text: str, start: int, inner_start: int, inner_end: int, end: int, continues: bool) -> QuotedRegion:
    inner = Span(inner_start, max(inner_start, inner_end)).trimmed(text)
    return QuotedRegion(Span(start, end), inner, continues)


def _single_quoted(text: str, paragraphs: Sequence[Span], doubles: Sequence[QuotedRegion]) -> list[QuotedRegion]:
    """Regions in single marks, where no double marks stand around them (then they are quotes inside a quote)."""
    taken = iter(doubles)
    current = next(taken, None)
    found = []
    for paragraph in paragraphs:
        for match in _SINGLE.finditer(text, paragraph.start, paragraph.end):
            outer = Span(*match.span())
            while current is not None and current.outer.end <= outer.start:
                current = next(taken, None)
            if current is None or not current.outer.overlaps(outer):
                found.append(QuotedRegion(outer, Span(outer.start + 1, outer.end - 1).trimmed(text)))
    return found


def _readable(text: str, marks: Sequence[Mark], acts: Sequence[Act]) -> str:
    """`text` with every mark's glyph turned the way it is read, without its doubles, on its side of a space."""
    chars = list(text)
    for mark, act in zip(marks, acts, strict=True):
        if len(mark.glyph) > 1:
            continue
        if act is Act.NOISE:
            chars[mark.span.start] = " " if mark.doubled else mark.glyph
            continue
        closes = act in (Act.CLOSE, Act.CLOSE_LOST)
        if mark.glyph != '"':
            chars[mark.span.start] = "”" if closes else "“"
        i = mark.span.start
        if closes and i > 0 and chars[i - 1] == " " and text[i + 1 : i + 2].isalnum():
            chars[i - 1], chars[i] = chars[i], " "
        elif not closes and text[i + 1 : i + 2] == " " and text[i - 1 : i].isalnum():
            chars[i], chars[i + 1] = " ", chars[i]
    return "".join(chars)
