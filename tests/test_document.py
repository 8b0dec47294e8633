"""The parsed article: ways through its trees and its text, and its form on disk."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parses import stored
from trees import tree

from service.spans import Span
from service.syntax import ROOT, Document, Entity, Sentence, Word, conllu, cover
from service.text import read_article

TOLD = tree("""
    Lee    Lee    PROPN nsubj      2
    told   tell   VERB  root       0
    Ann    Ann    PROPN iobj       2
    that   that   SCONJ mark       6
    he     he     PRON  nsubj      6
    left   leave  VERB  ccomp      2 Tense=Past|VerbForm=Fin
    on     on     ADP   case       8
    Monday Monday PROPN obl:tmod   6
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
PARAGRAPHS = (Span(0, 21), Span(25, 35))


def sentence(index: int, *spans: tuple[int, int]) -> Sentence:
    words = tuple(
        Word(i, Span(*s), Span(*s).of(TEXT), Span(*s).of(TEXT), "X", "", "", i - 1 if i else ROOT, "dep")
        for i, s in enumerate(spans)
    )
    return Sentence(index, cover(words), words)


SENTENCES = (
    sentence(0, (0, 3), (4, 8), (8, 9)),
    sentence(1, (10, 13), (14, 20), (20, 21)),
    sentence(2, (25, 28), (29, 34), (34, 35)),
)
DOCUMENT = Document(read_article(TEXT), SENTENCES, (Entity("PERSON", Span(0, 3)), Entity("PERSON", Span(10, 13))))


@pytest.mark.parametrize(
    ("offset", "of_sentence", "of_paragraph"),
    [(0, 0, 0), (8, 0, 0), (9, 0, 0), (10, 1, 0), (21, 1, 0), (24, 1, 0), (25, 2, 1), (99, 2, 1)],
)
def test_sentence_and_paragraph_at_an_offset(offset: int, of_sentence: int, of_paragraph: int) -> None:
    found = DOCUMENT.sentence_at(offset)
    assert found is SENTENCES[of_sentence]
    assert DOCUMENT.paragraph_at(offset) == of_paragraph


def test_no_sentence_before_the_first() -> None:
    empty = Document(read_article(""), (), ())
    assert empty.sentence_at(0) is None
    assert empty.paragraph_at(0) == 0
    assert empty.words_in(Span(0, 9)) == []


@given(st.integers(0, 40), st.integers(0, 40))
def test_words_and_entities_in_a_span(start: int, end: int) -> None:
    span = Span(*sorted((start, end)))
    every = [w for s in SENTENCES for w in s.words]
    assert DOCUMENT.words_in(span) == [w for w in every if w.span.overlaps(span)]
    assert DOCUMENT.entities_in(span) == [e for e in DOCUMENT.entities if span.covers(e.span)]


@pytest.mark.parametrize(("offset", "name"), [(0, "Lee"), (2, "Lee"), (3, None), (9, None), (12, "Ann"), (30, None)])
def test_entity_at_an_offset(offset: int, name: str | None) -> None:
    entity = DOCUMENT.entity_at(offset)
    assert (entity.span.of(TEXT) if entity is not None else None) == name


WORD_FIELDS = [f.name for f in dataclasses.fields(Word) if f.name != "sentence"]


def facts(document: Document) -> object:
    """Everything a document holds, to be compared: documents themselves compare by identity."""
    return (
        document.text,
        document.paragraphs,
        [(s.index, s.span, [[getattr(w, name) for name in WORD_FIELDS] for w in s.words]) for s in document.sentences],
        document.entities,
    )


def test_what_is_written_is_read_back() -> None:
    assert facts(conllu.read(conllu.write(DOCUMENT))) == facts(DOCUMENT)


def test_every_stored_parse_is_read_and_written_alike() -> None:
    for text, piece in stored().items():
        document = conllu.read(piece)
        assert document.text == text
        assert conllu.write(document) == piece


@pytest.mark.parametrize(
    "hard",
    [
        pytest.param(Document(read_article(""), (), ()), id="empty"),
        pytest.param(
            Document(read_article(" \n"), (), ()), id="white space alone"
        ),
        pytest.param(
            Document(read_article("Lee Ann"), (sentence(0, (0, 3), (4, 7)),),
                     (Entity("PERSON", Span(0, 3)), Entity("PERSON", Span(4, 7)))),
            id="entities side by side",
        ),
    ],
)  # fmt: skip
def test_documents_that_are_hard_to_write(hard: Document) -> None:
    assert facts(conllu.read(conllu.write(hard))) == facts(hard)


@pytest.mark.parametrize("file", ["", "# text = Lee left.\n", "1\tLee\tLee\n"])
def test_a_file_without_its_article_is_refused(file: str) -> None:
    with pytest.raises(ValueError, match="# article = "):
        conllu.read(file)
