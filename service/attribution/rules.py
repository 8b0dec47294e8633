"""The named table of attribution patterns, as `lexicons/data/attribution_rules.yaml` holds it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from service.labels import Medium
from service.lexicons import rows


@dataclass(frozen=True)
class Rule:
    """One pattern; the fields are explained at the top of the YAML file."""

    name: str
    example: str
    cue: str
    content: tuple[str, ...]
    source: str | tuple[str, ...]
    known: bool = False
    climbs: bool = False
    joins: bool = False
    addressee: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()
    bars: tuple[str, ...] = ()
    medium: Medium | None = None
    given: float | None = None


@cache
def rules() -> tuple[Rule, ...]:
    """The rules in the order of the file. Raises TypeError when the file has a field that no rule has."""
    return tuple(_rule(row) for row in rows("attribution_rules"))


def _rule(row: dict[str, Any]) -> Rule:
    fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    return Rule(**fields)
