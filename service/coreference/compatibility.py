"""Whether a description may be another word for somebody named before: "the midfielder" for the captain of the club.

News, and translated news most, avoids saying a name twice. A description may mean a person when nothing that the
article tells of the person speaks against it: not the field of work (a column of `lexicons/data/role_nouns.tsv`: no
prosecutor is a defendant), not the office, not the state, and no name in it that has nothing to do with the person.
"""

from __future__ import annotations

from service.coreference.definite_descriptions import RELATIONS
from service.coreference.referent import Referent
from service.lexicons import ALLIANCES, ROLE_NOUNS, WORDS
from service.mentions import Mention, RoleWords, contradicts, parts_of, read_role
from service.spans import Span
from service.syntax import Document

_EPITHETS = WORDS["epithet"]
"""Nouns that stand for any office: "the head of the Colombian diplomacy", "the boss of the party"."""

_UNNAMED = WORDS["unnamed on purpose"]
"""Who is called so is not named on purpose."""

_ANYBODY = WORDS["man or woman"]
_FORMER = WORDS["former"]


def is_compatible(description: Mention, referent: Referent) -> bool:
    """True where nothing speaks against the description meaning `referent`.

    "The midfielder" may be anybody but a minister, "the CDU politician" a minister, an office only somebody of whom no
    other office is known, "the FBI director" only somebody who has to do with the FBI, "the woman" only somebody known
    to be one; "the president" alone is the one whom everybody knows.
    """
    document = description.head.document
    asked = read_role(description.words)
    role = ROLE_NOUNS.get(description.noun or "")
    function = role.function if role is not None else "other"
    known = _roles(document, referent)
    if description.noun in _ANYBODY:
        return description.gender == referent.gender
    if contradicts(asked, known):
        return False
    if referent.anonymous or function in RELATIONS or description.noun in _UNNAMED or _is_title(description, function):
        return False
    is_epithet = description.noun in _EPITHETS or (function == "occupant" and asked.of_seat)
    alone = function == "head" and len(asked.preceding) == 1
    if function != "other" and not is_epithet and (alone or any(map(_names_office, known))):
        return False
    states = frozenset().union(*(r.polities for r in known)) - ALLIANCES
    # "The head of the White House", "the Kremlin chief": who leads a state; "the head of its diplomacy" does not.
    leads_state = role is not None and is_epithet and not asked.following
    if asked.polities and not asked.polities & states and (states or leads_state):
        return False
    same_field = is_of_the_field(description, referent)
    if same_field is not None:
        return same_field
    if role is None:
        return True  # "the Norwegian", "the Social Democrat"
    words = {w for r in known for w in r.preceding | r.following} | {p for n in referent.names for p in parts_of(n)}
    if is_epithet and any(not w.endswith("-old") for w in asked.preceding - asked.nouns - words):
        return False  # "the band leader" leads something that this person has nothing to do with
    return not asked.proper - asked.nouns - {description.noun} - words - _places_in(document, description.span)


def _names_office(role: RoleWords) -> bool:
    return any(noun not in _EPITHETS and ROLE_NOUNS[noun].function in ("head", "official") for noun in role.nouns)


def _is_title(description: Mention, function: str) -> bool:
    """ "The Daily Caller": a noun in capitals that is no office is a name."""
    return description.noun in ROLE_NOUNS and function == "other" and description.head.text[:1].isupper()


def is_of_the_field(description: Mention, referent: Referent) -> bool | None:
    """Whether the description and the roles of `referent` are of one field of work; None where that is not known."""
    document = description.head.document
    asked = read_role(description.words)
    roles = _roles(document, referent)
    own = frozenset().union(*(_fields(r.nouns) for r in roles))
    own |= {"politics"} if any((r.is_head or r.nouns & _EPITHETS) and r.polities for r in roles) else frozenset()
    fields = _fields(asked.nouns)
    return bool(fields & own) if fields and own and not asked.qualifiers & _FORMER else None


def _roles(document: Document, referent: Referent) -> list[RoleWords]:
    return [read_role(span.of(document.text)) for span, _ in referent.roles]


def _fields(nouns: frozenset[str]) -> frozenset[str]:
    return frozenset(field for noun in nouns if noun in ROLE_NOUNS for field in ROLE_NOUNS[noun].fields)


def _places_in(document: Document, span: Span) -> set[str]:
    """The words of places and peoples in `span`: where somebody is from is told nowhere else."""
    entities = (e for e in document.entities_in(span) if e.label in ("LOC", "NORP"))
    return {w.text.casefold() for e in entities for w in document.words_in(e.span)}
