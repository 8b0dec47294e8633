"""How far the net over the encoder agrees with a candidate: its reading at the cue, in steps that can be read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from service.attribution.candidates.candidate import Candidate
from service.attribution.candidates.read_candidates import content_words
from service.spans import Span
from service.syntax import Document, Places, Reading, Word, kept

_STEPS = (0.02, 0.1, 0.3, 0.5, 0.7, 0.9)
"""Chances are told by the number of these that they reach."""


@kept
def reading_of(candidate: Candidate) -> Reading | None:
    """The likeliest reading at a word of the candidate's cue."""
    document = candidate.head.document
    found = [reading for word in candidate.cue if (reading := document.reading_at(word)) is not None]
    return max(found, key=lambda reading: reading.probability, default=None)


def cue_reading_features(candidate: Candidate) -> Iterator[str]:
    """Whether the net takes the word for a cue, and whom for its source."""
    if candidate.head.document.readings is None:
        return
    reading = reading_of(candidate)
    chance = _step(reading.probability) if reading is not None else "-"
    yield f"read cue={chance}"
    yield f"read cue+lemma={chance} {candidate.lemma if candidate.entry else '-'}"
    yield f"read cue+rule={chance} {candidate.rule}"
    if reading is not None:
        source = _source(candidate, reading)
        yield f"read source={source}"
        yield f"read source+chance={source} {_step(reading.source_probability)}"


def content_reading_features(candidate: Candidate, spans: Sequence[Span]) -> Iterator[str]:
    """Whether the net takes just this for the content."""
    document = candidate.head.document
    reading = reading_of(candidate)
    if reading is None:
        return
    chance = _step(reading.probability)
    shared = int(10 * _overlap(document, spans, content_words(document, reading, candidate.cue)))
    start = _step(_chance(document.text, reading.starts, spans[0].start))
    end = _step(_chance(document.text, reading.ends, spans[-1].end))
    yield f"read shared={shared}"
    yield f"read shared+cue={shared} {chance}"
    yield f"read shared+rule={shared} {candidate.rule}"
    yield f"read start={start}"
    yield f"read end={end}"
    yield f"read start+end={start} {end}"
    yield f"read start+end+rule={start} {end} {candidate.rule}"


def _step(chance: float) -> int:
    return bisect_right(_STEPS, chance)


def _source(candidate: Candidate, reading: Reading) -> str:
    if reading.source is None or candidate.source is None:
        return f"{'nobody' if reading.source is None else 'somebody'} {'nobody' if candidate.source is None else 'one'}"
    return "same" if reading.source.overlaps(candidate.source.span) else "other"


def _overlap(document: Document, spans: Sequence[Span], read: Sequence[Word]) -> float:
    """The words that two contents share among those of either."""
    first = {w for span in spans for w in document.words_in(span) if w.upos != "PUNCT"}
    second = {w for w in read if w.upos != "PUNCT"}
    return len(first & second) / max(1, len(first | second))


def _chance(text: str, places: Places, offset: int) -> float:
    """The chance of this place; marks and spaces between two places make no difference."""
    same = (c for at, c in places if not any(map(str.isalnum, text[min(at, offset) : max(at, offset)])))
    return sum(same)
