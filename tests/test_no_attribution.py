"""What looks like a quote and is none."""

from __future__ import annotations

import pytest
from reading import fails, said

from service.output import Analysis


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The “experts” were wrong again.", id="scare quotes"),
        pytest.param("Erik “the Bull” Berg won the race.", id="nickname"),
        pytest.param("He sang “Yesterday” and left the stage.", id="title of a song"),
        pytest.param(
            "He read “War and Peace” in one week.", id="title of a book", marks=fails("read is taken for a cue")
        ),
        pytest.param("The “L” was missing from the sign.", id="a letter"),
        pytest.param("The mayor left the room and closed the door.", id="no cue"),
        pytest.param("The bridge was built in 1950.", id="no person"),
        pytest.param("The children sang and danced until midnight.", id="verbs that do not attribute"),
        pytest.param("The bridge was found by two hikers.", id="found, not reported"),
        pytest.param(
            "The work went according to plan.",
            id="according to what cannot speak",
            marks=fails("a plan is taken for a source"),
        ),
        pytest.param("Her warning was loud.", id="a noun without content"),
        pytest.param("Russia attacked the harbour at night.", id="a blow of weapons: a state"),
        pytest.param("The rebels hit the bridge with two rockets.", id="a blow of weapons: fighters"),
        pytest.param("The price of bread rose by two percent in March.", id="statistics without a source"),
    ],
)
def test_no_attribution(analysis: Analysis) -> None:
    assert said(analysis) == []
