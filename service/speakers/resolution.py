"""Attributions → quotes with speakers: each source resolved, with role and affiliation, and the chain of reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.attribution import Attribution
from service.coreference import CoreferenceResolver, Referent, Resolution
from service.speakers.addressees import Addressee, addressee_of, passed_on
from service.speakers.speaker_roles import Member, Role, members_of, role_of
from service.syntax import Document, quoter


@dataclass(frozen=True, eq=False)
class AttributedQuote:
    """An attribution with its speaker resolved. `members` are those of several who speak together, `reporters` the
    attributions around it, nearest first. `quoted_by` is who "quoted her as saying" it.

    One that `relays` reports nothing but what somebody else said; it is a link of the chain and no quote of its own.
    """

    attribution: Attribution
    resolution: Resolution
    role: Role
    members: tuple[Member, ...]
    addressee: Addressee | None
    reporters: tuple[Attribution, ...]
    quoted_by: Referent | None = None
    relays: bool = False


def resolve_speakers(
    document: Document, resolver: CoreferenceResolver, attributions: Sequence[Attribution]
) -> list[AttributedQuote]:
    """Every attribution with its speaker, in the order given; `cast` is that of the document."""
    done: dict[Attribution, AttributedQuote] = {}

    def resolve(attribution: Attribution) -> AttributedQuote:
        if attribution not in done:
            around = attribution.reporters
            # The reporter and the speech before it come first: this one may take over their speaker.
            outer = resolve(around[0]).resolution.referent if around else None
            before = resolve(attribution.speaks_on).resolution if attribution.speaks_on else None
            resolution = _resolution(resolver, attribution, outer, before)
            done[attribution] = AttributedQuote(
                attribution,
                resolution,
                role_of(document, attribution.source, resolution.referent),
                members_of(document, attribution.source, resolution.referent),
                addressee_of(resolver, attribution),
                around,
                _quoted_by(resolver, attribution),
            )
        return done[attribution]

    for attribution in sorted(attributions, key=lambda a: a.source.span.start if a.source else a.start):
        resolve(attribution)
    spoken = [done[a] for a in attributions]
    same = passed_on([(s.attribution, s.resolution.referent, s.addressee) for s in spoken])
    return [replace(s, addressee=s.addressee or same.get(s.attribution)) for s in spoken]


def _quoted_by(resolver: CoreferenceResolver, attribution: Attribution) -> Referent | None:
    word = next((w for cue in attribution.cue if (w := quoter(cue)) is not None), None)
    return resolver.resolve(word).referent if word is not None else None


def _resolution(
    resolver: CoreferenceResolver, attribution: Attribution, outer: Referent | None, before: Resolution | None
) -> Resolution:
    if attribution.source is not None:
        found = resolver.resolve(attribution.source, outer)
        if found.referent is not None and not found.stands_out:
            return Resolution(None, found.mention, f"{found.how}: no antecedent stands out", 1.0, links=found.links)
        return found
    if before is not None:
        return Resolution(before.referent, None, "goes on from the quote before", before.confidence)
    return Resolution(None, None, "the text names no source", 1.0)
