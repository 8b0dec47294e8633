"""Candidates that the net over the encoder reads (`service/reading`), with or without a pattern that fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.attribution.candidates.candidate import Candidate
from service.attribution.cues import cue_lemma, cue_words
from service.lexicons import CUES
from service.syntax import Document, Reading, Word, subject

RULE = "model"
_LEAST = 0.25


def read_candidates(document: Document) -> Iterator[Candidate]:
    """The candidates of all readings that are likely enough."""
    for reading in document.readings or ():
        head = word_at(document, reading.cue)
        if reading.probability < _LEAST or head is None:
            continue
        cue = cue_words(head)
        lemma = cue_lemma(cue)
        entry = CUES.get(lemma)
        source = source_of(document, reading)
        content = content_words(document, reading, cue)
        if content and source not in content:
            yield Candidate(
                rule=RULE,
                head=head,
                cue=cue,
                lemma=lemma,
                entry=entry,
                content=content,
                ends=(_top(content),),
                source=source,
                addressee=None,
                extent="read",
                medium=entry.medium if entry is not None else "speech",
            )


def word_at(document: Document, offset: int) -> Word | None:
    """The word that begins at this code point; None where none does."""
    sentence = document.sentence_at(offset)
    words = sentence.words if sentence is not None else ()
    return next((w for w in words if w.span.start == offset), None)


def source_of(document: Document, reading: Reading) -> Word | None:
    """The head of the source that was read, of what stands in the cue's sentence; None where nobody is named."""
    if reading.source is None:
        return None
    sentence, cue = document.sentence_at(reading.cue), word_at(document, reading.cue)
    words = [w for w in document.words_in(reading.source) if w is not cue and any(map(str.isalnum, w.text))]
    found = subject(cue) if cue is not None else None
    if found in words:
        return found
    words = [w for w in words if w.sentence is sentence] or words
    return _top(words) if words else None


def content_words(document: Document, reading: Reading, cue: Sequence[Word]) -> tuple[Word, ...]:
    """The words of the content that was read, without its cue, and without its source where both stand inside.

    What begins in the cue's sentence goes beyond its end in quotation marks alone.
    """
    inside, sentence = document.words_in(reading.content), document.sentence_at(reading.cue)
    if any(w.sentence is sentence and w not in cue for w in inside):
        inside = [w for w in inside if w.sentence is sentence or document.quoted_in(w.span)]
    own = [w for w in inside if w not in cue]
    if reading.source is None or len(own) == len(inside):
        return tuple(own)
    return tuple(w for w in own if not reading.source.overlaps(w.span))


def _top(words: Sequence[Word]) -> Word:
    """The word that the others hang on: a verb where there is one."""
    own = set(words)
    tops = [w for w in words if w.head not in own and w.upos != "PUNCT"] or list(words)
    return next((w for w in tops if w.upos in ("VERB", "AUX")), tops[0])
