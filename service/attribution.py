"""Candidates → attributions: which of them speak, with all the pieces of what is said.

1. Every candidate is judged (`attribution_model`); at each cue the likeliest is kept, if it is likely enough.
2. Quoted regions that no cue claims are given to the speech that they continue: the next piece behind "…," he said,
   "…", a further paragraph of the same quote, or, with less confidence, a quote in the paragraph behind a quote.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from service.attribution_model import judge
from service.candidates import Candidate, find_candidates
from service.content import content_spans, fitted, tidy
from service.document import Document, Word
from service.quotation_marks import Quotation, QuotedRegion
from service.quoted_speech import quoted_candidates, signed_by
from service.results import Medium
from service.spans import Span, merged

KEEP_FROM = 0.33
"""A candidate below this probability is dropped."""

_SAME_CONTENT = 0.6
_MIN_FREE_WORDS = 5
_MAX_STRANDED_WORDS = 8
_FREE_CONFIDENCE = 0.6
_NOBODY_CONFIDENCE = 0.4


@dataclass(frozen=True, eq=False)
class Attribution:
    """Somebody said something. Spans are in text order; words are heads of their phrases.

    `cue` is empty for a quote that goes on without one; then `speaks_on` is the attribution whose speaker it shares.
    Without both, nobody is named. `reasons` are the model's features that weighed most.
    """

    rule: str
    content: tuple[Span, ...]
    cue: tuple[Word, ...]
    lemma: str | None
    medium: Medium
    source: Word | None
    addressee: Word | None
    confidence: float
    reasons: tuple[str, ...] = ()
    speaks_on: Attribution | None = None

    @property
    def start(self) -> int:
        """Where its content begins."""
        return self.content[0].start

    @property
    def cue_span(self) -> Span | None:
        """The place of the cue; None without one."""
        return Span(self.cue[0].span.start, self.cue[-1].span.end) if self.cue else None


def attribute(document: Document, quotation: Quotation) -> list[Attribution]:
    """The attributions of the document, in the order of their contents."""
    candidates = [*find_candidates(document), *quoted_candidates(document, quotation)]
    kept = _without_twins(document.text, _best_by_cue(document, quotation, candidates))
    return sorted(_with_continuations(document, quotation, kept), key=lambda a: (a.start, -a.content[-1].end))


def _best_by_cue(document: Document, quotation: Quotation, candidates: Iterable[Candidate]) -> list[Attribution]:
    best: dict[tuple[int, int], Attribution] = {}
    for candidate in candidates:
        spans = fitted(document, content_spans(document, candidate.content, candidate.cue), quotation, candidate.cue)
        if not spans:
            continue
        verdict = judge(document, quotation, candidate, spans)
        place = candidate.head.sentence, candidate.head.index
        if verdict.probability >= KEEP_FROM and (place not in best or best[place].confidence < verdict.probability):
            best[place] = Attribution(
                rule=candidate.rule,
                content=spans,
                cue=candidate.cue,
                lemma=candidate.lemma,
                medium=candidate.entry.medium if candidate.entry else "speech",
                source=_stranded_source(document, candidate) or candidate.source,
                addressee=candidate.addressee,
                confidence=verdict.probability,
                reasons=verdict.reasons,
            )
    return list(best.values())


def _stranded_source(document: Document, candidate: Candidate) -> Word | None:
    """ "…,” he said. the spokeswoman." — machine translation cuts the source off: a noun phrase in small letters."""
    sentence = document.sentence_of(candidate.head)
    behind = [w for w in sentence.words if w.index > candidate.cue[-1].index and w.upos != "PUNCT"]
    if behind or sentence.index + 1 >= len(document.sentences):
        return None
    rest = document.sentences[sentence.index + 1]
    same_paragraph = document.paragraph_at(rest.span.start) == document.paragraph_at(sentence.span.start)
    if not same_paragraph or not rest.words[0].text[:1].islower() or len(rest.words) > _MAX_STRANDED_WORDS:
        return None
    has_verb = any(w.upos in ("VERB", "AUX") for w in rest.words)
    return rest.root if rest.root.upos in ("NOUN", "PROPN") and not has_verb else None


def _without_twins(text: str, found: list[Attribution]) -> list[Attribution]:
    """Of two cues that claim the same content, neither inside the other's, the likelier."""
    kept: list[Attribution] = []
    by_start: dict[int, list[Attribution]] = {}
    for attribution in sorted(found, key=lambda a: -a.confidence):
        near = [o for s in attribution.content for key in _blocks(s) for o in by_start.get(key, ())]
        if not any(_twins(text, attribution, other) for other in near):
            kept.append(attribution)
            for span in attribution.content:
                for key in _blocks(span):
                    by_start.setdefault(key, []).append(attribution)
    return kept


def _blocks(span: Span) -> range:
    return range(span.start // 256, span.end // 256 + 1)


def _twins(text: str, one: Attribution, other: Attribution) -> bool:
    if _holds_cue(one, other) or _holds_cue(other, one):
        return False
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.content for b in other.content)
    total = sum(s.end - s.start for s in (*one.content, *other.content)) - shared
    return shared > _SAME_CONTENT * total


def _holds_cue(outer: Attribution, inner: Attribution) -> bool:
    cue = inner.cue_span
    return cue is not None and any(s.overlaps(cue) for s in outer.content)


def _with_continuations(document: Document, quotation: Quotation, found: list[Attribution]) -> list[Attribution]:
    """Gives the quoted regions that nobody claims to the speech they continue, or to nobody."""
    text = document.text
    pieces: dict[int, list[Span]] = {i: [] for i in range(len(found))}
    owners = _owners(quotation, found)
    free: list[Attribution] = []
    last: int | None = None  # the attribution of the region before, where it may go on
    last_free: Attribution | None = None
    previous: QuotedRegion | None = None
    for number, region in enumerate(quotation.regions):
        owner = owners.get(number)
        if owner is None and _is_speech(document, region):
            follows = previous is not None and _goes_on(
                document, previous, region, found[last] if last is not None else None
            )
            if follows and last is not None:
                pieces[last].append(region.inner)
                owner = last
            elif follows and last_free is not None:
                free[-1] = last_free = replace(last_free, content=tidy(text, [*last_free.content, region.inner]))
            else:
                source_of = found[last] if last is not None else last_free
                last_free = _free(document, region, previous, source_of)
                if last_free is not None:
                    free.append(last_free)
                last = None
                previous = region
                continue
        if owner is not None:
            last, last_free = owner, None
        if owner is not None or _is_speech(document, region):
            previous = region
    extended = [replace(a, content=_joined(text, a.content, pieces[i])) for i, a in enumerate(found)]
    moved = {id(old): new for old, new in zip(found, extended, strict=True)}
    return extended + [replace(f, speaks_on=moved.get(id(f.speaks_on), f.speaks_on)) for f in free]


def _joined(text: str, content: tuple[Span, ...], pieces: list[Span]) -> tuple[Span, ...]:
    return tidy(text, merged([*content, *pieces])) if pieces else content


def _owners(quotation: Quotation, found: Sequence[Attribution]) -> dict[int, int]:
    """For each region (by number) the outermost attribution that has most of it in its content."""
    numbers = {region.outer: i for i, region in enumerate(quotation.regions)}
    owners: dict[int, int] = {}
    for i, attribution in enumerate(found):
        cue = attribution.cue_span
        for span in attribution.content:
            for region in quotation.overlapping(span):
                if cue is not None and region.outer.covers(cue):
                    continue
                shared = min(span.end, region.inner.end) - max(span.start, region.inner.start)
                number = numbers[region.outer]
                if shared * 2 > region.inner.end - region.inner.start:
                    if number not in owners or _size(found[owners[number]]) > _size(attribution):
                        owners[number] = i
    return owners


def _size(attribution: Attribution) -> int:
    return sum(s.end - s.start for s in attribution.content)


def _is_speech(document: Document, region: QuotedRegion) -> bool:
    """A quoted sentence or more; not a scare quote, a title or a nickname."""
    words = [w for w in document.words_in(region.inner) if w.upos != "PUNCT"]
    inner = region.inner.of(document.text)
    if region.continues:
        return True
    has_verb = any(w.upos in ("VERB", "AUX") for w in words)
    return len(words) >= 3 and has_verb and (inner[-1:] in ".,!?…—-" or not region.closed or len(words) >= 12)


def _goes_on(document: Document, previous: QuotedRegion, region: QuotedRegion, speech: Attribution | None) -> bool:
    """True when `region` is a further piece of the quote that `previous` belongs to."""
    if region.continues:
        return True
    between = Span(previous.outer.end, region.outer.start)
    if "\n" in between.of(document.text):
        return False
    outside = [w for w in document.words_in(between) if w.upos != "PUNCT" and between.covers(w.span)]
    if not outside:
        return True
    cue = speech.cue_span if speech is not None else None
    sentences = {w.sentence for w in outside}
    return cue is not None and between.covers(cue) and len(sentences) == 1


def _free(
    document: Document, region: QuotedRegion, previous: QuotedRegion | None, speech: Attribution | None
) -> Attribution | None:
    """A quote without a cue: signed behind it, going on from the paragraph before, or by nobody in the text."""
    words = [w for w in document.words_in(region.inner) if w.upos != "PUNCT"]
    if len(words) < _MIN_FREE_WORDS:
        return None
    content = tidy(document.text, [region.inner])
    if not content:
        return None
    signer = signed_by(document, region)
    if signer is not None:
        return Attribution("signature", content, (), None, "speech", signer, None, 0.8)
    near = previous is not None and (
        document.paragraph_at(region.outer.start) - document.paragraph_at(previous.outer.start) <= 1
    )
    if near and speech is not None:
        return Attribution(
            "free-continuation", content, (), None, "speech", None, None, _FREE_CONFIDENCE, (),
            speech.speaks_on if speech.speaks_on is not None else speech,
        )  # fmt: skip
    return Attribution("no-attribution", content, (), None, "speech", None, None, _NOBODY_CONFIDENCE)
