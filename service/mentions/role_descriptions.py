"""The words of a role or description, sorted: which office, of which state, what stands after "of", proper names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from service.lexicons import CONTRASTS, POLITIES, ROLE_NOUNS, SEATS, WORDS
from service.mentions.role_heads import OFFICES

OTHER_WORDS = {"premier": ("prime", "minister"), "pm": ("prime", "minister")}
POSSESSIVE = WORDS["possessive"]
DETERMINERS = POSSESSIVE | {"the", "this", "that"}
_GENITIVES = ("’s", "'s")
_BEHIND = WORDS["preposition in a role"]
_QUALIFIERS = WORDS["qualifier of a role"]


@dataclass(frozen=True)
class RoleWords:
    """What the words of a role or description say. `before` and `after` stand before and after the first "of".

    `of_seat` is True when the seat of a government is among them; `contrasts` are the (about, means) of
    `lexicons/data/contrasts.tsv`.
    """

    nouns: frozenset[str]
    qualifiers: frozenset[str]
    polities: frozenset[str]
    preceding: frozenset[str]
    following: frozenset[str]
    proper: frozenset[str]
    of_seat: bool
    contrasts: frozenset[tuple[str, str]]

    @property
    def is_head(self) -> bool:
        """True for the nouns that mean who leads a state: the president, the White House resident."""
        functions = {ROLE_NOUNS[noun].function for noun in self.nouns}
        return "head" in functions or (self.of_seat and "occupant" in functions)


@lru_cache(maxsize=4096)
def read_role(text: str) -> RoleWords:
    """The words of a role or description by what they tell."""
    words, owners = _without_genitives(text)
    determined = bool(words) and words[0].casefold() in DETERMINERS
    words = words[1:] if determined else words
    plain = [OFFICES.get(f"{w.casefold()}.", w.casefold()) for w in words]
    plain = [part for w in plain for part in OTHER_WORDS.get(w, (w,))]
    plain = [part for w in plain for part in (w.split("-") if w.startswith(("ex-", "vice-")) else [w])]
    following_from = next((i for i, w in enumerate(plain) if w in _BEHIND), len(plain))
    nouns = frozenset(w for w in plain if w in ROLE_NOUNS and w not in owners)
    named = {w for form in (plain, [" ".join(p) for p in pairwise(plain)]) for w in form if w in POLITIES}
    named = {w for form in named for w in form.split()}
    told = frozenset(w for w in plain if w not in _QUALIFIERS and w not in _BEHIND and w not in named)
    following = frozenset(plain[following_from:]) & told - {"the", "a"}
    return RoleWords(
        nouns=nouns,
        qualifiers=frozenset(plain) & _QUALIFIERS,
        polities=polities_in(text),
        preceding=frozenset(plain[:following_from]) & told,
        following=following,
        proper=frozenset(w.casefold() for w in words[not determined :] if w[0].isupper()) & told,
        of_seat=not SEATS.isdisjoint(_words_and_pairs(text)),
        contrasts=frozenset(CONTRASTS[w] for w in plain if w in CONTRASTS),
    )


def contradicts(description: RoleWords, known: Iterable[RoleWords]) -> bool:
    """True when `description` rules out somebody with the roles `known`: the Conservative leader, after Labour's."""
    told: dict[str, set[str]] = {"order": set()}
    for about, means in (contrast for role in known for contrast in role.contrasts):
        told.setdefault(about, set()).add(means)
    asked: dict[str, set[str]] = {}
    for about, means in description.contrasts:
        asked.setdefault(about, set()).add(means)
    return any(about in told and told[about].isdisjoint(means) for about, means in asked.items())


def _without_genitives(text: str) -> tuple[list[str], set[str]]:
    """The words without marks and genitive endings, and those that had one: "Hale’s", in tokenized text "Hale ’s"."""
    words: list[str] = []
    owners: set[str] = set()
    for part in text.split():
        word = part.strip('.,“”"‘()')
        is_genitive = word.endswith(_GENITIVES)
        bare = word[:-2] if is_genitive else word
        if bare:
            words.append(bare)
        if is_genitive:
            owners.update(w.casefold() for w in words[-1:])
    return words, owners


def polities_in(text: str) -> frozenset[str]:
    """The states and alliances that the words of `text` stand for."""
    return frozenset(POLITIES[w] for w in _words_and_pairs(text) if w in POLITIES)


def _words_and_pairs(text: str) -> list[str]:
    words = text.casefold().replace("’s", "").replace("'s", "").replace(",", "").split()
    return [*words, *(" ".join(pair) for pair in pairwise(words))]
