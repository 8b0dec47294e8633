"""Quoted regions → candidates by position: “…,” he said; He said: “…”.

The parser loses its way in long and damaged quotes; the words beside the marks do not. A cue beside a mark attributes
the quote when nothing but a noun phrase and adverbs stands between the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.candidates import Candidate, cue_lemma, cue_words
from service.document import Document, Sentence, Word
from service.lexicons import CUES, QUOTING_CUES
from service.patterns import subject
from service.quotation_marks import Quotation, QuotedRegion
from service.spans import Span

_MAX_WORDS_BETWEEN = 14
_NOUNS = ("PROPN", "NOUN", "PRON")


def quoted_candidates(document: Document, quotation: Quotation) -> Iterator[Candidate]:
    """A candidate for each region with a quoting cue right behind it, or right before it."""
    regions = quotation.regions
    for i, region in enumerate(regions):
        after = regions[i + 1].outer.start if i + 1 < len(regions) else len(document.text)
        before = regions[i - 1].outer.end if i else 0
        found = _behind(document, region, after) or _ahead(document, region, before)
        if found is not None:
            rule, sentence, head, source = found
            cue = cue_words(sentence, head)
            lemma = cue_lemma(cue)
            words = document.words_in(region.inner)
            if rule == "quote-then-cue" and not _is_sentence(document, region):
                words = _from_sentence_start(document, region) or words
            addressee = next(
                (w for w in sentence.children(head, "iobj", "obj") if not region.outer.overlaps(w.span)), None
            )
            content = tuple(w for w in words if w not in cue)
            if content:
                yield Candidate(rule, head, cue, lemma, CUES.get(lemma), content, (content[0],), source, addressee)


_Found = tuple[str, Sentence, Word, Word | None]


def _behind(document: Document, region: QuotedRegion, limit: int) -> _Found | None:
    """“…,” said Lee. The quote must end in a way that lets its sentence go on, or the cue's words begin small."""
    text = document.text
    stop = region.inner.of(text)[-1:]
    rest = text[region.outer.end : limit].lstrip()
    if stop not in (",", "?", "!", "—", "-", "…") and not (stop == "." and rest[:1].islower()) and rest[:1] != ",":
        return None
    paragraph_end = document.paragraphs[document.paragraph_at(region.outer.start)].end
    words = [
        w
        for w in document.words_in(Span(region.outer.end, min(limit, paragraph_end)))
        if w.span.start >= region.outer.end
    ]
    words = [w for w in words if w.sentence == words[0].sentence]
    head = _first_cue(words)
    if head is None:
        return None
    sentence = document.sentence_of(head)
    return "quote-then-cue", sentence, head, _source_beside(sentence, head, words)


def _ahead(document: Document, region: QuotedRegion, limit: int) -> _Found | None:
    """Lee said: “…”; Lee said that “…"; the cue is the last verb before the mark."""
    paragraph_start = document.paragraphs[document.paragraph_at(region.outer.start)].start
    words = [
        w
        for w in document.words_in(Span(max(limit, paragraph_start), region.outer.start))
        if w.span.end <= region.outer.start
    ]
    words = [w for w in words if words and w.sentence == words[-1].sentence]
    sentence_of_quote = document.sentence_at(region.inner.start)
    if not words or sentence_of_quote is None:
        return None
    ends_open = document.text[words[-1].span.end - 1] in ":,"
    if not ends_open and sentence_of_quote.index != words[-1].sentence:
        return None
    head = _first_cue(words[::-1], ahead=True)
    if head is None:
        return None
    sentence = document.sentence_of(head)
    return "cue-then-quote", sentence, head, _source_beside(sentence, head, words)


def _first_cue(words: Sequence[Word], ahead: bool = False) -> Word | None:
    """The first quoting verb with nothing but a noun phrase and adverbs before it on the way from the mark."""
    for word in words[:_MAX_WORDS_BETWEEN]:
        if word.upos == "VERB" and word.lemma.casefold() in QUOTING_CUES:
            return word
        if (
            word.upos in ("VERB", "SCONJ")
            and not (ahead and word.lemma == "that")
            and word.deprel not in ("acl", "acl:relcl", "amod")
        ):
            return None
        if ahead and word.upos == "PUNCT" and word.text not in (",", ":", "“", '"', "‘", "``"):
            return None
    return None


def _source_beside(sentence: Sentence, head: Word, words: Sequence[Word]) -> Word | None:
    """The cue's subject where it stands outside the quote; else the nearest noun before the cue, else behind it."""
    allowed = {w.index for w in words if w.sentence == head.sentence}
    found = subject(sentence, head)
    if found is not None and (found.index in allowed or found.sentence != head.sentence):
        return found
    nouns = [w for w in words if w.upos in _NOUNS and w.relation not in ("obl", "nmod", "compound", "flat")]
    before = [w for w in nouns if w.index < head.index]
    behind = [w for w in nouns if w.index > head.index]
    if before:
        return before[-1]
    return behind[0] if behind else None


def _is_sentence(document: Document, region: QuotedRegion) -> bool:
    """True when the region opens a sentence: what stands in the marks is all that is quoted."""
    words = [w for w in document.words_in(region.inner) if w.upos != "PUNCT"]
    if not words:
        return True
    sentence = document.sentence_of(words[0])
    opening = [w for w in sentence.words if w.index < words[0].index and w.upos not in ("PUNCT", "CCONJ")]
    return not opening


def _from_sentence_start(document: Document, region: QuotedRegion) -> list[Word]:
    """A quoted fragment at the end of a clause (That would be a “mistake,” he said): the clause is the content."""
    words = document.words_in(region.inner)
    sentence = document.sentence_of(words[0])
    return [w for w in sentence.words if w.index < words[0].index] + words


def signed_by(document: Document, region: QuotedRegion) -> Word | None:
    """“…” — Ann Lee: the head of the name behind a dash, where nothing else stands in that line."""
    line_end = document.paragraphs[document.paragraph_at(region.outer.start)].end
    rest = document.text[region.outer.end : line_end].strip()
    if rest[:1] not in ("—", "–", "-", "―") or len(rest) > 80:
        return None
    words = [w for w in document.words_in(Span(region.outer.end, line_end)) if w.upos == "PROPN"]
    return words[0] if words else None
