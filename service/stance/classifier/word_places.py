"""The places around a mention in which a word is looked at for what it means, and each word's share of its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from service.stance.classifier.mention_context import SUBJECTS, MentionContext
from service.syntax import Word

PLACES = ("sentence", "near", "close", "does", "is done to", "stands beside", "its object", "describes it", "around")
"""The places, by their number; the names are shown as reasons."""

_SENTENCE, _NEAR, _CLOSE, _DOES, _DONE_TO, _BESIDE, _ITS_OBJECT, _DESCRIBES, _AROUND = range(len(PLACES))
_OBJECTS = ("obj", "nsubj:pass", "iobj")
_SISTERS = ("obj", "xcomp", "obl", "ccomp", "advmod", "conj", "acl", "amod", "nmod", "compound")
_WITHOUT_VECTOR = frozenset({"ADP", "SCONJ", "PRON", "DET", "PUNCT", "PART", "AUX", "CCONJ", "PROPN", "NUM"})

# Set by hand before the weights were fitted on them: what changes here asks for new weights.
_NEGATED = -0.5
_GRANDCHILD = 0.5
_DECAY = 0.6


class _Part(NamedTuple):
    """A word in one of the `PLACES`, with its weight there."""

    place: int
    word: Word
    weight: float


def word_shares(context: MentionContext) -> Iterator[tuple[int, Word, float]]:
    """Each word with a meaning by its place, and its share of it: the weights of a place sum up to 1 at most."""
    parts = [p for p in _parts(context) if p.word.upos not in _WITHOUT_VECTOR]
    total = [0.0] * len(PLACES)
    for part in parts:
        total[part.place] += abs(part.weight)
    for part in parts:
        yield part.place, part.word, part.weight / max(1.0, total[part.place])


def _parts(context: MentionContext) -> Iterator[_Part]:
    for word in context.others:
        sign, distance = _sign(context, word), context.distance(word)
        yield _Part(_SENTENCE, word, sign)
        yield _Part(_NEAR, word, sign * _DECAY**distance)
        if distance <= 2:
            yield _Part(_CLOSE, word, sign)
    yield from _governing_parts(context)
    for child in context.head.children():
        if child not in context.own:
            yield _Part(_DESCRIBES, child, 1.0)
            yield from (_Part(_DESCRIBES, grandchild, _GRANDCHILD) for grandchild in child.children())


def _governing_parts(context: MentionContext) -> Iterator[_Part]:
    word, governor = context.head, context.head.head
    if word.relation == "nmod":
        if governor is not None:
            yield _Part(_BESIDE, governor, 1.0)
            if governor.head is not None:
                yield _Part(_AROUND, governor.head, _sign(context, governor.head))
        return
    while governor is not None and word.relation in ("appos", "conj", "compound", "flat"):
        word, governor = governor, governor.head
    if governor is None:
        return
    sign = _sign(context, governor)
    place = _DOES if word.deprel in SUBJECTS else _DONE_TO if word.deprel in _OBJECTS else _BESIDE
    yield _Part(place, governor, sign)
    for sister in governor.children(*_SISTERS):
        if sister is not word:
            yield _Part(_ITS_OBJECT if place == _DOES else _AROUND, sister, sign)


def _sign(context: MentionContext, word: Word) -> float:
    return _NEGATED if word in context.negated else 1.0
