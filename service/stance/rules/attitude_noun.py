"""R3 by a noun: an attitude that is said to be had. "stressed the importance of X", "voiced concern about X"."""

from __future__ import annotations

from collections.abc import Iterator

from service.stance import scores
from service.stance.clauses import is_clause, word_before
from service.stance.finding import Finding, sign, spans_of
from service.stance.negation import is_negation
from service.stance.shifters import argument_of, with_derived
from service.stance.statement import Statement
from service.stance.target_spans import subtree_span
from service.stance.target_types import target_type
from service.stance.vocabulary import ATTITUDES, CLASSES, form, lemma
from service.syntax import Word

_OWN = CLASSES["own possessive"]


def attitude_noun(statement: Statement) -> Iterator[Finding]:
    """What a noun with an attitude at the top of an indirect content takes: "concern about X", "the red line for X"."""
    if statement.direct:
        return
    for noun in statement.roots[:2]:
        attitude = ATTITUDES.get(f"{word_before(noun)} {lemma(noun)}") or ATTITUDES.get(lemma(noun))
        if attitude is None or attitude.polarity == "0" or _is_predicate(noun):
            continue
        owner = noun.child("nmod:poss")
        if owner is not None and form(owner) not in _OWN:
            continue
        target = argument_of(statement, noun, attitude.takes)
        if target is None or target is noun:
            continue
        label = sign((attitude.polarity == "+") != any(map(is_negation, noun.children())))
        evidence = spans_of(noun) if statement.cue_head is None else spans_of(statement.cue_head, noun)
        kind, span = target_type(statement, target, statement.act), subtree_span(statement, target)
        yield from with_derived(statement, Finding("R3", target, span, kind, label, evidence, scores.ATTITUDE_NOUN))
        return


def _is_predicate(noun: Word) -> bool:
    """True for the head of a clause; "the will to peace" is a noun, whatever the tagger says."""
    return is_clause(noun) and noun.child("det") is None
