"""“For the lawyer, the report …”: what somebody thinks, where quotation marks show that they said it."""

from __future__ import annotations

import pytest
from reading import Said, said

from service.output import Analysis

LUND, BERG = "Anna Lund", "Erik Berg"

FOR_SOMEBODY = [
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
    pytest.param(
        "For the president of the chamber, Anna Lund, “each day of noise costs us contracts”.",
        [(LUND, "For", "each day of noise costs us contracts")],
        id="for somebody",
    ),
    pytest.param(
        'For the lawyer Erik Berg, the report of the police "contains errors of sum".',
        [(BERG, "For", 'the report of the police "contains errors of sum')],
        id="for somebody, a part in marks",
    ),
]

FOR_OTHERS = [
    pytest.param("For Anna Lund, the trip was a success.", [], id="not without marks"),
    pytest.param('For years, the town "did nothing at all".', [], id="not for a time"),
    pytest.param(
        'For Anna Lund, it was "a night to forget", her brother said.',
        [("brother", "said", 'For Anna Lund, it was "a night to forget')],
        id="not where somebody else says it",
    ),
]


@pytest.mark.parametrize(("text", "quotes"), [*FOR_SOMEBODY, *FOR_OTHERS])
def test_for_somebody(analysis: Analysis, quotes: list[Said]) -> None:
    assert said(analysis) == quotes


def rules_of(analysis: Analysis) -> list[object]:
    return [quote.evidence["rule"] for quote in analysis.quotes]


@pytest.mark.parametrize("text", ["For the lawyer, the report “contains errors of sum”."])
def test_the_rule_that_finds_for_whom(analysis: Analysis) -> None:
    assert rules_of(analysis) == ["for-somebody"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("For the lawyer, the report contains errors.", id="no quotation marks: may be to whom it matters"),
        pytest.param("For two weeks, the bridge was “closed to all”.", id="a time"),
    ],
)
def test_for_is_no_speaker(analysis: Analysis) -> None:
    assert "for-somebody" not in rules_of(analysis)
