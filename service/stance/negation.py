"""What negates a word: "not a mistake", "no solution", "never works". The scope is the negated word's own phrase."""

from __future__ import annotations

from service.stance.vocabulary import CLASSES, form
from service.syntax import Word

_NEGATIONS = CLASSES["negation"]
_NEGATING = ("advmod", "det", "cc", "case", "aux", "nsubj")


def is_negation(word: Word) -> bool:
    """True for "not", "no", "nobody", "without"."""
    return form(word) in _NEGATIONS


def negations_of(word: Word) -> list[Word]:
    """The negations that depend on `word`."""
    return [c for c in word.children(*_NEGATING) if is_negation(c)]


def is_negated(word: Word) -> bool:
    """True when `word` has a negation."""
    return bool(negations_of(word))
