"""Analysis → the response of the contract, with offsets in the unit that the caller asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.coreference import Link
from service.errors import Warning_
from service.output.offsets import OffsetTable, OffsetUnit
from service.output.results import Analysis, Member, Quote, Speaker
from service.spans import Span
from service.stance import Position, Stance

Json = dict[str, Any]
ECHOED_FIELDS = ("id", "title", "published", "source")


def response(
    analysis: Analysis, offset_unit: OffsetUnit = "code_point", echo: Mapping[str, str | None] | None = None
) -> Json:
    """The body of a 200 answer. `echo` holds the request's id, title, published and source; absent ones are null."""
    renderer = _Renderer(analysis.text, offset_unit)
    return {
        **{name: (echo or {}).get(name) for name in ECHOED_FIELDS},
        "language": analysis.language,
        "offset_unit": offset_unit,
        "quotes": [renderer.quote(q) for q in analysis.quotes],
        "speakers": [renderer.speaker(s) for s in analysis.speakers],
        "warnings": [renderer.warning(w) for w in analysis.warnings],
        "model": vars(analysis.model).copy(),
    }


class _Renderer:
    """Knows the text and the unit, so that every span is rendered alike."""

    def __init__(self, text: str, unit: OffsetUnit) -> None:
        self._text = text
        self._offset = OffsetTable(text, unit)

    def span(self, span: Span) -> Json:
        return {"start": self._offset(span.start), "end": self._offset(span.end), "text": span.of(self._text)}

    def optional(self, span: Span | None) -> Json | None:
        return None if span is None else self.span(span)

    def quote(self, quote: Quote) -> Json:
        speaker, cue, addressee = quote.speaker, quote.cue, quote.addressee
        return {
            "id": quote.id,
            "type": quote.type,
            "medium": quote.medium,
            "content": {
                "text": " ".join(s.of(self._text) for s in quote.content),
                "spans": [self.span(s) for s in quote.content],
            },
            "speaker": {
                **vars(speaker),
                "mention": self.optional(speaker.mention),
                "members": _members(speaker.members),
            },
            "cue": None if cue is None else {**self.span(cue.span), "lemma": cue.lemma},
            "addressee": None
            if addressee is None
            else {"name": addressee.name, "mention": self.span(addressee.mention)},
            "reported_by": [vars(link).copy() for link in quote.reported_by],
            "stance": self.stance(quote.stance),
            "confidence": quote.confidence,
            "evidence": {**quote.evidence, "speaker_links": [self.link(link) for link in quote.speaker_links]},
        }

    def link(self, link: Link) -> Json:
        return {
            "mention": self.span(link.mention),
            "how": link.how,
            "probability": round(link.probability, 2),
            "because": list(link.because),
        }

    def stance(self, stance: Stance) -> Json:
        return {
            "label": stance.label,
            "positions": [self.position(p) for p in stance.positions],
            "speech_act": stance.speech_act,
            "commitment": {"modality": stance.modality, "polarity": stance.polarity},
            "reporter": stance.reporter,
            "targets": [
                {"name": t.name, "label": t.label, "score": t.score, "evidence": [self.span(s) for s in t.evidence]}
                for t in stance.targets
            ],
        }

    def position(self, position: Position) -> Json:
        return {
            "target": {**self.span(position.target), "type": position.target_type},
            "label": position.label,
            "evidence": [self.span(s) for s in position.evidence],
            "derived": position.derived,
            "score": position.score,
            "rule": position.rule,
        }

    def speaker(self, speaker: Speaker) -> Json:
        return {
            "id": speaker.id,
            "name": speaker.name,
            "kind": speaker.kind,
            "roles": list(speaker.roles),
            "aliases": list(speaker.aliases),
            "anonymous": speaker.anonymous,
            "quotes": list(speaker.quotes),
            "mentions": [self.span(s) for s in speaker.mentions],
            "members": _members(speaker.members),
        }

    def warning(self, warning: Warning_) -> Json:
        place = {} if warning.span is None else {k: v for k, v in self.span(warning.span).items() if k != "text"}
        return {"code": warning.code, "detail": warning.detail, **place}


def _members(members: tuple[Member, ...]) -> list[Json]:
    return [vars(member).copy() for member in members]
