import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.output import OffsetTable, OffsetUnit
from service.spans import Span, merged, subtract

TEXT = "aé€😀b"  # 1, 2, 3 and 4 bytes


@pytest.mark.parametrize(
    ("unit", "offsets"),
    [
        ("code_point", [0, 1, 2, 3, 4, 5]),
        ("utf16", [0, 1, 2, 3, 5, 6]),
        ("utf8", [0, 1, 3, 6, 10, 11]),
    ],
)
def test_offsets_in_each_unit(unit: OffsetUnit, offsets: list[int]) -> None:
    table = OffsetTable(TEXT, unit)
    assert [table(i) for i in range(len(TEXT) + 1)] == offsets


@given(st.text(), st.data())
def test_a_converted_span_covers_the_same_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    utf16, utf8 = OffsetTable(text, "utf16"), OffsetTable(text, "utf8")
    assert text.encode("utf-16-le")[2 * utf16(span.start) : 2 * utf16(span.end)].decode("utf-16-le") == span.of(text)
    assert text.encode()[utf8(span.start) : utf8(span.end)].decode() == span.of(text)


@pytest.mark.parametrize(
    ("a", "b", "covers", "overlaps"),
    [
        (Span(0, 5), Span(0, 5), True, True),
        (Span(0, 5), Span(1, 4), True, True),
        (Span(0, 5), Span(4, 6), False, True),
        (Span(0, 5), Span(5, 6), False, False),
        (Span(1, 4), Span(0, 5), False, True),
    ],
)
def test_two_spans(a: Span, b: Span, covers: bool, overlaps: bool) -> None:
    assert a.covers(b) is covers
    assert a.overlaps(b) is overlaps


@pytest.mark.parametrize(
    ("text", "trimmed"),
    [(" a b\n", "a b"), ("\u00a0a", "a"), ("\u3000a\u2009b\u202f", "a\u2009b"), ("a", "a"), (" \t ", ""), ("", "")],
)
def test_trimming(text: str, trimmed: str) -> None:
    span = Span(0, len(text)).trimmed(text)
    assert span.of(text) == trimmed
    assert bool(span) is bool(trimmed)


@pytest.mark.parametrize(
    ("spans", "gap", "result"),
    [
        ([], 0, ()),
        ([Span(3, 3)], 0, ()),
        ([Span(4, 6), Span(0, 2)], 0, (Span(0, 2), Span(4, 6))),
        ([Span(0, 2), Span(2, 4)], 0, (Span(0, 4),)),
        ([Span(0, 2), Span(4, 6)], 2, (Span(0, 6),)),
        ([Span(0, 9), Span(1, 2)], 0, (Span(0, 9),)),
    ],
)
def test_merging(spans: list[Span], gap: int, result: tuple[Span, ...]) -> None:
    assert merged(spans, gap) == result


@pytest.mark.parametrize(
    ("holes", "left"),
    [
        ([], [Span(2, 8)]),
        ([Span(0, 2), Span(8, 9)], [Span(2, 8)]),
        ([Span(4, 5)], [Span(2, 4), Span(5, 8)]),
        ([Span(6, 9), Span(0, 3)], [Span(3, 6)]),
        ([Span(3, 6), Span(4, 5)], [Span(2, 3), Span(6, 8)]),
        ([Span(0, 9)], []),
    ],
)
def test_cutting_holes(holes: list[Span], left: list[Span]) -> None:
    assert list(subtract(Span(2, 8), holes)) == left
