"""A mention in its sentence as the classifier looks at it: how far each word is, and what the mentioned says."""

from __future__ import annotations

from service.lexicons import CUES
from service.spans import Span
from service.stance.negation import is_negation
from service.stance.vocabulary import form, lemma
from service.syntax import Document, Sentence, Word

SUBJECTS = ("nsubj", "nsubj:outer")
"""The relations of whoever does what a verb says."""

_PART_OF_NAME = ("appos", "conj", "flat", "compound")
_PLAIN_ACTS = frozenset({"assert", "emphasize", "concede", "question", "believe"})
_UNREACHED = 9


class MentionContext:
    """A mention in its sentence.

    `head` is its head word, `own` are its words, `others` those around it but for punctuation, `negated` the words of
    the sentence with a negation, `own_speech` those that whoever is mentioned says in it: they judge others.
    """

    def __init__(self, document: Document, mention: Span) -> None:
        found = document.words_in(mention)
        words = [w for w in found if w.upos != "PUNCT"] or found
        words = [w for w in words if w.sentence is words[0].sentence]
        self.document = document
        self.own = frozenset(words)
        self.head = next((w for w in words if w.head not in self.own), words[0])
        self.sentence: Sentence = self.head.sentence
        self.others = [w for w in self.sentence.words if w not in self.own and w.upos != "PUNCT"]
        self.negated = frozenset(w for w in self.sentence.words if any(map(is_negation, w.children())))
        self.own_speech = _speech_of(self.head)
        self._distances = _distances_from(self.head)

    def distance(self, word: Word) -> int:
        """The number of dependency arcs between the mention's head and `word`."""
        return self._distances.get(word, _UNREACHED)


def _distances_from(head: Word) -> dict[Word, int]:
    found = {head: 0}
    ring = [head]
    while ring:
        beyond = []
        for word in ring:
            for near in (*word.children(), *([word.head] if word.head is not None else [])):
                if near not in found:
                    found[near] = found[word] + 1
                    beyond.append(near)
        ring = beyond
    return found


def _speech_of(head: Word) -> frozenset[Word]:
    word, governor = head, head.head
    while governor is not None and word.relation in _PART_OF_NAME:
        word, governor = governor, governor.head
    if governor is None:
        return frozenset()
    if word.relation == "obl" and any(form(c) == "according" for c in word.children()):
        return _all_but(word)
    cue = CUES.get(lemma(governor))
    if word.deprel not in SUBJECTS or cue is None or cue.medium == "thought" or cue.speech_act not in _PLAIN_ACTS:
        return frozenset()
    found = {w for c in governor.children("ccomp", "parataxis") for w in c.subtree()}
    return frozenset(found) | (_all_but(governor) if governor.relation == "parataxis" else frozenset())


def _all_but(word: Word) -> frozenset[Word]:
    return frozenset(word.sentence.words) - set(word.subtree())
