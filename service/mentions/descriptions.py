"""Which noun phrases describe somebody without a name."""

from __future__ import annotations

from service.lexicons import WORDS
from service.syntax import Word

INDEFINITE = WORDS["indefinite determiner"]
"""First words of phrases that bring somebody new."""

RELATIONS = frozenset({"private", "relation"})
"""Classes of role nouns that say what somebody is to somebody: brother, rival."""


def may_describe(word: Word) -> bool:
    """True for the head of a phrase that can mean somebody: no title, no modifier, no predicate ("is a lawyer")."""
    if word.text == "old":
        return True  # "the 41-year-old", wherever the parser hung it; what is merely old describes nobody
    if word.upos not in ("NOUN", "PROPN", "ADJ") or word.relation in ("compound", "amod", "flat"):
        return False
    first = word.head or word if word.deprel == "conj" else word
    if first.child("cop") is not None:
        return False
    case, determiner = word.child("case"), word.child("det", "nmod:poss")
    definite = determiner is not None and determiner.text.casefold() not in INDEFINITE
    return case is None or case.text.casefold() != "as" or definite
