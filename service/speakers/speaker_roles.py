"""In which role somebody speaks: the one beside this quote, else the fullest that the article gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from service.attribution import Attribution
from service.coreference import RELATIONS, Referent, Resolution
from service.lexicons import ROLE_NOUNS
from service.mentions import OFFICES, Mention, mention_of, name_of, roles_beside, wording
from service.spans import Span
from service.syntax import Document

_MAX_ROLE_WORDS = 8
_ENOUGH_ROLE_WORDS = 4


def role_of(document: Document, attribution: Attribution, resolution: Resolution) -> Span | None:
    """The role given for this quote, else the fullest one that the article gives for this speaker."""
    referent = resolution.referent
    if referent is None or referent.kind not in ("person", "unknown"):
        return None
    if attribution.source is not None:
        mention = mention_of(attribution.source)
        beside = _fullest(document, list(roles_beside(document, _name_span(mention, referent))))
        if beside is not None and mention.form == "name":
            return beside
        if mention.form == "description" and mention.kind == "person" and _is_office(mention):
            return mention.own_span
    if referent.anonymous:
        return _own_words(document, referent)
    return _fullest(document, [span for span, _ in referent.roles])


def _is_office(mention: Mention) -> bool:
    """Not "the source", nor "the Norwegian": they say less than what else the article tells."""
    return mention.noun in ROLE_NOUNS and mention.noun != "source"


def _own_words(document: Document, referent: Referent) -> Span | None:
    """Somebody without a name is called by their role."""
    first = referent.mentions[0]
    if first.form != "description" or referent.kind != "person":
        return None
    return first.own_span


def _fullest(document: Document, roles: Sequence[Span]) -> Span | None:
    """The role that the article gives most often and in most words; a mere relation ("rival") last, and only to somebody.

    Four words are as good as more, and a role of more than eight is a whole life: it counts like one.
    """
    words = {role: wording(document, role).casefold().split() for role in roles}
    nouns = {role: [w for w in words[role] if w in OFFICES or w in ROLE_NOUNS] for role in roles}
    times = Counter(nouns[role][-1] for role in roles if nouns[role])

    def worth(role: Span) -> tuple[bool, int]:
        office = any(w in OFFICES or ROLE_NOUNS[w].function not in RELATIONS for w in nouns[role])
        length = min(len(words[role]), _ENOUGH_ROLE_WORDS) if len(words[role]) <= _MAX_ROLE_WORDS else 1
        return office, length * (times[nouns[role][-1]] if nouns[role] else 1)

    best = max(roles, key=worth, default=None)
    return best if best is not None and (worth(best)[0] or len(words[best]) > 1) else None


def _name_span(mention: Mention, referent: Referent) -> Span:
    """Where the speaker's name stands: "Ushakov" in "Putin’s adviser Ushakov", "Lee" after "the minister, Ann Lee"."""
    document = mention.head.document
    names = (name_of(e) for e in document.entities_in(mention.span))
    inside = next((n.span for n in names if n is not None and n.text in referent.names), None)
    beside = [m for m in referent.mentions if m.name and m.head.sentence == mention.head.sentence]
    nearest = min(beside, key=lambda m: abs(m.head.index - mention.head.index), default=mention)
    return inside or nearest.span
