"""What a cue takes: the infinitive of "urged Russia to reduce", the object of "accuses Kiev of …"."""

from __future__ import annotations

from service.stance.clauses import introduced_by
from service.stance.statement import Statement
from service.stance.vocabulary import CLASSES, lemma
from service.syntax import Word

ABOUT_SOMEBODY = ("criticize", "praise")
"""The speech acts whose target is somebody or something, with a reason beside it."""

FEARED = ("warn", "criticize")
"""The speech acts whose finite clause is put forward, and disliked."""

_ORDER = ("xcomp", "advcl", "ccomp", "csubj", "obl", "obj", "nsubj", "acl", "nmod")
_CIRCUMSTANCE = CLASSES["circumstance preposition"]


def complement(statement: Statement) -> Word | None:
    """The head of what the cue takes; the main predicate where the parser shows nothing, None without a cue."""
    cue = statement.cue_head
    if cue is None:
        return None
    children = [c for c in statement.children(cue) if c.upos != "PUNCT"]
    if statement.act == "warn":
        against = next((w for w in statement.words if introduced_by(w) == "against"), None)
        if against is not None and against.sentence is cue.sentence and against.head in (cue, *children):
            return against
    if len(children) < 2 and (not children or children[0].relation not in _ORDER):
        return statement.predicate
    if statement.act in ABOUT_SOMEBODY:
        blamed = (c for c in children if lemma(cue) == "blame" and introduced_by(c) == "on")
        somebody = (c for c in children if c.relation in ("obj", "iobj") or c.deprel == "nsubj:pass")
        found = next(blamed, None) or next(somebody, None)
        if found is not None:
            return found
    for relation in _ORDER:
        for child in children:
            if child.relation == relation and not (relation == "obl" and introduced_by(child) in _CIRCUMSTANCE):
                return child
    return statement.predicate
