"""In which role somebody without a name speaks: what is left of the words for them without the body they belong to.

senior US official             senior official, of the US
two CNN meteorologists         meteorologist, of CNN
police spokesman               the same
the woman, two friends         none: no office
"""

from __future__ import annotations

from service.lexicons import ORGANIZATION_NOUNS, ROLE_NOUNS
from service.mentions import RELATIONS, Mention, first_nouns, names_role
from service.syntax import Word

_SPEAKING = ("person", "group", "organization", "unknown")
_NAMES = ("ORG", "LOC", "FAC", "NORP", "PERSON")
_NO_PART = ("DET", "NUM", "PUNCT", "ADV", "PART")


def role_without_body(mention: Mention) -> str | None:
    """The role in the words of `mention`, of one person; None where they tell none."""
    document = mention.head.document
    words = document.words_in(mention.own_span)
    kept = [w for w in first_nouns(words) if w.upos not in _NO_PART and not _is_of_name(w)]
    if mention.kind not in _SPEAKING or not kept or (len(kept) == len(words) and not _is_office(kept[-1])):
        return None
    if not (names_role(kept[-1]) or kept[-1].lemma.casefold() in ORGANIZATION_NOUNS):
        return None
    return " ".join([*(w.text for w in kept[:-1]), _of_one(kept[-1])])


def _is_office(noun: Word) -> bool:
    role = ROLE_NOUNS.get(noun.lemma.casefold())
    return role is not None and role.function not in RELATIONS


def _of_one(noun: Word) -> str:
    return noun.lemma if noun.has("Number=Plur") else noun.text


def _is_of_name(word: Word) -> bool:
    return word.entity is not None and word.entity.label in _NAMES
