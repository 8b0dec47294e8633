"""R3 where no clause tells more: what is warned of or complained about. "warned that Russia could attack"."""

from __future__ import annotations

from collections.abc import Iterator

from service.stance import scores
from service.stance.appraisal import outcome
from service.stance.finding import Finding, spans_of
from service.stance.rules.cue_complement import FEARED, complement
from service.stance.statement import Statement
from service.stance.target_spans import event_span


def feared_event(statement: Statement) -> Iterator[Finding]:
    """The clause of a cue that warns of something bad, or criticizes that something is so."""
    if statement.cue_head is None or statement.cue_polarity != "-" or statement.direct:
        return
    target = complement(statement)
    if target is None or statement.act not in FEARED or not statement.clauses:
        return
    value, outcomes = outcome(statement, target)
    if statement.act == "warn" and value >= 0:
        return
    span = event_span(statement, target, target.children("mark"))
    evidence = spans_of(statement.cue_head, *outcomes)
    yield Finding("R3", target, span, "event", "oppose", evidence, scores.FEARED_EVENT)
