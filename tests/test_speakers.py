"""Around the speaker: to whom was spoken, and who reports it."""

from __future__ import annotations

import pytest
from reading import Said, fails, said

from service.output import Analysis


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        pytest.param("Anna Lund told Erik Berg that she would close the bridge.", "Erik Berg", id="object"),
        pytest.param("“The bridge is safe,” Anna Lund told reporters.", "reporters", id="behind a quote"),
        pytest.param("Anna Lund urged the council to close the bridge.", "council", id="who is to act"),
        pytest.param("Anna Lund said that the bridge was safe.", None, id="not stated"),
        pytest.param(
            "“It is safe,” Anna Lund said to Erik Berg.",
            "Erik Berg",
            id="to a person",
        ),
        pytest.param("Anna Lund told him that the bridge was closed.", None, id="a pronoun that means nobody known"),
    ],
)
def test_addressees(analysis: Analysis, addressee: str | None) -> None:
    [quote] = analysis.quotes
    assert (quote.addressee.name if quote.addressee else None) == addressee


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        pytest.param("Anna Lund said that the bridge was safe.", [[]], id="nobody between"),
        pytest.param("Erik Berg said that Anna Lund criticized the plan.", [[], ["Erik Berg"]], id="one reporter"),
        pytest.param(
            "Peter Holm said that Erik Berg claimed that Anna Lund criticized the plan.",
            [[], ["Peter Holm"], ["Erik Berg", "Peter Holm"]],
            id="two reporters, the nearest first",
        ),
        pytest.param(
            "“Erik Berg promised to open the bridge,” Anna Lund said.",
            [[], ["Anna Lund"]],
            id="reported in a direct quote",
            marks=fails("what is said inside a quote is too unlikely for the model"),
        ),
        pytest.param(
            "The bridge would close, she told the council, spokesman Erik Berg said.",
            [[], ["Erik Berg"]],
            id="handed on behind it",
        ),
        pytest.param(
            "The bridge would close, Anna Lund said, the police reported.", [[], ["police"]], id="and by an agency"
        ),
        pytest.param("“The bridge is safe,” Reuters quoted Anna Lund as saying.", [["Reuters"]], id="quoted as saying"),
        pytest.param(
            "“The bridge is safe,” Anna Lund was quoted as saying by Reuters.", [["Reuters"]], id="was quoted as saying"
        ),
        pytest.param(
            "The bridge will close, Interfax quoted Anna Lund as saying.", [["Interfax"]], id="without quotation marks"
        ),
        pytest.param(
            "The talks went on, ministers met in Halden, the agency said.", [[]], id="who only met reports nothing"
        ),
        pytest.param(
            "Two people were hurt, according to a statement by Anna Lund.", [[]], id="a statement's author is no report"
        ),
    ],
)
def test_chain_of_reports(analysis: Analysis, chain: list[list[str]]) -> None:
    assert [[r.name for r in q.reported_by] for q in analysis.quotes] == chain


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        pytest.param(
            "According to the council, Anna Lund warned Erik Berg that the bridge was old.",
            [("Anna Lund", "warned", "the bridge was old")],
            id="nothing but a report",
        ),
        pytest.param(
            "Anna Lund warned Erik Berg, according to the council, that the bridge was old.",
            [("Anna Lund", "warned", "the bridge was old")],
            id="between cue and content",
        ),
        pytest.param(
            "According to the council, Anna Lund agreed to close the bridge.",
            [("council", "According to", "Anna Lund agreed to close the bridge")],
            id="not where something was done",
        ),
        pytest.param(
            "Erik Berg said that Anna Lund warned reporters that the bridge was old.",
            [
                ("Erik Berg", "said", "Anna Lund warned reporters that the bridge was old"),
                ("Anna Lund", "warned", "the bridge was old"),
            ],
            id="not where it is told in a sentence",
        ),
    ],
)
def test_who_only_passes_on_is_a_link_of_the_chain(analysis: Analysis, quotes: list[Said]) -> None:
    assert said(analysis) == quotes
    relays = [(r.quote, r.name) for r in analysis.quotes[0].reported_by]
    assert relays == ([] if quotes[0][0] in ("council", "Erik Berg") else [(None, "council")])
    assert [s.name for s in analysis.speakers if not s.quotes] == [name for _, name in relays]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Anna Lund spoke on Monday. “The bridge is safe,” she told reporters.\n"
            "“It was built in 1950 and has been repaired since.”",
            id="without a cue",
        ),
        pytest.param(
            "Anna Lund spoke on Monday. “The bridge is safe,” she told reporters. “It was built in 1950,” she added.",
            id="with a pronoun",
        ),
    ],
)
def test_a_speaker_stays_who_it_is(analysis: Analysis) -> None:
    assert [name for name, _, _ in said(analysis)] == ["Anna Lund", "Anna Lund"]
    assert [s.name for s in analysis.speakers] == ["Anna Lund"]
