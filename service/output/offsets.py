"""Offsets in the unit that the caller asked for.

Inside Quoth every offset is a code point (an index into a Python `str`). Callers may ask for UTF-16 code units
(JavaScript, Java, C#) or UTF-8 bytes; the conversion happens once, here at the edge.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal, get_args

OffsetUnit = Literal["code_point", "utf16", "utf8"]
OFFSET_UNITS: tuple[OffsetUnit, ...] = get_args(OffsetUnit)


class OffsetTable:
    """Converts code point offsets of one text into `unit`. O(number of wide characters) to build, O(log) to ask."""

    def __init__(self, text: str, unit: OffsetUnit) -> None:
        self._positions: list[int] = []  # code point offsets just after each wide character
        self._extra: list[int] = [0]  # units beyond one a code point, summed up to there
        if unit == "code_point" or text.isascii():
            return
        for i, char in enumerate(text):
            code = ord(char)
            more = (code > 0xFFFF) if unit == "utf16" else (code > 0x7F) + (code > 0x7FF) + (code > 0xFFFF)
            if more:
                self._positions.append(i + 1)
                self._extra.append(self._extra[-1] + more)

    def __call__(self, offset: int) -> int:
        """The offset in the table's unit of the code point offset `offset`."""
        return offset + self._extra[bisect_right(self._positions, offset)]
