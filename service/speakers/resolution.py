"""Attributions → quotes with speakers: each source resolved, with role and affiliation, and the chain of reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.attribution import Attribution
from service.coreference import RELATIONS, CoreferenceResolver, Referent, Resolution
from service.lexicons import ROLE_NOUNS
from service.mentions import OFFICES, Mention, mention_of, name_of, roles_beside
from service.spans import Span
from service.syntax import Document

NAME_FROM = 0.6
"""Below this confidence a pronoun is left without a name: from here on nine in ten are right."""

_MAX_ROLE_WORDS = 8
_ENOUGH_ROLE_WORDS = 4


@dataclass(frozen=True)
class Addressee:
    """To whom the speaker spoke."""

    name: str
    mention: Span


@dataclass(frozen=True, eq=False)
class AttributedQuote:
    """An attribution with its speaker resolved. `reporters` are the attributions around it, nearest first.

    One that `relays` reports nothing but what somebody else said; it is a link of the chain and no quote of its own.
    """

    attribution: Attribution
    resolution: Resolution
    role: Span | None
    addressee: Addressee | None
    reporters: tuple[Attribution, ...]
    relays: bool = False


def resolve_speakers(
    document: Document, cast: CoreferenceResolver, attributions: Sequence[Attribution]
) -> list[AttributedQuote]:
    """Every attribution with its speaker, in the order given; `cast` is that of the document."""
    reporters = _reporters(attributions)
    done: dict[Attribution, AttributedQuote] = {}

    def resolve(attribution: Attribution) -> AttributedQuote:
        if attribution not in done:
            around = reporters[attribution]
            # The reporter and the speech before it come first: this one may take over their speaker.
            outer = resolve(around[0]).resolution.referent if around else None
            before = resolve(attribution.speaks_on).resolution if attribution.speaks_on else None
            resolution = _resolution(cast, attribution, outer, before)
            role = _role(document, attribution, resolution)
            done[attribution] = AttributedQuote(
                attribution, resolution, role, _addressee(document, cast, attribution), around
            )
        return done[attribution]

    for attribution in sorted(attributions, key=lambda a: a.source.span.start if a.source else a.start):
        resolve(attribution)
    return [done[a] for a in attributions]


def _resolution(
    cast: CoreferenceResolver, attribution: Attribution, outer: Referent | None, before: Resolution | None
) -> Resolution:
    if attribution.source is not None:
        found = cast.resolve(attribution.source, outer)
        if found.referent is not None and found.confidence < NAME_FROM:
            return Resolution(None, found.mention, f"{found.how}: no antecedent stands out", 1.0)
        return found
    if before is not None:
        return Resolution(before.referent, None, "goes on from the quote before", before.confidence)
    return Resolution(None, None, "the text names no source", 1.0)


def _reporters(attributions: Sequence[Attribution]) -> dict[Attribution, tuple[Attribution, ...]]:
    """For each attribution those whose content holds its cue, or where it has none its content, smallest first."""
    spans = sorted(((s, a) for a in attributions for s in a.content), key=lambda item: item[0].start)
    places = sorted(((a.cue_span or a.content[0], a) for a in attributions), key=lambda item: item[0].start)
    found: dict[Attribution, tuple[Attribution, ...]] = {}
    open_spans: list[tuple[Span, Attribution]] = []
    next_span = 0
    for place, inner in places:
        while next_span < len(spans) and spans[next_span][0].start <= place.start:
            open_spans.append(spans[next_span])
            next_span += 1
        open_spans = [item for item in open_spans if item[0].end > place.start]
        around = {
            outer: span.end - span.start
            for span, outer in open_spans
            if outer is not inner and span.covers(place) and not _covers(inner, outer)
        }
        found[inner] = tuple(sorted(around, key=lambda a: around[a]))
    return found


def _covers(inner: Attribution, outer: Attribution) -> bool:
    """True when `outer`'s cue stands in `inner`'s content: then it is the other way round."""
    cue = outer.cue_span
    return cue is not None and any(s.covers(cue) for s in inner.content)


def _role(document: Document, attribution: Attribution, resolution: Resolution) -> Span | None:
    """The role given for this quote, else the fullest one that the article gives for this speaker."""
    referent = resolution.referent
    if referent is None or referent.kind not in ("person", "unknown"):
        return None
    if attribution.source is not None:
        mention = mention_of(attribution.source)
        beside = next(roles_beside(document, _name_span(mention, referent)), None)
        if beside is not None and mention.form == "name":
            return beside
        if mention.form == "description" and mention.kind == "person" and _is_office(mention):
            return mention.own_span
    if referent.anonymous:
        return _own_words(document, referent)
    return _fullest([span for span, _ in referent.roles], document.text)


def _is_office(mention: Mention) -> bool:
    """Not "the source", nor "the Norwegian": they say less than what else the article tells."""
    return mention.noun in ROLE_NOUNS and mention.noun != "source"


def _own_words(document: Document, referent: Referent) -> Span | None:
    """Somebody without a name is called by their role."""
    first = referent.mentions[0]
    if first.form != "description" or referent.kind != "person":
        return None
    return first.own_span


def _fullest(roles: Sequence[Span], text: str) -> Span | None:
    """The first of the fullest roles; a mere relation to somebody ("rival") only where it says to whom.

    Four words are as good as more, and one above eight is a whole life.
    """

    def worth(role: Span) -> tuple[bool, int]:
        words = role.of(text).casefold().split()
        office = any(w in OFFICES or (w in ROLE_NOUNS and ROLE_NOUNS[w].function not in RELATIONS) for w in words)
        return office, min(len(words), _ENOUGH_ROLE_WORDS) if len(words) <= _MAX_ROLE_WORDS else 1

    best = max(roles, key=worth, default=None)
    return best if best is not None and (worth(best)[0] or " " in best.of(text)) else None


def _name_span(mention: Mention, referent: Referent) -> Span:
    """Where the speaker's name stands: "Ushakov" in "Putin’s adviser Ushakov", "Lee" behind "the minister, Ann Lee"."""
    document = mention.head.document
    names = (name_of(e) for e in document.entities_in(mention.span))
    inside = next((n.span for n in names if n is not None and n.text in referent.names), None)
    beside = [m for m in referent.mentions if m.name and m.head.sentence == mention.head.sentence]
    nearest = min(beside, key=lambda m: abs(m.head.index - mention.head.index), default=mention)
    return inside or nearest.span


def _addressee(document: Document, cast: CoreferenceResolver, attribution: Attribution) -> Addressee | None:
    """To whom was spoken: by the fullest name known, else in its own words without article; None for "me"."""
    word = attribution.addressee
    if word is None:
        return None
    mention = mention_of(word)
    if mention.kind == "document" or (mention.form == "description" and word.upos != "NOUN"):
        return None
    referent = cast.who(word)
    if referent is None and mention.form == "pronoun":
        return None
    name = referent.name if referent is not None else mention.name or mention.own_words
    return Addressee(name, mention.span)
