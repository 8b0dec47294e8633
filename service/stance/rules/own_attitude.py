"""R3 in the speaker's own words. "we reject X", "I am proud of X", "there is no excuse for X"."""

from __future__ import annotations

from collections.abc import Iterator

from service.lexicons import CUES
from service.stance import scores
from service.stance.clauses import introducer
from service.stance.finding import Finding, sign, with_negation
from service.stance.negation import is_negated
from service.stance.shifters import argument_of, with_derived
from service.stance.statement import Clause
from service.stance.target_spans import subtree_span
from service.stance.target_types import target_type
from service.stance.vocabulary import ATTITUDES, form, lemma
from service.syntax import Word

_TURNED_BY_NEGATION = ("praise", "feel", "agree")
_COMPLEMENTS = ("xcomp", "ccomp", "obj", "obl", "advcl")


def own_attitude(clause: Clause) -> Iterator[Finding]:
    """What a polar verb or adjective of the speaker's own side takes."""
    statement, head = clause.statement, clause.head
    existing = head.child("nsubj")
    if existing is not None and head.child("expl") is not None and lemma(head) == "be":
        yield from _there_is(clause, existing)
        return
    cue = CUES.get(lemma(head))
    if cue is None or cue.complement_polarity == "0" or not statement.is_in_group(clause.subject):
        return
    if head.children("aux:pass") or (clause.negated and cue.speech_act not in _TURNED_BY_NEGATION):
        return
    target = next((c for r in _COMPLEMENTS for c in statement.children(head, r)), None)
    if target is None or (target.relation == "advcl" and introducer(target) is None):
        return
    by = introducer(target)
    against = by is not None and form(by) == "against"
    label = sign((cue.complement_polarity == "+" and not against) != clause.negated)
    kind, span = target_type(statement, target), subtree_span(statement, target)
    found = Finding("R3", target, span, kind, label, with_negation(head), scores.OWN_ATTITUDE)
    yield from with_derived(statement, found)


def _there_is(clause: Clause, noun: Word) -> Iterator[Finding]:
    attitude = ATTITUDES.get(lemma(noun))
    if attitude is None or attitude.polarity == "0":
        return
    target = argument_of(clause.statement, noun, attitude.takes)
    if target is not None:
        label = sign((attitude.polarity == "+") != (clause.negated != is_negated(noun)))
        kind, span = target_type(clause.statement, target), subtree_span(clause.statement, target)
        yield Finding("R3", target, span, kind, label, with_negation(noun), scores.THERE_IS)
