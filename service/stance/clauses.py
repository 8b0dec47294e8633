"""Questions to the tree that several rules ask: is this a clause, a condition, a question, and what introduces it?"""

from __future__ import annotations

from service.stance.vocabulary import CLASSES, form, lemma
from service.syntax import Word

OF_CLAUSE = ("nsubj", "csubj", "expl", "cop")
"""The relations that only the predicate of a clause has."""

SUBJECTS = ("nsubj", "csubj", "expl")
"""The relations of a subject, of "it" and "there" too."""

_CONDITIONAL = CLASSES["conditional"]
_NO_CONDITION = CLASSES["no condition"]
_QUESTION_WORDS = CLASSES["question word"]
_FINITE = ("VBZ", "VBP", "VBD")


def is_clause(word: Word) -> bool:
    """True when `word` is the predicate of a clause."""
    return word.upos in ("VERB", "AUX") or bool(word.children(*OF_CLAUSE))


def is_question(word: Word) -> bool:
    """True when the sentence of `word` asks."""
    return any(w.text == "?" for w in word.sentence.words[-2:])


def is_embedded_question(head: Word) -> bool:
    """True for a clause with "why", "how", "whether": it puts nothing forward."""
    return any(form(c) in _QUESTION_WORDS for c in head.children("mark", "advmod"))


def introducer(word: Word) -> Word | None:
    """The preposition or subordinator of a phrase or clause: "of", "that", "to"; None without one."""
    return word.child("case", "mark")


def introduced_by(word: Word) -> str:
    """The lemma of `introducer`, "" without one."""
    found = introducer(word)
    return lemma(found) if found is not None else ""


def word_before(word: Word) -> str:
    """The plain form of the word before in the sentence, "" at its beginning."""
    return form(word.sentence.words[word.index - 1]) if word.index else ""


def condition_of(head: Word) -> Word | None:
    """The word that makes the clause of `head` a condition: "if", "unless", a "should" before its subject; or None.

    "even if" and "as if" are none, nor is a phrase without subject ("if necessary").
    """
    subject = head.child(*SUBJECTS)
    if subject is None and head.xpos not in _FINITE:
        return None
    for word in head.children("mark", "advmod"):
        if lemma(word) in _CONDITIONAL:
            return None if word_before(word) in _NO_CONDITION else word
    modal = head.child("aux")
    if modal is None or subject is None or lemma(modal) != "should" or modal.index > subject.index:
        return None
    return modal if head.relation in ("advcl", "ccomp") else None
