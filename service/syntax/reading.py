"""What a net over the encoder's vectors reads of an attribution; the classifier weighs it with all else."""

from __future__ import annotations

from dataclasses import dataclass

from service.spans import Span

Places = tuple[tuple[int, float], ...]
"""Offsets with their chances, the likeliest first."""


@dataclass(frozen=True)
class Reading:
    """At the word that begins at the code point `cue`, with a chance of `probability`, somebody attributes something.

    `content` is what, the cue and its source perhaps within it; `starts` and `ends` are where it may begin and end.
    `source` is who, None where nobody is named, with a chance of `source_probability`. These chances hold given that
    the word is a cue.
    """

    cue: int
    probability: float
    content: Span
    starts: Places
    ends: Places
    source: Span | None
    source_probability: float
