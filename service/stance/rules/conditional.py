"""R4: what a speaker threatens or promises under a condition. "If Russia invades, we will respond" is against that."""

from __future__ import annotations

from collections.abc import Iterator

from service.stance import scores
from service.stance.appraisal import judgement, outcome
from service.stance.clauses import condition_of
from service.stance.finding import Finding, sign, spans_of
from service.stance.negation import is_negated
from service.stance.rules.threat import modals_of, threat, withdrawal
from service.stance.statement import Clause
from service.stance.target_spans import event_span
from service.stance.vocabulary import CLASSES, form, lemma

_GENERIC = CLASSES["generic condition"]


def conditional(clause: Clause) -> Iterator[Finding]:
    """ "if X, we will respond" is against X, "if X, things improve" for it; "otherwise" means the X before."""
    condition = clause.condition
    if condition is None:
        yield from _otherwise(clause)
        return
    if lemma(condition) in _GENERIC:
        return  # "if you look at the figures"
    statement, head = clause.statement, clause.head
    modals = modals_of(head)
    menace = threat(statement, head) or withdrawal(statement, head)
    # Where it speaks of no future, only a judgement counts.
    value, outcomes = outcome(statement, head, condition) if modals else judgement(statement, head)
    if menace and (value <= 0 or is_negated(head)):
        positive, score = False, scores.THREAT
    elif value and not statement.is_in_group(clause.subject):  # what "we" do is no outcome
        positive, score = value > 0, scores.CONDITIONAL_OUTCOME
    elif statement.act == "warn" or (modals and statement.act == "emphasize" and outcome(statement, condition)[0] < 0):
        positive, score, menace = False, scores.CONDITIONAL_WARNING, [*modals, head]
    else:
        return
    mark = condition_of(condition)
    marks = [] if mark is None else [mark]
    unless = mark is not None and lemma(mark) == "unless"
    yield Finding(
        "R4",
        condition,
        event_span(statement, condition, marks),
        "event",
        sign(positive != unless),
        spans_of(*marks, *(menace or modals), *outcomes),
        score,
        threat=bool(menace) and not positive,
    )


def _otherwise(clause: Clause) -> Iterator[Finding]:
    statement, head = clause.statement, clause.head
    before = head.sentence.words[: head.index]
    otherwise = next((w for w in before if form(w) == "otherwise" and w in statement), None)
    if otherwise is None:
        return
    menace = threat(statement, head)
    value, outcomes = outcome(statement, head)
    if menace or value < 0:
        evidence = spans_of(otherwise, *menace, *outcomes)
        yield Finding("R4", None, None, "event", "oppose", evidence, scores.OTHERWISE, threat=bool(menace))
