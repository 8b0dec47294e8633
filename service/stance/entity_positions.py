"""The back-off where no rule fires: somebody whom the sentence is plainly for or against, by the classifier."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, islice

from service.lexicons import CUES
from service.spans import Span
from service.stance.classifier import classify
from service.stance.clauses import is_question
from service.stance.positions import Position
from service.stance.statement import Statement
from service.stance.valence import valence
from service.stance.vocabulary import form, lemma
from service.syntax import Word

_LABELS = ("PERSON", "ORG", "LOC")
_ROLES = ("nsubj", "obj", "nmod:poss")
_MOST = 8
"""So many names of a statement are classified at most."""

_SURE = 0.9
"""The least probability of a position. Of those toward a mention of NewsMTSC's development sets 2 of 2 are right."""

_JUDGES = 1.2
"""The least valence of a word that judges."""


def entity_positions(statement: Statement) -> Iterator[Position]:
    """The one position of which the classifier is surest; none below `_SURE`, none toward the speaker's own side.

    A judging word must be among those that decided: without one the classifier has only heard bad news.
    """
    if statement.act == "question" or is_question(statement.predicate) or statement.negated_cue:
        return
    sure: list[tuple[float, Position]] = []
    for mention in islice(_mentions(statement), _MOST):
        found = classify(statement.document, mention)
        evidence = [w for w in found.evidence if w in statement]
        if found.label == "neutral" or found.probability < _SURE:
            continue
        if any(abs(valence(w)) >= _JUDGES for w in evidence):
            spans, score = tuple(w.span for w in evidence), round(found.probability, 2)
            sure.append((found.probability, Position(mention, "entity", found.label, spans, False, score, "model")))
    if sure:
        yield max(sure, key=lambda item: item[0])[1]


def _mentions(statement: Statement) -> Iterator[Span]:
    """The names in the content that play a part in a clause of the speaker's."""
    for _, group in groupby(statement.words, key=lambda w: w.sentence):
        words = list(group)
        for entity in statement.document.entities_in(Span(words[0].span.start, words[-1].span.end)):
            if entity.label in _LABELS:
                inside = statement.document.words_in(entity.span)
                head = next((w for w in inside if w.head not in inside), None)
                if head is not None and head.deprel in _ROLES and _counts(statement, head):
                    yield entity.span


def _counts(statement: Statement, head: Word) -> bool:
    """True for somebody of whom the speaker speaks, and who is not only said to think or say something."""
    speaks = head.head is not None and head.relation == "nsubj" and lemma(head.head) in CUES
    return not speaks and head not in statement.reported and form(head) not in statement.in_group
