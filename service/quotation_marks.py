"""Which stretches of an article stand in quotation marks, and a same-length text that a parser reads well.

Real marks are damaged: an opening mark in the place of a closing one, a mark on the wrong side of its space, marks
lost, doubled or never closed. Pairing them blindly loses the rest of the paragraph, so the marks of a text are decoded
together: each mark may open, close, reopen a new paragraph, close a quote whose opening mark was lost, or be noise;
every reading has a cost (`lexicons/mark_costs.tsv`), and the cheapest sequence of readings is taken (Viterbi over the
two states outside and inside: linear in the number of marks).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from itertools import zip_longest

from service.lexicons import ATTRIBUTION_BEHIND_MARK, MARK_COSTS
from service.results import Warning_
from service.spans import Span

_DOUBLE = re.compile("``|''|[“”\"„‟«»]")
_OPENERS = frozenset(["“", "„", "‟", "«", "``"])
_CLOSERS = frozenset(["”", "»", "''"])
_SINGLE = re.compile(
    r"(?<!\w)‘(?=\w)[^\n‘]{2,400}?(?<=[\w.,!?…])’(?!\w)"  # ‘We will go,’ — ’ between letters is an apostrophe
    r"|(?<![\w'])'(?=[A-Z])[^\n'‘]{1,400}(?:'[a-z]+[^\n'‘]{1,400})*[.,!?]'(?!\w)"  # 'We won't go,' needs the stop
)
_OPENING_CONTEXT = frozenset("([{—–-/‘'")
_FOLLOWS_CLOSER = frozenset(".,;:!?)]}—–-…’'")


class _Act(Enum):
    """How one mark, or the end of a paragraph, is read."""

    OPEN = "open"
    CLOSE = "close"
    REOPEN = "reopen"  # the mark that opens a further paragraph of the same quote
    CLOSE_LOST = "close-lost"  # closes a quote whose opening mark is missing
    NOISE = "noise"
    STAY = "stay"  # at a paragraph's end: go on inside
    BREAK = "break"  # at a paragraph's end: the closing mark is missing


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


@dataclass(frozen=True)
class Quotation:
    """The quoted regions of a text in order, warnings, and `readable`: the text with marks turned and moved right.

    `readable` has the length of the text; only quotation marks and the white space beside them differ.
    """

    regions: tuple[QuotedRegion, ...]
    readable: str
    warnings: tuple[Warning_, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [r.outer.start for r in self.regions]

    def overlapping(self, span: Span) -> Sequence[QuotedRegion]:
        """The regions that share a code point with `span`, in text order."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        last = bisect_left(self._starts, span.end)
        return [r for r in self.regions[first:last] if r.outer.overlaps(span)]


@dataclass(frozen=True)
class _Mark:
    span: Span
    glyph: str
    first: bool  # opens its paragraph
    paragraph: int
    costs: dict[_Act, float]


def read_quotation(text: str, paragraphs: Sequence[Span]) -> Quotation:
    """Decodes the quotation marks of `text`; `paragraphs` are its lines as `article.paragraphs_of` gives them."""
    marks = [m for i, p in enumerate(paragraphs) for m in _marks_of(text, p, i)]
    acts = _decode(marks)
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
    return Quotation(tuple(regions), _readable(text, marks, acts), warnings)


def _marks_of(text: str, paragraph: Span, number: int) -> Iterator[_Mark]:
    previous_end = -1
    for match in _DOUBLE.finditer(text, paragraph.start, paragraph.end):
        span, glyph = Span(*match.span()), match.group()
        if glyph == '"' and text[span.start - 1 : span.start].isdigit() and _is_inches(text, span):
            continue
        first = span.start == paragraph.start
        yield _Mark(span, glyph, first, number, _costs(text, paragraph, span, glyph, span.start == previous_end))
        previous_end = span.end


def _is_inches(text: str, span: Span) -> bool:
    return bool(re.match(r"[\s-]?(tall|wide|long|high|screen|by|x|pipe|thick)\b", text[span.end : span.end + 8]))


def _costs(text: str, paragraph: Span, span: Span, glyph: str, doubled: bool) -> dict[_Act, float]:
    """What it costs to read the mark in each way; glyph, white space and the words behind it decide."""
    before = text[span.start - 1] if span.start > paragraph.start else " "
    after = text[span.end] if span.end < paragraph.end else " "
    cost = MARK_COSTS
    opening = cost["turned glyph"] * (glyph in _CLOSERS)
    opening += cost["wrong side"] * after.isspace()
    opening += cost["no space"] * (not before.isspace() and before not in _OPENING_CONTEXT)
    closing = cost["turned glyph"] * (glyph in _OPENERS)
    closing += cost["wrong side"] * before.isspace()
    closing += cost["no space"] * (not after.isspace() and after not in _FOLLOWS_CLOSER)
    stop_before = text[max(paragraph.start, span.start - 2) : span.start].strip()[-1:] in (",", ".", "!", "?", "…")
    attributed = stop_before and bool(ATTRIBUTION_BEHIND_MARK.match(text, span.end, min(paragraph.end, span.end + 80)))
    if attributed:
        closing += cost["attribution behind"]
        opening -= cost["attribution behind"]
    lost = closing + (cost["lost opener"] if attributed else cost["lost opener unattributed"])
    noise = cost["doubled mark"] if doubled else cost["noise"]
    return {_Act.OPEN: opening, _Act.CLOSE: closing, _Act.REOPEN: opening, _Act.CLOSE_LOST: lost, _Act.NOISE: noise}


def _decode(marks: Sequence[_Mark]) -> list[_Act]:
    """The cheapest reading of the marks: one act for each mark, then for the quote left open at each paragraph's end.

    Returns the acts of the marks in order; `_regions` sees the ends of paragraphs from the marks' paragraphs.
    """
    outside, inside = 0.0, float("inf")
    back: list[tuple[tuple[bool, _Act], tuple[bool, _Act]]] = []  # for each step, how outside and inside were reached
    is_mark: list[bool] = []
    for position, mark in enumerate(marks):
        c = mark.costs
        to_outside = [(outside + c[act], False, act) for act in (_Act.NOISE, _Act.CLOSE_LOST)]
        to_outside.append((inside + c[_Act.CLOSE], True, _Act.CLOSE))
        to_inside = [(outside + c[_Act.OPEN], False, _Act.OPEN), (inside + c[_Act.NOISE], True, _Act.NOISE)]
        if mark.first:
            to_inside.append((inside + c[_Act.REOPEN], True, _Act.REOPEN))
        outside, inside = _step(back, to_outside, to_inside)
        is_mark.append(True)
        following = marks[position + 1] if position + 1 < len(marks) else None
        if following is None or following.paragraph != mark.paragraph:
            reopened = following is not None and following.first and following.paragraph == mark.paragraph + 1
            stay = MARK_COSTS["stay inside, reopened"] if reopened else MARK_COSTS["stay inside"]
            to_outside = [(outside, False, _Act.STAY), (inside + MARK_COSTS["unclosed"], True, _Act.BREAK)]
            outside, inside = _step(back, to_outside, [(inside + stay, True, _Act.STAY)])
            is_mark.append(False)
    state, acts = False, []
    for reached, of_mark in zip(reversed(back), reversed(is_mark), strict=True):
        state, act = reached[state]
        if of_mark:
            acts.append(act)
    return acts[::-1]


_Reached = tuple[float, bool, _Act]


def _step(
    back: list[tuple[tuple[bool, _Act], tuple[bool, _Act]]], to_outside: list[_Reached], to_inside: list[_Reached]
) -> tuple[float, float]:
    out, into = min(to_outside, key=lambda r: r[0]), min(to_inside, key=lambda r: r[0])
    back.append((out[1:], into[1:]))
    return out[0], into[0]


def _regions(
    text: str, paragraphs: Sequence[Span], marks: Sequence[_Mark], acts: Sequence[_Act]
) -> Iterator[QuotedRegion]:
    opener: _Mark | None = None
    continues = False
    free_from = -1  # the end of the last region: a lost opening mark stands behind it
    for i, (mark, act) in enumerate(zip(marks, acts, strict=True)):
        paragraph = paragraphs[mark.paragraph]
        if act in (_Act.OPEN, _Act.REOPEN):
            opener, continues = mark, act is _Act.REOPEN
        elif act is _Act.CLOSE and opener is not None and opener.paragraph == mark.paragraph:
            yield _region(text, opener.span.start, opener.span.end, mark.span.start, mark.span.end, continues)
            opener = None
        elif act in (_Act.CLOSE, _Act.CLOSE_LOST):
            start = Span(max(paragraph.start, free_from), mark.span.start).trimmed(text).start
            region = _region(text, start, start, mark.span.start, mark.span.end, act is _Act.CLOSE)
            yield replace(region, opened=False)
            opener = None
        if act is not _Act.NOISE:
            free_from = mark.span.end
        last_here = i + 1 == len(marks) or marks[i + 1].paragraph != mark.paragraph
        if last_here and opener is not None:
            region = _region(text, opener.span.start, opener.span.end, paragraph.end, paragraph.end, continues)
            yield replace(region, closed=False)
            opener = None


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


def _readable(text: str, marks: Sequence[_Mark], acts: Sequence[_Act]) -> str:
    """`text` with every mark's glyph turned the way it is read and moved to its side of a neighbouring space."""
    chars = list(text)
    for mark, act in zip(marks, acts, strict=True):
        if act is _Act.NOISE or len(mark.glyph) > 1:
            continue
        closes = act in (_Act.CLOSE, _Act.CLOSE_LOST)
        if mark.glyph != '"':
            chars[mark.span.start] = "”" if closes else "“"
        i = mark.span.start
        if closes and i > 0 and chars[i - 1] == " " and text[i + 1 : i + 2].isalnum():
            chars[i - 1], chars[i] = chars[i], " "
        elif not closes and text[i + 1 : i + 2] == " " and text[i - 1 : i].isalnum():
            chars[i], chars[i + 1] = " ", chars[i]
    return "".join(chars)
