"""What the stage of stance returns: where the speaker of a quote stands, and on what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from service.labels import Modality, Reporter, SpeechAct, StanceLabel, TargetLabel, TargetType
from service.spans import Span


@dataclass(frozen=True)
class Target:
    """A name that the caller wants stances toward; matched by `name` or any of `aliases`."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Position:
    """Where the speaker stands on one target. `rule` is R2…R7 or "model"; `derived` by a shifter."""

    target: Span
    target_type: TargetType
    label: Literal["support", "oppose"]
    evidence: tuple[Span, ...]
    derived: bool
    score: float
    rule: str


@dataclass(frozen=True)
class TargetStance:
    """The stance toward one target that the caller named."""

    name: str
    label: TargetLabel
    score: float
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Stance:
    """Four independent answers: positions, the speech act, the speaker's commitment, what the reporter signals."""

    label: StanceLabel
    positions: tuple[Position, ...]
    speech_act: SpeechAct
    modality: Modality
    polarity: Literal["+", "-"]
    reporter: Reporter
    targets: tuple[TargetStance, ...] = ()
