"""Stored parses, so that most tests load no model: what the shipped models make of the texts in the tests' tables.

Each test module has a file of its name, in the CoNLL-U of `service.conllu`, one article behind the other.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from service.syntax import Document, conllu

HERE = Path(__file__).parent
_ARTICLE = re.compile(r"^(?=# article = )", re.MULTILINE)


class MissingParse(LookupError):
    """No parse is stored for a text."""


@cache
def stored() -> dict[str, str]:
    """The CoNLL-U of every stored parse by the text of its article."""
    pieces = [p for file in sorted(HERE.glob("*.conllu")) for p in _ARTICLE.split(file.read_text("utf-8")) if p]
    return {json.loads(piece.partition("\n")[0].removeprefix("# article = ")): piece for piece in pieces}


@cache
def parse_of(text: str) -> Document:
    """The stored parse of `text`. Raises MissingParse."""
    if text not in stored():
        raise MissingParse(f"no stored parse of {text[:60]!r}: run python -m tests.parses.make")
    return conllu.read(stored()[text])
