"""Which stretches stand in quotation marks, whatever the marks look like and however they are damaged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.spans import Span
from service.text import paragraphs_of, read_article

UNCLOSED = "unclosed-quotation-mark"


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
            marks=pytest.mark.xfail(strict=True, reason="a double mark in double marks closes the outer quote"),
        ),
        pytest.param(
            "‘Lee said “go” and I went,’ Ann said.",
            ["Lee said “go” and I went,"],
            id="double in single",
            marks=pytest.mark.xfail(strict=True, reason="single marks around double ones are not read"),
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
            marks=pytest.mark.xfail(strict=True, reason="read as the beginning of a single quote"),
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
            marks=pytest.mark.xfail(strict=True, reason="closes at the plural genitive"),
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
            marks=pytest.mark.xfail(strict=True, reason="the region begins at the quote before, not at its sentence"),
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


def test_a_region_without_opening_mark_says_so_and_begins_its_paragraph() -> None:
    [region] = read_article("One.\nWe will go,” Lee said.").regions
    assert (region.opened, region.closed) == (False, True)
    assert region.outer.start == region.inner.start == 5


def test_a_region_without_opening_mark_does_not_reach_over_the_quote_before_it() -> None:
    text = "“We will go,” Lee said. We will stay,” Ann said."
    first, second = read_article(text).regions
    assert second.outer.start >= first.outer.end


@pytest.mark.parametrize(
    ("text", "quoted", "continues"),
    [
        pytest.param(
            "“We will go.\n“We will come back.\n“We promise,” Lee said.",
            ["We will go.", "We will come back.", "We promise,"],
            [False, True, True],
            id="each paragraph opens, the last closes",
        ),
        pytest.param(
            '"We will go.\n"We will come back," Lee said.',
            ["We will go.", "We will come back,"],
            [False, True],
            id="straight",
        ),
        pytest.param(
            "Lee said: “We will go.\n\n“We will come back.”\n\nNobody answered.",
            ["We will go.", "We will come back."],
            [False, True],
            id="begins within a paragraph",
        ),
        pytest.param(
            "“We will go.”\n“We will come back.”",
            ["We will go.", "We will come back."],
            [False, False],
            id="not when each paragraph closes",
        ),
        pytest.param(
            "“We will go.\nWe will come back.”",
            ["We will go.", "We will come back."],
            [False, True],
            id="a further paragraph without opening mark",
            marks=pytest.mark.xfail(strict=True, reason="the second paragraph is left out"),
        ),
    ],
)
def test_quotes_over_paragraphs(text: str, quoted: list[str], continues: list[bool]) -> None:
    assert inner(text) == quoted
    assert [r.continues for r in read_article(text).regions] == continues
    assert warned(text) == []


@pytest.mark.parametrize(
    ("text", "at"),
    [
        pytest.param("Lee said: “We will go. Nobody answered.", 10, id="curled"),
        pytest.param('Lee said: "We will go. Nobody answered.', 10, id="straight"),
        pytest.param("Lee said: “We will go.\nNobody answered.\nAll went home.", 10, id="before other paragraphs"),
        pytest.param(
            "Lee said: “We will go.\n“We will come back.\nAll went home.", 23, id="the last of two paragraphs"
        ),
    ],
)
def test_a_mark_that_is_never_closed(text: str, at: int) -> None:
    [warning] = read_article(text).warnings
    assert warning.code == UNCLOSED
    assert warning.span == (at, at + 1)
    assert not read_article(text).regions[-1].closed


def test_an_unclosed_quote_ends_with_its_paragraph() -> None:
    text = "Lee said: “We will go.\nNobody answered. All went home."
    assert inner(text) == ["We will go."]


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        pytest.param("“We will go,“ Lee said.", "“We will go,” Lee said.", id="turned"),
        pytest.param("“We go, ”Yuri Lee told us.", "“We go,” Yuri Lee told us.", id="moved before its space"),
        pytest.param("„We will go,“ Lee said.", "“We will go,” Lee said.", id="German marks as English ones"),
        pytest.param("Lee said:“ We go.”", "Lee said:“ We go.”", id="nothing to move to behind a colon"),
        pytest.param('"We will go," Lee said.', '"We will go," Lee said.', id="straight marks stay"),
        pytest.param("``We will go,'' Lee said.", "``We will go,'' Lee said.", id="TeX marks stay"),
        pytest.param("Nobody’s fault.", "Nobody’s fault.", id="apostrophes stay"),
    ],
)
def test_the_text_for_the_parser(text: str, readable: str) -> None:
    assert read_article(text).readable == readable


MARKED = st.text(alphabet="“”\"„‟«»`‘’'ab A.,:?!-—0\t \u00a0\n\r\u2028😀", max_size=120)


@given(MARKED)
def test_whatever_the_text_regions_are_ordered_and_disjoint(text: str) -> None:
    article = read_article(text)
    end = 0
    for region in article.regions:
        assert end <= region.outer.start <= region.inner.start <= region.inner.end <= region.outer.end <= len(text)
        end = region.outer.end
    for warning in article.warnings:
        assert warning.span is not None
        assert warning.span.of(text)


@given(MARKED)
def test_whatever_the_text_every_region_stays_in_one_paragraph(text: str) -> None:
    paragraphs = paragraphs_of(text)
    assert all(any(p.covers(r.outer) for p in paragraphs) for r in read_article(text).regions)


@given(MARKED)
def test_whatever_the_text_only_marks_and_spaces_change_for_the_parser(text: str) -> None:
    readable = read_article(text).readable
    assert len(readable) == len(text)
    assert {c for old, new in zip(text, readable, strict=True) if old != new for c in (old, new)} <= set('“”„‟«»" ')


@given(MARKED, st.integers(0, 120), st.integers(0, 120))
def test_regions_found_in_a_span_are_those_that_overlap_it(text: str, start: int, end: int) -> None:
    article, span = read_article(text), Span(*sorted((start, end)))
    assert list(article.quoted_in(span)) == [r for r in article.regions if r.outer.overlaps(span)]


@pytest.mark.parametrize("unit", ["“", '"a ', "‘a ", "”\n", "'We,' "])
def test_fifty_thousand_marks_are_read(unit: str) -> None:
    assert len(read_article(unit * 50_000).readable) == len(unit) * 50_000
