"""The formats in which `quoth extract` prints: each writer gets the responses one by one and prints as it goes."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from typing import Any, Protocol, TextIO

from service.output import Json


class Writer(Protocol):
    """Prints responses; `finish` prints what must come behind the last one."""

    def add(self, response: Json) -> None:
        """Prints one response; its `id` is the name of the file it came from."""

    def finish(self) -> None:
        """Called once, behind the last response."""


class JsonWriter:
    """Indented JSON: one object for one input, an array of objects for several."""

    def __init__(self, out: TextIO, several: bool) -> None:
        self._out, self._several = out, several
        self._count = 0

    def add(self, response: Json) -> None:
        """See `Writer.add`."""
        opening = "" if not self._several else ",\n" if self._count else "[\n"
        self._out.write(opening + json.dumps(response, ensure_ascii=False, indent=2))
        self._count += 1

    def finish(self) -> None:
        """Ends the line, and closes the array: an empty one when no input of several could be answered."""
        if self._several:
            self._out.write("\n]\n" if self._count else "[]\n")
        elif self._count:
            self._out.write("\n")


class NdjsonWriter:
    """One line of JSON for each input."""

    def __init__(self, out: TextIO, several: bool) -> None:
        self._out = out

    def add(self, response: Json) -> None:
        """See `Writer.add`."""
        self._out.write(json.dumps(response, ensure_ascii=False, separators=(",", ":")) + "\n")

    def finish(self) -> None:
        """Nothing follows the last line."""


COLUMNS: dict[str, Callable[[Json], Any]] = {
    "quote": lambda q: q["id"],
    "type": lambda q: q["type"],
    "medium": lambda q: q["medium"],
    "speaker": lambda q: q["speaker"]["name"],
    "kind": lambda q: q["speaker"]["kind"],
    "role": lambda q: q["speaker"]["role"],
    "affiliation": lambda q: q["speaker"]["affiliation"],
    "anonymous": lambda q: str(q["speaker"]["anonymous"]).lower(),
    "members": lambda q: "; ".join(m["name"] for m in q["speaker"]["members"]),
    "cue": lambda q: q["cue"] and q["cue"]["text"],
    "addressee": lambda q: q["addressee"] and q["addressee"]["name"],
    "content": lambda q: q["content"]["text"],
    "spans": lambda q: " ".join(f"{s['start']}-{s['end']}" for s in q["content"]["spans"]),
    "stance": lambda q: q["stance"]["label"],
    "targets": lambda q: "; ".join(f"{t['name']}={t['label']}" for t in q["stance"]["targets"]),
    "confidence": lambda q: q["confidence"],
    "rule": lambda q: q["evidence"].get("rule"),
}
"""The columns of CSV behind `file`: name → the value's place in a quote of the response."""


class CsvWriter:
    """One row for each quote, below one row of column names; null is an empty cell."""

    def __init__(self, out: TextIO, several: bool) -> None:
        self._rows = csv.writer(out, lineterminator="\n")
        self._headed = False

    def add(self, response: Json) -> None:
        """See `Writer.add`."""
        self._head()
        for quote in response["quotes"]:
            self._rows.writerow([response["id"], *(value(quote) for value in COLUMNS.values())])

    def finish(self) -> None:
        """Prints the column names where no row has come."""
        self._head()

    def _head(self) -> None:
        if not self._headed:
            self._rows.writerow(["file", *COLUMNS])
            self._headed = True


def _table(out: TextIO, several: bool) -> Writer:
    from service.cli.table import TableWriter  # rich takes long to import

    return TableWriter(out, several)


FORMATS: dict[str, Callable[[TextIO, bool], Writer]] = {
    "json": JsonWriter,
    "ndjson": NdjsonWriter,
    "csv": CsvWriter,
    "table": _table,
}
"""Format name → its writer, made with where it prints and whether there are several inputs."""
