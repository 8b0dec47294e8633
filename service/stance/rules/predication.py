"""R5: what a predicate says of its subject. "X would be a mistake", "it is wrong to X"."""

from __future__ import annotations

from collections.abc import Iterator

from service.stance import scores
from service.stance.appraisal import judgement
from service.stance.clauses import is_question
from service.stance.finding import Finding, sign, spans_of
from service.stance.negation import is_negated, negations_of
from service.stance.shifters import with_derived
from service.stance.statement import Clause
from service.stance.target_spans import phrase_span
from service.stance.target_types import target_type
from service.stance.valence import kind_of
from service.stance.vocabulary import CLASSES, form, lemma
from service.syntax import Word

_NO_TOPIC = CLASSES["no topic"]
_LIGHT = CLASSES["light verb"]
_STRONG = 1.8
"""The valence from which a judgement is clear."""


def predication(clause: Clause) -> Iterator[Finding]:
    """The subject judged by the predicate; "it" by the clause that it stands for."""
    statement, head, subject = clause.statement, clause.head, clause.subject
    predicates = head.child("cop") is not None or (head.upos in ("ADJ", "NOUN") and head.child("nsubj") is not None)
    if not predicates or is_question(head) or kind_of(head) == "need":
        return
    clausal = clause.extraposed
    if subject is not None and subject is not clausal and is_negated(subject):
        return  # "no country is safe" is of no country
    negated, target = clause.negated, subject
    negations: list[Word] = []
    if clausal is not None:
        target, negations = clausal, negations_of(clausal)
        negated = negated != bool(negations)
        if lemma(clausal) in _LIGHT:  # "not to make such mistakes" is about the mistakes
            target = next(iter(statement.children(clausal, "obj")), clausal)
    if target is None or form(target) in _NO_TOPIC:
        return
    value, judging = judgement(statement, head)
    if not value:
        return
    clear = abs(value) >= _STRONG
    score = scores.PREDICATION if clear else scores.MILD_PREDICATION
    if negated:
        score = scores.NEGATED_PREDICATION if clear else scores.NEGATED_MILD_PREDICATION
    span = phrase_span(statement, target, [*target.children("acl:relcl", "mark"), *negations])
    label, kind = sign((value > 0) != negated), target_type(statement, target)
    yield from with_derived(statement, Finding("R5", target, span, kind, label, spans_of(*judging), score))
