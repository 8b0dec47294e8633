"""Candidates → attributions: which of them speak, with all the pieces of what is said.

1. Every candidate is judged (`attribution_model`); at each cue the likeliest is kept, if it is likely enough.
2. Quoted regions that no cue claims are given to the speech that they continue: the next piece behind "…," he said,
   "…", a further paragraph of the same quote, or, with less confidence, a quote in the paragraph behind a quote.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.attribution.blows import is_blow
from service.attribution.candidates.candidate import Candidate, find_candidates
from service.attribution.candidates.detached_complements import unattached_clauses
from service.attribution.candidates.parenthetical_clauses import comment_cues
from service.attribution.candidates.speaker_labels import handed_over
from service.attribution.classifier import judge
from service.attribution.content_spans import content_of, quote_type, tidy
from service.attribution.quote_runs import Run, Speech, is_speech, opens_sentence, signed_by
from service.attribution.silence import is_silence
from service.labels import Medium, QuoteType
from service.spans import Span
from service.syntax import Document, Word

KEEP_FROM, KEEP_WITHOUT_SOURCE = 0.36, 0.5
"""A candidate below the first probability is dropped; below the second, one that names nobody who speaks."""

_SAME_CONTENT = 0.6
_MIN_FREE_WORDS = 5
_SIGNED, _GOES_ON, _NOBODY = 0.8, 0.6, 0.4
_MAX_STRANDED_WORDS = 8


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
    def size(self) -> int:
        """How many code points its content has."""
        return sum(s.end - s.start for s in self.content)

    @property
    def cue_span(self) -> Span | None:
        """The place of the cue; None without one."""
        return Span(self.cue[0].span.start, self.cue[-1].span.end) if self.cue else None


def attribute(document: Document) -> list[Attribution]:
    """The attributions of the document, in the order of their contents."""
    speech = Speech(document)
    found = _without_twins(_best_by_cue(document, speech))
    found += _unclaimed(document, speech, found)
    return sorted(found, key=lambda a: (a.start, -a.content[-1].end))


def candidates_of(document: Document, speech: Speech) -> list[Candidate]:
    """All candidates: by the tree, where the tree lost a clause, beside quotation marks, behind the colon of a turn."""
    found = [
        *find_candidates(document),
        *unattached_clauses(document),
        *comment_cues(document),
        *speech.candidates(),
        *handed_over(document),
    ]
    return [c for c in found if not is_blow(c) and not is_silence(c)]


def _best_by_cue(document: Document, speech: Speech) -> list[Attribution]:
    best: dict[Word, Attribution] = {}
    for candidate in candidates_of(document, speech):
        spans = content_of(candidate, speech)
        if not spans:
            continue
        verdict = judge(candidate, spans)
        chance = verdict.probability if candidate.given is None else candidate.given
        least = KEEP_FROM if candidate.source is not None else KEEP_WITHOUT_SOURCE
        if chance >= least and (candidate.head not in best or best[candidate.head].confidence < chance):
            best[candidate.head] = Attribution(
                rule=candidate.rule,
                content=spans,
                cue=candidate.cue,
                lemma=candidate.lemma,
                medium=_medium(candidate, quote_type(document.article, spans, candidate.cue[0].span)),
                source=_stranded_source(candidate) or candidate.source,
                addressee=candidate.addressee,
                confidence=chance,
                reasons=verdict.reasons,
            )
    return list(best.values())


def _medium(candidate: Candidate, quote: QuoteType) -> Medium:
    """ "He considers it “a mistake”": a thought that stands in quotation marks was said."""
    return "speech" if candidate.medium == "thought" and quote != "indirect" else candidate.medium


def _stranded_source(candidate: Candidate) -> Word | None:
    """ "…,” he said. the spokeswoman." — machine translation cuts the source off: a noun phrase in small letters."""
    document = candidate.head.document
    sentence = candidate.head.sentence
    behind = [w for w in sentence.words if w.index > candidate.cue[-1].index and w.upos != "PUNCT"]
    if behind or sentence.index + 1 >= len(document.sentences):
        return None
    rest = document.sentences[sentence.index + 1]
    same_paragraph = document.paragraph_at(rest.span.start) == document.paragraph_at(sentence.span.start)
    if not same_paragraph or not rest.words[0].text[:1].islower() or len(rest.words) > _MAX_STRANDED_WORDS:
        return None
    has_verb = any(w.upos in ("VERB", "AUX") for w in rest.words)
    return rest.root if rest.root.upos in ("NOUN", "PROPN") and not has_verb else None


def _without_twins(found: list[Attribution]) -> list[Attribution]:
    """Of two cues that claim the same content, neither inside the other's, the likelier."""
    kept: list[Attribution] = []
    by_block: dict[int, list[Attribution]] = {}
    # "said in a statement that": the verb is the cue, even where the noun is likelier.
    for attribution in sorted(found, key=lambda a: (a.cue[0].upos != "VERB", -a.confidence)):
        blocks = {block for span in attribution.content for block in _blocks(span)}
        if not any(_twins(attribution, other) for block in blocks for other in by_block.get(block, ())):
            kept.append(attribution)
            for block in blocks:
                by_block.setdefault(block, []).append(attribution)
    return kept


def _blocks(span: Span) -> range:
    """The blocks of 256 code points that the span touches: only attributions that share one are compared."""
    return range(span.start // 256, span.end // 256 + 1)


def _twins(one: Attribution, other: Attribution) -> bool:
    if _holds_cue(one, other) or _holds_cue(other, one):
        return False
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.content for b in other.content)
    total = one.size + other.size - shared
    return shared > _SAME_CONTENT * total


def _holds_cue(outer: Attribution, inner: Attribution) -> bool:
    cue = inner.cue_span
    return cue is not None and any(s.overlaps(cue) for s in outer.content)


def _unclaimed(document: Document, speech: Speech, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """The runs of speech that no cue claims: signed behind, going on from the paragraph before, or nobody's."""
    claims = _Claims(found)
    told: dict[int, list[Attribution]] = {}  # what each sentence reports by its cues
    for attribution in found:
        if attribution.cue and attribution.source is not None and attribution.medium == "speech":
            told.setdefault(attribution.cue[0].sentence.index, []).append(attribution)
    before: Attribution | None = None  # the speech that may go on, and where it ends
    end = -1
    for run in speech.runs:
        owner = claims.owner(run)
        if owner is None:
            near = end >= 0 and document.paragraph_at(run.regions[0].outer.start) - document.paragraph_at(end) <= 1
            owner = _free(document, run, _told_before(document, run, told) or (before if near else None))
            if owner is None:
                continue
            yield owner
        before, end = owner, run.regions[-1].outer.end


def _told_before(document: Document, run: Run, told: dict[int, list[Attribution]]) -> Attribution | None:
    """What the sentence just before the run reports, in the same paragraph: It was a good start, said Lee. “…”"""
    start = run.regions[0].outer.start
    here = document.sentence_at(run.regions[0].inner.start)
    if here is None or not here.index:
        return None
    before = document.sentences[here.index - 1]
    if document.paragraph_at(before.span.start) != document.paragraph_at(start):
        return None
    return max(told.get(before.index, ()), key=lambda a: a.size, default=None)


class _Claims:
    """Which attribution has most of a run in its content: the smallest one whose cue stands outside of it."""

    def __init__(self, found: Sequence[Attribution]) -> None:
        self._by_block: dict[int, list[tuple[Span, Attribution]]] = {}
        for attribution in found:
            for span in attribution.content:
                for block in _blocks(span):
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
    signer = signed_by(document, last)
    if signer is not None:
        return Attribution("signature", content, (), None, "speech", signer, None, _SIGNED)
    if before is not None and not _tells_more(document, run):
        origin = before.speaks_on or before
        return Attribution("free-continuation", content, (), None, "speech", None, None, _GOES_ON, speaks_on=origin)
    return Attribution("no-attribution", content, (), None, "speech", None, None, _NOBODY)


def _tells_more(document: Document, run: Run) -> bool:
    """True when the sentences of the quote say more than the quote: they may well name another speaker."""
    regions = run.regions
    sentences = {w.sentence for region in regions for w in document.words_in(region.inner)}
    words = (w for sentence in sentences for w in sentence.words)
    return any(w.upos in ("NOUN", "PROPN", "VERB") and not any(r.outer.covers(w.span) for r in regions) for w in words)
