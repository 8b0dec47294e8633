"""What the target of a position refers to where it is a pronoun: "That would be a mistake" → what "that" is.

"that" and "all of this" take up the position just before, by whomever; "it" first what the same speech is about, then
the last thing named in its sentence; "he" is whom the article's coreference finds. What cannot be resolved stays the
pronoun, with a lower score: never a guess.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from service.coreference import Referent
from service.mentions import mention_of, phrase
from service.spans import Span
from service.stance import scores
from service.stance.finding import Finding
from service.stance.positions import Position
from service.stance.statement import Statement
from service.stance.target_types import is_entity, target_type
from service.stance.vocabulary import CLASSES, form, plain
from service.syntax import Document, Word

_DEMONSTRATIVE = CLASSES["demonstrative"]
_THING = CLASSES["thing"]
_PERSON = CLASSES["third person"]
_DEFINITE = CLASSES["definite determiner"]
_SENTENCES_BACK = 2
_KEPT = 12


class _Known(NamedTuple):
    position: Position
    sentence: int
    statement: Statement


class PositionHistory:
    """The last positions of the article, in the order in which they were found: antecedents of pronouns."""

    def __init__(self, document: Document, referent_of: Callable[[Word], Referent | None]) -> None:
        self._document = document
        self._referent_of = referent_of
        self._positions: list[_Known] = []

    def add(self, position: Position, place: Word, statement: Statement) -> None:
        """Takes in a position of `statement`, stated in the sentence of `place`; a derived one is no antecedent."""
        if not position.derived:
            self._positions = [*self._positions[-_KEPT:], _Known(position, place.sentence.index, statement)]

    def resolve(self, finding: Finding, place: Word, statement: Statement) -> Position | None:
        """The finding as a position with its target resolved; None where there is nothing that it could mean."""
        if finding.target is None or finding.span is None:
            before = self._last(place, sentences_back=1)
            return None if before is None else replace(_taken_up(finding, before), label=before.label)
        words = plain(finding.span.of(self._document.text))
        found: Position | None = None
        if words in _DEMONSTRATIVE:
            before = self._last(place)
            found = _taken_up(finding, before) if before is not None else None
        if found is None and words in _THING:
            found = self._thing(finding, finding.target, place, statement)
        if found is None and words in _PERSON:
            found = self._person(finding, finding.target, finding.span)
        if found is None:
            known = words not in _DEMONSTRATIVE and words not in _THING
            found = _position(finding, finding.span, 1.0 if known else scores.UNRESOLVED)
        return found

    def _last(
        self, place: Word, statement: Statement | None = None, sentences_back: int = _SENTENCES_BACK
    ) -> Position | None:
        """The last position at most so many sentences before `place`, of `statement` or, with None, of any."""
        for known in reversed(self._positions):
            near = 0 <= place.sentence.index - known.sentence <= sentences_back
            if near and (statement is None or known.statement is statement):
                return known.position
        return None

    def _thing(self, finding: Finding, pronoun: Word, place: Word, statement: Statement) -> Position | None:
        own = self._last(place, statement)
        if own is not None and own.target_type != "entity":
            return _taken_up(finding, own)
        if form(pronoun) != "it":
            return None
        noun = _last_thing(self._document, pronoun)
        if noun is not None:
            found = _position(finding, phrase(noun), scores.NEARBY)
            return replace(found, target_type=target_type(statement, noun))
        before = self._last(place)
        return _taken_up(finding, before) if before is not None else None

    def _person(self, finding: Finding, pronoun: Word, span: Span) -> Position:
        referent = self._referent_of(pronoun)
        named = [m for m in referent.mentions if m.form == "name"] if referent is not None else []
        before = [m for m in named if m.span.start < span.start] or named
        if not before:
            return _position(finding, span, scores.UNRESOLVED)
        return replace(_position(finding, before[-1].span, scores.TAKEN_UP), target_type="entity")


def _last_thing(document: Document, pronoun: Word) -> Word | None:
    """The last thing named before the pronoun in its sentence: a definite noun that is nobody and no time."""
    for word in reversed(pronoun.sentence.words[: pronoun.index]):
        if word.upos != "NOUN" or word.relation in ("compound", "obl:unmarked", "nmod:unmarked"):
            continue
        definite = word.child("nmod:poss") or any(form(d) in _DEFINITE for d in word.children("det"))
        if definite and not is_entity(document, word) and not mention_of(word).plural:
            return word
    return None


def _taken_up(finding: Finding, before: Position) -> Position:
    """The finding about the target of the position before."""
    return replace(_position(finding, before.target, scores.TAKEN_UP), target_type=before.target_type)


def _position(finding: Finding, target: Span, factor: float) -> Position:
    score = round(finding.score * factor, 2)
    return Position(target, finding.target_type, finding.label, finding.evidence, finding.derived, score, finding.rule)
