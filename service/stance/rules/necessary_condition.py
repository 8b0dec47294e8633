"""R6, necessary conditions: what is held to be the only way. "can only occur in Y", "without Y no peace"."""

from __future__ import annotations

from collections.abc import Iterator

from service.stance import scores
from service.stance.clauses import introducer
from service.stance.finding import Finding, spans_of
from service.stance.negation import is_negated, negations_of
from service.stance.statement import Clause
from service.stance.target_spans import phrase_span, subtree_span
from service.stance.target_types import target_type
from service.stance.vocabulary import CLASSES, form, lemma
from service.syntax import Word

_POSSIBLE = CLASSES["possible modal"]
_MEANS = CLASSES["means"]
_SOLE = CLASSES["sole"]
_WAYS = CLASSES["way"]


def only_by(clause: Clause) -> Iterator[Finding]:
    """ "Progress can only occur in Y", "only Y can bring peace"."""
    statement, head = clause.statement, clause.head
    if not _is_possible(head):
        return
    for only in head.sentence.words:
        if form(only) != "only" or only not in statement or only.head is None:
            continue
        governor = only.head
        if governor is head:
            for means in statement.children(head, "obl", "advcl"):
                by = introducer(means)
                if by is not None and (lemma(by) in _MEANS or lemma(by) == "if"):
                    kind, span = target_type(statement, means), subtree_span(statement, means)
                    yield Finding("R6", means, span, kind, "support", spans_of(only, by), scores.ONLY_MEANS)
                    return
        elif governor is head.child("nsubj"):
            kind, span = target_type(statement, governor), subtree_span(statement, governor, [only])
            yield Finding("R6", governor, span, kind, "support", spans_of(only), scores.ONLY_CAUSE)
            return


def not_without(clause: Clause) -> Iterator[Finding]:
    """ "Without Y there can be no peace"."""
    statement, head = clause.statement, clause.head
    negations = [*negations_of(head), *(n for c in head.children("nsubj") for n in negations_of(c))]
    if not negations or not _is_possible(head):
        return
    for means in statement.children(head, "obl", "advcl"):
        by = introducer(means)
        if by is not None and form(by) == "without":
            kind, span = target_type(statement, means), subtree_span(statement, means)
            yield Finding("R6", means, span, kind, "support", spans_of(by, *negations), scores.NOT_WITHOUT)
            return


def the_only_way(clause: Clause) -> Iterator[Finding]:
    """ "The only way forward is Y", "Y is the only solution"."""
    statement, head = clause.statement, clause.head
    subject = head.child("nsubj")
    if head.child("cop") is None or subject is None or is_negated(head):
        return
    for way, other in ((subject, head), (head, subject)):
        sole = next((c for c in way.children("amod", "advmod") if form(c) in _SOLE), None)
        if lemma(way) in _WAYS and sole is not None and other.upos in ("NOUN", "VERB", "PROPN"):
            outside = other.children("nsubj", "cop", "mark", "punct") if other is head else ()
            kind, span = target_type(statement, other), phrase_span(statement, other, outside)
            yield Finding("R6", other, span, kind, "support", spans_of(sole, way), scores.ONLY_WAY)
            return


def _is_possible(head: Word) -> bool:
    return any(lemma(c) in _POSSIBLE for c in head.children("aux"))
