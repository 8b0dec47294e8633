"""The notation of trees written by hand."""

from __future__ import annotations

import pytest
from trees import document_of, tree

TOLD = """
    (nsubj Anna/PROPN/PERSON (flat Lund/PROPN/PERSON)) told/tell/VBD (iobj Erik/PROPN/PERSON) ,
    (ccomp (mark that) (nsubj (det the) bridge) (cop was/be) safe/ADJ) .
"""


def test_every_word_has_its_relation_and_its_head() -> None:
    edges = [(w.text, w.deprel, w.head.text if w.head is not None else None) for w in tree(TOLD).words]
    assert edges == [
        ("Anna", "nsubj", "told"),
        ("Lund", "flat", "Anna"),
        ("told", "root", None),
        ("Erik", "iobj", "told"),
        (",", "punct", "told"),
        ("that", "mark", "safe"),
        ("the", "det", "bridge"),
        ("bridge", "nsubj", "safe"),
        ("was", "cop", "safe"),
        ("safe", "ccomp", "told"),
        (".", "punct", "told"),
    ]


def test_what_is_not_written_is_the_usual() -> None:
    words = {w.text: (w.lemma, w.upos, w.xpos, w.has("VerbForm=Fin")) for w in tree(TOLD).words}
    assert words["told"] == ("tell", "VERB", "VBD", True)
    assert words["Lund"] == ("Lund", "PROPN", "", False)
    assert words["was"] == ("be", "AUX", "", False)
    assert words["that"] == ("that", "SCONJ", "", False)


def test_neighbours_of_a_label_are_one_entity() -> None:
    document = document_of(TOLD)
    assert [(e.label, e.span.of(document.text)) for e in document.entities] == [
        ("PERSON", "Anna Lund"), ("PERSON", "Erik"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("notation", "text"),
    [
        pytest.param("(nsubj We/PRON) (aux wo/will) (advmod n't/not) go !", "We won't go!", id="contraction"),
        pytest.param("(nmod:poss Lee/PROPN (case ’s)) dog/NOUN", "Lee’s dog", id="genitive"),
        pytest.param("(nmod:poss workers (case ’/PART)) union/NOUN", "workers’ union", id="genitive plural"),
        pytest.param("(ccomp “ Go , ”) said/say (nsubj Lee/PROPN) .", "“Go,” said Lee.", id="quotation marks"),
    ],
)
def test_the_text_has_the_spaces_of_print(notation: str, text: str) -> None:
    assert document_of(notation).text == text


def test_sentences_and_paragraphs() -> None:
    document = document_of("(nsubj Lee/PROPN) left .\n\n(nsubj Ann/PROPN) stayed .", "(nsubj Eve/PROPN) slept .")
    assert [s.span.of(document.text) for s in document.sentences] == ["Lee left.", "Ann stayed.", "Eve slept."]
    assert [p.of(document.text) for p in document.paragraphs] == ["Lee left. Ann stayed.", "Eve slept."]


def test_words_stand_where_a_given_text_has_them() -> None:
    document = document_of('(ccomp " Go , ") said/say (nsubj Lee/PROPN)', text='"Go," said  Lee')
    assert [w.span.of(document.text) for w in document.sentences[0].words] == ['"', "Go", ",", '"', "said", "Lee"]


@pytest.mark.parametrize(
    ("notation", "problem"),
    [
        pytest.param("(nsubj Lee left", "do not match", id="a bracket stays open"),
        pytest.param("(nsubj Lee)", "0 words in a bracket of 'root'", id="no root"),
        pytest.param("Lee left", "2 words in a bracket of 'root'", id="two roots"),
    ],
)
def test_what_is_no_tree_is_refused(notation: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        tree(notation)
