"""The format `table` of `quoth extract`: responses go in, columns for reading in a terminal come out."""

from __future__ import annotations

import shutil
from textwrap import shorten
from typing import TextIO

from rich.console import Console
from rich.table import Table

from service.output import Json

NARROWEST = 60
"""Narrower terminals break the lines themselves: the columns would be unreadable."""
LONGEST = 600
"""Characters of a quote that are shown."""


class TableWriter:
    """Who, how, with what stance and confidence, and the words, wrapped to the width of the terminal.

    Elsewhere than in a terminal the width is 80, or what COLUMNS says, and there is nothing but text. See `Writer`.
    """

    def __init__(self, out: TextIO, several: bool) -> None:
        self._out, self._several = out, several
        self._count = 0
        self._console = Console(
            file=out,
            width=max(NARROWEST, shutil.get_terminal_size().columns),
            force_terminal=out.isatty(),  # whatever FORCE_COLOR says: escape codes are for terminals
            markup=False,
            emoji=False,
            highlight=False,
        )

    def add(self, response: Json) -> None:
        """See `Writer.add`."""
        if self._several:
            self._out.write(("\n" if self._count else "") + f"{_plain(response['id'] or 'standard input')}\n")
        self._count += 1
        if not response["quotes"]:
            self._out.write("no quotes found\n")
            return
        self._draw(_table_of(response["quotes"]))
        for warning in response["warnings"]:
            self._out.write(f"warning: {_plain(warning['detail'])}\n")

    def finish(self) -> None:
        """Nothing follows the last table."""

    def _draw(self, table: Table) -> None:
        """Not printed by rich itself, which fills lines up with spaces and ends the process when the reader is gone."""
        with self._console.capture() as drawn:
            self._console.print(table)
        self._out.writelines(f"{line.rstrip()}\n" for line in drawn.get().splitlines())


def _table_of(quotes: list[Json]) -> Table:
    table = Table(box=None, expand=True, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("SPEAKER", ratio=1, overflow="fold")
    table.add_column("TYPE", width=8)
    table.add_column("STANCE", width=7)
    table.add_column("CONF", width=4)
    table.add_column("QUOTE", ratio=2, overflow="fold")
    for quote in quotes:
        speaker = quote["speaker"]
        who = ", ".join(part for part in (speaker["name"] or "(not named)", speaker["role"]) if part)
        cells = who, quote["type"], quote["stance"]["label"], f"{quote['confidence']:.2f}", quote["content"]["text"]
        table.add_row(*(shorten(_plain(cell), LONGEST) for cell in cells))
    return table


def _plain(text: str) -> str:
    """`text` without what would steer a terminal: control and invisible characters become spaces."""
    return "".join(char if char.isprintable() else " " for char in text)
