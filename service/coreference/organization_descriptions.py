"""Definite descriptions of bodies → the body named before: "the ministry" is the Russian Foreign Ministry.

The description's noun must be what the name calls the body ("Foreign Ministry", "Ministry of Health"), and every other
word of it must stand in the name; of several such bodies it is the one named last.
"""

from __future__ import annotations

from service.coreference.definite_descriptions import Fit
from service.coreference.referent import Referent
from service.lexicons import WORDS
from service.mentions import Mention, parts_of

_NEAR_SENTENCES = 8
_ONLY, _LAST = 0.92, 0.8  # judgements
_DEFINITE = WORDS["definite determiner"]
_AFTER_NOUN = WORDS["preposition in the name of a body"]


class OrganizationDescriptions:
    """The named organizations of an article by the nouns in their names."""

    def __init__(self) -> None:
        self._by_noun: dict[str, list[Referent]] = {}

    def learn(self, referent: Referent) -> None:
        """Takes in a named organization."""
        for noun in {noun for name in referent.names if (noun := _noun_of(parts_of(name)))}:
            self._by_noun.setdefault(noun, []).append(referent)

    def meant(self, mention: Mention) -> Fit | None:
        """The body that the description means; None where none of that kind was named shortly before."""
        words = mention.words.split()
        if mention.plural or len(words) < 2 or words[0].casefold() not in _DEFINITE:
            return None
        said = {part for word in words[1:] for part in parts_of(word)}
        near = {}
        for referent in self._by_noun.get(_spelled(mention.noun or ""), ()):
            before = [m.head.sentence.index for m in referent.mentions if m.span.start < mention.span.start]
            own = {_spelled(part) for name in referent.names for part in parts_of(name)}
            if (
                before
                and mention.head.sentence.index - before[-1] <= _NEAR_SENTENCES
                and {_spelled(w) for w in said} <= own
            ):
                near[referent] = max(m.span.start for m in referent.mentions if m.span.start < mention.span.start)
        if not near:
            return None
        return Fit(max(near, key=lambda r: near[r]), _ONLY if len(near) == 1 else _LAST)


def _noun_of(parts: tuple[str, ...]) -> str | None:
    """ "ministry" of "Foreign Ministry" and of "Ministry of Health"; None for a name of one word."""
    if len(parts) < 2:
        return None
    end = next((i for i, part in enumerate(parts) if part in _AFTER_NOUN), len(parts))
    return _spelled(parts[end - 1]) if end else None


def _spelled(word: str) -> str:
    """One spelling of "organisation" and "organization"."""
    return word.replace("isation", "ization")
