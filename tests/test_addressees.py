"""To whom is spoken: article → the addressee of each quote."""

from __future__ import annotations

import pytest

from service.output import Analysis


@pytest.mark.parametrize(
    ("text", "addressees"),
    [
        pytest.param("“The bridge is safe,” Anna Lund told reporters on Tuesday.", ["reporters"], id="no time"),
        pytest.param("“The bridge is safe,” Anna Lund told CNN’s Erik Berg.", ["Erik Berg"], id="somebody of a house"),
        pytest.param("Anna Lund wrote to Erik Berg that the bridge was safe.", ["Erik Berg"], id="in writing"),
        pytest.param("“The bridge is safe,” Anna Lund said to the deputies.", ["deputies"], id="to several"),
        pytest.param(
            "In an interview with Reuters, Anna Lund said the bridge was safe.", ["Reuters"], id="interview"
        ),
        pytest.param(
            "“The bridge is safe,” Anna Lund said in an interview with the newspaper Le Monde.", ["Le Monde"],
            id="the name behind the noun",
        ),
        pytest.param(
            "At a meeting with Erik Berg, Anna Lund said that the bridge was safe.", ["Erik Berg"], id="meeting"
        ),
        pytest.param(
            "Anna Lund said in a letter to the minister that the bridge was safe.", ["minister"], id="letter"
        ),
        pytest.param(
            "Anna Lund, speaking to reporters, said that the bridge was safe.", ["reporters"], id="participle"
        ),
        pytest.param(
            "“The bridge is safe,” Anna Lund said, answering a journalist’s question.", ["journalist"], id="an answer"
        ),
        pytest.param("Anna Lund urged everyone to leave the bridge.", ["everyone"], id="everyone"),
        pytest.param("Residents were advised to leave the bridge.", ["Residents"], id="passive"),
        pytest.param(
            "“The bridge is safe,” Anna Lund told Reuters.\n“It was built in 1950,” she said.", ["Reuters", "Reuters"],
            id="the same house as before",
        ),
    ],
)  # fmt: skip
def test_somebody_is_spoken_to(analysis: Analysis, addressees: list[str]) -> None:
    assert [q.addressee.name for q in analysis.quotes if q.addressee is not None] == addressees


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Anna Lund expressed her hope that the bridge would open.", id="a thing"),
        pytest.param("Anna Lund said on Tuesday that the bridge was safe.", id="a time"),
        pytest.param("Anna Lund said in a report about Erik Berg that the bridge was safe.", id="a topic"),
        pytest.param("Anna Lund criticized Erik Berg over the bridge.", id="whom the speaker criticizes"),
        pytest.param("“The bridge is safe,” Anna Lund was quoted as saying by Reuters.", id="who hands it on"),
    ],
)
def test_nobody_is_spoken_to(analysis: Analysis) -> None:
    assert analysis.quotes
    assert not any(q.addressee for q in analysis.quotes)
