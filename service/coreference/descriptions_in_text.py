"""Descriptions as they stand in the text: which noun phrases are any, and between whom one is in doubt."""

from __future__ import annotations

from service.coreference.definite_descriptions import INDEFINITE
from service.coreference.ranker import RankingInstance
from service.mentions import Mention
from service.syntax import Word


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


def is_one_of_two(mention: Mention, instance: RankingInstance) -> bool:
    """ "Lund met Berg. “…,” said the Norwegian": two people named last in one sentence, and neither has spoken."""
    last = [
        max(m.head.sentence.index for m in c.referent.mentions if m.span.start < mention.span.start)
        for c in instance.candidates
        if not any("spoke last" in f for f in c.features)
    ]
    return len(last) == len(instance.candidates) > 1 and last.count(max(last)) > 1
