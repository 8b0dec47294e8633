"""Stored parses, so that most tests load no model: what the shipped models make of the texts in the tests' tables.

Each test module has a file of its name, in the CoNLL-U of `service.syntax.conllu`, one article behind the other.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from service.model_files import check
from service.settings import SHIPPED_MODELS_DIR
from service.syntax import Document, conllu
from service.text import read_article

HERE = Path(__file__).parent
MAKE = "python -m tests.parses.make"
_ARTICLE = re.compile(r"^(?=# article = )", re.MULTILINE)


class MissingParse(LookupError):
    """No parse is stored for a text."""


@cache
def stored() -> dict[str, str]:
    """The CoNLL-U of every stored parse by the text of its article."""
    pieces = [p for file in sorted(HERE.glob("*.conllu")) for p in _ARTICLE.split(file.read_text("utf-8")) if p]
    return {conllu.origin(piece).text: piece for piece in pieces}


@cache
def parse_of(text: str) -> Document:
    """The stored parse of `text`. Raises MissingParse."""
    if text not in stored():
        raise MissingParse(f"no stored parse of {text[:60]!r}: run {MAKE}")
    return conllu.read(stored()[text])


@cache
def models_version() -> str:
    """The version of the shipped models; no model is loaded for it."""
    return check(SHIPPED_MODELS_DIR).version


def is_stale(piece: str) -> bool:
    """True when other models made the parse, or quotation marks were read otherwise for it than they are now."""
    origin = conllu.origin(piece)
    return origin != (origin.text, read_article(origin.text).readable, models_version())
