"""Definite descriptions → the person whose role in the article fits: "the Republican nominee", "the Kremlin chief".

A description fits a role when its noun is the same ("Gov." is "governor"), or both head the same state ("the American
leader", "US President"); when the words that set offices apart are the same ("vice", "former"); when no state
contradicts; and when every proper name in it and everything after an "of" stands in the roles or the name of the
person. Of several whom it fits it is the one that it fits in most words, else nobody. Relatives, men and women, and
indefinite phrases are not brought to a name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from service.coreference.referent import Referent
from service.lexicons import ROLE_NOUNS, WORDS
from service.mentions import DETERMINERS, OTHER_WORDS, POSSESSIVE, Mention, RoleWords, contradicts, parts_of, read_role
from service.spans import Span
from service.syntax import Document

INDEFINITE = WORDS["indefinite determiner"]
"""First words of phrases that bring somebody new."""

RELATIONS = frozenset({"private", "relation"})
"""Classes of role nouns that say what somebody is to somebody: brother, rival."""

_NEAR_SENTENCES = 6
_FAR_SENTENCES = 20
_SURE, _LIKELY, _NEAREST = 0.92, 0.8, 0.65
"""How often a description means whom only it fits (51 of 55 in news with known speakers), whom it fits best (9 of 13),
and the nearest of several whom it fits alike (not measured)."""


class Fit(NamedTuple):
    """A person whom a description may mean, and the chance that it does."""

    referent: Referent
    confidence: float


class PersonDescriptions:
    """The roles of an article's people, to be asked whom a description means."""

    def __init__(self, document: Document) -> None:
        self._document = document
        # Dictionaries for their keys: each role of a person once, in text order.
        self._by_noun: dict[str, dict[tuple[Referent, RoleWords], None]] = defaultdict(dict)
        self._heads: dict[str, dict[tuple[Referent, RoleWords], None]] = defaultdict(dict)
        self._words: dict[Referent, set[str]] = defaultdict(set)
        self._roles: dict[Referent, list[RoleWords]] = defaultdict(list)
        self._anonymous: dict[str, list[Referent]] = defaultdict(list)

    def learn(self, referent: Referent, role: Span) -> None:
        """Takes in a role of a named person."""
        read = read_role(role.of(self._document.text))
        for noun in read.nouns:
            self._by_noun[noun][referent, read] = None
        if read.is_head:
            for polity in read.polities:
                self._heads[polity][referent, read] = None
        self._roles[referent].append(read)
        self._words[referent] |= read.preceding | read.following | set(parts_of(referent.name))

    def remember(self, referent: Referent, mention: Mention) -> None:
        """Takes in somebody who has only been described."""
        if mention.noun is not None:
            self._anonymous[mention.noun].append(referent)

    def person(self, mention: Mention) -> Fit | None:
        """Whom the description means, with or without a name; None for somebody new."""
        words = mention.words.casefold().split()
        if mention.noun is None or mention.plural or words[0] in INDEFINITE:
            return None
        if words[0] in POSSESSIVE:
            return None
        if words[0] == "the" and (known := self._described_before(mention)) is not None:
            return known
        role = ROLE_NOUNS.get(mention.noun)
        return self._named(mention) if role is not None and role.function not in RELATIONS else None

    def _named(self, mention: Mention) -> Fit | None:
        words = mention.words
        asked, definite = read_role(words), words.split()[0].casefold() in DETERMINERS
        noun = OTHER_WORDS.get(mention.noun or "", (mention.noun or "",))[-1]
        fitting: dict[Referent, int] = {}
        for referent, role in self._candidates(noun, asked):
            if {referent.gender, mention.gender} == {"m", "f"} or role.qualifiers != asked.qualifiers:
                continue
            if asked.polities and role.polities and not asked.polities & role.polities:
                continue
            if contradicts(asked, self._roles[referent]):
                continue
            known = self._words[referent]
            same_state = bool(asked.polities & role.polities)
            if asked.following - known or (asked.proper - asked.nouns - known and not same_state):
                continue
            if not definite and (asked.preceding - known or asked.preceding == asked.nouns):
                continue  # "Republican nominee says" needs every word, and "senator" alone is anybody
            matched = len((asked.preceding | asked.following) & known) + 2 * same_state
            fitting[referent] = max(fitting.get(referent, 0), matched)
        if not fitting:
            return None
        best = max(fitting.values())
        first = [r for r, matched in fitting.items() if matched == best]
        if best <= 1 and _sentences_since(first[0], mention) > _FAR_SENTENCES:
            return None
        if len(first) == 1:
            complete = best >= len(asked.preceding | asked.following)
            return Fit(first[0], _SURE if len(fitting) == 1 and complete else _LIKELY)
        near = [r for r in first if _sentences_since(r, mention) <= 1]
        return Fit(near[0], _NEAREST) if len(near) == 1 else None

    def _candidates(self, noun: str, asked: RoleWords) -> Iterator[tuple[Referent, RoleWords]]:
        yield from self._by_noun.get(noun, ())
        if asked.is_head:
            for polity in asked.polities:
                yield from self._heads.get(polity, ())

    def _described_before(self, mention: Mention) -> Fit | None:
        """ "the official" after "a senior US official": the last one with this noun, no word against it.

        "The source" is "a senior US official", when nobody else without a name was brought in near.
        """
        asked = read_role(mention.words)
        if mention.noun == "source":
            near = [r for rs in self._anonymous.values() for r in rs if r.kind == "person" and self._is_new(r)]
            near = [r for r in near if _sentences_since(r, mention) <= _NEAR_SENTENCES]
            if " same " in mention.words:
                near = near and [min(near, key=lambda r: _sentences_since(r, mention))]
            return Fit(near[0], _LIKELY) if len(near) == 1 else None
        for referent in reversed(self._anonymous.get(mention.noun or "", ())):
            if _sentences_since(referent, mention) > _NEAR_SENTENCES:
                return None
            known = read_role(referent.name)
            if not (asked.preceding | asked.following) - (known.preceding | known.following):
                return Fit(referent, _LIKELY)
        return None

    def _is_new(self, referent: Referent) -> bool:
        """True when the article brings this person in with an indefinite phrase."""
        return referent.mentions[0].span.of(self._document.text).split()[0].casefold() in INDEFINITE


def _sentences_since(referent: Referent, mention: Mention) -> int:
    before = [m.head.sentence.index for m in referent.mentions[-8:] if m.span.start < mention.span.start]
    return mention.head.sentence.index - max(before) if before else 10**6
