"""Words that name a role, and where in a phrase they stand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from service.lexicons import ROLE_NOUNS, WORDS, table
from service.syntax import Sentence, Word

OFFICES = {row["title"]: row["office"] for row in table("titles") if row["office"]}
"""Titles that name an office, with its noun: "gov." → "governor"."""

_PARTY_MEMBERS = WORDS["member of a party"]

PUNCTUATION_OF_TITLES = frozenset({"-", "–", "&", "/", "."})
"""Marks that may stand within a title: "vice-president", "R&D chief"."""


def names_role(word: Word) -> bool:
    """True for a noun for a person by what they do, and for a title that names an office."""
    text = word.text.casefold()
    if text in ROLE_NOUNS or word.lemma.casefold() in ROLE_NOUNS or text in OFFICES or _joined(word) in ROLE_NOUNS:
        return True
    if word.upos not in ("NOUN", "PROPN"):
        return False
    return text in _PARTY_MEMBERS or ("-" in text and any(part in ROLE_NOUNS for part in text.split("-")))


def _joined(word: Word) -> str:
    """ "front-runner" for its last word: tokenizers part it at the hyphens."""
    words = word.sentence.words
    first = word.index
    while first > 1 and words[first - 1].text == "-" and words[first - 2].span.end == words[first - 1].span.start:
        first -= 2
    return "".join(w.text for w in words[first : word.index + 1]).casefold()


def is_genitive(sentence: Sentence, i: int) -> bool:
    """True where the word `i` is the ending of a genitive."""
    return sentence.words[i].text.casefold() in ("'s", "’s", "’", "'") and sentence.words[i].upos == "PART"


def ends_in_role(words: Sequence[Word]) -> bool:
    """True when the words before the first "of", "for" or "at" end in a role noun: "Russia’s foreign minister"."""
    core = first_nouns(words)
    return bool(core) and names_role(core[-1])


def first_nouns(words: Sequence[Word]) -> list[Word]:
    """ "former director" of "former director under President Clinton"; a preposition within a name does not count."""
    return list(takewhile(lambda w: w.upos != "ADP" or _is_in_name(w), words))


def _is_in_name(word: Word) -> bool:
    """ "for" in "Democracy for America’s director"."""
    return word.entity is not None and word.entity.span.start < word.span.start
