"""Paragraphs → candidates where a colon hands the word over: transcripts, interviews, headlines.

WALLACE: Do you really see those two as equivalent?
Q: And then? A: Then we left.
Poll: Voters want change
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from service.attribution.candidates.candidate import Candidate
from service.lexicons import DOCUMENT_NOUNS, POLITIES, STATES
from service.mentions import MAY_SPEAK
from service.spans import Span
from service.syntax import Document, Word

_LABEL = re.compile(r"[“”\"]?([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4}):\s+(?=\S)")
_MIN_TURNS = 3
_TURN = 0.88
"""30 of 34 turns of transcripts in PolNeAR's training part; the four others were a table of votes."""


def speaker_label_candidates(document: Document) -> Iterator[Candidate]:
    """A candidate for each turn of a transcript, and for a headline that opens with its source and a colon."""
    labelled = [
        (number, match)
        for number, paragraph in enumerate(document.paragraphs)
        if (match := _LABEL.match(document.text, paragraph.start, paragraph.end))
    ]
    turns = Counter(match.group(1) for _, match in labelled)
    transcript = sum(turns.values()) >= _MIN_TURNS and max(turns.values(), default=0) > 1
    for number, match in labelled:
        label = match.group(1)
        if transcript and (label.isupper() or turns[label] > 1):
            yield from _candidate(document, number, match, "hand-over", _TURN)
        elif number == 0 and _may_speak(document, Span(*match.span(1))) and _says(document, match.end()):
            yield from _candidate(document, number, match, "headline-colon", None)


def _may_speak(document: Document, label: Span) -> bool:
    """A person, a body, a capital, a text; "Burkina Faso: army closes borders" only says where."""
    if label.of(document.text).casefold() in STATES:
        return False
    named = (
        any(e.label in MAY_SPEAK for e in document.entities_in(label)) or label.of(document.text).casefold() in POLITIES
    )
    return named or document.words_in(label)[-1].lemma.casefold() in DOCUMENT_NOUNS


def _says(document: Document, start: int) -> bool:
    """True when a verb stands after the colon: "Halden: a town in the north" reports nothing."""
    paragraph = document.paragraphs[0]
    return any(w.upos in ("VERB", "AUX") for w in document.words_in(Span(start, paragraph.end)))


def _candidate(
    document: Document, number: int, match: re.Match[str], rule: str, given: float | None
) -> Iterator[Candidate]:
    label = Span(*match.span(1))
    colon = next((w for w in document.words_in(Span(label.end, label.end + 1)) if w.text == ":"), None)
    content = document.words_in(Span(match.end(), document.paragraphs[number].end))
    source = _head(document.words_in(label))
    speaks = any(w.text.isalpha() for w in content)  # "Lee: 547." is a row of a table
    if colon is not None and speaks and source is not None:
        words = tuple(content)
        yield Candidate(rule, colon, (colon,), ":", None, words, (words[0],), source, None, given=given)


def _head(label: list[Word]) -> Word | None:
    indexes = {w.index for w in label}
    return next((w for w in label if w.head_index not in indexes and w.upos != "PUNCT"), label[0] if label else None)
