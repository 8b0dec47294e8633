"""The spans of a content: fitted to the quotation marks, tidy at their ends; and how much of it is quoted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trees import document_of

from service.attribution import quote_type
from service.attribution.content_spans import MARKS, content_spans, tidy, trim_marks
from service.labels import QuoteType
from service.output import Analysis
from service.spans import Span
from service.text import read_article


def trimmed(text: str) -> str:
    return trim_marks(text, Span(0, len(text))).of(text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param("“We go,”", "We go", id="marks and comma"),
        pytest.param('"We go"', "We go", id="straight marks"),
        pytest.param("« We go »", "We go", id="guillemets with spaces"),
        pytest.param("``We go''", "We go", id="TeX marks"),
        pytest.param("“‘We go’”", "We go", id="marks in marks"),
        pytest.param(", — We go: ", "We go", id="separators"),
        pytest.param(". We go", "We go", id="a stop left over in front"),
        pytest.param("We go.", "We go.", id="the stop at the end stays"),
        pytest.param("Do we go?”", "Do we go?", id="the question mark stays"),
        pytest.param("“We” and “they”", "We” and “they", id="marks inside stay"),
        pytest.param("We won’t", "We won’t", id="apostrophe inside a word"),
        pytest.param("’We go’", "We go", id="single marks at both ends"),
        pytest.param("“,”", "", id="nothing but marks"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_trimming_marks(text: str, kept: str) -> None:
    assert trimmed(text) == kept


@pytest.mark.parametrize(
    ("text", "end", "kept"),
    [
        pytest.param("for the workers’ sake", 16, "for the workers’", id="genitive plural, a word follows"),
        pytest.param("‘for the workers’, he said", 17, "for the workers", id="mark behind an s, a comma follows"),
        pytest.param("We won't go", 7, "We won'", id="cut within a word"),
    ],
)
def test_an_apostrophe_at_the_end(text: str, end: int, kept: str) -> None:
    assert trim_marks(text, Span(0, end)).of(text) == kept


@given(st.text(alphabet=f"{MARKS}ab ,.!?\n", max_size=30))
def test_whatever_is_trimmed_has_no_mark_or_space_at_its_ends(text: str) -> None:
    span = trim_marks(text, Span(0, len(text)))
    assert 0 <= span.start <= span.end <= len(text)
    assert trim_marks(text, span) == span
    assert span.of(text).strip() == span.of(text)
    # An apostrophe behind an s, before a space, may be a plural's.
    assert span.of(text).strip(MARKS.replace("’", "").replace("'", "")) == span.of(text)


@pytest.mark.parametrize(
    ("spans", "left"),
    [
        pytest.param([], [], id="none"),
        pytest.param([Span(0, 4), Span(4, 10)], ["We go home"], id="touching"),
        pytest.param([Span(6, 10), Span(0, 5)], ["We go", "home"], id="in text order"),
        pytest.param([Span(5, 6), Span(10, 11)], [], id="without a letter"),
        pytest.param([Span(0, 11)], ["We go home."], id="the stop stays"),
    ],
)
def test_tidying(spans: list[Span], left: list[str]) -> None:
    text = "We go home."
    assert [s.of(text) for s in tidy(text, spans)] == left


HOME = document_of("(nsubj We/PRON) go , (parataxis (nsubj Lee/PROPN) said/say ,) (advmod home) (advmod now)")
WORDS = HOME.sentences[0].words


@pytest.mark.parametrize(
    ("chosen", "holes", "spans"),
    [
        pytest.param([0, 1], [], ["We go"], id="neighbours"),
        pytest.param([0, 1, 6, 7], [], ["We go", "home now"], id="a gap with words stays"),
        pytest.param([1, 3], [], ["go, Lee"], id="a gap of punctuation is closed"),
        pytest.param([1, 3], [2], ["go", "Lee"], id="but never a hole"),
        pytest.param([2], [], [], id="punctuation alone is no content"),
        pytest.param([], [], [], id="no words"),
    ],
)
def test_spans_of_words(chosen: list[int], holes: list[int], spans: list[str]) -> None:
    found = content_spans(HOME, [WORDS[i] for i in chosen], [WORDS[i] for i in holes])
    assert [s.of(HOME.text) for s in found] == spans


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        pytest.param("“We go home.”", "We go home.", "direct", id="all in marks"),
        pytest.param("“We go home.” He left.", "We go home.” He left.", "mixed", id="a part in marks"),
        pytest.param("He said we go home.", "we go home", "indirect", id="no marks"),
        pytest.param("“We go,” he said, and left.", "and left", "indirect", id="marks elsewhere"),
        pytest.param("He said, “we go”.", "“we go”.", "direct", id="only punctuation outside"),
        pytest.param("He said “...” we go.", "“...” we go.", "indirect", id="only punctuation inside"),
    ],
)
def test_type_of_a_quote(text: str, content: str, kind: QuoteType) -> None:
    start = text.index(content)
    spans = [Span(start, start + len(content))]
    assert quote_type(read_article(text), spans) == kind


def test_marks_around_the_cue_quote_the_reporter() -> None:
    text = "“Biden urged Russia to leave,” she said."
    content, cue = Span(13, 28), Span(7, 12)
    assert content.of(text) == "Russia to leave"
    assert cue.of(text) == "urged"
    assert quote_type(read_article(text), [content], cue) == "indirect"


def test_pieces_in_and_out_of_marks_are_mixed() -> None:
    text = "“We go,” he said, but they stay."
    spans = [Span(1, 6), Span(18, 31)]
    assert quote_type(read_article(text), spans) == "mixed"


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        pytest.param("“The bridge,” Anna Lund said, “is safe.”", ["The bridge", "is safe."], id="around the cue"),
        pytest.param(
            "“The bridge is safe. It was built in 1950,” Anna Lund said.",
            ["The bridge is safe. It was built in 1950"], id="a quote is never cut in two",
        ),
        pytest.param("Anna Lund said that the bridge was safe.", ["the bridge was safe"], id="no final stop"),
        pytest.param("Anna Lund called the plan a disaster.", ["the plan a disaster"], id="no final stop, object"),
        pytest.param(
            "According to the police, two people were hurt.", ["two people were hurt"], id="no final stop, front"
        ),
        pytest.param(
            "Anna Lund said: “The bridge is safe.”", ["The bridge is safe."], id="the stop inside the marks stays"
        ),
        pytest.param(
            "LUND: Why?\nBERG: It is not safe.\nLUND: Is it open?\nBERG: No, it is not.",
            ["Why?", "It is not safe.", "Is it open?", "No, it is not."], id="a turn is told whole",
        ),
    ],
)  # fmt: skip
def test_contents_of_an_article(analysis: Analysis, pieces: list[str]) -> None:
    assert [s.of(analysis.text) for q in analysis.quotes for s in q.content] == pieces


@pytest.mark.parametrize(
    ("text", "types"),
    [
        pytest.param("“The bridge is safe,” Anna Lund said.", ["direct"]),
        pytest.param("Anna Lund said the bridge was “perfectly safe” for now.", ["mixed"]),
        pytest.param("Anna Lund said that the bridge was safe.", ["indirect"]),
    ],
)
def test_types_of_an_articles_quotes(analysis: Analysis, types: list[str]) -> None:
    assert [q.type for q in analysis.quotes] == types
