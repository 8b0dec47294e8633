"""The rules of stance in their order: where the speaker stands, on what, and which words show it.

R1 (nesting) keeps what others are reported to say from all of them. First the cue is read, then each clause that the
speaker puts forward: the first rule that fires decides for the statement, or for its clause. R8 is that nothing fires:
then the classifier is asked for a position toward a name, and the rest is neutral.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from service.stance.finding import Finding
from service.stance.rules.attitude_noun import attitude_noun
from service.stance.rules.conditional import conditional
from service.stance.rules.consequence import consequence
from service.stance.rules.denial import denial
from service.stance.rules.feared_event import feared_event
from service.stance.rules.labelling import labelling
from service.stance.rules.necessity import necessity
from service.stance.rules.own_attitude import own_attitude
from service.stance.rules.polar_cue import polar_cue
from service.stance.rules.predication import predication
from service.stance.statement import Clause, Statement

_Read = TypeVar("_Read", Statement, Clause)

CUE_RULES: tuple[Callable[[Statement], Iterator[Finding]], ...] = (
    denial,  # R2: "denied that P" → oppose the claim P
    labelling,  # R5: "calls X a mistake" → the sign of the name
    polar_cue,  # R3: "rejects X", "urged Y to do X" → the cue's attitude to X
    attitude_noun,  # R3: "voiced concern about X" → the noun's attitude to X
)

CLAUSE_RULES: tuple[Callable[[Clause], Iterator[Finding]], ...] = (
    conditional,  # R4: "if X, we will respond" → oppose X; support X where the outcome is good
    own_attitude,  # R3: "we reject X" → the speaker's attitude to X
    predication,  # R5: "X would be a mistake" → the sign of the predicate
    necessity,  # R6: "X must happen", "the only way is X" → support X
    consequence,  # R7: "X could lead to ruin" → the sign of what X leads to
)

LAST_RULES: tuple[Callable[[Statement], Iterator[Finding]], ...] = (
    feared_event,  # R3: "warned that X could happen" → oppose X
)


def findings_of(statement: Statement) -> list[Finding]:
    """What the rules find, by the first cue rule that fires, else clause by clause; what is asked is not held."""
    found = _first(CUE_RULES, statement)
    if found or statement.act == "question":
        return found
    for clause in statement.clauses:
        found += [replace(f, concession=clause.concession) for f in _first(CLAUSE_RULES, clause)]
    return found or _first(LAST_RULES, statement)


def _first(rules: Sequence[Callable[[_Read], Iterator[Finding]]], read: _Read) -> list[Finding]:
    """What the first of `rules` to find anything finds in what it reads."""
    return next((found for rule in rules if (found := list(rule(read)))), [])
