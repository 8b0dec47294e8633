"""R2: what is denied. "denied P" is against the claim P, not against what P speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from service.stance import scores
from service.stance.finding import Finding
from service.stance.statement import Statement
from service.syntax import cover


def denial(statement: Statement) -> Iterator[Finding]:
    """The content of a cue that denies, as a claim."""
    if statement.cue_head is None or statement.act != "deny" or statement.cue_polarity != "-":
        return
    words = [w for w in statement.words if w.upos != "PUNCT"]
    while len(words) > 1 and words[0].relation == "mark":
        words = words[1:]
    evidence = (statement.cue_head.span,)
    yield Finding("R2", statement.predicate, cover(words), "claim", "oppose", evidence, scores.DENIAL)
