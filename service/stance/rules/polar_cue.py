"""R3: the cue's attitude to what it takes. "rejected X", "urged Y to do X", "accused X of Y"."""

from __future__ import annotations

from collections.abc import Iterator

from service.stance import scores
from service.stance.clauses import SUBJECTS, introduced_by, is_clause
from service.stance.finding import Finding, Label, reversed_label, sign, spans_of
from service.stance.negation import negations_of
from service.stance.rules.cue_complement import ABOUT_SOMEBODY, FEARED, complement
from service.stance.shifters import contrasts, with_derived
from service.stance.statement import Statement
from service.stance.target_spans import event_span, subtree_span
from service.stance.target_types import target_type
from service.stance.vocabulary import CLASSES, lemma
from service.syntax import Word

_AGREED = CLASSES["agreed modal"]
_ACCUSING = CLASSES["accusing"]
_FAULT = CLASSES["fault preposition"]
_OF_NOUN = CLASSES["noun preposition"]


def polar_cue(statement: Statement) -> Iterator[Finding]:
    """The complement of a cue with an attitude. A finite clause that is put forward is left to the other rules."""
    cue, act = statement.cue_head, statement.act
    if cue is None or statement.cue_polarity == "0" or statement.direct:
        return
    target = complement(statement)
    if target is None:
        return
    finite = is_clause(target) and target.child(*SUBJECTS) is not None
    if finite and (act in FEARED or (act == "agree" and not _is_plan(target))):
        return
    negations = negations_of(target)
    if target.upos == "NOUN" and negations and act != "feel":
        return  # "offered no proof"
    label = _label(statement, target, negations, finite)
    kind = "claim" if act == "question" and finite else target_type(statement, target, act)
    evidence = spans_of(cue, *negations, *_reasons(statement, target))
    further = [
        c
        for c in statement.children(target, "conj")
        if target.upos == "VERB" == c.upos and not finite and not contrasts(c)
    ]
    without = [*_faults(statement, target), *negations, *further]
    span = event_span(statement, target, without) if finite else subtree_span(statement, target, without)
    yield from with_derived(statement, Finding("R3", target, span, kind, label, evidence, scores.POLAR_CUE))
    for other in further:  # "urged Russia to withdraw and to negotiate"
        span = subtree_span(statement, other, [*negations_of(other), *(set(further) - {other})])
        found = Finding("R3", other, span, kind, label, evidence, scores.POLAR_CUE_COORDINATED)
        yield from with_derived(statement, found)


def _label(statement: Statement, target: Word, negations: list[Word], finite: bool) -> Label:
    label = sign(statement.cue_polarity == "+")
    warns = statement.act == "warn"
    if negations and not finite:
        # "warned him not to go": the negation belongs to the warning; "urged him not to go" is against going.
        return label if warns else reversed_label(label)
    if warns and target.relation == "xcomp" and introduced_by(target) == "to":
        return reversed_label(label)
    return label


def _is_plan(head: Word) -> bool:
    """ "agreed that the bridge should close": agreed to, not only thought."""
    return any(lemma(c) in _AGREED for c in head.children("aux"))


def _reasons(statement: Statement, target: Word) -> list[Word]:
    """The first word for which somebody is blamed or praised: it is evidence."""
    if statement.act not in ABOUT_SOMEBODY or statement.cue_head is None:
        return []
    beside = statement.children(statement.cue_head, "obl", "advcl")
    found = [*_faults(statement, target), *(c for c in beside if introduced_by(c) in _FAULT and c is not target)]
    return found[:1]


def _faults(statement: Statement, target: Word) -> list[Word]:
    """What is reason rather than target: the "of negligence" of "accused the ministry of negligence".

    A phrase with "of" belongs to a noun ("criticism of X", "the head of the bank"), unless the cue accuses.
    """
    if statement.act not in ABOUT_SOMEBODY:
        return []
    accuses = statement.cue is not None and statement.cue.lemma in _ACCUSING
    faults = _FAULT if accuses else _FAULT - _OF_NOUN
    after = [c for c in statement.children(target, "nmod", "acl") if c.index > target.index]
    return [c for c in after if introduced_by(c) in faults]
