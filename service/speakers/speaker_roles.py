"""In which role somebody speaks: the one beside this quote, else the fullest that the article gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from service.coreference import Referent
from service.lexicons import ROLE_NOUNS
from service.mentions import (
    OFFICES,
    RELATIONS,
    Mention,
    body_beside,
    body_roles_beside,
    mention_of,
    name_of,
    names_body,
    polities_in,
    roles_beside,
    wording,
)
from service.spans import Span
from service.speakers.unnamed_roles import role_without_body
from service.syntax import Document, Word, kept

_MAX_ROLE_WORDS = 8
_ENOUGH_ROLE_WORDS = 4


@dataclass(frozen=True)
class Role:
    """In which role somebody speaks, in the article's words, and for which organization or state; None: not told."""

    text: str | None
    affiliation: str | None


@dataclass(frozen=True, eq=False)
class Member:
    """One of several people who speak together."""

    referent: Referent
    role: Role


def members_of(document: Document, source: Word | None, referent: Referent | None) -> tuple[Member, ...]:
    """Each of whom `referent` names together, in the role given beside `source`; empty for everybody else.

    "Economists at the bank Anna Lund and Erik Berg": the noun that `source` is tells the role of each.
    """
    members = referent.members if referent is not None else ()
    mention = mention_of(source) if source is not None and members else None
    shared = Role(None, None)
    if mention is not None and mention.form == "description" and mention.plural and _is_office(mention):
        shared = Role(wording(document, mention.own_span), _body_in(document, mention.own_span))
    roles = [role_of(document, _nearest(member, source), member) for member in members]
    return tuple(Member(m, role if role.text is not None else shared) for m, role in zip(members, roles, strict=True))


def _nearest(member: Referent, source: Word | None) -> Word | None:
    """Where the sentence of `source` names the member, nearest to it; None where it does not."""
    here = [m.head for m in member.mentions if source is not None and m.head.sentence is source.sentence]
    return min(here, key=lambda w: abs(w.index - (source.index if source else 0)), default=None)


def role_of(document: Document, source: Word | None, referent: Referent | None) -> Role:
    """The role given where `source` names the speaker, else the fullest one that the article gives for them."""
    mention = mention_of(source) if source is not None else None
    if referent is None:
        return Role(None, None)
    if referent.members:
        shared = {member.role for member in members_of(document, source, referent)}
        return shared.pop() if len(shared) == 1 else Role(None, None)
    if referent.anonymous:
        return _of_unnamed(referent, mention)
    if referent.kind not in ("person", "unknown"):
        return Role(
            _of_body(document, referent) if referent.kind in ("organization", "document", "place") else None, None
        )
    role = _beside(document, mention, referent) if mention is not None else None
    role = role or _fullest_of(referent)
    body = _body_of(referent)
    told = role or body
    if told is None:
        return Role(None, None)
    affiliation = _body_in(document, told) or (_body_in(document, body) if body is not None else None)
    return Role(wording(document, told), affiliation)


@kept
def _fullest_of(referent: Referent) -> Span | None:
    """The fullest role that the article gives for somebody."""
    roles = [span for span, _ in referent.roles]
    return _fullest(referent.mentions[0].head.document, roles) if roles else None


@kept
def _body_of(referent: Referent) -> Span | None:
    """The body that stands beside somebody's name."""
    bodies = (body_beside(m.head.document, m.span) for m in referent.mentions if m.form == "name")
    return next((b for b in bodies if b is not None), None)


@kept
def _named_in(referent: Referent) -> dict[int, list[Mention]]:
    """The mentions with a name, by their sentence."""
    found: dict[int, list[Mention]] = {}
    for mention in referent.mentions:
        if mention.name:
            found.setdefault(mention.head.sentence.index, []).append(mention)
    return found


def _beside(document: Document, mention: Mention, referent: Referent) -> Span | None:
    """The role that stands beside this quote."""
    if mention.form == "name":
        return _fullest(document, list(roles_beside(document, _name_span(mention, referent))))
    tells = mention.form == "description" and mention.kind == "person" and _is_office(mention)
    return mention.own_span if tells else None


def _is_office(mention: Mention) -> bool:
    """Not "the source", "the man", nor "the Norwegian": they say less than what else the article tells."""
    role = ROLE_NOUNS.get(mention.noun or "")
    return role is not None and role.function not in RELATIONS and mention.noun != "source"


def _of_body(document: Document, referent: Referent) -> str | None:
    """What the article calls an organization: beside its name, else where it speaks of it without the name."""
    named = [m for m in referent.mentions if m.form == "name"]
    beside = [role for m in named for role in body_roles_beside(document, m.span)]
    told = beside or [m.own_span for m in referent.mentions if m.form == "description" and names_body(m.head)]
    texts = [role.of(document.text) for role in told]
    short = [text for text in texts if len(text.split()) <= _MAX_ROLE_WORDS]
    return max(short or texts, key=lambda text: len(text.split()), default=None)


def _of_unnamed(referent: Referent, mention: Mention | None) -> Role:
    """The role without the name that the answer gives: somebody without a name is called by their role."""
    first = referent.mentions[0]
    told = [m for m in (first, mention) if m is not None and m.form == "description"]
    role = next((r for m in told if (r := role_without_body(m)) is not None), None)
    affiliation = _body_in(first.head.document, first.span) if referent.kind in ("person", "group") else None
    return Role(role, affiliation)


def _body_in(document: Document, words: Span) -> str | None:
    """The organization or state that the words name: "White House" of "White House press secretary"."""
    names = (name_of(e) for e in document.entities_in(words))
    body = next((n.text for n in names if n is not None and n.kind in ("organization", "place")), None)
    if body is not None:
        return body
    return next((w for w in words.of(document.text).split() if polities_in(w) and w[:1].isupper()), None)


def _fullest(document: Document, roles: Sequence[Span]) -> Span | None:
    """The role that the article gives most often and in most words; mere relations last, and only with whose they are.

    Four words are as good as more, and a role of more than eight is a whole life: it counts like two.
    """
    words = {role: wording(document, role).casefold().split() for role in roles}
    nouns = {role: [w for w in words[role] if w in OFFICES or w in ROLE_NOUNS] for role in roles}
    times = Counter(nouns[role][-1] for role in roles if nouns[role])

    def worth(role: Span) -> tuple[bool, int]:
        office = any(w in OFFICES or ROLE_NOUNS[w].function not in RELATIONS for w in nouns[role])
        length = min(len(words[role]), _ENOUGH_ROLE_WORDS) if len(words[role]) <= _MAX_ROLE_WORDS else 2
        return office, length * (times[nouns[role][-1]] if nouns[role] else 1)

    best = max(roles, key=worth, default=None)
    return best if best is not None and (worth(best)[0] or len(words[best]) > 1) else None


def _name_span(mention: Mention, referent: Referent) -> Span:
    """Where the speaker's name stands: "Ushakov" in "Putin’s adviser Ushakov", "Lee" after "the minister, Ann Lee"."""
    document = mention.head.document
    names = (name_of(e) for e in document.entities_in(mention.span))
    inside = next((n.span for n in names if n is not None and n.text in referent.names), None)
    beside = _named_in(referent).get(mention.head.sentence.index, [])
    nearest = min(beside, key=lambda m: abs(m.head.index - mention.head.index), default=mention)
    return inside or nearest.span
