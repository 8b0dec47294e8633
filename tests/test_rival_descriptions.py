"""Descriptions and pronouns that mean nobody named before: article → the speaker of the last quote.

A wrong name is worse than none: a word that contradicts what is known of a person never means that person.
"""

from __future__ import annotations

import pytest

from service.output import Analysis

SAFE = "said that the bridge was safe."
ORLOV, BARTON = "Russian President Ivan Orlov left.", "US President Joe Barton left."

OCCUPANTS = [
    pytest.param(f"{BARTON} The White House resident {SAFE}", "Joe Barton", id="resident of a seat"),
    pytest.param(f"{BARTON} The White House tenant {SAFE}", "Joe Barton", id="tenant of a seat"),
    pytest.param(f"{ORLOV} The Kremlin resident {SAFE}", "Ivan Orlov", id="of another seat"),
    pytest.param(f"{ORLOV} The Moscow resident {SAFE}", "Moscow resident", id="resident of a city"),
    pytest.param(f"{ORLOV} The Moscow tenant {SAFE}", "Moscow tenant", id="tenant of a city"),
    pytest.param(f"{ORLOV} The occupant of a Moscow flat {SAFE}", "occupant of a Moscow flat", id="of a flat"),
    pytest.param(f"{ORLOV} The Russian foreman {SAFE}", "Russian foreman", id="a foreman leads no state"),
]

INDEFINITE = [
    pytest.param(f"The Halden Council met on Monday. {word} {SAFE}", None, id=word)
    for word in ("Some", "Everybody", "Those", "All", "Anybody", "Some of them", "You", "Someone")
]

RIVALS = [
    pytest.param(
        f"The Labour leader, Ann Lee, left. The Conservative leader {SAFE}", "Conservative leader", id="another party"
    ),
    pytest.param(f"The Labour leader, Ann Lee, left. The Labour leader {SAFE}", "Ann Lee", id="of the same party"),
    pytest.param(
        f"Republican senator Ann Lee left. The Democratic senator {SAFE}", "Democratic senator", id="an adjective"
    ),
    pytest.param(
        f"Opposition leader Ann Lee left. The government leader {SAFE}", "government leader", id="of the other bench"
    ),
    pytest.param(
        f"The Chancellor, Ann Lee, left. The shadow chancellor {SAFE}", "shadow chancellor", id="a shadow minister"
    ),
    pytest.param(
        f"The shadow chancellor, Ann Lee, left. The Chancellor {SAFE}", "Chancellor", id="who is shadowed"
    ),
    pytest.param(
        f"Defence lawyer Ann Lee left. The prosecution lawyer {SAFE}", "prosecution lawyer", id="of the other side"
    ),
    pytest.param(
        f"Ann Lee, a lawyer for the defence, left. The prosecution lawyer {SAFE}", "prosecution lawyer",
        id="the side in an apposition",
    ),
    pytest.param(f"Defence lawyer Ann Lee left. The lawyer {SAFE}", "Ann Lee", id="not told which side"),
    pytest.param(
        f"Police officer Ann Lee left. The protected witness {SAFE}", "protected witness", id="another part in the case"
    ),
    pytest.param(f"Judge Ann Lee left. A second judge {SAFE}", "second judge", id="a second one"),
    pytest.param(f"Judge Ann Lee left. The second judge {SAFE}", "second judge", id="the second one"),
    pytest.param(f"Judge Ann Lee left. The other judge {SAFE}", "other judge", id="the other one"),
    pytest.param(f"Judge Ann Lee left. The judge {SAFE}", "Ann Lee", id="the only one"),
    pytest.param(f"Judge Ann Lee left. A second judge spoke. The second judge {SAFE}", "second judge", id="known"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), [*OCCUPANTS, *INDEFINITE, *RIVALS])
def test_speaker_of_the_last_quote(analysis: Analysis, speaker: str | None) -> None:
    assert analysis.quotes[-1].speaker.name == speaker


@pytest.mark.parametrize("text", [f"The Halden Council met on Monday. Some {SAFE}"])
def test_the_answer_tells_why_nobody_is_named(analysis: Analysis) -> None:
    assert analysis.quotes[-1].evidence["speaker"] == "'some' names nobody"
