"""Tables of tab-separated values, as lexicons and fitted weights are stored: a file → its rows by column."""

from __future__ import annotations

import csv
from importlib.resources.abc import Traversable


def read_table(path: Traversable) -> list[dict[str, str]]:
    """The rows of a file whose first line names the columns; a missing cell is an empty string, quotes are plain."""
    with path.open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [{key: value or "" for key, value in row.items()} for row in rows]
