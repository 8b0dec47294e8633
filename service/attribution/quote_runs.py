"""Quoted regions → runs of speech, and the candidates of the cues beside them.

A run is one uninterrupted stretch of speech: the pieces around a cue ("…," he said, "…"), and the paragraphs of one
quote.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.attribution.candidates.candidate import Candidate
from service.attribution.candidates.cue_after_quote import cue_after
from service.attribution.candidates.cue_before_quote import AdjacentCue, cue_before
from service.attribution.candidates.viewpoint_phrases import viewpoint_candidates
from service.attribution.cues import cue_lemma, cue_words
from service.lexicons import CUES
from service.spans import Span
from service.syntax import Document, Word
from service.text import QuotedRegion

_LONG_ENOUGH = 12
_STOPS = ".,!?…—-"
_SHORT_COMMENT = 3
_SPOKEN = ("quote-then-verb", "quote-then-verbless", "colon-then-quote")  # "celebrate", "launch": elsewhere thoughts
_SURE = 0.97  # of 1,500 such cues in a news corpus, 97 in a hundred attribute


@dataclass(frozen=True, eq=False)
class Run:
    """One stretch of speech: its regions in text order, and the cue beside one of them, if any."""

    regions: tuple[QuotedRegion, ...]
    cue: AdjacentCue | None


class Speech:
    """The quoted regions of a document, joined to runs."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.runs = tuple(_runs(document))
        self._run_of = {region.outer: run for run in self.runs for region in run.regions}

    def whole(self, region: QuotedRegion) -> Run:
        """The run that `region` belongs to."""
        return self._run_of[region.outer]

    def candidates(self) -> Iterator[Candidate]:
        """A candidate for each run with a cue beside it, and for what is in quotation marks "for somebody"."""
        yield from viewpoint_candidates(self._document)
        for run in self.runs:
            if run.cue is not None:
                candidate = _candidate(self._document, run, run.cue)
                if candidate is not None:
                    yield candidate


def _runs(document: Document) -> Iterator[Run]:
    regions = document.article.regions
    current: list[QuotedRegion] = []
    cue: AdjacentCue | None = None
    for i, region in enumerate(regions):
        before = regions[i - 1].outer.end if i else 0
        after = regions[i + 1].outer.start if i + 1 < len(regions) else len(document.text)
        own = cue_after(document, region, after, _is_whole(document, region)) or cue_before(document, region, before)
        if current and _goes_on(document, current, region, cue, own):
            current.append(region)
            cue = cue or own
            continue
        if current:
            yield Run(tuple(current), cue)
        current, cue = [region], own
    if current:
        yield Run(tuple(current), cue)


def _goes_on(
    document: Document,
    pieces: Sequence[QuotedRegion],
    region: QuotedRegion,
    cue: AdjacentCue | None,
    own: AdjacentCue | None,
) -> bool:
    """True when `region` is a further piece of the run that `pieces` begin."""
    previous = pieces[-1]
    if own is not None and cue is not None and own.head is not cue.head:
        return False
    if region.continues:
        return True
    between = Span(previous.outer.end, region.outer.start)
    if "\n" in between.of(document.text) or not is_speech(document, previous) or not is_speech(document, region):
        return False
    outside = [w for w in document.words_in(between) if w.upos != "PUNCT" and between.covers(w.span)]
    if not outside:
        # The town “has no money”. “We will wait,” said Lee: the first ends a sentence that the reporter began.
        opens = [document.text[r.inner.start] for r in (previous, region)]
        return len(pieces) > 1 or not (opens[0].islower() and opens[1].isupper())
    if cue is None or not between.covers(cue.head.span) or not _is_one_comment(outside):
        return False
    # …, said Lee, whose plan “has failed”: a piece that the comment takes up is the comment's.
    return len(outside) <= _SHORT_COMMENT or between.of(document.text).rstrip()[-1:] in tuple(_STOPS + ":;)")


def _is_one_comment(outside: Sequence[Word]) -> bool:
    """True for one sentence, and for one that machine translation cut: “…,” he said. the coach in the hall. “…”"""
    numbers = sorted({w.sentence.index for w in outside})
    rest = [w for w in outside if w.sentence.index != numbers[0]]
    cut = len(numbers) == 2 and rest[0].text[:1].islower() and not any(w.upos in ("VERB", "AUX") for w in rest)
    return len(numbers) == 1 or cut


def is_speech(document: Document, region: QuotedRegion) -> bool:
    """A quoted clause or more; not a scare quote, a title or a nickname."""
    if region.continues:
        return True
    words = [w for w in document.words_in(region.inner) if w.upos != "PUNCT"]
    last = document.text[region.inner.end - 1]
    following = document.text[region.outer.end : region.outer.end + 2].strip()[:1]  # translations put a space before it
    ends_well = last in _STOPS or following in tuple(_STOPS) or not region.closed or len(words) >= _LONG_ENOUGH
    if not ends_well:  # Trains stand still: ‘We have had enough’
        paragraph = document.paragraphs[document.paragraph_at(region.outer.start)]
        before = document.text[paragraph.start : region.outer.start].rstrip()
        ends_well = region.outer.end == paragraph.end and before[-1:] == ":"
    opens_well = any(w.upos in ("VERB", "AUX") for w in words) or opens_sentence(document, region)
    return bool(words) and ends_well and opens_well


def _candidate(document: Document, run: Run, found: AdjacentCue) -> Candidate | None:
    cue = cue_words(found.head)
    lemma = cue_lemma(cue)
    words = [w for region in run.regions for w in document.words_in(region.inner)]
    is_whole = _is_whole(document, run.regions[0])
    if found.is_after and not opens_sentence(document, run.regions[0]) and not _is_clause(words):
        # A quoted fragment ends a clause (That would be a “mistake,” he said): the clause is the content.
        opening = words[0].sentence
        words = [w for w in opening.words if w.index < words[0].index] + words
    content = tuple(w for w in words if w not in cue)
    if not content:
        return None
    return Candidate(
        rule=found.rule,
        head=found.head,
        cue=cue,
        lemma=lemma,
        entry=CUES.get(lemma),
        content=content,
        ends=(content[0],),
        source=found.source,
        medium=CUES[lemma].medium if lemma in CUES and found.rule not in _SPOKEN else "speech",
        addressee=found.addressee,
        given=_SURE if found.rule == "quote-then-cue" and is_whole and found.source is not None else found.given,
    )


def _is_whole(document: Document, region: QuotedRegion) -> bool:
    """True when a sentence begins with the region, and the region is speech or has a clause in it."""
    if not opens_sentence(document, region):
        return False
    return is_speech(document, region) or _is_clause(document.words_in(region.inner))


def _is_clause(words: Sequence[Word]) -> bool:
    """True when a verb and its subject stand among the words."""
    inside = set(words)
    return any(w.relation == "nsubj" and w.head in inside for w in words)


def opens_sentence(document: Document, region: QuotedRegion) -> bool:
    """True when the region opens a sentence: what stands in the marks is all that is quoted."""
    words = [w for w in document.words_in(region.inner) if w.upos != "PUNCT"]
    if not words:
        return True
    sentence = words[0].sentence
    if not any(w.index < words[0].index and w.upos not in ("PUNCT", "CCONJ") for w in sentence.words):
        return True
    paragraph = document.paragraphs[document.paragraph_at(region.outer.start)]
    before = document.text[paragraph.start : region.outer.start].rstrip()  # the parser may miss the end of a sentence
    return before[-1:] in tuple(".!?:–—-") and words[0].text[:1].isupper()


def signed_by(document: Document, region: QuotedRegion) -> Word | None:
    """“…” — Ann Lee: the head of the name after a dash, where nothing else stands in that line, or in the next."""
    number = document.paragraph_at(region.outer.start)
    line_end = document.paragraphs[number].end
    if region.outer.end >= line_end and number + 1 < len(document.paragraphs):
        line_end = document.paragraphs[number + 1].end
    rest = document.text[region.outer.end : line_end].strip()
    if rest[:1] not in ("—", "–", "-", "―") or len(rest) > 80:
        return None
    words = document.words_in(Span(region.outer.end, line_end))
    return next((w for w in words if w.upos == "PROPN" and w.text[:1].isalpha()), None)
