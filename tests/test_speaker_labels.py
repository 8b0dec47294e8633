"""Labels hand the word over: transcripts, parliaments, interviews, panels; and a headline's colon."""

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
            ("BERG", ":", "The inspection found cracks."),
            ("LUND", ":", "When will it open?"),
            ("BERG", ":", "In June, we hope."),
        ],
        id="transcript",
    ),
    pytest.param(
        "INGRID LUND, NEWS ANCHOR: Why is the bridge closed?\nPER BERG, ENGINEER (via telephone): [coughs] Cracks.\n"
        "They are long.\nLUND (voice-over): It opens in June.",
        [
            ("INGRID LUND", ":", "Why is the bridge closed?"),
            ("PER BERG", ":", "Cracks. They are long."),
            ("INGRID LUND", ":", "It opens in June."),
        ],
        id="a turn of two paragraphs, stage directions, a surname completed",
    ),
    pytest.param(
        "Mr LUND (Halden—Minister for Roads) (15:02): I thank the member.\nThe SPEAKER: Order!\nMs BERG: Will he go?",
        [("LUND", ":", "I thank the member."), ("SPEAKER", ":", "Order!"), ("BERG", ":", "Will he go?")],
        id="parliament",
    ),
    pytest.param(
        "The CHAIRMAN. Is there objection?\nMr. LUND of Ohio. I object.",
        [("CHAIRMAN", None, "Is there objection?"), ("LUND", None, "I object.")],
        id="the full stop of parliaments",
    ),
    pytest.param(
        "Q. Where were you?\nA. At home.\nQ. Alone?\nA. Yes.",
        [
            ("Q", None, "Where were you?"),
            ("A", None, "At home."),
            ("Q", None, "Alone?"),
            ("A", None, "Yes."),
        ],
        id="questions and answers",
    ),
    pytest.param(
        "An interview with Ingrid Lund\nQ: Why do you stay?\nA: I like the rain.",
        [("Q", ":", "Why do you stay?"), ("Ingrid Lund", ":", "I like the rain.")],
        id="the one person named before the first question answers",
    ),
    pytest.param(
        "Shares fell.\n• Ingrid Lund, analyst: The bank will cut its rate in June.\n"
        "• Per Berg, chief economist: “We did not expect this.”\nShares rose later.",
        [
            ("Ingrid Lund", ":", "The bank will cut its rate in June."),
            ("Per Berg", ":", "We did not expect this."),
        ],
        id="panel",
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
    pytest.param("Note: the figures are estimates.\nPhoto: Ingrid Lund\nScore: 3-1", id="notes"),
    pytest.param("Myth: You need a coat.\nFact: You do not.\nMyth: You need a hat.", id="what comes back is no name"),
    pytest.param("Washington: A law was passed.\nParis: A road was closed.", id="where, and a sentence"),
]

ROLES = [
    pytest.param(
        "INGRID LUND, NEWS ANCHOR: Why is it closed?\nMr BERG (Halden—Minister for Roads): I closed it.\nLUND: Why?",
        ["NEWS ANCHOR", "Minister for Roads", "NEWS ANCHOR"],
        id="the label tells the role",
    ),
]


@pytest.mark.parametrize(("text", "quotes"), TURNS)
def test_labels(analysis: Analysis, quotes: list[Said]) -> None:
    assert said(analysis) == quotes


@pytest.mark.parametrize("text", NOBODY)
def test_no_label(analysis: Analysis) -> None:
    assert said(analysis) == []


@pytest.mark.parametrize(("text", "roles"), ROLES)
def test_roles(analysis: Analysis, roles: list[str]) -> None:
    assert [quote.speaker.role for quote in analysis.quotes] == roles
