"""In which role somebody speaks: article → the role of the last quote's speaker, in the article's words."""

from __future__ import annotations

import pytest

from service.mentions import read_role
from service.output import Analysis

SAFE = "said that the bridge was safe."


@pytest.mark.parametrize(
    ("text", "role"),
    [
        pytest.param(f"Mayor Anna Lund {SAFE}", "Mayor", id="title"),
        pytest.param(f"Foreign Minister Erik Berg {SAFE}", "Foreign Minister", id="title of two words"),
        pytest.param(
            f"Norwegian Foreign Minister Erik Berg {SAFE}", "Norwegian Foreign Minister", id="with a nationality"
        ),
        pytest.param(f"Former president Maria Silva {SAFE}", "Former president", id="former"),
        pytest.param(f"The head of state Maria Silva {SAFE}", "head of state", id="of inside the title"),
        pytest.param(f"Halden's mayor Anna Lund {SAFE}", "Halden's mayor", id="genitive"),
        pytest.param(f"The police spokesman, Erik Berg, {SAFE}", "police spokesman", id="before, behind a comma"),
        pytest.param(f"Erik Berg, a police spokesman, {SAFE}", "police spokesman", id="apposition"),
        pytest.param(f"Anna Lund, mayor of Halden, {SAFE}", "mayor of Halden", id="apposition without article"),
        pytest.param(
            f"Former prosecutor and Halden Mayor Anna Lund {SAFE}",
            "Former prosecutor and Halden Mayor", id="two offices of one person",
        ),
        pytest.param(f"The president and Gov. Erik Berg met. Berg {SAFE}", "Gov.", id="two people"),
        pytest.param(
            f"The newspaper Kommersant {SAFE}", "newspaper", id="what a body is, before its name"
        ),
        pytest.param(
            f"The Halden Institute, an independent watchdog group, {SAFE}",
            "independent watchdog group", id="what a body is, behind its name",
        ),
        pytest.param(f"Anna Lund (the mayor of Halden) {SAFE}", "mayor of Halden", id="apposition in brackets"),
        pytest.param(
            "“The bridge is safe,” said Maria Silva, former president of the court, on Monday.",
            "former president of the court", id="apposition behind the cue",
        ),
        pytest.param(f"Anna Lund, who is the mayor of Halden, {SAFE}", "mayor of Halden", id="relative copula"),
        pytest.param(f"Anna Lund is the mayor of Halden. She {SAFE}", "mayor of Halden", id="copula elsewhere"),
        pytest.param(
            f"Mayor Anna Lund visited Halden. It rained. Lund {SAFE}", "Mayor", id="title elsewhere"
        ),
        pytest.param(
            f"Yuri Ushakov, Putin’s foreign policy adviser, {SAFE}",
            "Putin’s foreign policy adviser",
            id="genitive behind",
        ),
        pytest.param(f"A senior US official {SAFE}", "senior official", id="a source without a name"),
        pytest.param(f"Two Ystad Bank economists {SAFE}", "economist", id="several without a name"),
        pytest.param(
            f"The coach, the Argentine Néstor Carrizo, was late. Carrizo {SAFE}", "coach", id="before a people"
        ),
        pytest.param(f"Gov. Anna Lund {SAFE}", "Gov.", id="an abbreviated title that names an office"),
        pytest.param(f"Sen. Anna Lund {SAFE}", "Sen.", id="a title cut off from its stop"),
        pytest.param(f"Halden Gov. Anna Lund {SAFE}", "Halden Gov.", id="an abbreviated title with its state"),
        pytest.param(
            "“The bridge is safe,” said Anna Lund, a prize-winning former director under President Erik Berg.",
            "prize-winning former director under President Erik Berg", id="another name in the apposition",
        ),
        pytest.param(
            f"Lund’s business manager, Erik Berg, {SAFE}",
            "Lund’s business manager",
            id="genitive, behind a comma",
        ),
        pytest.param(
            "According to a senior source, the Norwegian minister of transport, Erik Berg, told reporters that the "
            "bridge was safe.",
            "Norwegian minister of transport", id="not of the source that reports it",
        ),
        pytest.param(f"Erik Berg, 54, a former fisherman, {SAFE}", "former fisherman", id="behind an age"),
        pytest.param(f"Erik Berg, a 54-year-old fisherman, {SAFE}", "fisherman", id="an age is no part of it"),
        pytest.param(
            "“The bridge is safe,” said Erik Berg, the deputy head of Asian and Pacific trade studies at the "
            "Institute for Peace in Halden and the editor of its yearbook.",
            "deputy head of Asian and Pacific trade studies at the Institute for Peace in Halden", id="a long one",
        ),
        pytest.param("“The bridge is safe,” said Anna Lund, Ystad Bank’s chairman.", "Ystad Bank’s chairman",
                     id="genitive at the end"),
        pytest.param(f"Republican front-runner Erik Berg {SAFE}", "Republican front-runner", id="with a hyphen"),
        pytest.param(f"The hospital's director Dr. Anna Lund {SAFE}", "hospital's director", id="before Dr."),
        pytest.param(f"Sen. Anna Lund (D-Ohio) {SAFE}", "Sen. (D-Ohio)", id="party and seat in brackets"),
        pytest.param(f"On Monday Sen. Anna Lund of Ohio {SAFE}", "Sen. of Ohio", id="seat after of"),
        pytest.param(f"Presidential candidates Anna Lund and Erik Berg met. Berg {SAFE}", "Presidential candidate",
                     id="one of several named together"),
        pytest.param(
            f"The press secretary of the President of Russia Erik Berg {SAFE}",
            "press secretary of the President of Russia", id="the longest before the name",
        ),
        pytest.param(f"The leader of “North” Anna Lund {SAFE}", "leader of “North”", id="a body in marks"),
        pytest.param(f"Anna Lund of the Halden Institute {SAFE}", "of the Halden Institute", id="a body alone"),
        pytest.param(
            f"Vice President Erik Berg came. Vice President Berg smiled. The crowd cheered Berg, a loyal old friend of "
            f"sailors. Berg {SAFE}",
            "Vice President", id="the one told most often",
        ),
    ],
)  # fmt: skip
def test_roles(analysis: Analysis, role: str) -> None:
    assert analysis.quotes[-1].speaker.role == role


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"Anna Lund {SAFE}", id="a name alone"),
        pytest.param(f"Mr. Berg {SAFE}", id="Mr. is no role"),
        pytest.param(f"Dr. Anna Lund {SAFE}", id="Dr. is no role"),
        pytest.param(f"Erik Berg, 54, {SAFE}", id="an age"),
        pytest.param(f"Erik Berg, visibly tired, {SAFE}", id="a state"),
        pytest.param(f"Anna Lund met Mayor Erik Berg. Lund {SAFE}", id="the role of somebody else"),
        pytest.param(f"Anna Lund met the mayor. Lund {SAFE}", id="a role beside, of nobody"),
        pytest.param(
            f"Anna Lund, President Silva and the mayor met. Lund {SAFE}",
            id="a list is no apposition",
        ),
        pytest.param(f"Anna Lund is not the mayor of Halden. She {SAFE}", id="negated copula"),
        pytest.param(f"The ministry {SAFE}", id="an organization"),
        pytest.param(f"She met the governor. Anna Lund {SAFE}", id="an office at the end of another sentence"),
        pytest.param(f"Dr. Anna Lund {SAFE}", id="a title without an office"),
        pytest.param(f"The police spokesman {SAFE}", id="the name of the unnamed once more"),
        pytest.param(f"The woman {SAFE}", id="somebody unnamed without an office"),
        pytest.param(f"The White House, the mayor and a newspaper met. The White House {SAFE}", id="a list of bodies"),
        pytest.param(f"A newspaper wrote to the Halden Institute. The Halden Institute {SAFE}", id="another body"),
        pytest.param(f"In a letter to the minister, Lund {SAFE}", id="whom a phrase before the clause names"),
        pytest.param(f"My friend Anna Lund came. “My best friend, Anna Lund, is safe,” Lund {SAFE}", id="my friend"),
        pytest.param(f"Anna Lund of Halden {SAFE}", id="where somebody lives"),
        pytest.param(f"Anna Lund (Reuters) {SAFE}", id="brackets without a party"),
        pytest.param(f"Presidential candidates met Erik Berg. Berg {SAFE}", id="several who are others"),
    ],
)  # fmt: skip
def test_no_role(analysis: Analysis) -> None:
    assert analysis.quotes[-1].speaker.role is None


@pytest.mark.parametrize(
    ("text", "affiliation"),
    [
        pytest.param("A White House official said that the talks were useful.", "White House", id="organization"),
        pytest.param(f"Anna Lund, mayor of Halden, {SAFE}", "Halden", id="place"),
        pytest.param("Russian Foreign Minister Sergei Lavrov said that the talks were useful.", "Russian", id="state"),
        pytest.param(f"Mayor Anna Lund {SAFE}", None, id="none"),
        pytest.param(f"A senior US official {SAFE}", "US", id="of a source without a name"),
        pytest.param(f"Erik Berg of the Halden Institute {SAFE}", "Halden Institute", id="without a role"),
    ],
)  # fmt: skip
def test_affiliation(analysis: Analysis, affiliation: str | None) -> None:
    assert analysis.quotes[-1].speaker.affiliation == affiliation


@pytest.mark.parametrize(
    ("apart", "joined"),
    [
        pytest.param("Mr. Hale ’s nominee", "Mr. Hale’s nominee", id="name"),
        pytest.param("the president 's former spokesman", "the president's former spokesman", id="another's office"),
        pytest.param("’s nominee", "nominee", id="in front"),
        pytest.param("(’s)", "", id="alone"),
    ],
)
def test_a_genitive_ending_behind_a_space_is_read_like_one_without(apart: str, joined: str) -> None:
    assert read_role(apart) == read_role(joined)
