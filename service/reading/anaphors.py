"""What the net that looks for names is told: the words that may mean somebody named elsewhere, and the names."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from service.lexicons import FIRST_NAMES, ROLE_NOUNS, TITLES, WORDS
from service.reading.word_features import SIZES, word_features
from service.syntax import Document, Entity, EntityLabel, Word, pronoun_class, top

Numbers = NDArray[np.int64]

FORMS = ("he", "it", "they", "description")
LABELS: tuple[EntityLabel, ...] = ("PERSON", "ORG", "LOC", "FAC", "NORP")
_GENDERS = {"m": 1, "f": 2}
GENDERS = 1 + len(_GENDERS)
_PRONOUNS = {**dict.fromkeys(WORDS["masculine pronoun"], 1), **dict.fromkeys(WORDS["feminine pronoun"], 2)}
_DEFINITE = WORDS["possessive"] | {"the", "this", "that", "these", "those"}
_NO_HEADS = ("compound", "amod", "flat")

COLUMNS = (*SIZES, GENDERS, 1 + len(LABELS))
"""How many numbers each column of the features has: those of `word_features`, gender, and the label of a name."""


class Referring(NamedTuple):
    """The words of an article that refer, by their numbers: `anaphors` with the numbers of their `forms`, and the heads
    of `names` with those of their `labels`; `entities` are the names themselves. `features` are of all words.
    """

    anaphors: Numbers
    forms: Numbers
    names: Numbers
    labels: Numbers
    entities: tuple[Entity, ...]
    features: Numbers


def referring(document: Document) -> Referring:
    """The words that refer in a parsed article."""
    words = [word for sentence in document.sentences for word in sentence.words]
    number = {word: at for at, word in enumerate(words)}
    named: dict[int, Entity] = {}
    for entity in document.entities:
        inside = document.words_in(entity.span)
        if entity.label in LABELS and inside:
            named[number[top(inside)]] = entity
    names = sorted(named)
    labels = np.array([LABELS.index(named[at].label) for at in names], np.int64)
    gender = np.array([_gender(word) for word in words], np.int64)
    gender[names] = _genders_of_names(document, [named[at] for at in names])
    label = np.zeros(len(words), np.int64)
    label[names] = 1 + labels
    asked = [(at, form) for at, word in enumerate(words) if (form := _form(word)) is not None and at not in named]
    return Referring(
        anaphors=np.array([at for at, _ in asked], np.int64),
        forms=np.array([form for _, form in asked], np.int64),
        names=np.array(names, np.int64),
        labels=labels,
        entities=tuple(named[at] for at in names),
        features=np.column_stack([word_features(document), gender, label]),
    )


def _form(word: Word) -> int | None:
    """The number of the form of an anaphor; None for another word."""
    if word.upos in ("PRON", "DET"):
        pronoun = pronoun_class(word)
        return FORMS.index(pronoun) if pronoun is not None else None
    if word.upos not in ("NOUN", "PROPN", "ADJ") or word.relation in _NO_HEADS:
        return None
    determiner = word.child("det", "nmod:poss")
    definite = determiner is not None and determiner.text.casefold() in _DEFINITE
    is_subject = word.upos != "ADJ" and word.relation in ("nsubj", "obl")
    return FORMS.index("description") if definite or (is_subject and determiner is None) else None


def _gender(word: Word) -> int:
    """0 where the word shows none."""
    if word.upos == "NOUN":
        noun = ROLE_NOUNS.get(word.lemma.casefold())
        return _GENDERS.get(noun.gender, 0) if noun is not None else 0
    return _PRONOUNS.get(word.text.casefold(), 0)


def _genders_of_names(document: Document, entities: list[Entity]) -> list[int]:
    """What titles and first names show, also of who is called by the last name of somebody whose gender is shown."""
    own = [_gender_shown(document, entity) if entity.label == "PERSON" else 0 for entity in entities]
    last = [document.words_in(entity.span)[-1].text.casefold() for entity in entities]
    shown: dict[str, set[int]] = {}
    for gender, name in zip(own, last, strict=True):
        if gender:
            shown.setdefault(name, set()).add(gender)
    by_name = {name: min(genders) for name, genders in shown.items() if len(genders) == 1}
    return [
        gender or (by_name.get(name, 0) if entity.label == "PERSON" else 0)
        for gender, name, entity in zip(own, last, entities, strict=True)
    ]


def _gender_shown(document: Document, entity: Entity) -> int:
    words = document.words_in(entity.span)
    sentence, first = words[0].sentence, words[0].index
    for word in (*sentence.words[max(0, first - 1) : first], words[0]):
        gender = _GENDERS.get(TITLES.get(word.text.casefold(), ""), 0)
        if gender:
            return gender
    forenames = words[:2] if len(words) > 1 else []
    return next((g for w in forenames if (g := _GENDERS.get(FIRST_NAMES.get(w.text.casefold(), ""), 0))), 0)
