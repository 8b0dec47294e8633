"""Quotation marks → how each is read: it may open, close, reopen, close a quote whose opening is lost, or be noise.

Real marks are damaged: an opening mark in the place of a closing one, a mark on the wrong side of its space, marks
lost, doubled or never closed. Pairing them blindly loses the rest of the paragraph, so the marks of a text are decoded
together: every reading has a cost (`lexicons/data/mark_costs.tsv`), and the cheapest sequence of readings is taken
(Viterbi over the two states outside and inside: linear in the number of marks).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from service.lexicons import ATTRIBUTION_AFTER_MARK, MARK_COSTS
from service.spans import Span
from service.text.reporting_clause_patterns import has_comment

_DOUBLE = re.compile("``|''|[“”\"„‟«»]")
_OPENERS = frozenset(["“", "„", "‟", "«", "``"])
_CLOSERS = frozenset(["”", "»", "''"])
_OPENING_CONTEXT = frozenset("([{—–-/‘'")
_STOPS = frozenset(".,;:!?)]}…")
_FOLLOWS_CLOSER = _STOPS | frozenset("—–-’'")


class Act(Enum):
    """How one mark, or the end of a paragraph, is read."""

    OPEN = "open"
    OPEN_ANEW = "open-anew"  # opens a quote, and ends one before it whose closing mark is missing
    CLOSE = "close"
    REOPEN = "reopen"  # the mark that opens a further paragraph of the same quote
    CLOSE_LOST = "close-lost"  # closes a quote whose opening mark is missing
    NOISE = "noise"
    STAY = "stay"  # at a paragraph's end: go on inside
    BREAK = "break"  # at a paragraph's end: the closing mark is missing


@dataclass(frozen=True)
class Mark:
    """One mark: its glyph, whether it opens its paragraph (the number of which it carries), and what readings cost.

    `doubled` is True where it repeats the mark directly before it.
    """

    span: Span
    glyph: str
    first: bool
    paragraph: int
    doubled: bool
    costs: dict[Act, float]


def marks_of(text: str, paragraph: Span, number: int) -> Iterator[Mark]:
    """The double quotation marks of one paragraph, which has this number; signs of inches are none."""
    previous_end = -1
    for match in _DOUBLE.finditer(text, paragraph.start, paragraph.end):
        span, glyph = Span(*match.span()), match.group()
        if glyph == '"' and text[span.start - 1 : span.start].isdigit() and _is_inches(text, span):
            continue
        first = span.start == paragraph.start
        doubled = span.start == previous_end
        costs = _costs(text, paragraph, span, glyph, doubled)
        broken_off = previous_end >= 0 and has_comment(text, previous_end, span.start)
        anew = MARK_COSTS["open anew, comment before" if broken_off else "open anew"]
        costs[Act.OPEN_ANEW] = costs[Act.OPEN] + anew
        yield Mark(span, glyph, first, number, doubled, costs)
        previous_end = span.end


def _is_inches(text: str, span: Span) -> bool:
    return bool(re.match(r"[\s-]?(tall|wide|long|high|screen|by|x|pipe|thick)\b", text[span.end : span.end + 8]))


def _costs(text: str, paragraph: Span, span: Span, glyph: str, doubled: bool) -> dict[Act, float]:
    """What it costs to read the mark in each way; glyph, white space and the words after it decide."""
    before = text[span.start - 1] if span.start > paragraph.start else " "
    after = text[span.end] if span.end < paragraph.end else " "
    cost = MARK_COSTS
    opening = cost["turned glyph"] * (glyph in _CLOSERS)
    opening += cost["wrong side"] * (after.isspace() and glyph != "«")  # « French has spaces inside »
    opening += cost["before a stop"] * (after in _STOPS)
    opening += cost["no space"] * (not before.isspace() and before not in _OPENING_CONTEXT)
    closing = cost["turned glyph"] * (glyph in _OPENERS)
    closing += cost["wrong side"] * (before.isspace() and glyph != "»")
    closing += cost["no space"] * (not after.isspace() and after not in _FOLLOWS_CLOSER)
    stop = text[max(paragraph.start, span.start - 2) : span.start].strip()[-1:]
    begins_sentence = stop == "." and before.isspace() and after.isupper()  # ended. ”The president warned …“
    attributed = (
        stop in (",", ".", "!", "?", "…")
        and not begins_sentence
        and bool(ATTRIBUTION_AFTER_MARK.match(text, span.end, min(paragraph.end, span.end + 80)))
    )
    if attributed:
        closing += cost["attribution behind"]
        opening -= cost["attribution behind"]
    lost = closing + (cost["lost opener"] if attributed else cost["lost opener unattributed"])
    noise = cost["doubled mark"] if doubled else cost["noise"]
    return {Act.OPEN: opening, Act.CLOSE: closing, Act.REOPEN: opening, Act.CLOSE_LOST: lost, Act.NOISE: noise}


def decode(marks: Sequence[Mark]) -> list[Act]:
    """The cheapest reading of the marks: one act for each mark, then for the quote left open at each paragraph's end.

    Returns the acts of the marks in order; `quotation_marks` sees the ends of paragraphs from the marks' paragraphs.
    """
    outside, inside = 0.0, float("inf")
    back: list[tuple[tuple[bool, Act], tuple[bool, Act]]] = []  # for each step, how outside and inside were reached
    is_mark: list[bool] = []
    for position, mark in enumerate(marks):
        c = mark.costs
        to_outside = [(outside + c[act], False, act) for act in (Act.NOISE, Act.CLOSE_LOST)]
        to_outside.append((inside + c[Act.CLOSE], True, Act.CLOSE))
        to_inside = [(outside + c[Act.OPEN], False, Act.OPEN)]
        to_inside += [(inside + c[act], True, act) for act in (Act.NOISE, Act.OPEN_ANEW)]
        if mark.first:
            to_inside.append((inside + c[Act.REOPEN], True, Act.REOPEN))
        outside, inside = _step(back, to_outside, to_inside)
        is_mark.append(True)
        following = marks[position + 1] if position + 1 < len(marks) else None
        if following is None or following.paragraph != mark.paragraph:
            reopened = following is not None and following.first and following.paragraph == mark.paragraph + 1
            stay = MARK_COSTS["stay inside, reopened"] if reopened else MARK_COSTS["stay inside"]
            to_outside = [(outside, False, Act.STAY), (inside + MARK_COSTS["unclosed"], True, Act.BREAK)]
            outside, inside = _step(back, to_outside, [(inside + stay, True, Act.STAY)])
            is_mark.append(False)
    state, acts = False, []
    for reached, of_mark in zip(reversed(back), reversed(is_mark), strict=True):
        state, act = reached[state]
        if of_mark:
            acts.append(act)
    return acts[::-1]


_Reached = tuple[float, bool, Act]


def _step(
    back: list[tuple[tuple[bool, Act], tuple[bool, Act]]], to_outside: list[_Reached], to_inside: list[_Reached]
) -> tuple[float, float]:
    out, into = min(to_outside, key=lambda r: r[0]), min(to_inside, key=lambda r: r[0])
    back.append((out[1:], into[1:]))
    return out[0], into[0]
