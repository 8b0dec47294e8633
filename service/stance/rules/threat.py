"""By which words a clause threatens: "will respond", "would face consequences", "will not sign"."""

from __future__ import annotations

from service.stance.negation import is_negated, negations_of
from service.stance.statement import Statement
from service.stance.vocabulary import CLASSES, THREATS, form, lemma
from service.syntax import Word

_FUTURE = CLASSES["future modal"]
_MODALS = CLASSES["modal"]
_READY = CLASSES["readiness"]
_COOPERATES = CLASSES["cooperates"]


def modals_of(head: Word) -> list[Word]:
    """The auxiliaries by which a clause speaks of what will, could or must happen."""
    return [c for c in head.children("aux") if form(c) in _MODALS]


def threat(statement: Statement, head: Word) -> list[Word]:
    """The words by which the clause of `head` threatens with harm; none where it does not."""
    future = [c for c in head.children("aux") if form(c) in _FUTURE]
    if is_negated(head) or (not future and lemma(head) not in _READY):
        return []
    reach = [head, *statement.children(head, "obj", "xcomp", "obl", "conj", "ccomp")]
    reach += [c for w in reach[1:] for c in statement.children(w, "obj", "amod", "nmod")]
    found = [w for w in reach if lemma(w) in THREATS or form(w) in THREATS]
    return [*future, *found] if found else []


def withdrawal(statement: Statement, head: Word) -> list[Word]:
    """The words by which the speaker's side threatens to stay away: "we will not sign"; none where it does not."""
    modals, negations = modals_of(head), negations_of(head)
    stays_away = lemma(head) in _COOPERATES and statement.is_in_group(statement.subject(head))
    return [*modals, *negations, head] if modals and negations and stays_away else []
