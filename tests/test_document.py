"""The parsed article: ways through its trees and its text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trees import document_of, tree

from service.spans import Span
from service.syntax import Document, Word
from service.text import read_article

TOLD = tree("""
    (nsubj Lee/PROPN) told/tell (iobj Ann/PROPN)
    (ccomp (mark that) (nsubj he/PRON) left/leave/VBD (obl:tmod (case on) Monday/PROPN))
""")
LEE, TOLD_, ANN, THAT, HE, LEFT, ON, MONDAY = TOLD.words


def test_heads_and_root() -> None:
    assert TOLD.root is TOLD_
    assert TOLD_.head is None
    assert HE.head is LEFT


@pytest.mark.parametrize(
    ("word", "relations", "children"),
    [
        pytest.param(TOLD_, (), [LEE, ANN, LEFT], id="all"),
        pytest.param(TOLD_, ("iobj", "nsubj"), [LEE, ANN], id="some, in text order"),
        pytest.param(LEFT, ("obl",), [MONDAY], id="a relation takes its subtypes"),
        pytest.param(LEFT, ("obl:tmod",), [MONDAY], id="a subtype"),
        pytest.param(LEFT, ("obl:agent",), [], id="another subtype"),
        pytest.param(HE, (), [], id="a leaf"),
    ],
)
def test_children(word: Word, relations: tuple[str, ...], children: list[Word]) -> None:
    assert list(word.children(*relations)) == children
    assert word.child(*relations) is (children[0] if children else None)


def test_up_and_down() -> None:
    assert list(ON.ancestors()) == [MONDAY, LEFT, TOLD_]
    assert LEFT.subtree() == [THAT, HE, LEFT, ON, MONDAY]
    assert LEFT.subtree(without=[MONDAY]) == [THAT, HE, LEFT]
    assert LEFT.subtree(without=[LEFT]) == []
    assert LEFT.is_below(TOLD_)
    assert LEFT.is_below(LEFT)
    assert not LEFT.is_below(MONDAY)


def test_what_a_word_says_of_itself() -> None:
    assert MONDAY.relation == "obl"
    assert LEFT.has("VerbForm=Fin")
    assert not LEFT.has("VerbForm")
    assert not LEE.has("VerbForm=Fin")


TEXT = "Lee left. Ann stayed.\n\n  Eve slept."
DOCUMENT = document_of(
    "(nsubj Lee/PROPN/PERSON) left .\n\n(nsubj Ann/PROPN/PERSON) stayed .", "(nsubj Eve/PROPN) slept .", text=TEXT
)


@pytest.mark.parametrize(
    ("offset", "of_sentence", "of_paragraph"),
    [(0, 0, 0), (8, 0, 0), (9, 0, 0), (10, 1, 0), (21, 1, 0), (24, 1, 0), (25, 2, 1), (99, 2, 1)],
)
def test_sentence_and_paragraph_at_an_offset(offset: int, of_sentence: int, of_paragraph: int) -> None:
    found = DOCUMENT.sentence_at(offset)
    assert found is DOCUMENT.sentences[of_sentence]
    assert DOCUMENT.paragraph_at(offset) == of_paragraph


def test_no_sentence_before_the_first() -> None:
    empty = Document(read_article(""), (), ())
    assert empty.sentence_at(0) is None
    assert empty.paragraph_at(0) == 0
    assert empty.words_in(Span(0, 9)) == []


@given(st.integers(0, 40), st.integers(0, 40))
def test_words_and_entities_in_a_span(start: int, end: int) -> None:
    span = Span(*sorted((start, end)))
    every = [w for s in DOCUMENT.sentences for w in s.words]
    assert DOCUMENT.words_in(span) == [w for w in every if w.span.overlaps(span)]
    assert DOCUMENT.entities_in(span) == [e for e in DOCUMENT.entities if span.covers(e.span)]


@pytest.mark.parametrize(("offset", "name"), [(0, "Lee"), (2, "Lee"), (3, None), (9, None), (12, "Ann"), (30, None)])
def test_entity_at_an_offset(offset: int, name: str | None) -> None:
    entity = DOCUMENT.entity_at(offset)
    assert (entity.span.of(TEXT) if entity is not None else None) == name
