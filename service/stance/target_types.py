"""What a target is: an entity that one can be for or against, an action, an event, or a claim."""

from __future__ import annotations

from service.labels import TargetType
from service.mentions import MAY_SPEAK, kind_of_noun
from service.stance.clauses import OF_CLAUSE
from service.stance.statement import Statement
from service.stance.vocabulary import CLASSES, form, lemma
from service.syntax import Document, Word

_PERSONAL_PRONOUNS = CLASSES["personal pronoun"]
_CLAIM_NOUNS = CLASSES["claim"]
_ACTS_ON_ACTIONS = ("demand", "propose", "promise", "refuse")


def target_type(statement: Statement, target: Word, act: str = "") -> TargetType:
    """entity for whom one can name, claim for what is asserted, action for what somebody does, else event.

    `act` is the speech act of a cue that takes the target, "" for a target of a clause.
    """
    if lemma(target) in _CLAIM_NOUNS:
        return "claim"
    if is_entity(statement.document, target):
        return "entity"
    if target.upos == "VERB" and not target.children(*OF_CLAUSE):
        return "action"
    return "action" if act in _ACTS_ON_ACTIONS else "event"


def is_entity(document: Document, word: Word) -> bool:
    """True for names, for people's pronouns and nouns, and for bodies."""
    if word.upos == "PROPN" or form(word) in _PERSONAL_PRONOUNS:
        return True
    entity = document.entity_at(word.span.start)
    if entity is not None and entity.label in MAY_SPEAK:
        return word.upos in ("PROPN", "NOUN") and word.relation != "compound"
    return word.upos == "NOUN" and kind_of_noun(lemma(word), False) in ("person", "organization")
