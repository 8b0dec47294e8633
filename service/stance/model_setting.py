"""A mention in its sentence as the stance model looks at it: how far each word is, and what the mentioned says."""

from __future__ import annotations

from service.lexicons import CUES
from service.spans import Span
from service.stance.words import NEGATIONS, plain
from service.syntax import Document, Sentence, Word

SUBJECTS = ("nsubj", "nsubj:outer")
"""The relations of whoever does what a verb says."""

PART_OF_NAME = ("appos", "conj", "flat", "compound")
"""The relations of words that belong to one name, or to a list of them."""

_PLAIN_ACTS = frozenset({"assert", "emphasize", "concede", "question", "believe"})
_FAR = 9


class Setting:
    """A mention in its sentence: the head word, the mention's own words, and how far every other word is from it."""

    def __init__(self, document: Document, mention: Span) -> None:
        words = [w for w in document.words_in(mention) if w.upos != "PUNCT"] or document.words_in(mention)
        words = [w for w in words if w.sentence == words[0].sentence]
        own = {w.index for w in words}
        self.document = document
        self.head = next((w for w in words if w.head_index not in own), words[0])
        self.sentence: Sentence = self.head.sentence
        self.own = frozenset(own)
        self.distance = self._distances()
        self.others = [w for w in self.sentence.words if w.index not in own and w.upos != "PUNCT"]
        self.negated = frozenset(w.index for w in self.sentence.words if _has_negation(w))
        self.own_speech = _speech_of(self.head)

    def _distances(self) -> dict[int, int]:
        """The number of dependency arcs from the head to each word of the sentence."""
        found = {self.head.index: 0}
        ring = [self.head]
        while ring:
            beyond = []
            for word in ring:
                governor = word.head
                for near in (*word.children(), *([governor] if governor is not None else [])):
                    if near.index not in found:
                        found[near.index] = found[word.index] + 1
                        beyond.append(near)
            ring = beyond
        return found

    def far(self, word: Word) -> int:
        """The arcs between the mention and `word`."""
        return self.distance.get(word.index, _FAR)


def _speech_of(head: Word) -> frozenset[int]:
    """The words that whoever is mentioned says in this sentence: they judge others."""
    word, governor = head, head.head
    while governor is not None and word.relation in PART_OF_NAME:
        word, governor = governor, governor.head
    if governor is None:
        return frozenset()
    if word.relation == "obl" and any(plain(c.text) == "according" for c in word.children()):
        return _all_but(word)
    cue = CUES.get(plain(governor.lemma))
    if word.deprel not in SUBJECTS or cue is None or cue.medium == "thought" or cue.speech_act not in _PLAIN_ACTS:
        return frozenset()
    found = {w.index for c in governor.children("ccomp", "parataxis") for w in c.subtree()}
    return frozenset(found) | (_all_but(governor) if governor.relation == "parataxis" else frozenset())


def _all_but(word: Word) -> frozenset[int]:
    below = {w.index for w in word.subtree()}
    return frozenset(w.index for w in word.sentence.words if w.index not in below)


def _has_negation(word: Word) -> bool:
    return any(plain(c.text) in NEGATIONS for c in word.children())
