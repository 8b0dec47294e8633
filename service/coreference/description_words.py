"""What the words of a description have to do with what the article tells of somebody: "the Republican nominee".

A description may call somebody by a role ("Gov." is "governor"), by a state that both head ("the American leader", "US
President"), by the noun in the name of a body ("the ministry", of the Foreign Ministry), or as before ("the official",
after "a senior US official"). What else it says is told by the article, or not, or contradicts it. All of that are
features; which of them count, and how much, is learned (`ranker`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from service.coreference.referent import Referent
from service.lexicons import ALLIANCES, ROLE_NOUNS, WORDS
from service.mentions import DETERMINERS, OTHER_WORDS, POSSESSIVE, Mention, RoleWords, contradicts, parts_of, read_role
from service.spans import Span
from service.syntax import Document

_AFTER_NOUN = WORDS["preposition in the name of a body"]
_FORMER = WORDS["former"]
_ANYBODY = "source"
_EPITHETS = WORDS["epithet"]
"""Nouns that stand for any office: "the head of the Colombian diplomacy", "the boss of the party"."""

_OF_KNOWN = ("head", "official", "spokesperson", "occupant", "private", "relation")
"""Classes of role nouns that one either has or has not."""

_MOST = 2


class DescriptionWords:
    """What the words of an article tell of each referent, to be compared with a description."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._by_noun: dict[str, dict[Referent, None]] = defaultdict(dict)
        self._heads: dict[str, dict[Referent, None]] = defaultdict(dict)
        self._roles: dict[Referent, list[RoleWords]] = defaultdict(list)
        self._told: dict[Referent, set[str]] = defaultdict(set)
        self._called: dict[Referent, set[str]] = defaultdict(set)

    def learn_name(self, referent: Referent) -> None:
        """Takes in the names of a referent; those of a body may hold the noun that it is called by."""
        for name in referent.names or {referent.name}:
            parts = tuple(map(_spelled, parts_of(name)))
            self._told[referent].update(parts)
            noun = _noun_of(parts)
            if referent.kind != "person" and noun is not None:
                self._by_noun[noun][referent] = None

    def learn_role(self, referent: Referent, role: Span) -> None:
        """Takes in a role of a person."""
        read = read_role(role.of(self._document.text))
        for noun in read.nouns:
            self._by_noun[noun][referent] = None
        if read.is_head:
            for polity in read.polities:
                self._heads[polity][referent] = None
        self._roles[referent].append(read)
        self._told[referent] |= read.preceding | read.following

    def learn_description(self, referent: Referent, description: Mention) -> None:
        """Takes in by which description somebody has been called."""
        noun = _noun(description)
        self._by_noun[noun][referent] = None
        self._called[referent].add(noun)
        if referent.anonymous:
            self._roles[referent].append(read_role(description.words))
            self._told[referent].update(map(_spelled, parts_of(description.words)))

    def fitting(self, description: Mention) -> list[Referent]:
        """Whom the noun of the description may call, wherever in the article."""
        asked = read_role(description.words)
        found = dict(self._by_noun.get(_noun(description), {}))
        if asked.is_head:
            for polity in sorted(asked.polities):
                found |= self._heads.get(polity, {})
        return list(found)

    def may_be_meant(self, description: Mention, referent: Referent) -> bool:
        """Whether nothing speaks against it: not another office, another field of work, another state or side.

        An office or a relation is that of somebody who is known to have it: nobody becomes the minister because they
        were just spoken of. Somebody without a name is meant only by the noun that they were called by, or as "the
        source".
        """
        noun = _noun(description)
        if referent.anonymous and noun not in self._called[referent]:
            return description.noun == _ANYBODY
        asked, roles = read_role(description.words), self._roles[referent]
        states = frozenset().union(*(role.polities for role in roles)) - ALLIANCES
        # "The head of the White House" leads a state, and is nobody of whom no state is told.
        leads_state = description.noun in _EPITHETS and not asked.following
        if contradicts(asked, roles):
            return False
        if asked.polities and not asked.polities & states and (states or leads_state):
            return False
        if roles and all(role.qualifiers != asked.qualifiers for role in roles):
            return False
        if _is_of_the_field(asked, roles) is False:
            return False
        kind = ROLE_NOUNS.get(description.noun or "")
        is_epithet = description.noun in _EPITHETS and not self._untold(asked, referent) & asked.preceding
        is_anybodys = kind is None or kind.function not in _OF_KNOWN or is_epithet
        return is_anybodys or self._called_by(description, asked, referent) is not None

    def features(self, description: Mention, referent: Referent, fitting: Sequence[Referent]) -> Iterator[str]:
        """What speaks for and against the description meaning `referent`, one of those `fitting` perhaps."""
        asked, roles = read_role(description.words), self._roles[referent]
        by = self._called_by(description, asked, referent) or "nothing known"
        noun = ROLE_NOUNS.get(description.noun or "")
        kind = noun.function if noun is not None else description.kind
        yield f"called by {by}"
        yield f"{kind} called by {by}"
        if by != "nothing known":
            yield "the only one" if sum(r.anonymous == referent.anonymous for r in fitting) == 1 else "one of several"
        untold = self._untold(asked, referent)
        told = (asked.preceding | asked.following) - asked.nouns - untold
        yield f"words told={min(_MOST, len(told))} not told={min(_MOST, len(untold))}"
        if asked.proper & untold:
            yield "a name not told"
        if asked.following & untold:
            yield "a complement not told"
        states = frozenset().union(*(r.polities for r in roles))
        if asked.polities and by != "nothing known":
            yield "of the same state" if asked.polities & states else "of a state that is not told"
        if _is_of_the_field(asked, roles):
            yield "same field"
        if roles:
            yield f"{kind}, a role told"

    def _untold(self, asked: RoleWords, referent: Referent) -> frozenset[str]:
        """The words of a description, nouns for roles apart, that the article does not tell of the referent."""
        told = self._told[referent]
        return frozenset(w for w in (asked.preceding | asked.following) - asked.nouns if _spelled(w) not in told)

    def _called_by(self, description: Mention, asked: RoleWords, referent: Referent) -> str | None:
        """What of the referent the noun of the description stands for; None where the article tells nothing of it."""
        noun = _noun(description)
        if noun in self._called[referent]:
            return "what was said before"
        if any(noun in role.nouns for role in self._roles[referent]):
            return "a role"
        if referent in self._by_noun.get(noun, ()):
            return "the name"
        heads = asked.is_head and any(referent in self._heads.get(polity, ()) for polity in asked.polities)
        return "the state" if heads else None


def determiner(description: Mention) -> str:
    """How the phrase begins: "the", "this", "a possessive", or "nothing" of that kind."""
    first = description.words.split()[0].casefold()
    if first in POSSESSIVE:
        return "a possessive"
    return first if first in DETERMINERS else "nothing"


def _noun(description: Mention) -> str:
    noun = description.noun or ""
    return _spelled(OTHER_WORDS.get(noun, (noun,))[-1])


def _noun_of(parts: tuple[str, ...]) -> str | None:
    """ "ministry" of "Foreign Ministry" and of "Ministry of Health"; None for a name of one word."""
    if len(parts) < 2:
        return None
    end = next((i for i, part in enumerate(parts) if part in _AFTER_NOUN), len(parts))
    return parts[end - 1] if end else None


def _spelled(word: str) -> str:
    """One spelling of "organisation" and "organization"."""
    return word.replace("isation", "ization")


def _is_of_the_field(asked: RoleWords, roles: Sequence[RoleWords]) -> bool | None:
    """Whether the description and the roles are of one field of work; None where that is not known."""
    own = frozenset().union(*(_fields(r.nouns) for r in roles))
    own |= {"politics"} if any((r.is_head or r.nouns & _EPITHETS) and r.polities for r in roles) else frozenset()
    fields = _fields(asked.nouns)
    return bool(fields & own) if fields and own and not asked.qualifiers & _FORMER else None


def _fields(nouns: frozenset[str]) -> frozenset[str]:
    return frozenset(field for noun in nouns if noun in ROLE_NOUNS for field in ROLE_NOUNS[noun].fields)
