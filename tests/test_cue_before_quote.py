"""The cue right before a quote: a colon behind a name or a clause, and turns of phrase that open a sentence."""

from __future__ import annotations

import pytest
from reading import Said, fails, said

from service.output import Analysis

LUND, BERG = "Anna Lund", "Erik Berg"

COLONS = [
    pytest.param(
        "Anna Lund, spokeswoman of the city, in a note: «The bridge will stay closed until May».",
        [(LUND, ":", "The bridge will stay closed until May")],
        id="a name and a colon, no verb",
    ),
    pytest.param(
        "The reply of Mayor Anna Lund: “The bridge will stay closed until May”.",
        [(LUND, ":", "The bridge will stay closed until May")],
        id="the reply of somebody",
    ),
    pytest.param(
        "Anna Lund: “Golden” years in the town hall",
        [],
        id="not a scare quote behind a colon",
        marks=fails("the quoted word is taken for a quote"),
    ),
]

BEFORE = [
    pytest.param(
        "Anna Lund shook her head: “The money is gone and the bridge is closed”.",
        [(LUND, ":", "The money is gone and the bridge is closed")],
        id="a clause and a colon",
        marks=fails('"shook" is taken for the cue, not the colon'),
    ),
    pytest.param(
        "The bridge is closed again – Mayor Anna Lund: “Nobody may cross it”.",
        [(LUND, ":", "Nobody may cross it")],
        id="a label behind a dash",
    ),
    pytest.param(
        "The engineer Erik Berg puts it otherwise: “If the bridge falls, the town falls”.",
        [(BERG, "puts", "If the bridge falls, the town falls")],
        id="puts it otherwise",
    ),
    pytest.param(
        "The bells rang at noon: “The old bridge is closed again”.",
        [(None, None, "The old bridge is closed again")],
        id="not said by what cannot speak",
    ),
    pytest.param(
        "Trains stand still again: ‘We have really had enough’",
        [(None, None, "We have really had enough")],
        id="a headline without a speaker",
        marks=fails("the shipped parser takes the quote for a complement of 'stand'"),
    ),
]

AS_THEY_PUT_IT = [
    pytest.param(
        'As Anna Lund put it, "the towns are at peace".',
        [(LUND, "put", "the towns are at peace")],
        id="as X put it",
    ),
    pytest.param("As the town grew, the old bridge became too small.", [], id="as without a report"),
]


@pytest.mark.parametrize(("text", "quotes"), [*COLONS, *BEFORE, *AS_THEY_PUT_IT])
def test_cues_before_a_quote(analysis: Analysis, quotes: list[Said]) -> None:
    assert said(analysis) == quotes
