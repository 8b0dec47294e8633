"""What follows from a finding for other words of its target.

Valence shifters (Polanyi and Zaenen 2006) turn the position over for their argument: who wants an end to X is against
X. A neutral container hands it on (a round of X), a contrast turns it over (X rather than Y).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from service.lexicons import SHIFTERS
from service.spans import Span
from service.stance import scores
from service.stance.clauses import introduced_by, is_clause
from service.stance.finding import Finding, Label, reversed_label
from service.stance.negation import is_negation
from service.stance.statement import Statement
from service.stance.target_spans import subtree_span
from service.stance.target_types import target_type
from service.stance.vocabulary import ATTITUDES, CLASSES, form, lemma
from service.syntax import Word

_CONTRAST = CLASSES["contrast"]
_STOPPED = CLASSES["stopped preposition"]


def with_derived(statement: Statement, finding: Finding) -> Iterator[Finding]:
    """The finding, and what it implies for the argument of its target and for what that is set against."""
    head = finding.target
    if head is None:
        yield finding
        return
    attitude = ATTITUDES.get(lemma(head))
    if lemma(head) in SHIFTERS:
        argument = _shifted(statement, head)
        yield finding if argument is None else _reaching(statement, finding, argument)
        if argument is not None:
            yield _derived(statement, finding, argument, reversed_label(finding.label), head)
    else:
        yield finding
        if attitude is not None and attitude.polarity == "0":  # "a round of sanctions"
            argument = argument_of(statement, head, attitude.takes)
            if argument is not None:
                yield _derived(statement, finding, argument, finding.label, head)
                yield from _contrasted(statement, finding, argument)
    yield from _contrasted(statement, finding, head)


def argument_of(statement: Statement, noun: Word, takes: frozenset[str]) -> Word | None:
    """What follows a noun with one of the prepositions `takes`, also where the parser attached it elsewhere."""
    words = noun.sentence.words
    following = words[noun.index + 1] if noun.index + 1 < len(words) else None
    if following is not None and following.relation in ("case", "mark"):
        if lemma(following) in takes and following in statement:
            return following.head
    for child in statement.children(noun, "nmod", "obl", "acl"):
        if child.index > noun.index and introduced_by(child) in takes:
            return child
    return None


def contrasts(word: Word) -> list[Word]:
    """The words by which something is set against what stands before: "not Y", "rather than Y"."""
    return [c for c in word.children("advmod", "cc", "case", "mark") if form(c) in _CONTRAST or is_negation(c)]


def _shifted(statement: Statement, head: Word) -> Word | None:
    """What a shifter stops: the object of a verb, of a noun what follows it with "to", "of", "on"."""
    if is_clause(head):
        return next(iter(statement.children(head, "obj", "nsubj:pass", "xcomp")), None)
    return argument_of(statement, head, _STOPPED)


def _reaching(statement: Statement, finding: Finding, argument: Word) -> Finding:
    """The finding with its span as far as the argument, which the parser may have attached elsewhere."""
    if finding.span is None or finding.target is None or argument.index < finding.target.index:
        return finding
    end = max(finding.span.end, subtree_span(statement, argument).end)
    return replace(finding, span=Span(finding.span.start, end))


def _contrasted(statement: Statement, finding: Finding, head: Word) -> Iterator[Finding]:
    """ "X and not Y", "X rather than Y": the opposite holds of Y."""
    for other in statement.children(head, "conj", "nmod", "advcl"):
        against = contrasts(other)
        if against and other.index > head.index:
            yield _derived(statement, finding, other, reversed_label(finding.label), against[0])


def _derived(statement: Statement, finding: Finding, argument: Word, label: Label, by: Word) -> Finding:
    return Finding(
        finding.rule,
        argument,
        subtree_span(statement, argument),
        target_type(statement, argument),
        label,
        tuple(sorted({*finding.evidence, by.span})),
        round(finding.score * scores.DERIVED, 2),
        derived=True,
    )
