"""Several people named together: article → the speaker's name and, of each member, name and role."""

from __future__ import annotations

import pytest

from service.output import Analysis


@pytest.mark.parametrize(
    ("text", "name", "members"),
    [
        pytest.param(
            "Two military analysts, Anna Lund and Erik Berg, said the strikes had failed.",
            "Anna Lund and Erik Berg",
            [("Anna Lund", "military analyst"), ("Erik Berg", "military analyst")],
            id="apposed to a noun that counts them",
        ),
        pytest.param(
            "Democratic presidential candidates Anna Lund and Erik Berg said that the bridge was safe.",
            "Anna Lund and Erik Berg",
            [("Anna Lund", "Democratic presidential candidate"), ("Erik Berg", "Democratic presidential candidate")],
            id="behind a title of both",
        ),
        pytest.param(
            "Former U.N. Ambassador Anna Lund and newspaper editor Erik Berg said the deal was a mistake.",
            "Anna Lund and Erik Berg",
            [("Anna Lund", "Former U.N. Ambassador"), ("Erik Berg", "newspaper editor")],
            id="each with a title",
        ),
        pytest.param(
            "“It is a shame,” said Anna Lund, a teacher, and Erik Berg, a farmer.",
            "Anna Lund and Erik Berg",
            [("Anna Lund", "teacher"), ("Erik Berg", "farmer")],
            id="each with an apposition",
        ),
        pytest.param(
            "Erik Berg, 25, and his wife, Anna Lund, said they would leave the country.",
            "Erik Berg and Anna Lund",
            [("Erik Berg", None), ("Anna Lund", "his wife")],
            id="a name and a relation with its name",
        ),
        pytest.param(
            "Anna Lund spoke in Halden on Monday. Lund and her aides said the campaign would go on.",
            "Anna Lund and her aides",
            [("Anna Lund", None), ("aides", None)],
            id="a name and others without one",
        ),
        pytest.param(
            "Anna Lund and Erik Berg met in Halden.\n\nLund, Berg say they will raise the minimum wage",
            "Anna Lund and Erik Berg",
            [("Anna Lund", None), ("Erik Berg", None)],
            id="the comma of a headline",
        ),
        pytest.param(
            "Germany and France said they would send tanks.",
            "Germany and France",
            [("Germany", None), ("France", None)],
            id="states",
        ),
        pytest.param(
            "“We met,” Anna Lund and Erik Berg said. Both said that they would meet again.",
            "Anna Lund and Erik Berg",
            [("Anna Lund", None), ("Erik Berg", None)],
            id="both",
        ),
    ],
)  # fmt: skip
def test_members(analysis: Analysis, name: str, members: list[tuple[str, str | None]]) -> None:
    last = analysis.quotes[-1].speaker
    assert (last.name, [(m.name, m.role) for m in last.members]) == (name, members)
    listed = {s.id: s for s in analysis.speakers}
    assert listed[last.id or ""].members == last.members
    assert [(listed[m.id].name, listed[m.id].quotes) for m in last.members] == [(n, ()) for n, _ in members]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Anna Lund said that the bridge was safe.", "Anna Lund", id="one person"),
        pytest.param(
            "Anna Lund, the wife of Erik Berg and a teacher, said it was a shame.", "Anna Lund",
            id="an apposition of two parts",
        ),
        pytest.param(
            "Anna Lund, Berg’s lawyer, said it was a shame. Erik Berg was silent.", "Anna Lund",
            id="a possessor behind a comma",
        ),
        pytest.param(
            "The president and his wife said that they were sorry.", "president and his wife", id="nobody has a name"
        ),
        pytest.param(
            "Anna Lund of Save and Grow said it was a shame.", "Anna Lund", id="a body with “and” in its name"
        ),
    ],
)  # fmt: skip
def test_no_members(analysis: Analysis, name: str) -> None:
    speaker = analysis.quotes[0].speaker
    assert (speaker.name, speaker.members) == (name, ())


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Senators Anna Lund and Erik Berg said the plan was dangerous.", "Senator"),
        ("“It is a shame,” said Anna Lund, a teacher, and Erik Berg, a farmer.", None),
    ],
)
def test_the_role_of_several_is_that_of_each(analysis: Analysis, role: str | None) -> None:
    assert analysis.quotes[0].speaker.role == role
