"""An analysis as the rows of a table."""

from __future__ import annotations

import pytest

from service.output import Analysis, Quote

Said = tuple[str | None, str | None, str]


def content_of(text: str, quote: Quote) -> str:
    """The content's pieces joined by a space, as in the response."""
    return " ".join(span.of(text) for span in quote.content)


def said(analysis: Analysis) -> list[Said]:
    """(speaker, cue, content) of each quote in order."""
    return [
        (q.speaker.name, q.cue.span.of(analysis.text) if q.cue else None, content_of(analysis.text, q))
        for q in analysis.quotes
    ]


def fails(reason: str) -> pytest.MarkDecorator:
    """Marks a row that is known to fail and should not."""
    return pytest.mark.xfail(strict=True, reason=reason)
