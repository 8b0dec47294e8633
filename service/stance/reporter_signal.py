"""What the reporter signals of a quote's truth: the writer's stance of Thompson and Ye (1991), from the words around.

Endorsing is their factive ("pointed out"), distancing their counter-factive, taken wider ("claimed", "falsely").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from service.labels import Reporter
from service.lexicons import Cue
from service.spans import Span
from service.stance.negation import is_negated
from service.stance.vocabulary import CLASSES, REPORTER_WORDS, form
from service.syntax import Word

_DOUBT = CLASSES["doubt"]


def reporter_signal(cue: Cue | None, words: Sequence[Word], content: Sequence[Span]) -> Reporter:
    """What the reporter's own words say. `words` are the cue's; what stands in `content` is not the reporter's."""
    if not words:
        return "neutral"
    head = words[0]
    negated = is_negated(head)
    beside = [w for w in head.sentence.words if not any(s.overlaps(w.span) for s in content)]
    if not negated:
        for child in head.children("advmod"):
            if form(child) in REPORTER_WORDS and child in beside:
                return cast(Reporter, REPORTER_WORDS[form(child)])
        text = " ".join(map(form, beside))
        for phrase, signal in REPORTER_WORDS.items():
            if " " in phrase and f" {phrase}" in text:
                return cast(Reporter, signal)
    for clause in head.children("advcl"):
        mark = clause.child("mark")
        if clause in beside and mark is not None and form(mark) in _DOUBT:
            return "distancing"
    return cue.reporter if cue is not None and not negated else "neutral"
