"""Who speaks where, by the attributions alone, before anybody knows who they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.attribution import Attribution
from service.document import Document, Word
from service.quotation_marks import Quotation
from service.spans import Span

_SPEAKING_ON = frozenset({"add", "continue", "go on", "conclude"})


def reported_sources(document: Document, attributions: Sequence[Attribution]) -> Iterator[Word]:
    """The sources that stand in a content: "Ushakov said that Putin had warned": Putin."""
    contents: dict[int, list[Span]] = {}
    for span in (span for attribution in attributions for span in attribution.content):
        for sentence in {word.sentence for word in document.words_in(span)}:
            contents.setdefault(sentence, []).append(span)
    sources = (a.source for a in attributions if a.source is not None)
    return (w for w in sources if any(span.covers(w.span) for span in contents.get(w.sentence, ())))


def speaking_on(document: Document, attributions: Sequence[Attribution]) -> Iterator[Word]:
    """The sources that have just spoken: "he added", "she also said"; not "he said, adding"."""
    first: dict[tuple[int, int], Attribution] = {}
    for attribution in sorted(attributions, key=lambda a: a.cue[0].span.start if a.cue else a.start):
        if attribution.source is not None and attribution.cue:
            first.setdefault((attribution.source.sentence, attribution.source.index), attribution)
    for attribution in first.values():
        cue = attribution.cue[0]
        adverbs = document.sentence_of(cue).children(cue, "advmod")
        if attribution.source and (attribution.lemma in _SPEAKING_ON or any(w.lemma == "also" for w in adverbs)):
            yield attribution.source


def speakers_by_region(quotation: Quotation, attributions: Sequence[Attribution]) -> dict[Span, list[Word]]:
    """Who speaks in each quoted region: the sources outside of it whose words it holds."""
    found: dict[Span, list[Word]] = {}
    for source, span in _contents(attributions):
        for region in quotation.overlapping(span):
            if not region.outer.covers(source.span):
                found.setdefault(region.outer, []).append(source)
    return found


def _contents(attributions: Sequence[Attribution]) -> Iterator[tuple[Word, Span]]:
    for attribution in attributions:
        if attribution.source is not None:
            for span in attribution.content:
                yield attribution.source, span
