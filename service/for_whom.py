"""Sentences → candidates that name the speaker by "for": For the jurist, the report “contains errors”.

Common in translations. Without quotation marks it may as well say to whom something matters, so it needs them.
"""

from __future__ import annotations

from collections.abc import Iterator

from service.candidates import Candidate
from service.cues import cue_lemma
from service.document import Document, Sentence, Word
from service.lexicons import QUOTING_CUES, ROLE_NOUNS
from service.mentions import mention_of
from service.quotation_marks import Quotation

_SPEAKERS = ("person", "organization", "document")
_CHANCE = 0.6


def for_whom(document: Document, quotation: Quotation) -> Iterator[Candidate]:
    """A candidate for each sentence that opens with "for" and somebody, and goes on in quotation marks."""
    for sentence in document.sentences:
        opening = next((w for w in sentence.words if w.upos != "PUNCT"), None)
        if opening is not None and opening.text.casefold() == "for":
            yield from _at(document, quotation, sentence, opening)


def _at(document: Document, quotation: Quotation, sentence: Sentence, opening: Word) -> Iterator[Candidate]:
    source = sentence.head(opening)
    if source is None or source.upos not in ("NOUN", "PROPN") or not _speaks(document, source):
        return
    last = [w for w in sentence.subtree(source) if w.upos != "PUNCT"][-1]
    comma, *behind = sentence.words[last.index + 1 :] or (last,)
    if comma.text != ",":
        return
    said = [w for w in behind if w.upos != "PUNCT"]
    regions = [r for w in said[:1] + said[-1:] for r in quotation.overlapping(w.span)]
    plain = [w for w in said if w.upos == "VERB" and not quotation.overlapping(w.span)]
    if len(said) > 1 and regions and not any(cue_lemma((w,)) in QUOTING_CUES for w in plain):
        ends = (behind[0],)
        yield Candidate(
            "for-whom", opening, (opening,), "for", None, tuple(behind), ends, source, None, "to the end", given=_CHANCE
        )


def _speaks(document: Document, source: Word) -> bool:
    return source.lemma.casefold() in ROLE_NOUNS or mention_of(document, source).kind in _SPEAKERS
