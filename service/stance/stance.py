"""The stance of each quote: positions, speech act, commitment, the reporter's signal, and the caller's targets.

Four independent questions: where the speaker stands (the rules of `rules.table`, then the classifier), what was done by
speaking, how sure the speaker sounds, and what the reporter signals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.attribution import Attribution
from service.coreference import CoreferenceResolver
from service.labels import StanceLabel
from service.lexicons import CUES
from service.spans import Span
from service.speakers import AttributedQuote
from service.stance.commitment import commitment
from service.stance.entity_positions import entity_positions
from service.stance.finding import Finding
from service.stance.position_history import PositionHistory
from service.stance.positions import Position, Stance, Target
from service.stance.quoted_statement import statement_of
from service.stance.reporter_signal import reporter_signal
from service.stance.requested_targets import RequestedTargets
from service.stance.rules import findings_of
from service.stance.speech_act import speech_act
from service.stance.statement import Statement
from service.syntax import Document


def stances(
    document: Document, resolver: CoreferenceResolver, quotes: Sequence[AttributedQuote], targets: Sequence[Target]
) -> list[Stance]:
    """The stance of each quote, in the order given.

    `cast` is the one that the speakers were resolved with, `targets` are those that the caller names.
    """
    inner: dict[Attribution, list[AttributedQuote]] = {}
    for quote in quotes:
        for outer in quote.reporters[:1]:
            inner.setdefault(outer, []).append(quote)

    history = PositionHistory(document, resolver.referent_of)
    found = []
    for quote in quotes:
        attribution = quote.attribution
        statement = statement_of(document, quote, inner.get(attribution, ()), resolver.referent_of)
        findings = findings_of(statement) if statement is not None else []
        positions = _positions(statement, findings, history) if statement is not None else ()
        cue = statement.cue if statement is not None else CUES.get(attribution.lemma or "")
        modality, polarity = commitment(statement)
        requested = RequestedTargets(document, statement, positions, attribution.content, resolver.referent_of)
        found.append(
            Stance(
                label=_label(positions, findings),
                positions=positions,
                speech_act=speech_act(statement, cue, findings),
                modality=modality,
                polarity=polarity,
                reporter=reporter_signal(cue, attribution.cue, attribution.content),
                targets=tuple(map(requested.stance_toward, targets)),
            )
        )
    return found


def _positions(statement: Statement, findings: Sequence[Finding], history: PositionHistory) -> tuple[Position, ...]:
    """The findings with their targets resolved, those on one target with one label joined; else the classifier's."""
    joined: dict[tuple[Span, str], Position] = {}
    for finding in findings:
        place = finding.place_in(statement)
        position = history.resolve(finding, place, statement)
        if position is None:
            continue
        key = position.target, position.label
        known = joined.get(key)
        if known is not None:
            evidence = tuple(sorted({*known.evidence, *position.evidence}))
            position = replace(known, evidence=evidence, score=max(known.score, position.score))
        joined[key] = position
        history.add(position, place, statement)
    return tuple(joined.values()) or tuple(entity_positions(statement))


def _label(positions: Sequence[Position], findings: Sequence[Finding]) -> StanceLabel:
    """That of the first position; mixed when one target has both signs. A concession is no second sign."""
    if not positions:
        return "neutral"
    conceded = {f.span for f in findings if f.concession}
    signs: dict[Span, set[str]] = {}
    for position in positions:
        if position.target not in conceded:
            signs.setdefault(position.target, set()).add(position.label)
    return "mixed" if any(len(s) > 1 for s in signs.values()) else positions[0].label
