"""What an engine found in one text, and how it is read from the service's response."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from service.output import Json
from service.spans import Span

INSIDE = 0.9
"""A content lies inside a larger one from this share of its letters on."""


@dataclass(frozen=True)
class FoundAttribution:
    """One quote that an engine found. `source` is empty where it names no words for the speaker."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]


def found_attributions(quotes: Iterable[Json]) -> list[FoundAttribution]:
    """The `quotes` of a response with offsets in code points."""
    return [
        FoundAttribution(
            content_of(quote), () if (mention := quote["speaker"]["mention"]) is None else (_span(mention),)
        )
        for quote in quotes
    ]


def outermost(quotes: Iterable[Json], text: str) -> list[Json]:
    """The quotes of a response on `text` that report themselves, not inside the content of another.

    Quoth returns a report inside a report as a quote of its own. The corpus knows none: of two nested reports its
    annotators took the outer one.
    """
    contents = [(quote, letters(text, content_of(quote))) for quote in quotes]
    return [
        quote
        for quote, inner in contents
        if not any(len(inner) < len(outer) and len(inner & outer) >= INSIDE * len(inner) for _, outer in contents)
    ]


def content_of(quote: Json) -> tuple[Span, ...]:
    """The pieces of the quote's content."""
    return tuple(map(_span, quote["content"]["spans"]))


def letters(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """The code points of the letters and digits in `spans`."""
    return frozenset(i for span in spans for i in range(*span) if text[i].isalnum())


def _span(place: Json) -> Span:
    return Span(place["start"], place["end"])
