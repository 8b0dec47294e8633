"""A quoted region → the cue beside its marks: “…,” he said; He said: “…”; Ann Lee, the mayor: “…”.

The parser loses its way in long and damaged quotes; the words beside the marks do not. A cue beside a mark attributes
the quote when nothing but a noun phrase and adverbs stands between the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from service.attribution.cues import cue_lemma
from service.lexicons import CUES, DOCUMENT_NOUNS, QUOTING_CUES, ROLE_NOUNS, WORDS
from service.mentions import MAY_SPEAK
from service.spans import Span
from service.syntax import Document, Word, first, follow, subject
from service.text import QuotedRegion

MAX_WORDS_BETWEEN = 24
"""How far a cue may stand from the mark."""

_NOUNS = ("PROPN", "NOUN", "PRON")
_COLON, _CLAUSE, _PUT = 0.47, 0.9, 0.9
"""How often a quote after a colon without a verb, and after a clause and a colon, is said by whom stands there: 7 of
15 and 13 of 14 in PolNeAR's training part; "put it" was seen once and is a judgement."""

_PUT_IT = WORDS["verb of putting it"]
_NOBODY = WORDS["pronoun that speaks before no colon"]
_PREDICATES = ("VERB", "AUX", "ADJ", "NOUN")
_DASHES = ("-", "–", "—")
_PERSONS = WORDS["personal pronoun that speaks"]


@dataclass(frozen=True, eq=False)
class AdjacentCue:
    """A cue right after or right before a region. `given` is the chance that it attributes, None for the model's."""

    rule: str
    head: Word
    source: Word | None
    given: float | None = None
    addressee: Word | None = None

    @property
    def is_after(self) -> bool:
        """True where the quote comes first."""
        return self.rule.startswith("quote")


def cue_before(document: Document, region: QuotedRegion, limit: int) -> AdjacentCue | None:
    """Lee said: “…”; Lee said that “…”; the cue is the last verb before the mark, or ends the paragraph before."""
    number = document.paragraph_at(region.outer.start)
    start = document.paragraphs[number].start
    opens_paragraph = region.outer.start == start
    if opens_paragraph and number and document.text[document.paragraphs[number - 1].end - 1] == ":":
        start = document.paragraphs[number - 1].start
    span = Span(max(limit, start), region.outer.start)
    words = [w for w in document.words_in(span) if w.span.end <= span.end]
    words = [w for w in words if w.sentence is words[-1].sentence]
    sentence_of_quote = document.sentence_at(region.inner.start)
    if not words or sentence_of_quote is None:
        return None
    ends_open = document.text[words[-1].span.end - 1] in ":,"
    if not ends_open and sentence_of_quote is not words[-1].sentence:
        return None
    head = first_cue(words[::-1], ahead=True)
    if head is None:
        return _colon(document, region, words)
    if _subject_of_quote(region, words[-1]):
        return None
    return AdjacentCue("cue-then-quote", head, adjacent_source(head, words))


def _subject_of_quote(region: QuotedRegion, last: Word) -> bool:
    """If it goes on, Western states “will act”: the words before the mark are the subject of the quoted ones."""
    governor = last.head
    return last.relation == "nsubj" and governor is not None and region.inner.covers(governor.span)


def _colon(document: Document, region: QuotedRegion, words: Sequence[Word]) -> AdjacentCue | None:
    """Ann Lee, the mayor, in a statement: “…”; The reply of the leader: “…”; Lee shook her head: “…”."""
    colon = words[-1]
    if colon.text != ":" or not any(w.upos in ("VERB", "AUX") for w in document.words_in(region.inner)):
        return None  # a title or a scare quote
    label = list(takewhile(lambda w: w.text not in _DASHES, reversed(words)))[::-1]  # The bridge is closed – Lee: “…”
    if any(w.upos in ("VERB", "AUX") for w in label):
        return _colon_after_clause(region, colon)
    source = _speaker_of_label(label)
    return AdjacentCue("colon-then-quote", colon, source, _COLON) if source is not None else None


def _speaker_of_label(words: Sequence[Word]) -> Word | None:
    """Who speaks where no verb stands before the colon."""
    top = next((w for w in words if w.upos in ("PROPN", "NOUN")), None)
    while top is not None and top.relation != "nsubj":  # "Psaki, in a note:" parses as "Psaki is a note"
        head = top.head
        if head is None or head not in words or head.upos not in ("PROPN", "NOUN"):
            break
        top = head
    if top is None or top.children("conj"):
        return None
    lemma = top.lemma.casefold()
    if lemma in DOCUMENT_NOUNS or lemma in CUES:
        return first(top, (">nmod:poss", ">nmod[of|by|from]"))
    return top if _can_speak(top) else None


def _can_speak(word: Word) -> bool:
    entity = word.entity
    return word.lemma.casefold() in ROLE_NOUNS or (entity is not None and entity.label in MAY_SPEAK)


def _colon_after_clause(region: QuotedRegion, colon: Word) -> AdjacentCue | None:
    """Lee shook her head: “…”: what a whole clause opens with a colon is said by who acts in it."""
    if not colon.document.text[region.inner.start].isupper():
        return None
    sentence = colon.sentence
    clause = sentence.words[: colon.index]
    top = next((w for w in clause if w.head_index not in range(colon.index) and w.upos in _PREDICATES), None)
    source = subject(top) if top is not None else None
    if source is None or source not in clause:
        return None
    if not (source.upos == "PRON" and source.text.casefold() in _PERSONS) and not _can_speak(source):
        return None
    if top is not None and top.lemma in _PUT_IT and top.child("obj") in sentence.words[top.index : top.index + 2]:
        return AdjacentCue("colon-then-quote", top, source, _PUT)
    return AdjacentCue("colon-then-quote", colon, source, _CLAUSE)


def first_cue(words: Sequence[Word], ahead: bool = False) -> Word | None:
    """The first quoting verb with nothing but a noun phrase and adverbs before it on the way from the mark."""
    for word in words[:MAX_WORDS_BETWEEN]:
        if word.upos == "VERB" and cue_lemma((word,)) in QUOTING_CUES:
            return word
        is_clause = word.upos in ("VERB", "SCONJ") and word.deprel not in ("acl", "acl:relcl", "amod")
        if is_clause and not (ahead and word.lemma == "that"):
            return None
        if ahead and word.upos == "PUNCT" and word.text not in (",", ":", "“", '"', "‘", "``"):
            return None
    return None


def _read_in(head: Word) -> Word | None:
    """ "It is read in the note": the note says it."""
    texts = (w for w in follow(head, ">obl[in|on|from]") if w.lemma.casefold() in DOCUMENT_NOUNS)
    return next(texts, None) if head.lemma == "read" else None


def adjacent_source(head: Word, words: Sequence[Word]) -> Word | None:
    """The cue's subject where it stands outside the quote; else the nearest noun before the cue, else after it."""
    found = subject(head)
    if (found is None or found.text.casefold() in _NOBODY) and (text := _read_in(head)) in words:
        return text
    if found is not None and found in words:
        return found
    nouns = [
        w
        for w in words
        if w.upos in _NOUNS
        and w.relation not in ("obl", "nmod", "compound", "flat", "obj")
        and not any(a.relation == "acl" for a in w.ancestors())  # "a mother, who gave her name as Amina, said"
    ]
    before = [w for w in nouns if w.index < head.index]
    if before:
        return before[-1]
    return next((w for w in nouns if w.index > head.index), None)
