"""Whole annotated articles (NAME.txt beside NAME.gold.json) in the form of those of a corpus.

The annotation gives contents and cues as words, and no source: a cue is where those words stand nearest to the content.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from service.evaluation.brat import AnnotatedArticle, AnnotatedAttribution
from service.spans import Span

FARTHEST = 250
"""Code points between a content and its cue."""


def read_whole_articles(folder: Path) -> list[AnnotatedArticle]:
    """The articles of a folder by name."""
    found = []
    for file in sorted(folder.glob("*.gold.json")):
        name = file.name.removesuffix(".gold.json")
        text = (folder / f"{name}.txt").read_text(encoding="utf-8")
        rows = json.loads(file.read_text(encoding="utf-8"))
        found.append(AnnotatedArticle(name, text, tuple(_attribution(row, text) for row in rows)))
    return found


def _attribution(row: dict[str, object], text: str) -> AnnotatedAttribution:
    pieces = row["content"]
    assert isinstance(pieces, list)
    content = tuple(sorted(Span(text.index(piece), text.index(piece) + len(piece)) for piece in pieces))
    cue = _cue(str(row["cue"] or ""), content, text)
    return AnnotatedAttribution(content, (), (cue,) if cue else ())


def _cue(words: str, content: tuple[Span, ...], text: str) -> Span | None:
    """The place of the cue; None where the words stand nowhere near."""

    def apart(span: Span) -> int:
        return min(max(piece.start - span.end, span.start - piece.end) for piece in content)

    pattern = re.compile(rf"\b{re.escape(words)}\b", re.IGNORECASE)
    places = [Span(*m.span()) for m in pattern.finditer(text)] if words else []
    near = [p for p in places if not any(p.overlaps(c) for c in content) and apart(p) <= FARTHEST]
    return min(near, key=apart, default=None)
