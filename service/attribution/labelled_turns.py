"""Turns of a transcript → attributions: what a speaker says from their label up to the next.

WALLACE: Do you really see those two as equivalent?
Q: And then? A: Then we left.
"""

from __future__ import annotations

from collections.abc import Iterator

from service.attribution.attribution import Attribution
from service.attribution.candidates.candidate import Candidate
from service.spans import Span
from service.syntax import Document, cover

_SURE = {"speaker-label": 0.99, "question-and-answer": 0.99, "panel-label": 0.9}
"""Judgements: a text that shows itself as a transcript leaves little doubt who has the word; a panel leaves some."""


def labelled_turns(document: Document) -> Iterator[Attribution]:
    """An attribution for each turn of the document."""
    for turn in document.article.turns:
        source = document.words_in(turn.words)
        content = tuple(_without_marks(document, span) for span in turn.content)
        if source:
            colon = [w for w in document.words_in(Span(turn.words.end, turn.label.end)) if w.text == ":"][-1:]
            yield Attribution(
                rule=turn.rule,
                type="direct",
                content=content,
                cue=tuple(colon),
                lemma=":" if colon else None,
                medium="speech",
                source=source[-1],
                addressee=None,
                confidence=_SURE[turn.rule],
            )


def crosses_label(document: Document, candidate: Candidate) -> bool:
    """True where a candidate takes a label of a turn for its cue, its source or a part of its content."""
    if not document.article.turns:
        return False
    words = [candidate.cue, candidate.content, (candidate.source,) if candidate.source is not None else ()]
    return any(document.article.turns_in(cover(some)) for some in words if some)


def _without_marks(document: Document, span: Span) -> Span:
    """The span without the quotation marks around the whole of it, or before it where they are never closed."""
    for region in document.quoted_in(span):
        if region.outer.start == span.start and (region.outer.end == span.end or not region.closed):
            return Span(region.inner.start, min(region.inner.end, span.end)) if region.inner else span
    return span
