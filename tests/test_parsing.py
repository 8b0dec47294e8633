"""Text → parsed document through the shipped models: whatever the text, its offsets are those of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.parsing import StanzaParser
from service.parsing.parser import entity_label
from service.spans import Span
from service.syntax import ROOT, Document
from service.text import read_article

pytestmark = pytest.mark.models

LIMIT = 30  # words of a sentence, see the fixture `parser`


def parsed(parser: StanzaParser, text: str) -> tuple[Document, Sequence[Span]]:
    return parser.parse(replace(read_article(text), readable=text))


def check_places(document: Document) -> None:
    """Sentences and words stand in order, inside each other and inside a paragraph; heads stand in the sentence."""
    end = 0
    for number, sentence in enumerate(document.sentences):
        assert sentence.index == number
        assert sentence.span.start >= end
        assert any(p.covers(sentence.span) for p in document.paragraphs)
        end = sentence.span.start
        for i, word in enumerate(sentence.words):
            assert (word.sentence.index, word.index) == (number, i)
            assert word.span.start >= end
            assert word.span
            assert sentence.span.covers(word.span)
            assert ROOT <= word.head_index < len(sentence.words)
            assert word.head_index != i
            end = word.span.start
        end = sentence.span.end
    for entity in document.entities:
        assert any(s.span.covers(entity.span) for s in document.sentences)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("We won't go.", ["We", "wo", "n't", "go", "."], id="negation"),
        pytest.param("We won’t go.", ["We", "wo", "n’t", "go", "."], id="curled apostrophe"),
        pytest.param("Putin's adviser left.", ["Putin", "'s", "adviser", "left", "."], id="genitive"),
        pytest.param("They cannot stay.", ["They", "can", "not", "stay", "."], id="a word of two"),
        pytest.param("Lee  left\tus\u00a0now.", ["Lee", "left", "us", "now", "."], id="odd spaces"),
        pytest.param("Lee left.\n\n  Ann stayed.\r\n", ["Lee", "left", ".", "Ann", "stayed", "."], id="paragraphs"),
    ],
)
def test_words_stand_where_the_text_has_them(parser: StanzaParser, text: str, words: list[str]) -> None:
    document, cuts = parsed(parser, text)
    check_places(document)
    found = [w for s in document.sentences for w in s.words]
    assert [w.span.of(text) for w in found] == words
    assert [w.text for w in found] == words
    assert cuts == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("😀 😀 Vladimir Putin left on Monday.", "Vladimir Putin", id="behind emoji"),
        pytest.param("A\0B Vladimir Putin left on Monday.", "Vladimir Putin", id="behind NUL"),
        pytest.param("\ufeffVladimir Putin left on Monday.", "Vladimir Putin", id="behind a byte order mark"),
        pytest.param("It rained.\n\n\u2003Vladimir Putin left on Monday.", "Vladimir Putin", id="second paragraph"),
        pytest.param("Vladimir\u00a0Putin left on Monday.", "Vladimir\u00a0Putin", id="no-break space inside"),
    ],
)  # fmt: skip
def test_entities_stand_where_the_text_has_them(parser: StanzaParser, text: str, name: str) -> None:
    document, _ = parsed(parser, text)
    check_places(document)
    assert name in [e.span.of(text) for e in document.entities if e.label == "PERSON"]


@pytest.mark.parametrize(
    ("tag", "label"),
    [
        pytest.param("PERSON", "PERSON", id="of both sets"),
        pytest.param("GPE", "LOC", id="states and cities in Stanza's official models"),
        pytest.param("LOC", "LOC", id="states and cities in the shipped models"),
        pytest.param("PER", "PERSON", id="of CoNLL 2003"),
        pytest.param("TIME", "DATE", id="a time"),
        pytest.param("WORK_OF_ART", "MISC", id="what no rule asks for"),
        pytest.param("of the future", "MISC", id="unknown"),
    ],
)
def test_labels_of_other_taggers_are_mapped(tag: str, label: str) -> None:
    assert entity_label(tag) == label


@pytest.mark.parametrize("text", ["", " ", "\n\n\t", "\u2028\u00a0"])
def test_a_text_without_words(parser: StanzaParser, text: str) -> None:
    document, cuts = parsed(parser, text)
    assert (document.text, document.paragraphs, document.sentences, document.entities) == (text, (), (), ())
    assert cuts == ()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="aLee é😀\0\u200b\u00ad\u0301“”'.-\n\t\u2003", max_size=60))
def test_whatever_the_text_places_are_in_order(parser: StanzaParser, text: str) -> None:
    document, _ = parsed(parser, text)
    assert document.text == text
    check_places(document)


def test_a_sentence_over_the_limit_is_cut_and_its_place_told(parser: StanzaParser) -> None:
    long = "the old bridge over the river " * 20
    text = f"Lee left.\n{long}\nAnn stayed."
    document, cuts = parsed(parser, text)
    check_places(document)
    assert max(len(s.words) for s in document.sentences) <= LIMIT
    assert sum(len(s.words) for s in document.sentences) == 3 + 120 + 3
    assert cuts == (document.paragraphs[1],)


def test_a_sentence_at_the_limit_is_left_whole(parser: StanzaParser) -> None:
    text = "Lee saw " + "a very " * 13 + "old bridge"
    document, cuts = parsed(parser, text)
    assert (len(document.sentences), len(document.sentences[0].words), cuts) == (1, LIMIT, ())


def test_twenty_thousand_words_without_a_stop_are_cut_before_the_parser_sees_them(
    parser: StanzaParser, monkeypatch: pytest.MonkeyPatch
) -> None:
    lengths: list[int] = []
    process = parser._pipeline.process

    def without_the_slow_part(documents: Any, processors: str) -> Any:
        if "depparse" not in processors:
            return process(documents, processors=processors)
        lengths.extend(len(s.words) for d in documents for s in d.sentences)
        return documents

    monkeypatch.setattr(parser._pipeline, "process", without_the_slow_part)
    monkeypatch.setattr(parser, "_attributions", None)  # there are no vectors to read
    monkeypatch.setattr(parser, "_names", None)
    parsed(parser, "word " * 20_000)
    assert sum(lengths) == 20_000
    assert max(lengths) <= LIMIT


def test_it_reads_the_readable_text_and_keeps_the_articles_own(parser: StanzaParser) -> None:
    text, readable = "“We go, ”Lee said.", "“We go,” Lee said."
    document, _ = parser.parse(replace(read_article(text), readable=readable))
    assert document.text == text
    assert "Lee" in [w.span.of(text) for s in document.sentences for w in s.words]
