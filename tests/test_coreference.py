"""Whom descriptions and pronouns mean: article → the speaker of the last quote; None rather than a guess."""

from __future__ import annotations

import pytest
from reading import fails

from service.output import Analysis

SAFE = "said that the bridge was safe."

DESCRIPTIONS = [
    pytest.param(f"Mayor Anna Lund met Erik Berg. The mayor {SAFE}", "Anna Lund", id="the same noun as the title"),
    pytest.param(
        f"The mayor, Anna Lund, met the minister, Erik Berg. The minister {SAFE}", "Erik Berg", id="of two roles"
    ),
    pytest.param(
        f"Russian President Vladimir Putin met reporters. The Kremlin chief {SAFE}", "Vladimir Putin", id="epithet"
    ),
    pytest.param(
        f"US President Joe Biden met reporters. The American leader {SAFE}", "Joe Biden", id="leader of a state"
    ),
    pytest.param(
        f"US President Joe Biden called Russian President Vladimir Putin. The Russian leader {SAFE}",
        "Vladimir Putin", id="leader of one of two states",
    ),
    pytest.param(
        f"US President Joe Biden called Russian President Vladimir Putin. The French president {SAFE}",
        "French president", id="of a third state: nobody known",
    ),
    pytest.param(f"Mayor Anna Lund met Erik Berg. A mayor {SAFE}", "mayor", id="indefinite: somebody new"),
    pytest.param(f"Mayor Anna Lund met Erik Berg. Another mayor {SAFE}", "Another mayor", id="another"),
    pytest.param(f"Spokesman Erik Berg left. The spokeswoman {SAFE}", "spokeswoman", id="of another gender"),
    pytest.param(f"Anna Lund met Erik Berg. The minister {SAFE}", "minister", id="a role that nobody has"),
    pytest.param(f"The mayor of Halden, Anna Lund, {SAFE}", "Anna Lund", id="a name in apposition"),
    pytest.param(f"The statement signed by Anna Lund {SAFE}", "Anna Lund", id="a document's author"),
    pytest.param(f"Anna Lund’s tweet {SAFE}", "Anna Lund", id="a document's owner"),
    pytest.param(f"Anna Lund read the report. The report {SAFE}", "report", id="a document without an author"),
]  # fmt: skip

OTHER_WORDS = [
    pytest.param(f"Captain Marc Lund denied the report. The midfielder {SAFE}", "Marc Lund", id="another word for him"),
    pytest.param(f"Jens Holm denied the report. The Norwegian {SAFE}", "Jens Holm", id="of a people",
                 marks=fails("another word for a people is rare in the news that the ranker was fitted on")),
    pytest.param(
        f"NATO Secretary General Jens Holm denied it. The Norwegian {SAFE}", "Jens Holm",
        id="who speaks for an alliance",
        marks=fails("another word for a people is rare in the news that the ranker was fitted on"),
    ),
    pytest.param(
        f"Minister Jens Holm denied it. In his speech the Norwegian {SAFE}", "Jens Holm", id="behind a his",
        marks=fails("another word for a people is rare in the news that the ranker was fitted on"),
    ),
    pytest.param(
        f"Prime Minister Anna Lund met reporters. The premier {SAFE}", "Anna Lund", id="another word for the office"
    ),
    pytest.param(
        f"Chancellor Anna Lund met reporters. The head of the Norwegian diplomacy {SAFE}", "Anna Lund",
        id="the head of something",
    ),
    pytest.param(f"Anna Lund denied the report. The FBI director {SAFE}", "FBI director", id="of a body not hers"),
    pytest.param(f"Anna Lund denied the report. The band leader {SAFE}", "band leader", id="not another body's leader"),
    pytest.param(
        f"Russian President Vladimir Putin denied it. The diplomat {SAFE}", "diplomat", id="not of another field"
    ),
    pytest.param(
        f"Adviser Erik Berg denied it. The head of the White House {SAFE}", "head of the White House",
        id="not the head of a state",
    ),
    pytest.param(f"Senator Anna Lund denied it. The governor {SAFE}", "governor", id="not another office"),
    pytest.param(f"Anna Lund denied the report. The president {SAFE}", "president", id="not the president alone"),
    pytest.param(f"Erik Berg denied the report. The spokeswoman {SAFE}", "spokeswoman", id="not of another gender"),
    pytest.param(f"Anna Lund denied the report. A midfielder {SAFE}", "midfielder", id="not an indefinite one"),
    pytest.param(
        "Anna Lund denied that the midfielder had left.", "Anna Lund", id="not in her own words"
    ),
]  # fmt: skip

BODIES = [
    pytest.param(
        f"The Russian Foreign Ministry was silent on Monday. The ministry {SAFE}", "Russian Foreign Ministry",
        id="the last word",
    ),
    pytest.param(
        f"The Ministry of Health was silent. The ministry {SAFE}", "Ministry of Health", id="the word before of"
    ),
    pytest.param(
        f"The World Health Organization was silent. The organisation {SAFE}", "World Health Organization", id="spelling"
    ),
    pytest.param(
        f"The Foreign Ministry met the Defense Ministry. The defense ministry {SAFE}", "Defense Ministry", id="of two"
    ),
    pytest.param(f"The Foreign Ministry was silent. The ministry of culture {SAFE}", "ministry of culture",
                 id="not another one", marks=fails("the shipped parser takes 'ministry' for a proper noun")),
    pytest.param(f"The Foreign Ministry was silent. A ministry {SAFE}", "ministry", id="not an indefinite one"),
    pytest.param(f"The Security Council met. The ministry {SAFE}", "ministry", id="not another kind of body"),
]  # fmt: skip

NAMES = [
    pytest.param(f"Lucía Arango Restrepo spoke on Monday. Arango {SAFE}", "Lucía Arango Restrepo", id="first surname"),
    pytest.param(f"Kwame Asante-Boateng spoke. Mr. Asante {SAFE}", "Kwame Asante-Boateng", id="half a surname"),
    pytest.param(
        f"Lucía Arango Restrepo met Pedro Arango. Mr. Arango {SAFE}", "Pedro Arango", id="the last surname first"
    ),
    pytest.param(f"Jan van der Wal met reporters. Van Hess {SAFE}", "Van Hess", id="a particle calls nobody"),
]

PRONOUNS = [
    pytest.param("Erik Berg spoke on Monday. “The bridge is safe,” he said.", "Erik Berg", id="he"),
    pytest.param(f"Anna Lund met Erik Berg on Monday. She {SAFE}", "Anna Lund", id="she, of two"),
    pytest.param(f"Anna Lund met Erik Berg on Monday. He {SAFE}", "Erik Berg", id="he, of two"),
    pytest.param(f"Erik Berg met Anna Lund’s brother. She {SAFE}", "Anna Lund", id="she, in a genitive"),
    pytest.param(f"Mayor Anna Lund was late. It rained. Then she {SAFE}", "Anna Lund", id="over a sentence"),
    pytest.param(f"Anna Lund left. {'It rained. ' * 8}She {SAFE}", "Anna Lund", id="the only one, far back"),
    pytest.param(
        f"The White House was silent on Monday. “We are busy,” the White House said. Then it {SAFE}", "White House",
        id="it, of who spoke last",
    ),
    pytest.param(
        f"The White House was silent on Monday. Then it {SAFE}", "White House", id="it",
        marks=fails("less sure than what is presented as a fact"),
    ),
    pytest.param(f"The council met on Monday. Then it {SAFE}", "council", id="it, without a name",
                 marks=fails("bodies without a name are no antecedents")),
    pytest.param(f"Joe Biden and Vladimir Putin met on Monday. They {SAFE}", "Joe Biden and Vladimir Putin", id="they"),
    pytest.param(f"Two engineers saw the bridge. They {SAFE}", "Two engineers", id="they, without a name",
                 marks=fails("with 0.52 just below what is presented as a fact")),
    pytest.param(f"Anna Lund, who {SAFE[:-1]}, left the meeting.", "Anna Lund", id="who"),
    pytest.param(f"Oslo kept silent on Monday. As for Moscow, it {SAFE}", "Moscow", id="as for",
                 marks=fails("rare where the ranker was fitted")),
    pytest.param("The president of the party, Erik Berg, left early. “The bridge is safe,” he said.", "Erik Berg",
                 id="a name behind its title"),
    pytest.param("“We lost,” said the coach of the team, Erik Berg. He also said the bridge was safe.", "Erik Berg",
                 id="also: who has just spoken"),
    pytest.param("Captain Erik Berg denied the report. “The club owes me six wages,” it added.", "Erik Berg",
                 id="it, by a machine that knows no he",
                 marks=fails("just below what is presented as a fact")),
    pytest.param("“Nothing is decided,” he said. the spokeswoman Anna Lund. “We wait,” he added.", "Anna Lund",
                 id="he, by a machine that knows no she"),
]  # fmt: skip

NOBODY = [
    pytest.param("“The bridge is safe,” she said.", id="no antecedent"),
    pytest.param(f"Mr. Erik Berg met Mr. Peter Holm. She {SAFE}", id="none of that gender"),
    pytest.param(f"Anna Lund met Erik Berg. It {SAFE}", id="persons are no it"),
    pytest.param(f"The White House was silent. He {SAFE}", id="an organization is no he"),
    pytest.param(f"Erik Berg left. They {SAFE}", id="one person is no they"),
    pytest.param(f"You {SAFE}", id="you"),
    pytest.param(f"Nobody {SAFE}", id="nobody"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), [*DESCRIPTIONS, *OTHER_WORDS, *BODIES, *NAMES, *PRONOUNS])
def test_whom_a_source_means(analysis: Analysis, name: str) -> None:
    assert analysis.quotes[-1].speaker.name == name


@pytest.mark.parametrize("text", NOBODY)
def test_null_rather_than_a_guess(analysis: Analysis) -> None:
    assert analysis.quotes[-1].speaker.name is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            f"Erik Berg met Peter Holm on Monday. He {SAFE}",
            id="subject and object",
            marks=fails("the subject, with 0.97: so sure are 97 in 100 right in news"),
        ),
        pytest.param(
            f"On Monday Erik Berg and Peter Holm met Paul Dahl. He {SAFE}",
            id="three",
            marks=fails("the first, with 0.93: so sure are 97 in 100 right in news"),
        ),
    ],
)
def test_of_two_that_fit_none_is_presented_as_a_fact(analysis: Analysis) -> None:
    quote = analysis.quotes[-1]
    assert quote.speaker.name is None or quote.confidence < 0.75


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param(
            "“I said that the bridge was safe,” Anna Lund told reporters.",
            ["Anna Lund", "Anna Lund"], id="I in a quote is its speaker", marks=fails("too unlikely for the model"),
        ),
        pytest.param(
            "“We have said that the bridge is safe,” Anna Lund told reporters.",
            ["Anna Lund", "Anna Lund"], id="we in a quote",
        ),
        pytest.param("I said that the bridge was safe.", [None], id="I in the article is nobody named"),
        pytest.param(
            "Erik Berg spoke on Monday. “Anna Lund is right,” he said.", ["Erik Berg"],
            id="a name inside the quote is not who speaks it",
        ),
        pytest.param(
            "Erik Berg spoke on Monday. “Peter Holm is right,” he said.", ["Erik Berg"],
            id="a name of the same gender inside the quote",
        ),
        pytest.param(
            "Anna Lund spoke on Monday. “The bridge is safe,” she said. “It was built in 1950,” she added.",
            ["Anna Lund", "Anna Lund"], id="she, twice",
        ),
    ],
)  # fmt: skip
def test_speakers_in_turn(analysis: Analysis, names: list[str | None]) -> None:
    assert [q.speaker.name for q in analysis.quotes] == names
