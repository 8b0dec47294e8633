"""Text → turns: which labels hand the word over, and how far a turn goes."""

from __future__ import annotations

import time

import pytest

from service.text import read_article

TURNS = [
    ("[02:50:05] LUND (ph): We wait.", [("LUND", "We wait.")]),
    ("The ACTING SPEAKER (Mr Berg): Order!\nMs Lund: I rise.\nThe ACTING SPEAKER: Sit down.",
     [("Berg", "Order!"), ("Lund", "I rise."), ("Berg", "Sit down.")]),
    ("**The Courier: Why leave?**\n**Ann Lund:** I was tired.\n\nAnd poor.\n**The Courier: And now?**",
     [("Courier", "Why leave?"), ("Ann Lund", "I was tired. And poor."), ("Courier", "And now?")]),
    ("Q    Is he going?\nMS. BERG: I do not know.\nQ    When?\nMS. BERG: Soon.",
     [("Q", "Is he going?"), ("BERG", "I do not know."), ("Q", "When?"), ("BERG", "Soon.")]),
    ("Ann Lund  0:12\nThank you.\nTom Berg  0:40\nOf course.",
     [("Ann Lund", "Thank you."), ("Tom Berg", "Of course.")]),
    ("LUND: Are you here?\n(CROSSTALK)\nI ask.\nBERG: I am.", [("LUND", "Are you here? I ask."), ("BERG", "I am.")]),
    ("Mr. LUND of New Ohio. I rise.\nThe SPEAKER. Sit.", [("LUND", "I rise."), ("SPEAKER", "Sit.")]),
    ("TEXT: 32 percent said no\nLUND: I will not go.", [("LUND", "I will not go.")]),
    ("LUND: Will you go?\nBERG: I will.\nThe bridge was closed in May.",
     [("LUND", "Will you go?"), ("BERG", "I will. The bridge was closed in May.")]),
    ("A report.\nOf two days.\nLUND: Will you go?\nBERG: I will.\nThe bridge was closed in May.",
     [("LUND", "Will you go?"), ("BERG", "I will.")]),
    ("What next? Dr Hana Sato: the visa cap. Prof Luis Ortiz: “None.”",
     [("Hana Sato", "the visa cap."), ("Luis Ortiz", "“None.”")]),
    ("MR. COOK: Where were you?\nTHE WITNESS: At home, I think.",
     [("COOK", "Where were you?"), ("WITNESS", "At home, I think.")]),
    # one label, or no words to anybody
    ("LUND: We wait.\nThe bridge is closed.", []),
    ("Minister: we will not pay\nThe minister spoke on Monday.", []),
    ("Sanders: Win in a walk.\nClinton: Keep it close.\nTrump: Move past Iowa.", []),
    ("Clinton: 547.\nSanders: 46.\nClinton: 2,316.", []),
    ("WASHINGTON (AP) — The latest (all times local): 6:01 p.m.\nThe Latest: Lund wins.", []),
    ("Smith, keeper: 7 – made two saves.\nBerg, captain: 6 – was slow.", []),
    ("Question: What do you call it?\nAnswer: A boat.", []),
    ("Madrid: Courtois; Ramos. Subs: Bale.\nMadrid: Ramos.", []),
    ("One thing is clear: we lost.\nHe asked: why did you go?\nThe minister said: I was wrong.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "turns"), TURNS)
def test_turns(text: str, turns: list[tuple[str, str]]) -> None:
    found = read_article(text).turns
    assert [(turn.name, " ".join(span.of(text) for span in turn.content)) for turn in found] == turns


@pytest.mark.parametrize(
    "unit", ["LUND: Will you go?\n", "Q: Why? A: I do. ", "Mr. LUND. I rise.\n", "**[1:00] ", "(a: "]
)
def test_time_grows_with_the_length(unit: str) -> None:
    start = time.perf_counter()
    assert len(read_article(unit * (150_000 // len(unit))).turns) >= 0
    assert time.perf_counter() - start < 20
