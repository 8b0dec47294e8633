"""Clauses that the parser does not hang below their cue, and who demands, warns or assures."""

from __future__ import annotations

import pytest
from reading import Said, fails, said

from service.output import Analysis

LUND, BERG = "Anna Lund", "Erik Berg"

CLAUSES = [
    pytest.param(
        "Anna Lund warned the builders at the same time: Any further delay would cost the city dearly.",
        [(LUND, "warned", "Any further delay would cost the city dearly")],
        id="a clause behind a colon, without marks",
    ),
    pytest.param(
        "The mayor, Anna Lund, assured on Monday that the bridge would open in May.",
        [(LUND, "assured", "the bridge would open in May")],
        id="assured, without saying whom",
    ),
    pytest.param(
        "Mayor Anna Lund demands written guarantees that the bridge will not close again.",
        [(LUND, "demands", "written guarantees that the bridge will not close again")],
        id="who demands a guarantee does not give it",
    ),
    pytest.param(
        "Anna Lund warns Erik Berg: the city will act “decisively” if the work stops",
        [(LUND, "warns", "the city will act “decisively” if the work stops")],
        id="whom is warned is no part of what is said",
        marks=fails("the addressee is taken for the content"),
    ),
    pytest.param(
        "Anna Lund greeted the builders at the same time: the bridge was open again.",
        [],
        id="not behind a verb that is no cue",
    ),
]


@pytest.mark.parametrize(("text", "quotes"), CLAUSES)
def test_clauses(analysis: Analysis, quotes: list[Said]) -> None:
    assert said(analysis) == quotes
