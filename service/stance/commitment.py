"""How sure the speaker sounds: the event factuality of FactBank (Saurí and Pustejovsky 2009), from modal words."""

from __future__ import annotations

from typing import Literal

from service.labels import Modality
from service.lexicons import MODALITY
from service.stance.negation import is_negated
from service.stance.speech_act import asks
from service.stance.statement import Statement
from service.stance.vocabulary import lemma
from service.syntax import Word


def commitment(statement: Statement | None) -> tuple[Modality, Literal["+", "-"]]:
    """How sure, and whether of something that is ("+") or is not ("-"); None is a content without a word."""
    if statement is None or asks(statement):
        return "unspecified", "+"
    head = statement.clauses[0].head if statement.clauses else statement.predicate
    denied = statement.act == "deny" and statement.cue_polarity == "-"
    marks = [w for w in (head, *head.children()) if w.upos in ("AUX", "ADV", "ADJ", "VERB", "SCONJ")]
    grades = [MODALITY[lemma(w)] for w in marks if lemma(w) in MODALITY and _weakens(w, head)]
    modality: Modality = "possible" if "possible" in grades else "probable" if grades else "certain"
    return modality, "-" if is_negated(head) != denied else "+"


def _weakens(word: Word, head: Word) -> bool:
    """An auxiliary, an adverb, or the predicate itself: "may", "probably", "is likely to"; not the month of May."""
    return word is head or word.relation in ("aux", "advmod")
