"""The named table of attribution patterns, as `lexicons/data/attribution_rules.yaml` holds it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from service.labels import Medium
from service.lexicons import CUES, rows


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
    needs: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()
    bars: tuple[str, ...] = ()
    medium: Medium | None = None
    given: float | None = None

    def takes(self, lemma: str) -> bool:
        """Whether the rule takes a cue of this lemma."""
        return not (
            (self.known and lemma not in CUES) or (self.lemmas and lemma not in self.lemmas) or lemma in self.bars
        )


@cache
def rules() -> tuple[Rule, ...]:
    """The rules in the order of the file. Raises TypeError when the file has a field that no rule has."""
    return tuple(_rule(row) for row in rows("attribution_rules"))


@lru_cache(maxsize=8_192)
def rules_for(kind: str, lemma: str) -> tuple[Rule, ...]:
    """The rules for a word of this kind and lemma: those that take it as their cue, or join it with others to one."""
    return tuple(rule for rule in rules() if rule.cue == kind and (rule.joins or rule.takes(lemma)))


def _rule(row: dict[str, Any]) -> Rule:
    fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    return Rule(**fields)
