"""A mention in its sentence → the features from which the classifier tells where the sentence stands toward it.

Every feature carries the word that it comes from, so that an answer can show the words that decided. The names are
readable: "up nsubj<slam" says that the mention is the subject of "slam", "dn amod:corrupt" that "corrupt" modifies it.
Negated words carry "!". Time is linear in the length of the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from service.lexicons import CONSEQUENCES, CUES
from service.stance.classifier.mention_context import MentionContext
from service.stance.valence import valence
from service.stance.vocabulary import form, lemma
from service.syntax import Word

_CLOSED = frozenset({"ADP", "SCONJ", "PRON", "DET", "PUNCT", "PART", "AUX", "CCONJ"})
_STEPS_UP = 4
_NEGATED = -0.7


class Feature(NamedTuple):
    """A named value, and the word that shows it; None where the sentence as a whole does."""

    name: str
    value: float
    word: Word | None


def features(context: MentionContext) -> Iterator[Feature]:
    """All features but those of word meaning, which `word_places` gives."""
    head = context.head
    entity = context.document.entity_at(head.span.start)
    yield Feature(f"kind={entity.label if entity is not None else head.upos}", 1.0, None)
    yield Feature(f"relation={head.relation}", 1.0, None)
    if head.upos == "PRON":
        yield Feature(f"pronoun={form(head)}", 1.0, None)
    if any(w.text in '"“”' for w in context.sentence.words[: head.index]):
        yield Feature("behind a quotation mark", 1.0, None)
    yield from _valences(context)
    if context.own_speech:
        yield Feature("speaks", 1.0, None)
    yield from _words(context)
    yield from _bigrams(context)
    yield from _upward(context)
    yield from _downward(context)


def _base(word: Word) -> str:
    return "<name>" if word.upos == "PROPN" else "<number>" if word.upos == "NUM" else lemma(word) or "<mark>"


def _sign(value: float) -> str:
    return "+" if value > 0.5 else "-" if value < -0.5 else "0"


def _grade(value: float) -> str:
    return "0" if not value else f"{'+' if value > 0 else '-'}{min(4, int(abs(value) / 1.5) + 1)}"


def _valences(context: MentionContext) -> Iterator[Feature]:
    """What the lexicon of judging words says, near and far."""
    total = nearby = said = 0.0
    for word in context.others:
        value = valence(word)
        if not value:
            continue
        if word in context.negated:
            value *= _NEGATED
        if word in context.own_speech:
            said += value
            continue
        far, offset = min(5, context.distance(word)), word.index - context.head.index
        side = "<" if offset < 0 else ">"
        reach = 0 if abs(offset) <= 3 else 1 if abs(offset) <= 7 else 2
        total += value
        nearby += value / (1 + context.distance(word))
        yield Feature(f"valence at {far}", value / 3, word)
        yield Feature(f"valence {side}{reach}", value / 3, word)
        yield Feature(f"judged {_sign(value)} at {far}", 1.0, word)
    yield Feature("valence in all", max(-6.0, min(6.0, total)) / 4, None)
    yield Feature(f"in all {_grade(total)}", 1.0, None)
    yield Feature("valence around", nearby / 2, None)
    yield Feature(f"around {_grade(nearby)}", 1.0, None)
    yield Feature("valence of own speech", max(-6.0, min(6.0, said)) / 4, None)
    yield Feature(f"in own speech {_grade(said)}", 1.0, None)


def _words(context: MentionContext) -> Iterator[Feature]:
    for word in context.others:
        base = ("!" if word in context.negated else "") + _base(word)
        said = "said " if word in context.own_speech else ""
        yield Feature(f"{said}word {base}", 1.0, word)
        if word.upos not in _CLOSED:
            for reach in (2, 4):
                if context.distance(word) <= reach:
                    yield Feature(f"{said}within {reach} {base}", 1.0, word)


def _bigrams(context: MentionContext) -> Iterator[Feature]:
    """Neighbouring words, the mention itself masked, and once more those near it."""
    masked: list[tuple[str, Word | None]] = [("^", None)]
    place = 0
    for word in context.sentence.words:
        if word not in context.own:
            text = f"<{word.upos}>" if word.upos in ("PROPN", "NUM") else form(word) or "<mark>"
            masked.append((text, None if word.upos == "PUNCT" else word))
        elif masked[-1][0] != "<target>":
            masked.append(("<target>", None))
            place = place or len(masked) - 1
    masked.append(("$", None))
    for i, ((left, first), (right, second)) in enumerate(pairwise(masked)):
        shows = second or first
        said = "said " if shows is not None and shows in context.own_speech else ""
        yield Feature(f"{said}pair {left} {right}", 1.0, shows)
        if abs(i - place) <= 4:
            yield Feature(f"{said}near pair {left} {right}", 1.0, shows)


def _upward(context: MentionContext) -> Iterator[Feature]:
    """The words that govern the mention, and what else depends on them."""
    word = context.head
    path: list[str] = []
    for step in range(_STEPS_UP):
        governor = word.head
        if governor is None:
            return
        path.append(word.deprel)
        route, negation = "<".join(path), "!" if governor in context.negated else ""
        base = _base(governor)
        value = -valence(governor) if negation else valence(governor)
        yield Feature(f"up {route}<{governor.upos}", 1.0, None)
        yield Feature(f"up {path[0]}<{negation}{base}", 1.0, governor)
        if step:
            yield Feature(f"up {route}<{negation}{base}", 1.0, governor)
        yield Feature(f"up {route if step < 2 else '…' + path[-1]}<{_sign(value)}", 1.0, governor)
        if base in CUES:
            yield Feature(f"up {route}<{CUES[base].speech_act}", 1.0, governor)
            yield Feature(f"up {route}<polar {CUES[base].complement_polarity}", 1.0, governor)
        if base in CONSEQUENCES:
            yield Feature(f"up {route}<result {CONSEQUENCES[base]}", 1.0, governor)
        yield from _sisters(context, governor, word, path[-1], step)
        word = governor


def _sisters(context: MentionContext, governor: Word, word: Word, relation: str, step: int) -> Iterator[Feature]:
    for sister in governor.children():
        if sister is word or sister.upos == "PUNCT":
            continue
        below: Sequence[Word] = sister.subtree() if step == 0 else (sister,)
        value = sum(map(valence, below)) * (-1 if governor in context.negated else 1)
        yield Feature(f"beside{step} {relation}~{sister.relation}{_sign(value)}", 1.0, sister)
        if sister.upos not in _CLOSED:
            yield Feature(f"beside {relation if step == 0 else '…'}~{sister.relation}~{_base(sister)}", 1.0, sister)


def _downward(context: MentionContext) -> Iterator[Feature]:
    for child in context.head.children():
        if child.upos != "PUNCT" and child not in context.own:
            yield Feature(f"dn {child.relation}:{_base(child)}", 1.0, child)
            value = sum(map(valence, child.subtree()))
            yield Feature(f"dn {child.relation}:{_sign(value)}", 1.0, child)
