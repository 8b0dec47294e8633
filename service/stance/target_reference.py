"""What the target of a position means where it is only a pronoun: "That would be a mistake" → what "that" is.

"that" and "all of this" take up the position just before, by whomever; "it" first what the same speech is about, then
the last thing named in its sentence; "he" is whom the article's coreference finds. What cannot be resolved stays the
pronoun, with a lower score: never a guess.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from service.coreference import Referent
from service.mentions import mention_of, phrase
from service.spans import Span
from service.stance.clauses import is_entity
from service.stance.findings import Finding
from service.stance.positions import Position
from service.stance.statement import Said
from service.stance.words import plain
from service.syntax import Document, Word

_TAKES_UP = frozenset({"that", "this", "all of this", "all this", "all that", "such", "these", "those", "which", "so"})
_THING = frozenset({"it", "they", "them"})
_PERSON = frozenset({"he", "she", "him", "her", "they", "them"})
_SENTENCES_BACK = 2
_KEPT = 12
_TAKEN_UP, _NEARBY, _UNRESOLVED = 0.95, 0.85, 0.8


@dataclass(frozen=True)
class _Remembered:
    position: Position
    sentence: int
    quote: int


class Memory:
    """The last positions of the article, in the order in which they were found."""

    def __init__(self, document: Document, who: Callable[[Word], Referent | None]) -> None:
        self._document = document
        self._who = who
        self._positions: list[_Remembered] = []

    def remember(self, position: Position, place: Word, quote: int) -> None:
        """Takes in a position that is stated in the sentence of `place`, in the quote of that number."""
        if not position.derived:
            self._positions = [*self._positions[-_KEPT:], _Remembered(position, place.sentence.index, quote)]

    def resolved(self, said: Said, finding: Finding, place: Word, quote: int) -> Position | None:
        """The finding as a position with its target resolved; None where there is nothing that it could mean."""
        if finding.target is None or finding.span is None:
            before = self._before(place, None, 1)
            return _taken_up(finding, before, keep_label=False) if before is not None else None
        words = plain(finding.span.of(self._document.text))
        if words in _TAKES_UP:
            before = self._before(place, None)
            if before is not None:
                return _taken_up(finding, before)
        if words in _THING:
            found = self._thing(said, finding, place, quote)
            if found is not None:
                return found
        if words in _PERSON:
            return self._person(finding)
        unresolved = words in _TAKES_UP | _THING
        return _as_position(finding, finding.span, _UNRESOLVED if unresolved else 1.0)

    def _before(self, place: Word, quote: int | None, back: int = _SENTENCES_BACK) -> Position | None:
        """The last position at most `back` sentences before, of the quote of that number or of any."""
        for known in reversed(self._positions):
            near = 0 <= place.sentence.index - known.sentence <= back
            if near and (quote is None or known.quote == quote):
                return known.position
        return None

    def _thing(self, said: Said, finding: Finding, place: Word, quote: int) -> Position | None:
        own = self._before(place, quote)
        if own is not None and own.target_type != "entity":
            return _taken_up(finding, own)
        if finding.target is not None and plain(finding.target.text) == "it":
            noun = _last_thing(said.document, finding.target)
            if noun is not None:
                found = _as_position(finding, phrase(noun), _NEARBY)
                return replace(found, target_type=said.type_of(noun))
            before = self._before(place, None)
            if before is not None:
                return _taken_up(finding, before)
        return None

    def _person(self, finding: Finding) -> Position | None:
        if finding.target is None or finding.span is None:
            return None
        referent = self._who(finding.target)
        named = [m for m in referent.mentions if m.form == "name"] if referent is not None else []
        before = [m for m in named if m.span.start < finding.span.start] or named
        if not before:
            return _as_position(finding, finding.span, _UNRESOLVED)
        return replace(_as_position(finding, before[-1].span, _TAKEN_UP), target_type="entity")


def _last_thing(document: Document, pronoun: Word) -> Word | None:
    """The last thing named before the pronoun in its sentence: a definite noun that is nobody and no time."""
    for word in reversed(pronoun.sentence.words[: pronoun.index]):
        if (
            word.upos != "NOUN"
            or word.relation in ("compound", "obl:unmarked", "nmod:unmarked")
            or is_entity(document, word)
        ):
            continue
        definite = word.child("nmod:poss") or next(
            (d for d in word.children("det") if plain(d.text) in ("the", "this", "that")), None
        )
        if definite is not None and not mention_of(word).plural:
            return word
    return None


def _taken_up(finding: Finding, before: Position, keep_label: bool = True) -> Position:
    """The position before, taken over as target; "otherwise" also keeps to which side it was on."""
    found = _as_position(finding, before.target, _TAKEN_UP)
    return replace(found, target_type=before.target_type, label=found.label if keep_label else before.label)


def _as_position(finding: Finding, target: Span, factor: float) -> Position:
    return Position(
        target, finding.kind, finding.label, finding.evidence, finding.derived,
        round(finding.score * factor, 2), finding.rule,
    )  # fmt: skip
