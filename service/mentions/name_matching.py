"""Whether two names can be one person's: spellings, nicknames, initials and middle names.

Vladimir Poutine, Vladimir Putin       other spelling: the surnames sound alike
Joe Biden, Joseph R. Biden Jr.         nickname, initial, suffix
Zaha Hadid, Zaha Mohammad Hadid        middle name
Bill Clinton, Hillary Clinton          two people
John Baker, John Booker                two people: equal consonants are no identity
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from service.lexicons import WORDS, table

_SAME_SOUND = 0.96
"""Similarity of Jaro and Winkler between two spellings of one name: Poutine and Putin have 0.97, Petersen and Peterson
0.95."""

_LEAST_LETTERS_OF_VARIANT = 5
_NICKNAMES = {row["nickname"]: row["name"] for row in table("nicknames")}
PARTICLES = WORDS["particle of a surname"]
"""Small words within a surname."""

_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})
_SUFFIXES = WORDS["suffix of a name"]
_NICKNAME = re.compile(r"(?<=\s)[“\"][^“”\"]+[”\"](?=\s)")
_DEGREES = ("md", "phd")
_SOUNDS = (("sch", "sh"), ("ck", "k"), ("ph", "f"), ("c", "k"), ("q", "k"), ("w", "v"), ("z", "s"), ("x", "ks"),
           ("ou", "u"), ("y", "i"), ("j", "i"))  # fmt: skip


@lru_cache(maxsize=4096)
def parts_of(name: str) -> tuple[str, ...]:
    """The words of a name in small letters, without accents, stops, suffixes ("Jr."), middle initials and nicknames."""
    plain = _NICKNAME.sub("", name).casefold().translate(_LETTERS)
    plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    words = [w for w in re.split(r"[\s.,’']+", plain.replace("'s ", " ")) if w and w not in _SUFFIXES]
    full = [w for i, w in enumerate(words) if len(w) > 1 or i in (0, len(words) - 1)]
    return tuple(full or words)


def is_generation(word: str) -> bool:
    """True for "Jr.", "Sr.", "III" behind a name, written with a capital."""
    plain = word.casefold().removesuffix(".")
    return word[:1].isupper() and plain in _SUFFIXES and plain not in _DEGREES


def first_name(name: str) -> str:
    """The first word of a name as `lexicons/data/first_names.tsv` writes it; "" for a name without letters."""
    return next(iter(parts_of(name)), "")


@lru_cache(maxsize=4096)
def surnames_of(name: str) -> tuple[str, ...]:
    """The words by which a person of this name may be called: the last, one in the middle, half of a double one.

    "Lucía Arango Restrepo" is Arango, "Kwame Asante-Boateng" Mr. Asante; particles ("van der Wal") call nobody.
    """
    words = [w for w in parts_of(name)[1:] if w not in PARTICLES]
    return tuple(dict.fromkeys([*words, *(half for w in words if "-" in w for half in w.split("-"))]))


@lru_cache(maxsize=4096)
def sounded(word: str) -> str:
    """The word as it sounds, doubled letters once: "zelenskyy" and "selenskij" → "selenski"."""
    for letters, sound in _SOUNDS:
        word = word.replace(letters, sound)
    return re.sub(r"(.)\1+", r"\1", word)


@lru_cache(maxsize=4096)
def skeleton(word: str) -> str:
    """The consonants as they sound, doubled ones once: "poutine" and "putin" → "ptn"."""
    sound = sounded(word)
    return re.sub(r"(.)\1+", r"\1", sound[:1] + re.sub("[aeiou]", "", sound[1:]))


def same_first_name(one: str, other: str) -> bool:
    """True for the same first name, its initial, a nickname, or another spelling of it."""
    if one == other or (min(len(one), len(other)) == 1 and one[0] == other[0]):
        return True
    return _NICKNAMES.get(one, one) == _NICKNAMES.get(other, other) or same_surname(one, other)


def same_surname(one: str, other: str) -> bool:
    """True for one surname in two spellings; short ones must be equal."""
    if one == other:
        return True
    if min(len(one), len(other)) < _LEAST_LETTERS_OF_VARIANT or skeleton(one) != skeleton(other):
        return False
    return JaroWinkler.similarity(sounded(one), sounded(other)) >= _SAME_SOUND


def same_full_name(one: str, other: str) -> bool:
    """True when two names of two words and more can be one person's."""
    mine, others = parts_of(one), parts_of(other)
    if mine == others or (min(len(mine), len(others)) > 1 and _begins(mine, others)):
        return True
    return same_first_name(mine[0], others[0]) and same_surname(mine[-1], others[-1])


def _begins(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True when the shorter is cut off from the longer: "Mary J." for "Mary J. Blige" is, "Mary Blige" is not."""
    short, long = sorted((one, other), key=len)
    return long[: len(short)] == short
