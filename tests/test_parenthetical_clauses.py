"""Comments on the clause around them: , the minister told reporters; , announced on Monday the head of the council."""

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

SOURCE_FIRST = [
    pytest.param(
        "It is good that the two sides talk, Mayor Anna Lund told the newspapers of the region.",
        [(LUND, "told", "It is good that the two sides talk")],
        id="reported speech without marks before the cue",
    ),
    pytest.param(
        'The town was "in principle satisfied" with the talks, said Councillor Erik Berg on Friday night in Halden.',
        [(BERG, "said", 'The town was "in principle satisfied" with the talks')],
        id="reported speech before an inverted cue",
    ),
]

NO_COMMENT = [
    pytest.param("The mayor visited the harbour, announced a plan and left.", id="an object, no speaker"),
    pytest.param("The mayor left the room, thanked the guests.", id="an act that is done to somebody"),
    pytest.param("The union won the vote, called the Lund vote.", id="named so"),
]


@pytest.mark.parametrize(("text", "quotes"), [*VERB_FIRST, *SOURCE_FIRST])
def test_comments(analysis: Analysis, quotes: list[Said]) -> None:
    assert said(analysis) == quotes


def rules_of(analysis: Analysis) -> list[object]:
    return [quote.evidence["rule"] for quote in analysis.quotes]


@pytest.mark.parametrize("text", ["The ministry has closed the bridge, specifies the spokesman."])
def test_the_rule_that_finds_a_comment(analysis: Analysis) -> None:
    assert rules_of(analysis) in (["verb-first"], ["model"])


@pytest.mark.parametrize("text", NO_COMMENT)
def test_a_second_act_is_no_comment(analysis: Analysis) -> None:
    assert "verb-first" not in rules_of(analysis)
