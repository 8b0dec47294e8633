"""R5 by the cue: what something is called. "calls X a mistake", "described X as reckless"."""

from __future__ import annotations

from collections.abc import Iterator

from service.stance import scores
from service.stance.appraisal import judgement
from service.stance.clauses import introduced_by
from service.stance.finding import Finding, sign, spans_of
from service.stance.negation import is_negated
from service.stance.shifters import with_derived
from service.stance.statement import Statement
from service.stance.target_spans import phrase_span
from service.stance.target_types import target_type
from service.stance.vocabulary import CLASSES, lemma

_NAMING = CLASSES["names"]


def labelling(statement: Statement) -> Iterator[Finding]:
    """The object of a cue that names, judged by the name; in quotation marks only the name is said."""
    cue = statement.cue_head
    if cue is None or lemma(cue) not in _NAMING:
        return
    children = cue.children("obj", "iobj", "nsubj:pass", "xcomp", "obl", "advcl", "ccomp")
    named = next((c for c in children if c.relation in ("obj", "iobj") or c.deprel == "nsubj:pass"), None)
    if named is None:
        return
    for name in (*children, *named.children("appos")):
        as_what = name.relation not in ("obl", "advcl") or introduced_by(name) == "as"
        if name is named or not as_what or name not in statement:
            continue
        value, judging = judgement(statement, name)
        if value:
            label = sign((value > 0) != (is_negated(name) != is_negated(cue)))
            span, kind = phrase_span(statement, named, [name]), target_type(statement, named)
            found = Finding("R5", named, span, kind, label, spans_of(*judging), scores.LABELLING)
            yield from with_derived(statement, found)
            return
