"""Resolved attributions → the quotes and speakers of the response: numbering, filters, links, confidence."""

from __future__ import annotations

from collections.abc import Sequence

from service.coreference import Referent
from service.mentions import wording
from service.output.results import Analysis, Cue, Member, ModelInfo, Options, Quote, Report, Speaker, SpeakerOfQuote
from service.speakers import AttributedQuote
from service.stance import Stance
from service.syntax import Document

_NOT_YET = ModelInfo("", "", "")


def assemble(
    document: Document, spoken: Sequence[AttributedQuote], stances: Sequence[Stance], options: Options
) -> Analysis:
    """The analysis with the quotes that `options` ask for; `stances` stand in the order of `spoken`."""
    chosen = [
        (s, stance)
        for s, stance in zip(spoken, stances, strict=True)
        if s.attribution.medium in options.media and confidence_of(s) >= options.min_confidence
    ]
    by_attribution = {s.attribution: s for s, _ in chosen}
    together: dict[Referent, AttributedQuote] = {}
    referents: dict[Referent, None] = {}
    for s, _ in chosen:
        if s.resolution.referent is not None:
            together.setdefault(s.resolution.referent, s)
            referents |= dict.fromkeys((s.resolution.referent, *(m.referent for m in s.members)))
        if s.quoted_by is not None:
            referents[s.quoted_by] = None
    speaker_ids = {referent: f"s{i}" for i, referent in enumerate(referents, 1)}
    chosen = [(s, stance) for s, stance in chosen if not s.relays]
    ids = {s.attribution: f"q{i}" for i, (s, _) in enumerate(chosen, 1)}
    quotes = []
    for s, stance in chosen:
        attribution = s.attribution
        cue_span = attribution.cue_span
        reports = [Report(None, speaker_ids[s.quoted_by], s.quoted_by.name)] if s.quoted_by is not None else []
        reports += [
            _report(by_attribution[around], ids.get(around), speaker_ids)
            for around in s.reporters
            if around in by_attribution
        ]
        quotes.append(
            Quote(
                id=ids[attribution],
                type=attribution.type,
                medium=attribution.medium,
                content=attribution.content,
                speaker=_speaker_of_quote(document, s, speaker_ids),
                cue=None if cue_span is None else Cue(cue_span, attribution.lemma or ""),
                addressee=s.addressee,
                reported_by=tuple(reports),
                stance=stance,
                confidence=confidence_of(s),
                evidence={
                    "rule": attribution.rule,
                    "speaker": s.resolution.how,
                    "features": "; ".join(attribution.reasons) or None,
                },
                speaker_links=s.resolution.links,
            )
        )
    quotes_of: dict[Referent, list[str]] = {referent: [] for referent in referents}
    for s, _ in chosen:
        if s.resolution.referent is not None:
            quotes_of[s.resolution.referent].append(ids[s.attribution])
    speakers = tuple(
        _speaker(document, r, speaker_ids[r], own, _members(together.get(r), speaker_ids))
        for r, own in quotes_of.items()
    )
    return Analysis(document.text, "und", tuple(quotes), speakers, _NOT_YET)


def confidence_of(spoken: AttributedQuote) -> float:
    """The chance that content and speaker are both right, to two places."""
    return round(spoken.attribution.confidence * spoken.resolution.confidence, 2)


def _report(reporter: AttributedQuote, quote_id: str | None, speaker_ids: dict[Referent, str]) -> Report:
    referent = reporter.resolution.referent
    if referent is None:
        return Report(quote_id, None, None)
    return Report(quote_id, speaker_ids[referent], referent.name)


def _members(spoken: AttributedQuote | None, speaker_ids: dict[Referent, str]) -> tuple[Member, ...]:
    members = spoken.members if spoken is not None else ()
    return tuple(Member(speaker_ids[m.referent], m.referent.name, m.role.text) for m in members)


def _speaker(
    document: Document, referent: Referent, speaker_id: str, quotes: Sequence[str], members: tuple[Member, ...]
) -> Speaker:
    text = document.text
    mentions = sorted({m.span for m in referent.mentions})
    words = dict.fromkeys(m.span.of(text) for m in referent.mentions if m.form != "pronoun")
    return Speaker(
        id=speaker_id,
        name=referent.name,
        kind=referent.kind,
        roles=tuple(dict.fromkeys(wording(document, span) for span, _ in referent.roles)),
        aliases=tuple(w for w in words if w != referent.name),
        anonymous=referent.anonymous,
        quotes=tuple(quotes),
        mentions=tuple(mentions),
        members=members,
    )


def _speaker_of_quote(document: Document, spoken: AttributedQuote, ids: dict[Referent, str]) -> SpeakerOfQuote:
    """The `speaker` of the response. `ids` numbers the speakers of the article."""
    referent = spoken.resolution.referent
    mention = spoken.resolution.mention
    if referent is None:
        return SpeakerOfQuote(None, None, "unknown", None, None, False, mention)
    return SpeakerOfQuote(
        id=ids[referent],
        name=referent.name,
        kind=referent.kind,
        role=spoken.role.text,
        affiliation=spoken.role.affiliation,
        anonymous=referent.anonymous,
        mention=mention,
        members=_members(spoken, ids),
    )
