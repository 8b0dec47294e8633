"""R3 in the speaker's own words: "we reject X", "I am proud of X", "there is no excuse for X"."""

from __future__ import annotations

from collections.abc import Iterator

from service.lexicons import CUES
from service.stance.findings import Finding, argument_of, sign, with_derived, with_negation
from service.stance.statement import Clause, Said
from service.stance.words import ATTITUDES, is_negated, plain
from service.syntax import Word

_FLIPS = ("praise", "feel", "agree")
_COMPLEMENTS = ("xcomp", "ccomp", "obj", "obl", "advcl")


def own_voice(said: Said, clause: Clause) -> Iterator[Finding]:
    """What a polar verb or adjective of the speaker's own side takes."""
    head = clause.head
    subject = head.child("nsubj")
    negated = is_negated(head) != clause.negated
    if subject is not None and head.child("expl") is not None and plain(head.lemma) == "be":
        yield from _there_is(said, subject, negated)
        return
    cue = CUES.get(plain(head.lemma))
    if cue is None or cue.complement_polarity == "0" or not said.is_own_side(said.subject(head)):
        return
    if head.children("aux:pass") or (negated and cue.speech_act not in _FLIPS):
        return
    target = next((c for r in _COMPLEMENTS for c in said.children(head, r)), None)
    if target is None or (target.relation == "advcl" and target.child("case", "mark") is None):
        return
    by = target.child("case", "mark")
    against = by is not None and plain(by.text) == "against"
    label = sign((cue.complement_polarity == "+" and not against) != negated)
    found = Finding("R3", target, said.below(target), said.type_of(target), label, with_negation(head), 0.8)
    yield from with_derived(said, found)


def _there_is(said: Said, noun: Word, negated: bool) -> Iterator[Finding]:
    attitude = ATTITUDES.get(plain(noun.lemma))
    if attitude is None or attitude.polarity == "0":
        return
    target = argument_of(said, noun, attitude.takes)
    if target is not None:
        turned_over = negated != is_negated(noun)
        label = sign((attitude.polarity == "+") != turned_over)
        yield Finding("R3", target, said.below(target), said.type_of(target), label, with_negation(noun), 0.7)
