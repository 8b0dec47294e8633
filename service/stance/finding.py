"""What a rule finds, before it is known what its target refers to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from service.labels import TargetType
from service.spans import Span
from service.stance.negation import negations_of
from service.stance.statement import Statement
from service.syntax import Word

Label = Literal["support", "oppose"]


@dataclass(frozen=True)
class Finding:
    """A position in the making.

    `target` is the head of the target and `span` its place in the text; both are None where the target of the position
    before is meant ("Otherwise, …"). `derived` is set for what follows from another finding, `threat` where a condition
    is threatened, `concession` where the clause concedes.
    """

    rule: str
    target: Word | None
    span: Span | None
    target_type: TargetType
    label: Label
    evidence: tuple[Span, ...]
    score: float
    derived: bool = False
    threat: bool = False
    concession: bool = False

    def place_in(self, statement: Statement) -> Word:
        """Where it is stated: at its target, or for a target outside of the content at the main predicate."""
        return self.target if self.target is not None and self.target in statement else statement.predicate


def sign(positive: bool) -> Label:
    """ "support" for what is positive."""
    return "support" if positive else "oppose"


def reversed_label(label: Label) -> Label:
    """The other label."""
    return "oppose" if label == "support" else "support"


def spans_of(*words: Word) -> tuple[Span, ...]:
    """The places of words, each once, in text order."""
    return tuple(sorted({w.span for w in words}))


def with_negation(word: Word) -> tuple[Span, ...]:
    """The places of a word and of what negates it."""
    return spans_of(word, *negations_of(word))
