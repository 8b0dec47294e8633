"""What stands within somebody else's words: which of it is a report of its own, and who only passes a report on.

Two are no reports: what somebody says of their own words in one breath ("He refused to comment on the report"), and
what a report tells that somebody did, by words that mean a deed as well as speech ("Ushakov said that both agreed to
talk"). Criticism, promises and denials are speech wherever they stand.

"According to the White House, Biden told Putin that …": the words are Biden's, reported by the White House. That is one
quote with a chain of two, not two quotes of the same words. An "according to" relays when its content is nothing but
one report (who, told, whom, what), or when it stands between the cue and the content of a report. A report that is told
in a sentence of its own ("Ushakov said that Putin had told Biden …") is a quote like any other, and so is "according to
X, they agreed to talk": that is what X says they did.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.attribution import Attribution
from service.lexicons import CUES
from service.spans import Span
from service.speakers.resolution import AttributedQuote
from service.syntax import Document, Word

_DEEDS = frozenset({"agree", "demand", "question", "assert", "refuse", "propose"})
"""Acts that the words for them may mean without speech: to agree to talk, to ask to leave, to reject a demand."""

_MOST_OTHER_WORDS = 2
_SMALL = ("PUNCT", "ADP", "ADV", "AUX", "CCONJ", "SCONJ", "DET", "PART")
_MAY_BE_DONE = frozenset(
    {"infinitive", "object", "oblique", "warned-against", "warned-against-far", "object-infinitive"}
)
"""Rules that catch no clause: "agreed to talk", "rejected the demand", "asked for help" are done as much as said."""


def without_repeats(document: Document, spoken: Sequence[AttributedQuote]) -> list[AttributedQuote]:
    """Those that are reports of their own, the others left out of the chains as well."""
    done = {s.attribution: s for s in spoken}
    left_out = {
        s.attribution
        for s in spoken
        if s.reporters and (_repeats(s, done[s.reporters[0]]) or _is_deed(document, s.attribution))
    }
    return [
        replace(s, reporters=tuple(r for r in s.reporters if r not in left_out))
        for s in spoken
        if s.attribution not in left_out
    ]


def _repeats(inner: AttributedQuote, outer: AttributedQuote) -> bool:
    source = inner.attribution.source
    return source is not None and source is outer.attribution.source


def _is_deed(document: Document, inner: Attribution) -> bool:
    """True for an act that may be a deed, where quotation marks show no speech either."""
    entry = CUES.get(inner.lemma or "")
    if entry is None or not _may_be_done(inner):
        return False
    return entry.speech_act in _DEEDS and inner.type == "indirect"


def _may_be_done(attribution: Attribution) -> bool:
    """True where neither a clause nor somebody who speaks to somebody shows speech."""
    is_spoken = attribution.addressee is not None and attribution.source is not None
    return attribution.rule in _MAY_BE_DONE and not is_spoken


def with_relays(document: Document, spoken: Sequence[AttributedQuote]) -> list[AttributedQuote]:
    """The same, with `relays` set for those that only pass on what somebody else is reported to have said."""
    relays = {s.reporters[0] for s in spoken if s.reporters and _passes_on(document, s.reporters[0], s.attribution)}
    return [replace(s, relays=s.attribution in relays) for s in spoken]


def _passes_on(document: Document, outer: Attribution, inner: Attribution) -> bool:
    if outer.rule != "according-to" or inner.cue_span is None or inner.medium != "speech" or inner.source is None:
        return False
    if _may_be_done(inner):
        return False
    at = outer.cue[0].span.start
    if inner.cue_span.end <= at < inner.content[-1].start:
        return True
    report = [*inner.content, inner.cue_span, *(_phrase(w) for w in (inner.source, inner.addressee) if w)]
    words = [w for span in outer.content for w in document.words_in(span) if w.upos not in _SMALL]
    others = [w for w in words if not any(span.covers(w.span) for span in report)]
    return len(others) <= _MOST_OTHER_WORDS and not any(w.upos == "VERB" for w in others)


def _phrase(head: Word) -> Span:
    words = head.subtree()
    return Span(words[0].span.start, words[-1].span.end)
