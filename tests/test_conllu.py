"""The parsed article on disk: all of it is read back, and what the parse was made of."""

from __future__ import annotations

import dataclasses

import pytest
from parses import stored
from trees import document_of

from service.spans import Span
from service.syntax import Document, Entity, Reading, Word, conllu
from service.text import read_article

DOCUMENT = document_of(
    """
    (nsubj Anna/PROPN/PERSON (flat Lund/PROPN/PERSON)) left/leave/VBD .

    (nsubj Erik/PROPN/PERSON) stayed/stay/VBD .
    """,
    "(ccomp “ (nsubj Halden/PROPN/LOC) sleeps/sleep/VBZ , ”) said/say/VBD (nsubj Eve/PROPN/PERSON) .",
)
READINGS = (
    Reading(4, 0.5, Span(0, 3), ((0, 0.5), (4, 0.25)), ((8, 0.5),), Span(0, 3), 0.75),
    Reading(0, 0.25, Span(4, 8), (), (), None, 0.5),
)
WORD_FIELDS = [f.name for f in dataclasses.fields(Word) if f.init]


def facts(document: Document) -> object:
    """Everything a document holds, to be compared: documents themselves compare by identity."""
    return (
        document.article,
        [(s.index, s.span, [[getattr(w, name) for name in WORD_FIELDS] for w in s.words]) for s in document.sentences],
        document.entities,
        document.readings,
    )


@pytest.mark.parametrize(
    "parsed",
    [
        pytest.param(DOCUMENT, id="sentences, paragraphs, entities"),
        pytest.param(Document(read_article(""), (), ()), id="empty"),
        pytest.param(Document(read_article(" \n"), (), ()), id="white space alone"),
        pytest.param(document_of("„ Go , “ ", text="„Go,“"), id="marks that the parser reads otherwise"),
        pytest.param(
            dataclasses.replace(
                document_of("(nsubj Lee/PROPN) left"),
                entities=(Entity("PERSON", Span(0, 3)), Entity("PERSON", Span(4, 8))),
            ),
            id="entities side by side",
        ),
        pytest.param(dataclasses.replace(document_of("(nsubj Lee/PROPN) left"), readings=()), id="nothing read"),
        pytest.param(dataclasses.replace(document_of("(nsubj Lee/PROPN) left"), readings=READINGS), id="readings"),
    ],
)
def test_what_is_written_is_read_back(parsed: Document) -> None:
    assert facts(conllu.read(conllu.write(parsed, "1"))) == facts(parsed)


def test_what_a_parse_was_made_of_is_written() -> None:
    document = document_of("„ Go , “", text="„Go,“")
    assert conllu.origin(conllu.write(document, "176768")) == ("„Go,“", "“Go,”", "176768")


def test_a_parse_may_not_say_which_models_made_it() -> None:
    assert conllu.origin('# article = "Go."\n# span = 0 3\n') == ("Go.", "Go.", None)


def test_every_stored_parse_is_read_and_written_alike() -> None:
    for text, piece in stored().items():
        document = conllu.read(piece)
        assert document.text == text
        assert conllu.write(document, str(conllu.origin(piece).models)) == piece


@pytest.mark.parametrize("file", ["", "# text = Lee left.\n", "1\tLee\tLee\n"])
def test_a_file_without_its_article_is_refused(file: str) -> None:
    with pytest.raises(ValueError, match="# article = "):
        conllu.read(file)
