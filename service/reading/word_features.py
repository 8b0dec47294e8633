"""What the head that reads attributions is told of each word beside its vector: numbers of labels, a column a kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from service.labels import SpeechAct
from service.lexicons import CUES, QUOTING_CUES
from service.syntax import Document, EntityLabel, Word, kept
from service.text import ArticleText

Numbers = NDArray[np.int64]

_UPOS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
    "SYM", "VERB",
)  # fmt: skip
_RELATIONS = (
    "acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp", "compound", "conj", "cop", "csubj", "dep",
    "det", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod", "nsubj",
    "nummod", "obj", "obl", "orphan", "parataxis", "punct", "reparandum", "root", "vocative", "xcomp",
)  # fmt: skip
_ACTS: tuple[str, ...] = get_args(SpeechAct)
_ENTITIES: tuple[str, ...] = get_args(EntityLabel)
_CUE_POS = ("VERB", "NOUN", "ADJ")

SIZES = (1 + len(_UPOS), 1 + len(_RELATIONS), 4, 1 + 2 * len(_ACTS), 1 + len(_ENTITIES), 3)
"""How many numbers each column has: part of speech, relation, place in a quote, act of a cue, entity, start."""

QUOTED = 2
"""The column that tells the place in a quote; 0 is none."""

_NUMBER_OF_UPOS = {name: number for number, name in enumerate(_UPOS, 1)}
_NUMBER_OF_RELATION = {name: number for number, name in enumerate(_RELATIONS, 1)}
_NUMBER_OF_ENTITY = {name: number for number, name in enumerate(_ENTITIES, 1)}
_NUMBER_OF_CUE = {
    lemma: 1 + 2 * _ACTS.index(cue.speech_act) + (lemma in QUOTING_CUES) for lemma, cue in CUES.items()
}  # the first word of "according to" stands for it
_NUMBER_OF_CUE["according"] = _NUMBER_OF_CUE["according to"]


@kept
def word_features(document: Document) -> Numbers:
    """(words x columns) of the document, sentence by sentence."""
    words = [word for sentence in document.sentences for word in sentence.words]
    found = np.zeros((len(words), len(SIZES)), np.int64)
    if not words:
        return found
    found[:, 0] = [_NUMBER_OF_UPOS.get(w.upos, 0) for w in words]
    found[:, 1] = [_NUMBER_OF_RELATION.get(w.relation, 0) for w in words]
    found[:, QUOTED] = quoted(document.article, words)
    found[:, 3] = [_NUMBER_OF_CUE.get(w.lemma.casefold(), 0) if _may_be_cue(w) else 0 for w in words]
    starts = np.array([w.span.start for w in words])
    for entity in document.entities:
        first, last = np.searchsorted(starts, entity.span)
        found[first:last, 4] = _NUMBER_OF_ENTITY[entity.label]
    found[0, 5] = 2
    of_line = paragraphs(document)
    found[1:, 5] = np.where(np.diff(of_line) > 0, 2, [w.index == 0 for w in words[1:]])
    return found


@kept
def paragraphs(document: Document) -> Numbers:
    """The number of the paragraph of each word."""
    starts = [p.start for p in document.paragraphs]
    of_words = [w.span.start for sentence in document.sentences for w in sentence.words]
    return np.maximum(0, np.searchsorted(starts, of_words, side="right") - 1)


def quoted(article: ArticleText, words: Sequence[Word]) -> Numbers:
    """For each word 1 in quotation marks, 2 where it begins what stands in them, 3 where it ends that, 0 elsewhere."""
    starts = np.array([w.span.start for w in words])
    found = np.zeros(len(words), np.int64)
    for region in article.regions:
        first, last = np.searchsorted(starts, region.inner)
        found[first:last] = 1
        if first < last:
            found[last - 1] = 3
            found[first] = 2
    return found


def _may_be_cue(word: Word) -> bool:
    return word.upos in _CUE_POS or word.lemma == "according"
