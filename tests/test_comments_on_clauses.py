"""Speakers beside what they said, as translations put them: verb first, "for the mayor", "said it" behind the quote."""

from __future__ import annotations

import pytest
from reading import Said, fails, said

from service.output import Analysis

LUND, BERG = "Anna Lund", "Erik Berg"

VERB_FIRST = [
    pytest.param(
        "The ministry has closed the bridge, specifies the spokesman.",
        [("spokesman", "specifies", "The ministry has closed the bridge")],
        id="present, at the end",
    ),
    pytest.param(
        "The union will suspend its strike, announced on Monday the head of the council.",
        [("head of the council", "announced", "The union will suspend its strike")],
        id="a time between verb and source",
    ),
    pytest.param(
        "But Anna Lund, reports an adviser, left the room early.",
        [("adviser", "reports", "But Anna Lund left the room early")],
        id="inside the clause",
    ),
    pytest.param(
        'The council was "in principle satisfied" with the talk, said adviser Erik Berg on Friday night in Halden.',
        [(BERG, "said", 'The council was "in principle satisfied" with the talk')],
        id="a clause whose subject the parser gave to the cue",
    ),
    pytest.param(
        "The bridge will not open before June, they indicated in the ministry.",
        [("they", "indicated", "The bridge will not open before June")],
        id="source first, a place behind",
        marks=fails("a pronoun without a person gets no name"),
    ),
]

NOT_VERB_FIRST = [
    pytest.param("The mayor visited the harbour, announced a plan and left.", id="an object, no speaker"),
    pytest.param("The mayor left the room, thanked the guests.", id="an act that is done to somebody"),
    pytest.param("The union won the vote, called the Lund vote.", id="named so"),
]

FOR_WHOM = [
    pytest.param(
        "For the lawyer, the report “contains errors of sum”.",
        [("lawyer", "For", "the report “contains errors of sum")],
        id="a role",
    ),
    pytest.param(
        "For the chairwoman of the chamber, Anna Lund, “each day of noise costs contracts”.",
        [(LUND, "For", "each day of noise costs contracts")],
        id="a role and its name",
    ),
]

NOT_FOR_WHOM = [
    pytest.param("For the lawyer, the report contains errors.", id="no quotation marks: may be to whom it matters"),
    pytest.param("For two weeks, the bridge was “closed to all”.", id="a time"),
]

SAID_IT = [
    pytest.param(
        "“I have never paid anyone in my life.” Erik Berg said it on Tuesday in court.",
        [(BERG, "said", "I have never paid anyone in my life.")],
        id="it",
    ),
    pytest.param(
        "“I have never paid anyone in my life.” Erik Berg said that the court was closed.",
        [
            (None, None, "I have never paid anyone in my life."),
            (BERG, "said", "that the court was closed"),
        ],
        id="what is said stands behind",
    ),
]

THROUGH_OTHERS = [
    pytest.param(
        "The ministry lets know that the bridge will close.",
        [("ministry", "lets know", "that the bridge will close")],
        id="let know",
    ),
    pytest.param(
        "Behind closed doors, Anna Lund warned, according to two guests in the hall, that the bridge would close.",
        [
            ("two guests", "according to", "Behind closed doors, Anna Lund warned that the bridge would close"),
            (LUND, "warned", "that the bridge would close"),
        ],
        id="a report between cue and clause",
        marks=fails("the addition 'in the hall' is of the source"),
    ),
    pytest.param(
        "Erik Berg considered the debate “unnecessary and clumsy”.",
        [(BERG, "considered", "the debate “unnecessary and clumsy")],
        id="a thought in quotation marks was said",
    ),
]


@pytest.mark.parametrize(("text", "quotes"), [*VERB_FIRST, *FOR_WHOM, *SAID_IT, *THROUGH_OTHERS])
def test_comments(analysis: Analysis, quotes: list[Said]) -> None:
    assert said(analysis) == quotes


VERB_FIRST_RULE, FOR_WHOM_RULE = "verb-first", "for-somebody"


def rules_of(analysis: Analysis) -> list[object]:
    return [quote.evidence["rule"] for quote in analysis.quotes]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        pytest.param("The ministry has closed the bridge, specifies the spokesman.", VERB_FIRST_RULE),
        pytest.param("For the lawyer, the report “contains errors of sum”.", FOR_WHOM_RULE),
    ],
)
def test_which_rule_finds_a_comment(analysis: Analysis, rule: str) -> None:
    assert rules_of(analysis) == [rule]


@pytest.mark.parametrize("text", NOT_VERB_FIRST)
def test_a_second_act_is_no_comment(analysis: Analysis) -> None:
    assert VERB_FIRST_RULE not in rules_of(analysis)


@pytest.mark.parametrize("text", NOT_FOR_WHOM)
def test_for_is_no_speaker(analysis: Analysis) -> None:
    assert FOR_WHOM_RULE not in rules_of(analysis)
