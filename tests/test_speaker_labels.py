"""A colon hands the word over: transcripts and headlines."""

from __future__ import annotations

import pytest
from reading import Said, fails, said

from service.output import Analysis

TURNS = [
    pytest.param(
        "LUND: Why is the bridge closed?\nBERG: The inspection found cracks.\n"
        "LUND: When will it open?\nBERG: In June, we hope.",
        [
            ("LUND", ":", "Why is the bridge closed?"),
            ("BERG", ":", "The inspection found cracks"),
            ("LUND", ":", "When will it open?"),
            ("BERG", ":", "In June, we hope"),
        ],
        id="transcript",
    ),
    pytest.param(
        "Survey: Bread costs more in the north\nThe prices rose in June.",
        [("Survey", ":", "Bread costs more in the north")],
        id="headline of a document",
    ),
    pytest.param(
        "Kremlin: The sanctions have failed\nThe sanctions were lifted on Monday.",
        [("Kremlin", ":", "The sanctions have failed")],
        id="headline of a state",
        marks=fails("the net reads no quote there, and the model follows"),
    ),
]

NOBODY = [
    pytest.param("Halden: a town in the north of the country", id="a colon without a source"),
    pytest.param("Ingredients: two eggs and a cup of sugar", id="a colon behind no source"),
]


@pytest.mark.parametrize(("text", "quotes"), TURNS)
def test_labels(analysis: Analysis, quotes: list[Said]) -> None:
    assert said(analysis) == quotes


@pytest.mark.parametrize("text", NOBODY)
def test_no_label(analysis: Analysis) -> None:
    assert said(analysis) == []
