"""The text of an article with all that is read off its characters: paragraphs, furniture, quoted regions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from service.errors import Warning_
from service.spans import Span
from service.text.furniture import Furniture, furniture_of, without
from service.text.plain_text import lines_of
from service.text.quoted_regions import QuotedRegion, read_marks
from service.text.speaker_turns import Turn, turns_of


@dataclass(frozen=True)
class ArticleText:
    """A text as it was sent, its paragraphs (what its lines hold of the article), its quoted regions, its furniture.

    All are in order; no paragraph and no region has furniture in it. `readable` is what the parser reads: it has the
    length of the text, and only quotation marks and the white space beside them differ, turned and moved right; and
    furniture, of which nothing is left but blanks.
    """

    text: str
    paragraphs: tuple[Span, ...]
    regions: tuple[QuotedRegion, ...]
    readable: str
    furniture: tuple[Furniture, ...] = ()
    warnings: tuple[Warning_, ...] = ()

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """The turns of a transcript in order; none in another text."""
        return turns_of(self.text, self.paragraphs)

    @cached_property
    def _label_starts(self) -> list[int]:
        return [turn.label.start for turn in self.turns]

    def label_at(self, offset: int) -> Turn | None:
        """The turn in whose label the code point `offset` stands; None outside of labels."""
        i = bisect_right(self._label_starts, offset) - 1
        return self.turns[i] if i >= 0 and offset < self.turns[i].label.end else None

    def turns_in(self, span: Span) -> Sequence[Turn]:
        """The turns whose labels share a code point with `span`, in text order."""
        first = max(0, bisect_right(self._label_starts, span.start) - 1)
        last = bisect_left(self._label_starts, span.end)
        return [turn for turn in self.turns[first:last] if turn.label.overlaps(span)]

    @cached_property
    def _region_starts(self) -> list[int]:
        return [r.outer.start for r in self.regions]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [p.start for p in self.paragraphs]

    def quoted_in(self, span: Span) -> Sequence[QuotedRegion]:
        """The quoted regions that share a code point with `span`, in text order."""
        first = max(0, bisect_right(self._region_starts, span.start) - 1)
        last = bisect_left(self._region_starts, span.end)
        return [r for r in self.regions[first:last] if r.outer.overlaps(span)]

    def paragraph_at(self, offset: int) -> int:
        """The index of the paragraph that covers the code point `offset`, or of the last one before it."""
        return max(0, bisect_right(self._paragraph_starts, offset) - 1)


def read_article(text: str) -> ArticleText:
    """Reads furniture, paragraphs and quotation marks of `text`; whatever the text, there is an answer."""
    lines = lines_of(text)
    furniture = furniture_of(text, lines)
    paragraphs = without(furniture, text, lines)
    regions, readable, warnings = read_marks(text, paragraphs)
    return ArticleText(text, paragraphs, regions, _blanked(readable, furniture), furniture, warnings)


def _blanked(readable: str, furniture: Sequence[Furniture]) -> str:
    end, pieces = 0, list[str]()
    for start, stop in (f.span for f in furniture):
        pieces += readable[end:start], " " * (stop - start)
        end = stop
    return "".join([*pieces, readable[end:]])
