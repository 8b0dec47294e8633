"""Words of a candidate → the spans of its content, fitted to the quotation marks of the text.

A content never cuts a quote in two: where it covers most of a sentence in quotation marks it takes the whole quote,
over sentence ends too. Spans carry no quotation marks and no separators at their ends; marks inside stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from service.attribution.candidates.candidate import Candidate
from service.attribution.quote_runs import Speech
from service.labels import QuoteType
from service.spans import Span, merged, subtract
from service.syntax import Document, Word
from service.text import ArticleText, QuotedRegion

MARKS = "“”\"„‟«»`‘’'"
_SEPARATORS = ",;:-–—―"


def content_of(candidate: Candidate, speech: Speech) -> tuple[Span, ...]:
    """The content of a candidate, fitted to the quotes of the text; empty when nothing is left of it."""
    document = candidate.head.document
    return fitted(document, content_spans(document, candidate.content, candidate.cue), speech, candidate.cue)


def content_spans(document: Document, words: Sequence[Word], holes: Iterable[Word] = ()) -> tuple[Span, ...]:
    """The spans that `words` cover, in text order; gaps of punctuation alone are closed, `holes` never."""
    while words and words[-1].upos == "PUNCT" and words[-1].text not in "?!":
        words = words[:-1]
    counted = {*holes, *words}
    spans: list[Span] = []
    previous: Word | None = None
    for word in words:
        if previous is not None and previous.sentence == word.sentence:
            between = word.sentence.words[previous.index + 1 : word.index]
            if not between or all(w.upos == "PUNCT" and w not in counted for w in between):
                spans[-1] = Span(spans[-1].start, max(spans[-1].end, word.span.end))
                previous = word
                continue
        spans.append(word.span)
        previous = word
    return tidy(document.text, spans)


def without_complementizer(document: Document, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The content without the "that" before an indirect quote: it is the reporter's."""
    first, *rest = spans
    words = [w for w in document.words_in(first) if w.upos != "PUNCT"]
    if len(words) < 2 or words[0].relation != "mark" or words[0].text.casefold() != "that":
        return spans
    return (trim_marks(document.text, Span(words[0].span.end, first.end)), *rest)


def tidy(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans merged, without marks and separators at their ends; those without a letter or digit are left out."""
    found = []
    for span in merged(spans):
        trimmed = trim_marks(text, span)
        if any(c.isalnum() for c in trimmed.of(text)):
            found.append(trimmed)
    return tuple(found)


def trim_marks(text: str, span: Span) -> Span:
    """The span without white space, separators and quotation marks at its ends; an apostrophe of a word stays."""
    previous = None
    while previous != span:
        previous = span
        span = span.trimmed(text, _SEPARATORS)
        if span and text[span.start] in MARKS and not _is_apostrophe(text, span.start):
            span = Span(span.start + 1, span.end)
        if span and text[span.end - 1] in MARKS and not _is_apostrophe(text, span.end - 1):
            span = Span(span.start, span.end - 1)
        if span and text[span.start] in ".!?)]":
            span = Span(span.start + 1, span.end)
    return span


def _is_apostrophe(text: str, at: int) -> bool:
    """True inside a word, and after a plural's s (the workers’): there a mark is no quotation mark."""
    if text[at] not in "’'":
        return False
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return (before.isalnum() and after.isalnum()) or (before == "s" and after == " ")


def fitted(document: Document, spans: tuple[Span, ...], speech: Speech, cue: Sequence[Word]) -> tuple[Span, ...]:
    """`spans` grown to whole runs of speech: a run of which a span covers most of a sentence is taken as a whole.

    Regions that hold the cue are not taken: there somebody quoted speaks of a third person's words, and what they say
    of it ends with the quote.
    """
    around = [r for r in document.quoted_in(cue[0].span) if r.outer.covers(cue[0].span)]
    if around:
        pieces = [piece.inner for piece in speech.whole(around[0]).regions]
        spans = tuple(Span(max(s.start, p.start), min(s.end, p.end)) for s in spans for p in pieces if s.overlaps(p))
    out = list(spans)
    for span in spans:
        for region in document.quoted_in(span):
            if not any(region.outer.overlaps(w.span) for w in cue) and _mostly_in(document, region, span):
                out += [r.inner for r in speech.whole(region).regions]
    # A gap of marks and spaces alone is none; a paragraph is.
    joined: list[Span] = []
    for span in merged(out):
        gap = document.text[joined[-1].end : span.start] if joined else "\n"
        if "\n" not in gap and not any(c.isalnum() for c in gap):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return tidy(document.text, joined)


def _mostly_in(document: Document, region: QuotedRegion, span: Span) -> bool:
    """True when `span` covers most of the region's words in one of the sentences that both share."""
    if not region.inner.overlaps(span):
        return False
    inside: dict[int, list[int]] = {}
    for word in document.words_in(region.inner):
        if word.upos != "PUNCT":
            count = inside.setdefault(word.sentence.index, [0, 0])
            count[0] += span.covers(word.span)
            count[1] += 1
    return any(covered * 2 > total for covered, total in inside.values())


def quote_type(article: ArticleText, spans: Sequence[Span], cue: Span | None = None) -> QuoteType:
    """direct: every word stands in quotation marks; mixed: some do; indirect: none.

    Marks that hold the `cue` as well do not count: they quote the reporter, who may put it in words of their own.
    """
    quoted = plain = False
    for span in spans:
        inside = [r.outer for r in article.quoted_in(span) if cue is None or not r.outer.covers(cue)]
        plain = plain or any(_has_word(article.text, piece) for piece in subtract(span, inside))
        pieces = (Span(max(r.start, span.start), min(r.end, span.end)) for r in inside)
        quoted = quoted or any(_has_word(article.text, piece) for piece in pieces)
    return "mixed" if quoted and plain else "direct" if quoted else "indirect"


def _has_word(text: str, span: Span) -> bool:
    return any(c.isalnum() for c in span.of(text))
