"""R6: what the speaker holds to be required. "Russia must withdraw", "it is necessary to X", "stop the war!"."""

from __future__ import annotations

from collections.abc import Iterator

from service.lexicons import CONSEQUENCES, SHIFTERS
from service.spans import Span
from service.stance import scores
from service.stance.clauses import is_embedded_question, is_question
from service.stance.finding import Finding, sign, spans_of, with_negation
from service.stance.negation import is_negated, is_negation, negations_of
from service.stance.rules.necessary_condition import not_without, only_by, the_only_way
from service.stance.shifters import with_derived
from service.stance.statement import Clause
from service.stance.target_spans import action_span, phrase_span, subtree_span
from service.stance.target_types import is_entity, target_type
from service.stance.valence import kind_of
from service.stance.vocabulary import CLASSES, form, lemma
from service.syntax import Word

_MODALS = CLASSES["necessity modal"]
_VERBS = CLASSES["necessity verb"]
_NEUTER = CLASSES["neuter"]
_FIRST_PERSON = CLASSES["first person subject"]
_NO_REQUIREMENT = CLASSES["no requirement"]
_ONLY_SAYING = CLASSES["only saying"]
_NO_COMMAND = CLASSES["no command"]


def necessity(clause: Clause) -> Iterator[Finding]:
    """What `clause` requires, by the first of the ways to say so that fits."""
    if is_question(clause.head) or is_embedded_question(clause.head):
        return
    for way in (_must, _needs, _is_needed, only_by, not_without, the_only_way, _imperative):
        found = list(way(clause))
        if found:
            for finding in found:
                yield from with_derived(clause.statement, finding)
            return


def _must(clause: Clause) -> Iterator[Finding]:
    """ "Russia must withdraw"; not "must have been", a guess."""
    auxiliaries = clause.head.children("aux")
    modal = next((c for c in auxiliaries if lemma(c) in _MODALS), None)
    if modal is None or clause.head not in clause.statement:
        return
    guess = lemma(modal) == "must" and any(lemma(c) == "have" and c.index > modal.index for c in auxiliaries)
    if not guess:
        yield from _required(clause, modal, clause.head)


def _needs(clause: Clause) -> Iterator[Finding]:
    """ "Russia needs to withdraw", "has to withdraw", "we need peace"."""
    statement, head = clause.statement, clause.head
    if lemma(head) not in _VERBS or any(lemma(c) in _MODALS for c in head.children("aux")):
        return
    if head.xpos == "VBD" and (statement.direct or statement.is_in_group(clause.subject)):
        return  # "we had to leave" is told, not asked for
    required, wanted = head.child("xcomp"), head.child("obj")
    if required is None:
        ours = wanted is not None and wanted in statement and statement.is_in_group(clause.subject)
        if wanted is not None and ours and lemma(head) == "need" and not is_negated(head):
            kind, span = target_type(statement, wanted), subtree_span(statement, wanted)
            yield Finding("R6", wanted, span, kind, "support", spans_of(head), scores.NEEDED_THING)
    elif wanted is None and required.child("mark") is not None and required in statement:
        yield from _required(clause, head, required)  # not "need money to", "have no business doing"


def _required(clause: Clause, by: Word, required: Word) -> Iterator[Finding]:
    """What `by` requires: the action of somebody, what is done to something, or that something happens."""
    statement, subject = clause.statement, clause.subject
    if subject is not None and form(subject) in _FIRST_PERSON and lemma(required) in _ONLY_SAYING:
        return  # "I must say"
    negations = [*negations_of(clause.head), *(negations_of(subject) if subject is not None else [])]
    negated = bool(negations) or (subject is not None and is_negation(subject))
    positive, evidence = negated == clause.denied, spans_of(by, *negations)
    if subject is not None and _is_undergone(clause, required):
        undone = lemma(required) in SHIFTERS or CONSEQUENCES.get(lemma(required)) == "-"
        kind, span = target_type(statement, subject, "demand"), phrase_span(statement, subject)
        evidence = (*evidence, required.span)
        yield Finding("R6", subject, span, kind, sign(positive != undone), evidence, scores.OBLIGATION)
        return
    action = action_span(statement, required)
    acts = subject is None or is_entity(statement.document, subject) or form(subject) in _NEUTER
    if acts or required.child("obj") is not None:
        yield Finding("R6", required, action, "action", sign(positive), evidence, scores.OBLIGATION)
    elif subject is not None:
        start = phrase_span(statement, subject)
        whole = Span(min(start.start, required.span.start), max(start.end, action.end))
        yield Finding("R6", required, whole, "event", sign(positive), evidence, scores.OBLIGATION)


def _is_undergone(clause: Clause, required: Word) -> bool:
    """True where the subject does not act: "sanctions must be lifted", "the violence must stop"."""
    if required.child("aux:pass") is not None:
        return True
    return lemma(required) in SHIFTERS and not clause.statement.children(required, "obj", "obl", "xcomp")


def _is_needed(clause: Clause) -> Iterator[Finding]:
    """ "It is necessary to X", "X is essential"."""
    statement, head = clause.statement, clause.head
    passive = lemma(head) == "need" and head.child("nsubj:pass") is not None
    if not passive and (kind_of(head) != "need" or head.child("cop") is None):
        return
    target = clause.extraposed or (clause.subject if head.upos != "NOUN" else None)
    if target is None or form(target) in _NO_REQUIREMENT or clause.negated:
        return  # "not necessary" is no opposition
    evidence = with_negation(head)
    if is_negated(target):
        span = action_span(statement, target)
        yield Finding("R6", target, span, "action", "oppose", evidence, scores.NEEDED)
        return
    clausal = target.child("mark") is not None
    span = action_span(statement, target) if clausal else phrase_span(statement, target, target.children("acl:relcl"))
    yield Finding("R6", target, span, target_type(statement, target), "support", evidence, scores.NEEDED)


def _imperative(clause: Clause) -> Iterator[Finding]:
    """ "Stop the war!", "Don't touch it.", "Let us talk"."""
    statement, head = clause.statement, clause.head
    if not head.has("Mood=Imp") or head.child("nsubj") is not None or not statement.direct:
        return
    verb = (head.child("ccomp", "xcomp") or head) if lemma(head) == "let" else head
    if lemma(verb) not in _NO_COMMAND:
        label, span = sign(not is_negated(head)), action_span(statement, verb)
        yield Finding("R6", verb, span, "action", label, with_negation(verb), scores.IMPERATIVE)
