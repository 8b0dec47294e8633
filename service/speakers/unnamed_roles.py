"""In which role somebody without a name speaks: what is left of the words for them without the body they belong to.

senior US official             senior official, of the US
two CNN meteorologists         meteorologist, of CNN
police spokesman               none: the name that the answer gives says it all
"""

from __future__ import annotations

from service.lexicons import ORGANIZATION_NOUNS
from service.mentions import Mention, first_nouns, names_role
from service.syntax import Word

_SPEAKING = ("person", "group", "organization", "unknown")
_NAMES = ("ORG", "LOC", "FAC", "NORP", "PERSON")
_NO_PART = ("DET", "NUM", "PUNCT", "ADV", "PART")


def role_without_body(mention: Mention) -> str | None:
    """The role in the words of `mention`, of one person; None where they tell no more than the role, or none."""
    document = mention.head.document
    words = document.words_in(mention.own_span)
    kept = [w for w in first_nouns(words) if w.upos not in _NO_PART and not _is_of_name(w)]
    if mention.kind not in _SPEAKING or len(kept) == len(words) or not kept:
        return None
    if not (names_role(kept[-1]) or kept[-1].lemma.casefold() in ORGANIZATION_NOUNS):
        return None
    return " ".join([*(w.text for w in kept[:-1]), _of_one(kept[-1])])


def _of_one(noun: Word) -> str:
    return noun.lemma if noun.has("Number=Plur") else noun.text


def _is_of_name(word: Word) -> bool:
    return word.entity is not None and word.entity.label in _NAMES
