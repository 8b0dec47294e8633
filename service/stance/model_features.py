"""A mention in its sentence → the features from which the model tells where the sentence stands toward it.

Every feature carries the word that it comes from, so that an answer can show the words that decided. The names are
readable: "up nsubj<slam" says that the mention is the subject of "slam", "dn amod:corrupt" that "corrupt" modifies it.
Negated words carry "!". Time is linear in the length of the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from service.lexicons import CONSEQUENCES, CUES
from service.stance.model_setting import SUBJECTS, Setting
from service.stance.words import plain, valence
from service.syntax import Word

_CLOSED = frozenset({"ADP", "SCONJ", "PRON", "DET", "PUNCT", "PART", "AUX", "CCONJ"})
_WITHOUT_VECTOR = _CLOSED | {"PROPN", "NUM"}
_STEPS_UP = 4
_NEGATED_WEIGHT = -0.7
_NEGATED_VECTOR = -0.5
_DECAY = 0.6


class Feature(NamedTuple):
    """A named value, and the word that shows it; None where the sentence as a whole does."""

    name: str
    value: float
    word: Word | None


class Part(NamedTuple):
    """A word in one of the places (`PLACES`) around the mention, with its weight there."""

    place: int
    word: Word
    weight: float


PLACES = ("sentence", "near", "close", "does", "is done to", "stands beside", "its object", "describes it", "around")
"""The places around a mention in which a word is looked at for what it means."""

_OBJECTS = ("obj", "nsubj:pass", "iobj")
_SISTERS = ("obj", "xcomp", "obl", "ccomp", "advmod", "conj", "acl", "amod", "nmod", "compound")


def features(setting: Setting) -> Iterator[Feature]:
    """All features but those of word meaning, which `parts` gives."""
    head = setting.head
    entity = setting.document.entity_at(head.span.start)
    yield Feature(f"kind={entity.label if entity is not None else head.upos}", 1.0, None)
    yield Feature(f"relation={head.relation}", 1.0, None)
    if head.upos == "PRON":
        yield Feature(f"pronoun={plain(head.text)}", 1.0, None)
    if any(w.text in '"“”' for w in setting.sentence.words[: head.index]):
        yield Feature("behind a quotation mark", 1.0, None)
    yield from _valences(setting)
    if setting.own_speech:
        yield Feature("speaks", 1.0, None)
    yield from _words(setting)
    yield from _bigrams(setting)
    yield from _upward(setting)
    yield from _downward(setting)


def parts(setting: Setting) -> Iterator[Part]:
    """The words whose meaning counts, by their place around the mention."""
    for word in setting.others:
        sign = _NEGATED_VECTOR if word.index in setting.negated else 1.0
        yield from _part(0, word, sign)
        yield from _part(1, word, sign * _DECAY ** setting.far(word))
        if setting.far(word) <= 2:
            yield from _part(2, word, sign)
    yield from _governing_parts(setting)
    for child in setting.head.children():
        if child.index not in setting.own:
            yield from _part(7, child, 1.0)
            for grandchild in child.children():
                yield from _part(7, grandchild, 0.5)


def _part(place: int, word: Word, weight: float) -> Iterator[Part]:
    if word.upos not in _WITHOUT_VECTOR:
        yield Part(place, word, weight)


def _governing_parts(setting: Setting) -> Iterator[Part]:
    _sentence, word = setting.sentence, setting.head
    governor = word.head
    if word.relation == "nmod":
        if governor is not None:
            yield from _part(5, governor, 1.0)
            above = governor.head
            if above is not None:
                yield from _part(8, above, _NEGATED_VECTOR if above.index in setting.negated else 1.0)
        return
    while governor is not None and word.relation in ("appos", "conj", "compound", "flat"):
        word, governor = governor, governor.head
    if governor is None:
        return
    sign = _NEGATED_VECTOR if governor.index in setting.negated else 1.0
    place = 3 if word.deprel in SUBJECTS else 4 if word.deprel in _OBJECTS else 5
    yield from _part(place, governor, sign)
    for sister in governor.children(*_SISTERS):
        if sister is not word:
            yield from _part(6 if place == 3 else 8, sister, sign)


def _lemma(word: Word) -> str:
    return "<name>" if word.upos == "PROPN" else "<number>" if word.upos == "NUM" else plain(word.lemma) or "<mark>"


def _sign(value: float) -> str:
    return "+" if value > 0.5 else "-" if value < -0.5 else "0"


def _grade(value: float) -> str:
    return "0" if not value else f"{'+' if value > 0 else '-'}{min(4, int(abs(value) / 1.5) + 1)}"


def _valences(setting: Setting) -> Iterator[Feature]:
    """What the lexicon of judging words says, near and far."""
    total = nearby = said = 0.0
    for word in setting.others:
        value = valence(word)
        if not value:
            continue
        if word.index in setting.negated:
            value *= _NEGATED_WEIGHT
        if word.index in setting.own_speech:
            said += value
            continue
        far, offset = min(5, setting.far(word)), word.index - setting.head.index
        side = "<" if offset < 0 else ">"
        reach = 0 if abs(offset) <= 3 else 1 if abs(offset) <= 7 else 2
        total += value
        nearby += value / (1 + setting.far(word))
        yield Feature(f"valence at {far}", value / 3, word)
        yield Feature(f"valence {side}{reach}", value / 3, word)
        yield Feature(f"judged {_sign(value)} at {far}", 1.0, word)
    yield Feature("valence in all", max(-6.0, min(6.0, total)) / 4, None)
    yield Feature(f"in all {_grade(total)}", 1.0, None)
    yield Feature("valence around", nearby / 2, None)
    yield Feature(f"around {_grade(nearby)}", 1.0, None)
    yield Feature("valence of own speech", max(-6.0, min(6.0, said)) / 4, None)
    yield Feature(f"in own speech {_grade(said)}", 1.0, None)


def _words(setting: Setting) -> Iterator[Feature]:
    for word in setting.others:
        lemma = ("!" if word.index in setting.negated else "") + _lemma(word)
        said = "said " if word.index in setting.own_speech else ""
        yield Feature(f"{said}word {lemma}", 1.0, word)
        if word.upos not in _CLOSED:
            for reach in (2, 4):
                if setting.far(word) <= reach:
                    yield Feature(f"{said}within {reach} {lemma}", 1.0, word)


def _bigrams(setting: Setting) -> Iterator[Feature]:
    """Neighbouring words, the mention itself masked, and once more those near it."""
    masked: list[tuple[str, Word | None]] = [("^", None)]
    place = 0
    for word in setting.sentence.words:
        if word.index not in setting.own:
            text = f"<{word.upos}>" if word.upos in ("PROPN", "NUM") else plain(word.text) or "<mark>"
            masked.append((text, None if word.upos == "PUNCT" else word))
        elif masked[-1][0] != "<target>":
            masked.append(("<target>", None))
            place = place or len(masked) - 1
    masked.append(("$", None))
    for i, ((left, first), (right, second)) in enumerate(pairwise(masked)):
        shows = second or first
        said = "said " if shows is not None and shows.index in setting.own_speech else ""
        yield Feature(f"{said}pair {left} {right}", 1.0, shows)
        if abs(i - place) <= 4:
            yield Feature(f"{said}near pair {left} {right}", 1.0, shows)


def _upward(setting: Setting) -> Iterator[Feature]:
    """The words that govern the mention, and what else depends on them."""
    _sentence, word = setting.sentence, setting.head
    path: list[str] = []
    for step in range(_STEPS_UP):
        governor = word.head
        if governor is None:
            return
        path.append(word.deprel)
        route, negation = "<".join(path), "!" if governor.index in setting.negated else ""
        lemma = _lemma(governor)
        value = -valence(governor) if negation else valence(governor)
        yield Feature(f"up {route}<{governor.upos}", 1.0, None)
        yield Feature(f"up {path[0]}<{negation}{lemma}", 1.0, governor)
        if step:
            yield Feature(f"up {route}<{negation}{lemma}", 1.0, governor)
        yield Feature(f"up {route if step < 2 else '…' + path[-1]}<{_sign(value)}", 1.0, governor)
        if lemma in CUES:
            yield Feature(f"up {route}<{CUES[lemma].speech_act}", 1.0, governor)
            yield Feature(f"up {route}<polar {CUES[lemma].complement_polarity}", 1.0, governor)
        if lemma in CONSEQUENCES:
            yield Feature(f"up {route}<result {CONSEQUENCES[lemma]}", 1.0, governor)
        yield from _sisters(setting, governor, word, path[-1], step)
        word = governor


def _sisters(setting: Setting, governor: Word, word: Word, relation: str, step: int) -> Iterator[Feature]:
    for sister in governor.children():
        if sister is word or sister.upos == "PUNCT":
            continue
        below: Sequence[Word] = sister.subtree() if step == 0 else (sister,)
        value = sum(map(valence, below)) * (-1 if governor.index in setting.negated else 1)
        yield Feature(f"beside{step} {relation}~{sister.relation}{_sign(value)}", 1.0, sister)
        if sister.upos not in _CLOSED:
            yield Feature(f"beside {relation if step == 0 else '…'}~{sister.relation}~{_lemma(sister)}", 1.0, sister)


def _downward(setting: Setting) -> Iterator[Feature]:
    for child in setting.head.children():
        if child.upos != "PUNCT" and child.index not in setting.own:
            yield Feature(f"dn {child.relation}:{_lemma(child)}", 1.0, child)
            value = sum(map(valence, child.subtree()))
            yield Feature(f"dn {child.relation}:{_sign(value)}", 1.0, child)
