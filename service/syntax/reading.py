"""What nets over the encoder's vectors read in an article; what follows weighs it with all else."""

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


@dataclass(frozen=True)
class PointedNames:
    """Whom the pronoun or description whose head begins at the code point `anaphor` means.

    `names` are the places where named entities begin, with the chance that it means what is named there; `nobody` is
    the chance that it means nothing that the article names.
    """

    anaphor: int
    names: Places
    nobody: float
