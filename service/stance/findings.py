"""What a rule finds before its target is resolved, and what follows from it: shifted and contrasted arguments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from service.labels import TargetType
from service.lexicons import SHIFTERS
from service.spans import Span
from service.stance.clauses import is_clause
from service.stance.statement import Said
from service.stance.words import ATTITUDES, NEGATIONS, negations_of, plain
from service.syntax import Word

Label = Literal["support", "oppose"]

_CONTRAST = frozenset({"not", "rather", "instead"})


@dataclass(frozen=True)
class Finding:
    """A position in the making. `target` is the head of the target; None where the target of the speech before is
    meant ("Otherwise, …"). `span` is the target's place in the text; `threat` is set where a condition is threatened,
    `concession` where the clause concedes."""

    rule: str
    target: Word | None
    span: Span | None
    kind: TargetType
    label: Label
    evidence: tuple[Span, ...]
    score: float
    derived: bool = False
    threat: bool = False
    concession: bool = False


def sign(positive: bool) -> Label:
    """ "support" for what is positive."""
    return "support" if positive else "oppose"


def turned(label: Label) -> Label:
    """The other label."""
    return "oppose" if label == "support" else "support"


def spans_of(*words: Word) -> tuple[Span, ...]:
    """The places of words, each once, in text order."""
    return tuple(sorted({w.span for w in words}))


def with_negation(word: Word) -> tuple[Span, ...]:
    """The places of a word and of what negates it."""
    return spans_of(word, *negations_of(word))


def with_derived(said: Said, finding: Finding) -> Iterator[Finding]:
    """The finding, and what it implies for the argument of a shifter ("an end to X") and for what it is set against."""
    head = finding.target
    if head is None:
        yield finding
        return
    lemma = plain(head.lemma)
    argument = shifted_argument(said, head) if lemma in SHIFTERS else None
    yield finding if argument is None else _reaching(said, finding, argument)
    if lemma in SHIFTERS:
        if argument is not None:
            yield _derived(said, finding, argument, turned(finding.label), head)
    elif lemma in ATTITUDES and ATTITUDES[lemma].polarity == "0":
        # "a round of sanctions", "an environment of de-escalation"
        argument = argument_of(said, head, ATTITUDES[lemma].takes)
        if argument is not None:
            yield _derived(said, finding, argument, finding.label, head)
            yield from _contrasted(said, finding, argument)
    yield from _contrasted(said, finding, head)


def _reaching(said: Said, finding: Finding, argument: Word) -> Finding:
    """The finding with its span as far as the argument, which the parser may have attached elsewhere."""
    if finding.span is None or finding.target is None or argument.index < finding.target.index:
        return finding
    return replace(finding, span=Span(finding.span.start, max(finding.span.end, said.below(argument).end)))


def shifted_argument(said: Said, head: Word) -> Word | None:
    """What a shifter stops: the object of a verb, what stands behind "to", "of", "on" at a noun."""
    if is_clause(head):
        return next(iter(said.children(head, "obj", "nsubj:pass", "xcomp")), None)
    return argument_of(said, head, frozenset({"to", "of", "on", "against", "in", "for", "from"}))


def argument_of(said: Said, noun: Word, takes: frozenset[str]) -> Word | None:
    """What stands behind a noun with one of the prepositions `takes`, also where the parser attached it elsewhere."""
    sentence = noun.sentence
    behind = sentence.words[noun.index + 1] if noun.index + 1 < len(sentence.words) else None
    if (
        behind is not None
        and behind.relation in ("case", "mark")
        and plain(behind.lemma) in takes
        and said.holds(behind)
    ):
        return behind.head
    for child in said.children(noun, "nmod", "obl", "acl"):
        by = child.child("case", "mark")
        if by is not None and plain(by.lemma) in takes and child.index > noun.index:
            return child
    return None


def contrasts(word: Word) -> list[Word]:
    """The words by which something is set against what stands before: "not Y", "rather than Y"."""
    found = word.children("advmod", "cc", "case", "mark")
    return [c for c in found if plain(c.text) in _CONTRAST or plain(c.text) in NEGATIONS]


def _contrasted(said: Said, finding: Finding, head: Word) -> Iterator[Finding]:
    """ "X and not Y", "X rather than Y": the opposite holds of Y."""
    for other in said.children(head, "conj", "nmod", "advcl"):
        against = contrasts(other)
        if against and other.index > head.index:
            yield _derived(said, finding, other, turned(finding.label), against[0])


def _derived(said: Said, finding: Finding, argument: Word, label: Label, by: Word) -> Finding:
    evidence: Sequence[Span] = (*finding.evidence, by.span)
    return Finding(
        finding.rule,
        argument,
        said.below(argument),
        said.type_of(argument),
        label,
        tuple(sorted(set(evidence))),
        round(finding.score * 0.85, 2),
        derived=True,
    )
