"""Definite descriptions → the person whose role in the article fits: "the Republican nominee", "the Kremlin chief".

A description fits a role when its noun is the same ("Gov." is "governor"), or both head the same state ("the American
leader", "US President"); when the words that set offices apart are the same ("vice", "former"); when no state
contradicts; and when every proper name in it and everything behind an "of" stands in the roles or the name of the
person. Of several whom it fits it is the one that it fits in most words, else nobody. Relatives, men and women, and
indefinite phrases are not brought to a name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from service.document import Document
from service.lexicons import POLITIES, ROLE_NOUNS
from service.mentions import Mention
from service.people import Referent
from service.roles import OFFICES
from service.same_name import parts_of
from service.spans import Span

INDEFINITE = frozenset(
    "a an one another some several many most two three other no any every each few such all certain more".split()
)
"""First words of phrases that bring somebody new."""

RELATIONS = frozenset({"private", "relation"})
"""Classes of role nouns that say what somebody is to somebody: brother, rival."""

_EPITHETS = frozenset("head chief leader boss tenant resident occupant number-one strongman foreman".split())
"""Nouns that stand for any office: "the head of the Colombian diplomacy", "the boss of the party"."""

_OTHER_WORDS = {"premier": ("prime", "minister"), "pm": ("prime", "minister")}

_POSSESSIVE = frozenset({"his", "her", "their", "its", "my", "our", "your"})
_DETERMINERS = _POSSESSIVE | {"the", "this", "that"}
_QUALIFIERS = frozenset({"vice", "vice-president", "former", "ex", "deputy", "acting", "assistant", "then",
                         "late", "lt", "lieutenant", "elect", "shadow"})  # fmt: skip
_GENITIVES = ("’s", "'s")
_BEHIND = frozenset({"of", "for", "at", "to", "in", "from", "with", "on"})
_NEAR_SENTENCES = 6
_FAR_SENTENCES = 20
_SURE, _LIKELY, _NEAREST = 0.92, 0.8, 0.65


class Fit(NamedTuple):
    """A person whom a description may mean, and the chance that it does."""

    referent: Referent
    confidence: float


@dataclass(frozen=True)
class _Role:
    """What the words of a role or description say. `before` and `behind` stand before and behind the first "of"."""

    nouns: frozenset[str]
    qualifiers: frozenset[str]
    polities: frozenset[str]
    before: frozenset[str]
    behind: frozenset[str]
    proper: frozenset[str]

    @property
    def is_head(self) -> bool:
        """True for the nouns that mean who leads a state."""
        return any(noun in ROLE_NOUNS and ROLE_NOUNS[noun].function == "head" for noun in self.nouns)


class Descriptions:
    """The roles of an article's people, to be asked whom a description means."""

    def __init__(self, document: Document) -> None:
        self._document = document
        # Dictionaries for their keys: each role of a person once, in text order.
        self._by_noun: dict[str, dict[tuple[Referent, _Role], None]] = defaultdict(dict)
        self._heads: dict[str, dict[tuple[Referent, _Role], None]] = defaultdict(dict)
        self._words: dict[Referent, set[str]] = defaultdict(set)
        self._anonymous: dict[str, list[Referent]] = defaultdict(list)

    def learn(self, referent: Referent, role: Span) -> None:
        """Takes in a role of a named person."""
        read = _read(role.of(self._document.text))
        for noun in read.nouns:
            self._by_noun[noun][referent, read] = None
        if read.is_head:
            for polity in read.polities:
                self._heads[polity][referent, read] = None
        self._words[referent] |= read.before | read.behind | set(parts_of(referent.name))

    def remember(self, referent: Referent, mention: Mention) -> None:
        """Takes in somebody who has only been described."""
        if mention.noun is not None:
            self._anonymous[mention.noun].append(referent)

    def person(self, mention: Mention) -> Fit | None:
        """Whom the description means, with or without a name; None for somebody new."""
        words = mention.span.of(self._document.text).casefold().split()
        if mention.noun is None or mention.plural or words[0] in INDEFINITE:
            return None
        if words[0] in _POSSESSIVE:
            return None
        if words[0] == "the" and (known := self._described_before(mention)) is not None:
            return known
        role = ROLE_NOUNS.get(mention.noun)
        return self._named(mention) if role is not None and role.function not in RELATIONS else None

    def may_be(self, mention: Mention, referent: Referent) -> bool:
        """True where nothing speaks against the description being another word for this person.

        "The midfielder" may be anybody, an office only somebody of whom no role is known, "the FBI director" only
        somebody who has to do with the FBI; "the president" alone is the one whom everybody knows.
        """
        asked = _read(mention.span.of(self._document.text))
        role = ROLE_NOUNS.get(mention.noun or "")
        function = role.function if role is not None else "other"
        if function in RELATIONS:
            return False
        if function != "other" and mention.noun not in _EPITHETS and (referent.roles or len(asked.before) == 1):
            return False
        states = {p for span, _ in referent.roles for p in polities_in(span.of(self._document.text))}
        if asked.polities and states and not asked.polities & states:
            return False
        strange = asked.proper - asked.nouns - {mention.noun} - self._words[referent]
        return not {w for w in strange if w not in POLITIES}

    def _named(self, mention: Mention) -> Fit | None:
        words = mention.span.of(self._document.text)
        asked, definite = _read(words), words.split()[0].casefold() in _DETERMINERS
        noun = _OTHER_WORDS.get(mention.noun or "", (mention.noun or "",))[-1]
        fitting: dict[Referent, int] = {}
        for referent, role in self._candidates(noun, asked):
            if {referent.gender, mention.gender} == {"m", "f"} or role.qualifiers != asked.qualifiers:
                continue
            if asked.polities and role.polities and not asked.polities & role.polities:
                continue
            known = self._words[referent]
            same_state = bool(asked.polities & role.polities)
            if asked.behind - known or (asked.proper - asked.nouns - known and not same_state):
                continue
            if not definite and (asked.before - known or asked.before == asked.nouns):
                continue  # "Republican nominee says" needs every word, and "senator" alone is anybody
            matched = len((asked.before | asked.behind) & known) + 2 * same_state
            fitting[referent] = max(fitting.get(referent, 0), matched)
        if not fitting:
            return None
        best = max(fitting.values())
        first = [r for r, matched in fitting.items() if matched == best]
        if best <= 1 and _sentences_since(first[0], mention) > _FAR_SENTENCES:
            return None
        if len(first) == 1:
            complete = best >= len(asked.before | asked.behind)
            return Fit(first[0], _SURE if len(fitting) == 1 and complete else _LIKELY)
        near = [r for r in first if _sentences_since(r, mention) <= 1]
        return Fit(near[0], _NEAREST) if len(near) == 1 else None

    def _candidates(self, noun: str, asked: _Role) -> Iterator[tuple[Referent, _Role]]:
        yield from self._by_noun.get(noun, ())
        if asked.is_head:
            for polity in asked.polities:
                yield from self._heads.get(polity, ())

    def _described_before(self, mention: Mention) -> Fit | None:
        """ "the official" behind "a senior US official": the last one with this noun, no word against it.

        "The source" is "a senior US official", when nobody else without a name was brought in near.
        """
        asked = _read(mention.span.of(self._document.text))
        if mention.noun == "source":
            near = [r for rs in self._anonymous.values() for r in rs if r.kind == "person" and self._is_new(r)]
            near = [r for r in near if _sentences_since(r, mention) <= _NEAR_SENTENCES]
            return Fit(near[0], _LIKELY) if len(near) == 1 else None
        for referent in reversed(self._anonymous.get(mention.noun or "", ())):
            if _sentences_since(referent, mention) > _NEAR_SENTENCES:
                return None
            known = _read(referent.name)
            if not (asked.before | asked.behind) - (known.before | known.behind):
                return Fit(referent, _LIKELY)
        return None

    def _is_new(self, referent: Referent) -> bool:
        """True when the article brings this person in with an indefinite phrase."""
        return referent.mentions[0].span.of(self._document.text).split()[0].casefold() in INDEFINITE


def _sentences_since(referent: Referent, mention: Mention) -> int:
    before = [m.head.sentence for m in referent.mentions[-8:] if m.span.start < mention.span.start]
    return mention.head.sentence - max(before) if before else 10**6


def _read(text: str) -> _Role:
    words = [w for part in text.split() if (w := part.strip('.,“”"‘()'))]
    owners = {w[:-2].casefold() for w in words if w.endswith(_GENITIVES)}
    words = [w[:-2] if w.endswith(_GENITIVES) else w for w in words]
    determined = bool(words) and words[0].casefold() in _DETERMINERS
    words = words[1:] if determined else words
    plain = [OFFICES.get(f"{w.casefold()}.", w.casefold()) for w in words]
    plain = [part for w in plain for part in _OTHER_WORDS.get(w, (w,))]
    plain = [part for w in plain for part in (w.split("-") if w.startswith(("ex-", "vice-")) else [w])]
    behind_from = next((i for i, w in enumerate(plain) if w in _BEHIND), len(plain))
    nouns = frozenset(w for w in plain if w in ROLE_NOUNS and w not in owners)
    polities = polities_in(text)
    named = {w for form in (plain, [" ".join(p) for p in pairwise(plain)]) for w in form if w in POLITIES}
    named = {w for form in named for w in form.split()}
    told = frozenset(w for w in plain if w not in _QUALIFIERS and w not in _BEHIND and w not in named)
    behind = frozenset(plain[behind_from:]) & told - {"the", "a"}
    return _Role(
        nouns=nouns,
        qualifiers=frozenset(plain) & _QUALIFIERS,
        polities=polities,
        before=frozenset(plain[:behind_from]) & told,
        behind=behind,
        proper=frozenset(w.casefold() for w in words[not determined :] if w[0].isupper()) & told,
    )


def polities_in(text: str) -> frozenset[str]:
    """The states and alliances that the words of `text` stand for."""
    words = text.casefold().replace("’s", "").replace("'s", "").replace(",", "").split()
    pairs = [" ".join(p) for p in pairwise(words)]
    return frozenset(POLITIES[w] for w in [*words, *pairs] if w in POLITIES)
