"""Who only passes a report on: "According to the White House, Biden told Putin that …".

The words are Biden's, reported by the White House: one quote with a chain of two, not two quotes of the same words. An
"according to" relays when its content is nothing but one report (who, told, whom, what), or when it stands between the
cue and the content of a report. A report that is told in a sentence of its own ("Ushakov said that Putin had told
Biden …") is a quote like any other, and so is "according to X, they agreed to talk": that is what X says they did.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.attribution import Attribution
from service.document import Document, Word
from service.spans import Span
from service.speakers import Spoken

_MOST_OTHER_WORDS = 2
_SMALL = ("PUNCT", "ADP", "ADV", "AUX", "CCONJ", "SCONJ", "DET", "PART")
_MAY_BE_DONE = frozenset(
    {"infinitive", "object", "oblique", "warned-against", "warned-against-far", "object-infinitive"}
)
"""Rules that catch no clause: "agreed to talk", "rejected the demand", "asked for help" are done as much as said."""


def with_relays(document: Document, spoken: Sequence[Spoken]) -> list[Spoken]:
    """The same, with `relays` set for those that only pass on what somebody else is reported to have said."""
    relays = {
        s.reporters[0]
        for s in spoken
        if s.reporters and s.reporters[0].cue[:1] and _passes_on(document, s.reporters[0], s.attribution)
    }
    return [replace(s, relays=s.attribution in relays) for s in spoken]


def _passes_on(document: Document, outer: Attribution, inner: Attribution) -> bool:
    if outer.rule != "according-to" or inner.cue_span is None or inner.medium != "speech" or inner.source is None:
        return False
    if inner.rule in _MAY_BE_DONE and inner.addressee is None:
        return False
    at = outer.cue[0].span.start
    if inner.cue_span.end <= at < inner.content[-1].start:
        return True
    report = [*inner.content, inner.cue_span, *(_phrase(document, w) for w in (inner.source, inner.addressee) if w)]
    words = [w for span in outer.content for w in document.words_in(span) if w.upos not in _SMALL]
    others = [w for w in words if not any(span.covers(w.span) for span in report)]
    return len(others) <= _MOST_OTHER_WORDS and not any(w.upos == "VERB" for w in others)


def _phrase(document: Document, head: Word) -> Span:
    words = document.sentence_of(head).subtree(head)
    return Span(words[0].span.start, words[-1].span.end)
