"""Quoted regions → runs of speech, and the cues beside them: “…,” he said; He said: “…”.

The parser loses its way in long and damaged quotes; the words beside the marks do not. A cue beside a mark attributes
the quote when nothing but a noun phrase and adverbs stands between the two. A run is one uninterrupted stretch of
speech: the pieces around a cue ("…," he said, "…"), and the paragraphs of one quote.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.candidates import Candidate
from service.cues import cue_lemma, cue_words
from service.document import Document, Sentence, Word
from service.lexicons import CUES, QUOTING_CUES
from service.patterns import follow, subject
from service.quotation_marks import Quotation, QuotedRegion
from service.spans import Span

_MAX_WORDS_BETWEEN = 24
_NOUNS = ("PROPN", "NOUN", "PRON")
_LONG_ENOUGH = 12
_STOPS = ".,!?…—-"


@dataclass(frozen=True, eq=False)
class BesideCue:
    """A cue that stands right behind ("quote-then-cue") or right before ("cue-then-quote") a region."""

    rule: str
    head: Word
    source: Word | None


@dataclass(frozen=True, eq=False)
class Run:
    """One stretch of speech: its regions in text order, and the cue beside one of them, if any."""

    regions: tuple[QuotedRegion, ...]
    cue: BesideCue | None


class Speech:
    """The quotation of a document, with its regions joined to runs."""

    def __init__(self, document: Document, quotation: Quotation) -> None:
        self.quotation = quotation
        self._document = document
        self.runs = tuple(_runs(document, quotation))
        self._run_of = {region.outer: run for run in self.runs for region in run.regions}

    def whole(self, region: QuotedRegion) -> Run:
        """The run that `region` belongs to."""
        return self._run_of[region.outer]

    def candidates(self) -> Iterator[Candidate]:
        """A candidate for each run with a cue beside it."""
        for run in self.runs:
            if run.cue is not None:
                candidate = _candidate(self._document, run, run.cue)
                if candidate is not None:
                    yield candidate


def _runs(document: Document, quotation: Quotation) -> Iterator[Run]:
    regions = quotation.regions
    current: list[QuotedRegion] = []
    cue: BesideCue | None = None
    for i, region in enumerate(regions):
        before = regions[i - 1].outer.end if i else 0
        after = regions[i + 1].outer.start if i + 1 < len(regions) else len(document.text)
        own = _behind(document, region, after) or _ahead(document, region, before)
        if current and _goes_on(document, current[-1], region, cue, own):
            current.append(region)
            cue = cue or own
            continue
        if current:
            yield Run(tuple(current), cue)
        current, cue = [region], own
    if current:
        yield Run(tuple(current), cue)


def _goes_on(
    document: Document, previous: QuotedRegion, region: QuotedRegion, cue: BesideCue | None, own: BesideCue | None
) -> bool:
    """True when `region` is a further piece of the run of `previous`."""
    if own is not None and cue is not None and own.head is not cue.head:
        return False
    if region.continues:
        return True
    between = Span(previous.outer.end, region.outer.start)
    if "\n" in between.of(document.text) or not is_speech(document, previous) or not is_speech(document, region):
        return False
    outside = [w for w in document.words_in(between) if w.upos != "PUNCT" and between.covers(w.span)]
    if not outside:
        return True
    return cue is not None and between.covers(cue.head.span) and len({w.sentence for w in outside}) == 1


def is_speech(document: Document, region: QuotedRegion) -> bool:
    """A quoted clause or more; not a scare quote, a title or a nickname."""
    if region.continues:
        return True
    words = [w for w in document.words_in(region.inner) if w.upos != "PUNCT"]
    last, following = document.text[region.inner.end - 1], document.text[region.outer.end : region.outer.end + 1]
    ends_well = last in _STOPS or following in tuple(_STOPS) or not region.closed or len(words) >= _LONG_ENOUGH
    opens_well = any(w.upos in ("VERB", "AUX") for w in words) or opens_sentence(document, region)
    return bool(words) and ends_well and opens_well


def _candidate(document: Document, run: Run, found: BesideCue) -> Candidate | None:
    sentence = document.sentence_of(found.head)
    cue = cue_words(sentence, found.head)
    lemma = cue_lemma(cue)
    words = [w for region in run.regions for w in document.words_in(region.inner)]
    if found.rule == "quote-then-cue" and not opens_sentence(document, run.regions[0]) and not _is_clause(words):
        # A quoted fragment ends a clause (That would be a “mistake,” he said): the clause is the content.
        opening = document.sentence_of(words[0])
        words = [w for w in opening.words if w.index < words[0].index] + words
    content = tuple(w for w in words if w not in cue)
    if not content:
        return None
    outside = [w for w in follow(sentence, found.head, ">iobj|obj,obl[to]") if w not in content]
    return Candidate(
        rule=found.rule,
        head=found.head,
        cue=cue,
        lemma=lemma,
        entry=CUES.get(lemma),
        content=content,
        ends=(content[0],),
        source=found.source,
        medium=CUES[lemma].medium if lemma in CUES else "speech",
        addressee=outside[0] if outside else None,
    )


def _is_clause(words: Sequence[Word]) -> bool:
    """True when a verb and its subject stand among the words."""
    indexes = {(w.sentence, w.index) for w in words}
    return any(w.relation == "nsubj" and (w.sentence, w.head) in indexes for w in words)


def _behind(document: Document, region: QuotedRegion, limit: int) -> BesideCue | None:
    """“…,” said Lee. The quote must end in a way that lets its sentence go on, or the cue's words begin small."""
    text = document.text
    stop = region.inner.of(text).rstrip("’'”\"")[-1:]
    rest = text[region.outer.end : limit].lstrip()
    if stop not in (",", "?", "!", "—", "-", "…") and not (stop == "." and rest[:1].islower()) and rest[:1] != ",":
        return None
    paragraph_end = document.paragraphs[document.paragraph_at(region.outer.start)].end
    span = Span(region.outer.end, min(limit, paragraph_end))
    words = [w for w in document.words_in(span) if w.span.start >= span.start]
    words = [w for w in words if w.sentence == words[0].sentence]
    head = _first_cue(words)
    return None if head is None else BesideCue("quote-then-cue", head, _source_beside(document, head, words))


def _ahead(document: Document, region: QuotedRegion, limit: int) -> BesideCue | None:
    """Lee said: “…”; Lee said that “…"; the cue is the last verb before the mark, or ends the paragraph before."""
    number = document.paragraph_at(region.outer.start)
    start = document.paragraphs[number].start
    opens_paragraph = region.outer.start == start
    if opens_paragraph and number and document.text[document.paragraphs[number - 1].end - 1] == ":":
        start = document.paragraphs[number - 1].start
    span = Span(max(limit, start), region.outer.start)
    words = [w for w in document.words_in(span) if w.span.end <= span.end]
    words = [w for w in words if w.sentence == words[-1].sentence]
    sentence_of_quote = document.sentence_at(region.inner.start)
    if not words or sentence_of_quote is None:
        return None
    ends_open = document.text[words[-1].span.end - 1] in ":,"
    if not ends_open and sentence_of_quote.index != words[-1].sentence:
        return None
    head = _first_cue(words[::-1], ahead=True)
    return None if head is None else BesideCue("cue-then-quote", head, _source_beside(document, head, words))


def _first_cue(words: Sequence[Word], ahead: bool = False) -> Word | None:
    """The first quoting verb with nothing but a noun phrase and adverbs before it on the way from the mark."""
    for word in words[:_MAX_WORDS_BETWEEN]:
        if word.upos == "VERB" and cue_lemma((word,)) in QUOTING_CUES:
            return word
        is_clause = word.upos in ("VERB", "SCONJ") and word.deprel not in ("acl", "acl:relcl", "amod")
        if is_clause and not (ahead and word.lemma == "that"):
            return None
        if ahead and word.upos == "PUNCT" and word.text not in (",", ":", "“", '"', "‘", "``"):
            return None
    return None


def _source_beside(document: Document, head: Word, words: Sequence[Word]) -> Word | None:
    """The cue's subject where it stands outside the quote; else the nearest noun before the cue, else behind it."""
    sentence: Sentence = document.sentence_of(head)
    found = subject(sentence, head)
    if found is not None and found in words:
        return found
    nouns = [
        w
        for w in words
        if w.upos in _NOUNS
        and w.relation not in ("obl", "nmod", "compound", "flat", "obj")
        and not any(a.relation == "acl" for a in sentence.ancestors(w))  # "a mother, who gave her name as Amina, said"
    ]
    before = [w for w in nouns if w.index < head.index]
    if before:
        return before[-1]
    return next((w for w in nouns if w.index > head.index), None)


def opens_sentence(document: Document, region: QuotedRegion) -> bool:
    """True when the region opens a sentence: what stands in the marks is all that is quoted."""
    words = [w for w in document.words_in(region.inner) if w.upos != "PUNCT"]
    if not words:
        return True
    sentence = document.sentence_of(words[0])
    return not any(w.index < words[0].index and w.upos not in ("PUNCT", "CCONJ") for w in sentence.words)


def signed_by(document: Document, region: QuotedRegion) -> Word | None:
    """“…” — Ann Lee: the head of the name behind a dash, where nothing else stands in that line, or in the next."""
    number = document.paragraph_at(region.outer.start)
    line_end = document.paragraphs[number].end
    if region.outer.end >= line_end and number + 1 < len(document.paragraphs):
        line_end = document.paragraphs[number + 1].end
    rest = document.text[region.outer.end : line_end].strip()
    if rest[:1] not in ("—", "–", "-", "―") or len(rest) > 80:
        return None
    words = document.words_in(Span(region.outer.end, line_end))
    return next((w for w in words if w.upos == "PROPN" and w.text[:1].isalpha()), None)
