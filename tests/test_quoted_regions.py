"""Quoted regions: over paragraphs, without an end, in the text for the parser, and whatever the marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import fails

from service.spans import Span
from service.text import lines_of, read_article

UNCLOSED = "unclosed-quotation-mark"


def inner(text: str) -> list[str]:
    return [r.inner.of(text) for r in read_article(text).regions]


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
            marks=fails("the second paragraph is left out"),
        ),
    ],
)
def test_quotes_over_paragraphs(text: str, quoted: list[str], continues: list[bool]) -> None:
    assert inner(text) == quoted
    assert [r.continues for r in read_article(text).regions] == continues
    assert read_article(text).warnings == ()


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
    paragraphs = lines_of(text)
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
