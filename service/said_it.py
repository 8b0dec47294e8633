"""Quotes that the sentence behind them attributes by a pronoun: “I never paid.” Lund said it on Tuesday in court."""

from __future__ import annotations

from collections.abc import Iterator

from service.candidates import Candidate
from service.cues import cue_lemma, cue_words
from service.document import Document
from service.lexicons import CUES, QUOTING_CUES
from service.patterns import subject
from service.quoted_speech import Run, Speech

_STANDS_FOR_QUOTE = frozenset({"it", "so", "this", "that"})
_CHANCE = 0.8


def said_it(document: Document, speech: Speech) -> Iterator[Candidate]:
    """A candidate for each run of speech without a cue of its own whose next sentence says "it"."""
    for run in speech.runs:
        if run.cue is None:
            yield from _at(document, run)


def _at(document: Document, run: Run) -> Iterator[Candidate]:
    end = run.regions[-1].outer.end
    here = document.sentence_at(run.regions[-1].inner.end - 1)
    if here is None or here.index + 1 >= len(document.sentences):
        return
    sentence = document.sentences[here.index + 1]
    if document.paragraph_at(sentence.span.start) != document.paragraph_at(end - 1) or sentence.span.start < end - 1:
        return
    head = sentence.root
    cue = cue_words(sentence, head)
    entry = CUES.get(cue_lemma(cue))
    source = subject(sentence, head)
    it = any(w.text.casefold() in _STANDS_FOR_QUOTE for w in sentence.children(head, "obj"))
    if entry is None or entry.lemma not in QUOTING_CUES or source is None or not it:
        return
    words = tuple(w for region in run.regions for w in document.words_in(region.inner))
    if words:
        yield Candidate(
            "said-it", head, cue, entry.lemma, entry, words, words[:1], source, None, medium=entry.medium, given=_CHANCE
        )
