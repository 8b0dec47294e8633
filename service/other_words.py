"""Whether a description may be another word for somebody named before: "the midfielder" for the captain of the club.

News, and translated news most, avoids saying a name twice. A description may mean a person when nothing that the
article tells of the person speaks against it: not the kind of work (`lexicons/role_fields.tsv`: a prosecutor is no
defendant), not the office, not the state, and no name in the description that has nothing to do with the person.
"""

from __future__ import annotations

from service.document import Document
from service.lexicons import ROLE_FIELDS, ROLE_NOUNS
from service.mentions import Mention
from service.people import Referent
from service.role_words import read_role
from service.same_name import parts_of
from service.spans import Span

_EPITHETS = frozenset("head chief leader boss tenant resident occupant number-one strongman foreman".split())
"""Nouns that stand for any office: "the head of the Colombian diplomacy", "the boss of the party"."""

_PRIVATE = frozenset({"private", "relation"})
_FORMER = frozenset({"former", "ex"})


def may_be_called(document: Document, description: Mention, referent: Referent) -> bool:
    """True where nothing speaks against the description meaning `referent`.

    "The midfielder" may be anybody but a minister, "the CDU politician" a minister, an office only somebody of whom no
    role is known, "the FBI director" only somebody who has to do with the FBI; "the president" alone is the one whom
    everybody knows.
    """
    asked = read_role(description.span.of(document.text))
    role = ROLE_NOUNS.get(description.noun or "")
    function = role.function if role is not None else "other"
    if referent.anonymous or function in _PRIVATE:
        return False
    if function != "other" and description.noun not in _EPITHETS and (referent.roles or len(asked.before) == 1):
        return False
    known = [read_role(span.of(document.text)) for span, _ in referent.roles]
    states = frozenset().union(*(r.polities for r in known))
    if asked.polities and states and not asked.polities & states:
        return False
    fields, own = _fields(asked.nouns), frozenset().union(*(_fields(r.nouns) for r in known))
    if fields and own and not asked.qualifiers & _FORMER:
        return bool(fields & own)
    words = {w for r in known for w in r.before | r.behind} | {p for n in referent.names for p in parts_of(n)}
    return not asked.proper - asked.nouns - {description.noun} - words - _places_in(document, description.span)


def _fields(nouns: frozenset[str]) -> frozenset[str]:
    return frozenset(field for noun in nouns for field in ROLE_FIELDS.get(noun, ()))


def _places_in(document: Document, span: Span) -> set[str]:
    """The words of places and peoples in `span`: where somebody is from is told nowhere else."""
    entities = (e for e in document.entities_in(span) if e.kind in ("LOC", "GPE", "NORP"))
    return {w.text.casefold() for e in entities for w in document.words_in(e.span)}
