"""The rules of stance in their order: where the speaker stands, on what, and which words show it.

    R1  nesting        "A said that B rejects X"           no position of A's          `stance`
    R2  denial         "denied that …"                     oppose the claim            `stance_cue_rules`
    R3  polar cue      "rejects X", "urged Y to do X"      the cue's attitude to X     `stance_cue_rules`
                       "we reject X"                       the same, in own words      `stance_own_voice`
    R4  conditional    "if X, we will respond"             oppose X                    `stance_conditions`
    R5  predication    "X would be a mistake"              the predicate's sign        `stance_judgements`
                       "calls X a mistake"                 the same, by the cue        `stance_cue_rules`
    R6  necessity      "X must happen", "the only way"     support what is required    `stance_necessity`
    R7  consequence    "X could lead to ruin"              the consequence's sign      `stance_consequences`
    R8  default        "the bridge was closed"             no position: neutral        `stance`

R1 keeps what others are reported to say from the other rules. R2 and R3 read the cue, R4 to R7 each clause that the
speaker puts forward; the first that fires decides for its clause. Before R8 the fitted model is asked for a position
toward a name (`stance_entities`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from service.stance.findings import Finding
from service.stance.rules.conditional import conditional
from service.stance.rules.consequence import consequence
from service.stance.rules.cue_rules import attitude_noun, denial, feared, named_as, polar_cue
from service.stance.rules.necessity import necessity
from service.stance.rules.own_voice import own_voice
from service.stance.rules.predication import predication
from service.stance.statement import Clause, Said

_CUE_RULES: tuple[Callable[[Said], Iterator[Finding]], ...] = (denial, named_as, polar_cue, attitude_noun)
_CLAUSE_RULES: tuple[Callable[[Said, Clause], Iterator[Finding]], ...] = (
    conditional, own_voice, predication, necessity, consequence,
)  # fmt: skip


def findings_of(said: Said) -> list[Finding]:
    """What the rules find, by the first cue rule that fires, else clause by clause; what is asked is not held."""
    for rule in _CUE_RULES:
        found = list(rule(said))
        if found:
            return found
    if said.cue is not None and said.cue.speech_act == "question":
        return []
    return [finding for clause in said.clauses for finding in _of_clause(said, clause)] or list(feared(said))


def _of_clause(said: Said, clause: Clause) -> list[Finding]:
    for rule in _CLAUSE_RULES:
        found = list(rule(said, clause))
        if found:
            return [replace(f, concession=clause.kind == "concession") for f in found]
    return []
