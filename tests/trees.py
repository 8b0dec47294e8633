"""Dependency trees written by hand, where what the parser makes of a text is not the question.

    (nsubj Anna/PROPN/PERSON (flat Lund/PROPN/PERSON)) told/tell/VBD (iobj Erik/PROPN/PERSON)
    (ccomp (mark that) (nsubj (det the) bridge) (cop was/be) safe/ADJ) .

Words stand in the order of the text. A bracket opens with a relation, and holds the one word that has it among the
brackets of that word's dependents; the word without a bracket is the root, and punctuation needs none. Behind a word
stand its lemma, its part of speech, its Penn tag, features, the label of its named entity, whichever matter. What is
left out is what is usual: the word itself in small letters, the part of speech that goes with the relation, the
features that go with the Penn tag. Neighbours of one label are one entity.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import cast, get_args

from service.spans import Span
from service.syntax import ROOT, Document, Entity, EntityLabel, Sentence, Word, cover
from service.text import read_article

_PARTS_OF_SPEECH = frozenset("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
_USUAL_RELATIONS = {
    "VERB": "root ccomp xcomp csubj advcl acl conj parataxis dep",
    "NOUN": "nsubj obj iobj obl nmod appos dislocated",
    "PROPN": "flat",
    "PRON": "expl",
    "ADJ": "amod",
    "ADV": "advmod",
    "ADP": "case fixed compound:prt",
    "AUX": "aux cop",
    "DET": "det",
    "SCONJ": "mark",
    "CCONJ": "cc",
    "NUM": "nummod",
    "PUNCT": "punct",
}
_USUAL = {relation: upos for upos, relations in _USUAL_RELATIONS.items() for relation in relations.split()}
_FEATURES = {
    "VB": "VerbForm=Inf",
    "VBD": "Mood=Ind|Tense=Past|VerbForm=Fin",
    "VBG": "VerbForm=Ger",
    "VBN": "Tense=Past|VerbForm=Part",
    "VBP": "Mood=Ind|Tense=Pres|VerbForm=Fin",
    "VBZ": "Mood=Ind|Tense=Pres|VerbForm=Fin",
    "MD": "VerbForm=Fin",
}
_TOKEN = re.compile(r"[()]|[^\s()]+")
_NO_SPACE = re.compile(r" (?=[,.;:?!…”]|['’](?:s|d|m|re|ve|ll)?(?: |$)|n['’]t\b)|(?<=“) ")


def tree(notation: str) -> Sentence:
    """The one sentence of `notation`."""
    [sentence] = document_of(notation).sentences
    return sentence


def document_of(*paragraphs: str, text: str | None = None) -> Document:
    """An article of these paragraphs, their sentences parted by blank lines.

    The spaces are those of printed English; an article that has others, or straight marks, comes as `text`. Raises
    ValueError when the brackets do not match, have not one word each, or the text has other words.
    """
    rows = [[_rows(sentence) for sentence in re.split(r"\n\s*\n", paragraph.strip())] for paragraph in paragraphs]
    if text is None:
        text = "\n".join(" ".join(_NO_SPACE.sub("", " ".join(r.form for r in s)) for s in p) for p in rows)
    sentences: list[Sentence] = []
    entities: list[Entity] = []
    end = 0
    for sentence in (sentence for paragraph in rows for sentence in paragraph):
        words = []
        for index, row in enumerate(sentence):
            start = text.index(row.form, end)
            end = start + len(row.form)
            words.append(row.word(index, Span(start, end)))
        sentences.append(Sentence(len(sentences), cover(words), tuple(words)))
        for label, named in groupby(words, key=lambda w: sentence[w.index].label):
            if label:
                entities.append(Entity(cast(EntityLabel, label), cover(named)))
    return Document(read_article(text), tuple(sentences), tuple(entities))


@dataclass
class _Row:
    """A word of the notation; its head is known when the bracket around it ends."""

    form: str
    relation: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    label: str
    head: int = ROOT

    def word(self, index: int, span: Span) -> Word:
        return Word(index, span, self.form, self.lemma, self.upos, self.xpos, self.feats, self.head, self.relation)


def _rows(notation: str) -> list[_Row]:
    if notation.count("(") != notation.count(")"):
        raise ValueError(f"brackets do not match in {notation!r}")
    rows: list[_Row] = []
    _bracket(iter(_TOKEN.findall(notation)), "root", rows)
    return rows


def _bracket(tokens: Iterator[str], relation: str, rows: list[_Row]) -> int:
    """Adds the words up to the closing bracket to `rows`; the index of the one that has the relation."""
    heads: list[int] = []
    dependents: list[int] = []
    for token in tokens:
        if token == ")":
            break
        if token == "(":
            dependents.append(_bracket(tokens, next(tokens), rows))
            continue
        mark = not any(map(str.isalnum, token))
        (dependents if mark else heads).append(len(rows))
        rows.append(_row(token, "punct" if mark else relation))
    if len(heads) != 1:
        raise ValueError(f"{len(heads)} words in a bracket of {relation!r}")
    for dependent in dependents:
        rows[dependent].head = heads[0]
    return heads[0]


def _row(token: str, relation: str) -> _Row:
    form, *fields = token.split("/")
    upos = _USUAL.get(relation) or _USUAL.get(relation.partition(":")[0], "X")
    lemma = xpos = feats = label = ""
    for field in fields:
        if "=" in field:
            feats = field
        elif field in _PARTS_OF_SPEECH:
            upos = field
        elif field in get_args(EntityLabel):
            label = field
        elif field.isupper():
            xpos = field
        else:
            lemma = field
    lemma = lemma or (form if upos == "PROPN" else form.casefold())
    return _Row(form, relation, lemma, upos, xpos, "|".join(filter(None, (_FEATURES.get(xpos), feats))), label)
