"""Candidates for a report that somebody hands on behind it: "P, Putin told Biden, his spokesman said".

Two comments follow one clause, each with a verb of speech and nobody but its own subject. The first says P; the second
says all of it. Parsers hang the clause on either verb, or on both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.attribution.candidates.candidate import Candidate, in_order
from service.attribution.content_extents import report_words
from service.attribution.cues import cue_kind, cue_lemma, cue_words
from service.lexicons import CUES, QUOTING_CUES
from service.syntax import Document, Sentence, Word, subject

RULE = "handed-on"
_FINITE = ("VBD", "VBZ", "VBP")
_MAX_COMMENT_WORDS = 14
_GIVEN = 0.9
"""A judgement: too rare to count."""


def handed_on_candidates(document: Document) -> Iterator[Candidate]:
    """Two candidates for each sentence of a clause and two comments behind it."""
    for sentence in document.sentences:
        words = [w for w in sentence.words if w.index not in report_words(sentence)]
        commas = [w.index for w in words if w.text == ","]
        if len(commas) < 2:
            continue
        last = _comment(sentence, commas[-1] + 1, words[-1].index + 1)
        first = _comment(sentence, commas[-2] + 1, commas[-1])
        said = sentence.words[: commas[-2]]
        if first is None or last is None or not any(w.has("VerbForm=Fin") for w in said):
            continue
        yield _candidate(first, said)
        yield _candidate(last, sentence.words[: commas[-1]])


def _comment(sentence: Sentence, start: int, end: int) -> tuple[Word, Word] | None:
    """The cue and the source of a comment; None where the words are more than one, or no comment."""
    words = sentence.words[start:end]
    verbs = [w for w in words if w.upos in ("VERB", "AUX", "SCONJ")]
    if len(verbs) != 1 or len(words) > _MAX_COMMENT_WORDS or any(w.upos == "CCONJ" for w in words[:1]):
        return None
    cue = verbs[0]
    source = subject(cue)
    if cue_kind(cue) != "VERB" or cue.xpos not in _FINITE or cue_lemma(cue_words(cue)) not in QUOTING_CUES:
        return None
    return (cue, source) if source in words else None


def _candidate(comment: tuple[Word, Word], said: Sequence[Word]) -> Candidate:
    cue, source = comment
    words = cue_words(cue)
    return in_order(RULE, cue, words, CUES[cue_lemma(words)], said, source, given=_GIVEN)
