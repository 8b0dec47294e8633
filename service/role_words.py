"""The words of a role or description, sorted: which office, of which state, what stands behind "of", proper names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from service.lexicons import POLITIES, ROLE_NOUNS
from service.roles import OFFICES

OTHER_WORDS = {"premier": ("prime", "minister"), "pm": ("prime", "minister")}
POSSESSIVE = frozenset({"his", "her", "their", "its", "my", "our", "your"})
DETERMINERS = POSSESSIVE | {"the", "this", "that"}
_GENITIVES = ("’s", "'s")
_BEHIND = frozenset({"of", "for", "at", "to", "in", "from", "with", "on"})
_QUALIFIERS = frozenset({"vice", "vice-president", "former", "ex", "deputy", "acting", "assistant", "then",
                         "late", "lt", "lieutenant", "elect", "shadow"})  # fmt: skip


@dataclass(frozen=True)
class RoleWords:
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


@lru_cache(maxsize=4096)
def read_role(text: str) -> RoleWords:
    """The words of a role or description by what they tell."""
    words, owners = _without_genitives(text)
    determined = bool(words) and words[0].casefold() in DETERMINERS
    words = words[1:] if determined else words
    plain = [OFFICES.get(f"{w.casefold()}.", w.casefold()) for w in words]
    plain = [part for w in plain for part in OTHER_WORDS.get(w, (w,))]
    plain = [part for w in plain for part in (w.split("-") if w.startswith(("ex-", "vice-")) else [w])]
    behind_from = next((i for i, w in enumerate(plain) if w in _BEHIND), len(plain))
    nouns = frozenset(w for w in plain if w in ROLE_NOUNS and w not in owners)
    polities = polities_in(text)
    named = {w for form in (plain, [" ".join(p) for p in pairwise(plain)]) for w in form if w in POLITIES}
    named = {w for form in named for w in form.split()}
    told = frozenset(w for w in plain if w not in _QUALIFIERS and w not in _BEHIND and w not in named)
    behind = frozenset(plain[behind_from:]) & told - {"the", "a"}
    return RoleWords(
        nouns=nouns,
        qualifiers=frozenset(plain) & _QUALIFIERS,
        polities=polities,
        before=frozenset(plain[:behind_from]) & told,
        behind=behind,
        proper=frozenset(w.casefold() for w in words[not determined :] if w[0].isupper()) & told,
    )


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
    words = text.casefold().replace("’s", "").replace("'s", "").replace(",", "").split()
    pairs = [" ".join(p) for p in pairwise(words)]
    return frozenset(POLITIES[w] for w in [*words, *pairs] if w in POLITIES)
