"""Candidates → those that attribute: at each cue the likeliest, if it is likely enough, and of twins the likelier."""

from __future__ import annotations

from collections.abc import Sequence

from service.attribution.addressees import addressee_of
from service.attribution.attribution import Attribution
from service.attribution.candidates.candidate import Candidate
from service.attribution.candidates.read_candidates import source_of
from service.attribution.classifier import judge
from service.attribution.content_spans import content_of, quote_type, without_complementizer
from service.attribution.quote_runs import Speech
from service.attribution.reading_features import reading_of
from service.labels import Medium, QuoteType
from service.spans import Span
from service.syntax import Document, Word, cover

KEEP_FROM, KEEP_WITHOUT_SOURCE = 0.36, 0.5
"""A candidate below the first probability is dropped; below the second, one that names nobody who speaks."""

CUE_READ_FROM, SOURCE_READ_FROM = 0.5, 0.7
"""Where the net's source is at least so likely, and another than the pattern's, 98 of 124 are right, and 24 of the
pattern's (PolNeAR's training part, nets that did not know the articles)."""

_BY_ORDER = frozenset({"quote-then-cue", "quote-then-verb", "quote-then-verbless", "verb-first"})
"""Patterns that find the source by its place beside a quote and a cue: the net knows no better."""

_SAME_CONTENT = 0.6
_MAX_STRANDED_WORDS = 8


def best_by_cue(document: Document, speech: Speech, candidates: Sequence[Candidate]) -> list[Attribution]:
    """The likeliest attribution of each cue, where one is likely enough."""
    best: dict[Word, Attribution] = {}
    for candidate in candidates:
        spans = content_of(candidate, speech)
        if not spans:
            continue
        verdict = judge(candidate, spans)
        chance = verdict.probability
        if chance < KEEP_FROM or (candidate.head in best and best[candidate.head].confidence >= chance):
            continue
        source = _source(candidate)
        if source is not None or chance >= KEEP_WITHOUT_SOURCE:
            quote = quote_type(document.article, spans, cover(candidate.cue))
            best[candidate.head] = Attribution(
                rule=candidate.rule,
                type=quote,
                content=without_complementizer(document, spans),
                cue=candidate.cue,
                lemma=candidate.lemma,
                medium=_medium(candidate, quote),
                source=source,
                addressee=candidate.addressee or addressee_of(candidate),
                confidence=chance,
                reasons=verdict.reasons,
            )
    return list(best.values())


def _source(candidate: Candidate) -> Word | None:
    """Who speaks: whom the net reads, where it is sure enough and means another than the pattern found."""
    found = _stranded_source(candidate)
    reading = reading_of(candidate)
    if found is not None or reading is None or candidate.rule in _BY_ORDER:
        return found or candidate.source
    if reading.probability < CUE_READ_FROM or reading.source_probability < SOURCE_READ_FROM:
        return candidate.source
    if candidate.source is not None and reading.source is not None and reading.source.overlaps(candidate.source.span):
        return candidate.source
    read = source_of(candidate.head.document, reading)
    return candidate.source if read is not None and read in candidate.content else read


def _medium(candidate: Candidate, quote: QuoteType) -> Medium:
    """ "He considers it “a mistake”": a thought that stands in quotation marks was said."""
    return "speech" if candidate.medium == "thought" and quote != "indirect" else candidate.medium


def _stranded_source(candidate: Candidate) -> Word | None:
    """ "…,” he said. the spokeswoman." — machine translation cuts the source off: a noun phrase in small letters."""
    document = candidate.head.document
    sentence = candidate.head.sentence
    following = [w for w in sentence.words if w.index > candidate.cue[-1].index and w.upos != "PUNCT"]
    if following or sentence.index + 1 >= len(document.sentences):
        return None
    rest = document.sentences[sentence.index + 1]
    same_paragraph = document.paragraph_at(rest.span.start) == document.paragraph_at(sentence.span.start)
    if not same_paragraph or not rest.words[0].text[:1].islower() or len(rest.words) > _MAX_STRANDED_WORDS:
        return None
    has_verb = any(w.upos in ("VERB", "AUX") for w in rest.words)
    return rest.root if rest.root.upos in ("NOUN", "PROPN") and not has_verb else None


def without_twins(found: list[Attribution]) -> list[Attribution]:
    """Of two cues that claim the same content, neither inside the other's, the likelier."""
    kept: list[Attribution] = []
    by_block: dict[int, list[Attribution]] = {}
    # "said in a statement that": the verb is the cue, even where the noun is likelier.
    for attribution in sorted(found, key=lambda a: (a.cue[0].upos != "VERB", -a.confidence)):
        touched = {block for span in attribution.content for block in blocks(span)}
        if not any(_twins(attribution, other) for block in touched for other in by_block.get(block, ())):
            kept.append(attribution)
            for block in touched:
                by_block.setdefault(block, []).append(attribution)
    return kept


def blocks(span: Span) -> range:
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
