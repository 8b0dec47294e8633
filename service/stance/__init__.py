"""Attributed quotes → where each speaker stands, on what, how surely, and what was done by speaking.

`stances` returns one `Stance` for each quote. Positions come from rules that read the tree (`rules`), and from a
learned model where no rule fires.
"""

from __future__ import annotations

from service.stance.positions import Position, Stance, Target, TargetStance
from service.stance.stance import stances

__all__ = ["Position", "Stance", "Target", "TargetStance", "stances"]
