"""Speech that no cue claims: signed after, going on from the quote before it, or nobody's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.attribution.attribution import Attribution
from service.attribution.content_spans import quote_type, tidy
from service.attribution.quote_runs import Run, Speech, is_speech, opens_sentence, signed_by
from service.attribution.selection import blocks
from service.spans import Span
from service.syntax import Document

_MIN_FREE_WORDS = 5
_SIGNED, _GOES_ON, _NOBODY = 0.88, 0.87, 0.64
"""How often such a quote is one: 7 of 8, 87 of 100 and 54 of 85 in PolNeAR's training part."""


def unclaimed(document: Document, speech: Speech, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """The runs of speech that no cue claims: signed after, going on from the paragraph before, or nobody's."""
    claims = _Claims(found)
    reported: dict[int, list[Attribution]] = {}  # what each sentence reports by its cues
    for attribution in found:
        if attribution.cue and attribution.source is not None and attribution.medium == "speech":
            reported.setdefault(attribution.cue[0].sentence.index, []).append(attribution)
    before: Attribution | None = None  # the speech that may go on, and where it ends
    end = -1
    for run in speech.runs:
        if any(document.article.turns_in(region.outer) for region in run.regions):
            continue  # a mark that is never closed, before a speaker's label
        owner = claims.owner(run)
        if owner is None:
            near = end >= 0 and document.paragraph_at(run.regions[0].outer.start) - document.paragraph_at(end) <= 1
            owner = _free(document, run, _reported_before(document, run, reported) or (before if near else None))
            if owner is None:
                continue
            yield owner
        before, end = owner, run.regions[-1].outer.end


def _reported_before(document: Document, run: Run, reported: dict[int, list[Attribution]]) -> Attribution | None:
    """What the sentence just before the run reports, in the same paragraph: It was a good start, said Lee. “…”"""
    start = run.regions[0].outer.start
    here = document.sentence_at(run.regions[0].inner.start)
    if here is None or not here.index:
        return None
    before = document.sentences[here.index - 1]
    if document.paragraph_at(before.span.start) != document.paragraph_at(start):
        return None
    return max(reported.get(before.index, ()), key=lambda a: a.size, default=None)


class _Claims:
    """Which attribution has most of a run in its content: the smallest one whose cue stands outside of it."""

    def __init__(self, found: Sequence[Attribution]) -> None:
        self._by_block: dict[int, list[tuple[Span, Attribution]]] = {}
        for attribution in found:
            for span in attribution.content:
                for block in blocks(span):
                    self._by_block.setdefault(block, []).append((span, attribution))

    def owner(self, run: Run) -> Attribution | None:
        region = max(run.regions, key=lambda r: r.inner.end - r.inner.start)
        middle = (region.inner.start + region.inner.end) // 2
        claiming = [
            attribution
            for span, attribution in self._by_block.get(middle // 256, ())
            if span.start <= middle < span.end
            and not (attribution.cue_span is not None and region.outer.covers(attribution.cue_span))
            and min(span.end, region.inner.end) - max(span.start, region.inner.start) > len(range(*region.inner)) // 2
        ]
        return min(claiming, key=lambda a: a.size, default=None)


def _free(document: Document, run: Run, before: Attribution | None) -> Attribution | None:
    first, last = run.regions[0], run.regions[-1]
    words = [w for region in run.regions for w in document.words_in(region.inner) if w.upos != "PUNCT"]
    content = tidy(document.text, [region.inner for region in run.regions])
    if len(words) < _MIN_FREE_WORDS or not is_speech(document, first) or not opens_sentence(document, first):
        return None
    if not content:
        return None
    quote = quote_type(document.article, content)
    signer = signed_by(document, last)
    if signer is not None:
        return Attribution("signature", quote, content, (), None, "speech", signer, None, _SIGNED)
    if before is not None and not _tells_more(document, run):
        origin = before.speaks_on or before
        return Attribution(
            "free-continuation", quote, content, (), None, "speech", None, None, _GOES_ON, speaks_on=origin
        )
    return Attribution("no-attribution", quote, content, (), None, "speech", None, None, _NOBODY)


def _tells_more(document: Document, run: Run) -> bool:
    """True when the sentences of the quote say more than the quote: they may well name another speaker."""
    regions = run.regions
    sentences = {w.sentence for region in regions for w in document.words_in(region.inner)}
    words = (w for sentence in sentences for w in sentence.words)
    return any(w.upos in ("NOUN", "PROPN", "VERB") and not any(r.outer.covers(w.span) for r in regions) for w in words)
