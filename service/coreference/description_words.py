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
from service.lexicons import ROLE_NOUNS, WORDS
from service.mentions import DETERMINERS, OTHER_WORDS, POSSESSIVE, Mention, RoleWords, contradicts, parts_of, read_role
from service.spans import Span
from service.syntax import Document

_AFTER_NOUN = WORDS["preposition in the name of a body"]
_FORMER = WORDS["former"]
_ANYBODY = "source"
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
        """Somebody without a name is meant only by the noun that they were called by, or as "the source"."""
        return not referent.anonymous or description.noun == _ANYBODY or _noun(description) in self._called[referent]

    def features(self, description: Mention, referent: Referent, fitting: Sequence[Referent]) -> Iterator[str]:
        """What speaks for and against the description meaning `referent`, one of those `fitting` perhaps."""
        asked, roles = read_role(description.words), self._roles[referent]
        by = self._called_by(description, asked, referent, fitting)
        noun = ROLE_NOUNS.get(description.noun or "")
        kind = noun.function if noun is not None else description.kind
        yield f"called by {by}"
        yield f"{kind} called by {by}"
        if by != "nothing known":
            yield "the only one" if sum(r.anonymous == referent.anonymous for r in fitting) == 1 else "one of several"
        told = self._told[referent]
        own = {_spelled(w) for w in (asked.preceding | asked.following)} - {_noun(description)} - asked.nouns
        yield f"words told={min(_MOST, len(own & told))} not told={min(_MOST, len(own - told))}"
        if asked.proper - asked.nouns - told - {description.noun}:
            yield "a name not told"
        if asked.following - told:
            yield "a complement not told"
        states = frozenset().union(*(r.polities for r in roles))
        if asked.polities:
            yield "of the same state" if asked.polities & states else f"of a state, not {'this' if states else 'told'}"
        if contradicts(asked, roles):
            yield "contradicts"
        if roles and all(role.qualifiers != asked.qualifiers for role in roles):
            yield "qualified otherwise"
        field = _is_of_the_field(asked, roles)
        if field is not None:
            yield "same field" if field else "another field"
        if roles:
            yield f"{kind}, a role told"
        if kind in ("head", "official") and by == "nothing known" and any(_is_office(role) for role in roles):
            yield "another office"

    def _called_by(
        self, description: Mention, asked: RoleWords, referent: Referent, fitting: Sequence[Referent]
    ) -> str:
        noun = _noun(description)
        if any(noun in role.nouns for role in self._roles[referent]) and not referent.anonymous:
            return "a role"
        if noun in self._called[referent]:
            return "what was said before"
        if referent not in fitting:
            return "nothing known"
        return "the state" if asked.is_head and noun not in self._told[referent] else "the name"


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


def _is_office(role: RoleWords) -> bool:
    return any(ROLE_NOUNS[noun].function in ("head", "official") for noun in role.nouns)


def _is_of_the_field(asked: RoleWords, roles: Sequence[RoleWords]) -> bool | None:
    """Whether the description and the roles are of one field of work; None where that is not known."""
    own = frozenset().union(*(_fields(r.nouns) for r in roles))
    own |= {"politics"} if any(r.is_head and r.polities for r in roles) else frozenset()
    fields = _fields(asked.nouns)
    return bool(fields & own) if fields and own and not asked.qualifiers & _FORMER else None


def _fields(nouns: frozenset[str]) -> frozenset[str]:
    return frozenset(field for noun in nouns if noun in ROLE_NOUNS for field in ROLE_NOUNS[noun].fields)
