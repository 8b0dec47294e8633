"""Questions to the parse that several rules of stance ask: is this a clause, a condition, somebody?"""

from __future__ import annotations

from service.mentions import MAY_SPEAK, kind_of_noun
from service.stance.words import plain
from service.syntax import Document, Word

FIRST_PERSON = frozenset({"i", "we", "me", "us"})
"""The pronouns of whoever speaks."""

OF_CLAUSE = ("nsubj", "csubj", "expl", "cop")
"""The relations that only the predicate of a clause has."""

_PEOPLE = FIRST_PERSON | {"he", "she", "you", "him", "her", "they", "them", "who", "everyone", "nobody", "anyone"}
_CONDITIONAL = frozenset({"if", "unless", "provided", "lest"})
_FINITE = ("VBZ", "VBP", "VBD")


def is_aside(word: Word) -> bool:
    """ ", meanwhile" at the end of a phrase."""
    return word.relation == "advmod" and word.index > 0 and word.sentence.words[word.index - 1].text == ","


def behind_comma(clause: Word) -> bool:
    """True for a clause that only adds something: ", which …"."""
    first = clause.subtree()[0]
    return first.text == "," or (first.index > 0 and clause.sentence.words[first.index - 1].text == ",")


def is_clause(word: Word) -> bool:
    """True when `word` is the predicate of a clause."""
    return word.upos in ("VERB", "AUX") or bool(word.children(*OF_CLAUSE))


def condition_of(head: Word) -> Word | None:
    """The word that makes the clause of `head` a condition: "if", "unless", a "should" before its subject; or None.

    "even if" and "as if" are none, nor is a phrase without subject ("if necessary").
    """
    subject = head.child("nsubj", "csubj", "expl")
    if subject is None and head.xpos not in _FINITE:
        return None
    for word in head.children("mark", "advmod"):
        if plain(word.lemma) in _CONDITIONAL:
            before = plain(head.sentence.words[word.index - 1].text) if word.index else ""
            return None if before in ("even", "as", "what", "only") else word
    modal = head.child("aux")
    inverted = (
        modal is not None and subject is not None and plain(modal.lemma) == "should" and modal.index < subject.index
    )
    return modal if inverted and head.relation in ("advcl", "ccomp") else None


def is_entity(document: Document, word: Word) -> bool:
    """True for names, for people's pronouns and nouns, and for bodies: whom a sentence can stand for or against."""
    if word.upos == "PROPN" or plain(word.text) in _PEOPLE:
        return True
    entity = document.entity_at(word.span.start)
    if entity is not None and entity.label in MAY_SPEAK:
        return word.upos in ("PROPN", "NOUN") and word.relation != "compound"
    kind = kind_of_noun(plain(word.lemma), False)
    return word.upos == "NOUN" and kind in ("person", "organization")
