"""The first paragraph → a candidate where a headline opens with its source and a colon: "Poll: Voters want change"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.attribution.candidates.candidate import Candidate
from service.lexicons import DOCUMENT_NOUNS, POLITIES, STATES
from service.mentions import MAY_SPEAK
from service.spans import Span
from service.syntax import Document, Word
from service.text import LABEL_WORDS

_NOBODY = LABEL_WORDS["none"] | LABEL_WORDS["screen"]
_SOURCE = re.compile(r"[“”\"]?([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4}):\s+(?=\S)")


def headline_candidates(document: Document) -> Iterator[Candidate]:
    """The candidate of the first paragraph, if it is such a headline."""
    headline = document.paragraphs[0] if document.paragraphs else Span(0, 0)
    match = _SOURCE.match(document.text, headline.start, headline.end)
    if match is None:
        return
    label = Span(*match.span(1))
    colon = next((w for w in document.words_in(Span(label.end, label.end + 1)) if w.text == ":"), None)
    content = tuple(document.words_in(Span(match.end(), headline.end)))
    source = _head(document.words_in(label))
    if colon is None or source is None or not _may_speak(document, label):
        return
    if any(w.upos in ("VERB", "AUX") for w in content):  # "Halden: a town in the north" reports nothing
        yield Candidate("headline-colon", colon, (colon,), ":", None, content, content[:1], source, None)


def _may_speak(document: Document, label: Span) -> bool:
    """A person, a body, a capital, a text; "Burkina Faso: army closes borders" only says where, "Photo: Lee" what."""
    name = label.of(document.text).casefold()
    if name in STATES or name.split()[-1] in _NOBODY:
        return False
    if (
        any(e.label == "LOC" for e in document.entities_in(label))
        and document.text[document.paragraphs[0].end - 1] == "."
    ):
        return False  # "Washington: A statement was read.": a sentence, and where
    named = any(e.label in MAY_SPEAK for e in document.entities_in(label)) or name in POLITIES
    return named or document.words_in(label)[-1].lemma.casefold() in DOCUMENT_NOUNS


def _head(label: list[Word]) -> Word | None:
    indexes = {w.index for w in label}
    return next((w for w in label if w.head_index not in indexes and w.upos != "PUNCT"), label[0] if label else None)
