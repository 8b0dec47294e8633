"""Where a net over the encoder points → which referents it means, with the chance of each."""

from __future__ import annotations

from collections.abc import Mapping

from service.coreference.referent import Referent
from service.syntax import Document, Word

_STEPS = (0.97, 0.9, 0.75, 0.5, 0.25, 0.1, 0.03, 0.01, 0.0)


class PointedReferents:
    """The names of one document as a net points to them. `meanings` are the words that name somebody."""

    def __init__(self, document: Document, meanings: Mapping[Word, Referent]) -> None:
        self._document = document
        self._named: dict[int, Referent] = {}
        for entity in document.entities if document.pointed is not None else ():
            named = (meanings[word] for word in document.words_in(entity.span) if word in meanings)
            referent = next(named, None)
            if referent is not None:
                self._named[entity.span.start] = referent

    def chances(self, anaphor: Word) -> Mapping[Referent, float] | None:
        """The chance that the word means each of those whom it may mean; None where there is no net."""
        if self._document.pointed is None:
            return None
        found: dict[Referent, float] = {}
        pointed = self._document.pointed_from(anaphor)
        for place, chance in pointed.names if pointed is not None else ():
            referent = self._named.get(place)
            if referent is not None:
                found[referent] = found.get(referent, 0.0) + chance
        return found


def step(chance: float) -> str:
    """A chance in words that a feature can have: "from 0.9", below the next step."""
    return f"from {next(least for least in _STEPS if chance >= least)}"
