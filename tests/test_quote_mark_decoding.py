"""How quotation marks are read, whatever they look like and however they are damaged: the stretches between them."""

from __future__ import annotations

import pytest
from reading import fails

from service.text import read_article


def inner(text: str) -> list[str]:
    return [r.inner.of(text) for r in read_article(text).regions]


def warned(text: str) -> list[str]:
    return [w.code for w in read_article(text).warnings]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("“We will go,” Lee said.", id="English"),
        pytest.param('"We will go," Lee said.', id="straight"),
        pytest.param("‘We will go,’ Lee said.", id="single"),
        pytest.param("'We will go,' Lee said.", id="straight single"),
        pytest.param("«We will go,» Lee said.", id="guillemets"),
        pytest.param("« We will go, » Lee said.", id="French spaces"),
        pytest.param("«\u00a0We will go,\u00a0» Lee said.", id="French no-break spaces"),
        pytest.param("»We will go,« Lee said.", id="Danish guillemets"),
        pytest.param("„We will go,“ Lee said.", id="German"),
        pytest.param("„We will go,” Lee said.", id="Polish"),
        pytest.param("‟We will go,” Lee said.", id="reversed high mark"),
        pytest.param("”We will go,” Lee said.", id="Swedish"),
        pytest.param("``We will go,'' Lee said.", id="TeX"),
    ],
)
def test_every_style_of_marks(text: str) -> None:
    assert inner(text) == ["We will go,"]
    assert warned(text) == []
    [region] = read_article(text).regions
    assert region.opened
    assert region.closed
    assert not region.continues


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        pytest.param("Lee said: “We will go.”", ["We will go."], id="to the end of the text"),
        pytest.param("“We,” Lee said, “will go.”", ["We,", "will go."], id="two pieces"),
        pytest.param("“We will go.” “When?” “Now.”", ["We will go.", "When?", "Now."], id="one behind the other"),
        pytest.param('"Go." "When?"', ["Go.", "When?"], id="straight, one behind the other"),
        pytest.param("(“We will go.”)", ["We will go."], id="in brackets"),
        pytest.param("It was “serious”, they say.", ["serious"], id="stop behind the mark"),
        pytest.param("It was—“serious”—they say.", ["serious"], id="between dashes"),
        pytest.param("“Lee said ‘go’ and I went,” Ann said.", ["Lee said ‘go’ and I went,"], id="single in double"),
        pytest.param(
            '“Lee said "go" and I went,” Ann said.',
            ['Lee said "go" and I went,'],
            id="straight in curled",
            marks=fails("a double mark in double marks closes the outer quote"),
        ),
        pytest.param(
            "‘Lee said “go” and I went,’ Ann said.",
            ["Lee said “go” and I went,"],
            id="double in single",
            marks=fails("single marks around double ones are not read"),
        ),
        pytest.param("Nobody said anything.", [], id="no marks"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_regions(text: str, quoted: list[str]) -> None:
    assert inner(text) == quoted
    assert warned(text) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("It isn’t Lee’s dog, and it won’t be.", id="curled, inside words"),
        pytest.param("It isn't Lee's dog, and it won't be.", id="straight, inside words"),
        pytest.param("The workers’ and the farmers’ unions met.", id="plural genitive, curled"),
        pytest.param("The workers' and the farmers' unions met.", id="plural genitive, straight"),
        pytest.param("Back in the ’90s they sang rock ’n’ roll.", id="left out letters, curled"),
        pytest.param("Back in the '90s they sang rock 'n' roll.", id="left out letters, straight"),
        pytest.param(
            "The ‘90s were the workers’ years.",
            id="turned apostrophe before a year",
            marks=fails("read as the beginning of a single quote"),
        ),
        pytest.param("'Tis the farmers' year, said nobody.", id="apostrophe at the beginning"),
        pytest.param('A 32" screen and a 6" pipe.', id="inches"),
        pytest.param("He is 5'10\" tall.", id="feet and inches"),
        pytest.param('A board 4" by 6" wide.', id="inches by inches"),
        pytest.param("It lasted 3' 20'' on 5 May.", id="minutes and seconds"),
    ],
)
def test_no_quotation_marks(text: str) -> None:
    assert inner(text) == []
    assert warned(text) == []


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        pytest.param("‘We won’t go,’ Lee said.", ["We won’t go,"], id="curled"),
        pytest.param("It ‘ won’t go’ on.", ["won’t go"], id="curled, a space behind the mark"),
        pytest.param("'We won't go,' Lee said.", ["We won't go,"], id="straight"),
        pytest.param(
            "‘The workers’ union won’t go,’ Lee said.",
            ["The workers’ union won’t go,"],
            id="plural genitive",
            marks=fails("closes at the plural genitive"),
        ),
        pytest.param(
            "“The workers’ union won't go,” Lee said.", ["The workers’ union won't go,"], id="in double marks"
        ),
        pytest.param('"It has a 32" screen," Lee said.', ['It has a 32" screen,'], id="inches in a quote"),
    ],
)
def test_apostrophes_and_inches_inside_a_quote(text: str, quoted: list[str]) -> None:
    assert inner(text) == quoted


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        pytest.param("“We will go,“ Lee said.", ["We will go,"], id="opening glyph closes"),
        pytest.param("”We will go,“ Lee said.", ["We will go,"], id="both turned"),
        pytest.param("He said: ”We will go.”", ["We will go."], id="closing glyph opens"),
        pytest.param(
            "It helps the West, ”Yuri Lee, an adviser, told the press.",
            ["It helps the West,"],
            id="wrong side of the space, lost opening mark",
        ),
        pytest.param(
            "“It helps the West, ”Yuri Lee, an adviser, told the press.",
            ["It helps the West,"],
            id="closing mark behind the space",
        ),
        pytest.param("Lee said:“ We will go.”", ["We will go."], id="opening mark before the space"),
        pytest.param("“We will go” ,Lee said.", ["We will go"], id="comma behind the space"),
        pytest.param("“We will go ”, Lee said.", ["We will go"], id="space before the closing mark"),
        pytest.param("““We will go,”” Lee said.", ["We will go,"], id="doubled marks"),
        pytest.param('""We will go,"" Lee said.', ["We will go,"], id="doubled straight marks"),
        pytest.param("“We will go,”” Lee said.", ["We will go,"], id="doubled closing mark"),
        pytest.param("We will go,” Lee said.", ["We will go,"], id="lost opening mark"),
        pytest.param('We will go," Lee said.', ["We will go,"], id="lost straight opening mark"),
        pytest.param(
            "“We will go,” Lee said. We will stay,” Ann said. “All is well,” Eve said.",
            ["We will go,", "We will stay,", "All is well,"],
            id="lost opening mark between whole quotes",
            marks=fails("the region begins at the quote before, not at its sentence"),
        ),
        pytest.param(
            "“We will go,“ Lee said. “We will stay,” Ann said.",
            ["We will go,", "We will stay,"],
            id="a damaged quote leaves the next one whole",
        ),
        pytest.param(
            "Lee said they “will go.\n“We will stay,” Ann said.",
            ["will go.", "We will stay,"],
            id="lost closing mark before another quote",
        ),
        pytest.param("“We will go,” Lee said”.", ["We will go,"], id="stray closing mark"),
        pytest.param(
            "«We will go, warned the lawyer. They say it “is being studied”.",
            ["We will go,", "is being studied"],
            id="lost closing mark before a comment and another quote",
        ),
        pytest.param('"We will go, complains Lee, the boss.', ["We will go,"], id="lost closing mark before a comment"),
        pytest.param('"We will go, he told to journalists.', ["We will go,"], id="lost closing mark before he told"),
        pytest.param("« We will go, railed Ann, 58 years.", ["We will go,"], id="lost closing mark before any verb"),
        pytest.param(
            "“We lost it, says the paper, and the union “will strike”.",
            ["We lost it,", "will strike"],
            id="a comment in the middle",
        ),
        pytest.param("“We said yes, Lee, and went,” Ann said.", ["We said yes, Lee, and went,"], id="no comment"),
        pytest.param("Lee spoke of “a lie. Ann left.", ["a lie"], id="an unclosed fragment ends with its sentence"),
    ],
)
def test_damaged_marks(text: str, quoted: list[str]) -> None:
    # A doubled mark may stay inside the region: `content` takes the marks at the ends off.
    assert [piece.strip('“”"') for piece in inner(text)] == quoted
