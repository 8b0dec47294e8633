"""A parsed article and the vectors of its words → readings of attributions."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from service.reading.decoding import best_stretch, chances
from service.reading.net import Net, Pointed
from service.reading.pointers import POINTERS
from service.reading.word_features import QUOTED, paragraphs, word_features
from service.spans import Span
from service.syntax import Document, Reading, Word

LEAST = 0.1
"""A word is read as a cue from this chance on."""
_PLACES = 4
"""Of where a content may begin or end, so many are told, from the least chance on."""
_LEAST_PLACE = 0.02
_TINY = 1e-9


class AttributionReader:
    """The net from its file of weights."""

    def __init__(self, weights: Path) -> None:
        with np.load(weights) as stored:
            self._net = Net({name: stored[name] for name in stored.files})

    def read(self, document: Document, vectors: NDArray[np.float32]) -> tuple[Reading, ...]:
        """The readings of an article in text order. `vectors` are those of its words, sentence by sentence."""
        words = [word for sentence in document.sentences for word in sentence.words]
        if not words:
            return ()
        features = word_features(document)
        x = self._net.read(vectors, features)
        of_cue = self._net.cues(x)
        cues = np.flatnonzero(of_cue >= LEAST)
        quoted = (features[:, QUOTED] > 0).astype(np.int64)
        pointed = self._net.pointers(x, cues, paragraphs(document), quoted)
        return tuple(_reading(words, float(of_cue[one.cue]), one) for one in pointed)


def _reading(words: list[Word], probability: float, pointed: Pointed) -> Reading:
    scores = dict(zip(POINTERS, pointed.scores, strict=True))
    near = words[pointed.first : pointed.first + pointed.scores.shape[1]]
    starts, ends = chances(scores["content_start"]), chances(scores["content_end"])
    first, last = best_stretch(np.log(starts + _TINY), np.log(ends + _TINY))
    of_source = chances(np.append(scores["source_start"], np.float32(pointed.nobody)))
    begin = int(of_source.argmax())
    source = None
    if begin < len(near):
        end = begin + int(scores["source_end"][begin:].argmax())
        source = Span(near[begin].span.start, near[end].span.end)
    return Reading(
        cue=words[pointed.cue].span.start,
        probability=round(probability, 3),
        content=Span(near[first].span.start, near[last].span.end),
        starts=tuple((near[i].span.start, chance) for i, chance in _likely(starts)),
        ends=tuple((near[i].span.end, chance) for i, chance in _likely(ends)),
        source=source,
        source_probability=round(float(of_source[begin]), 3),
    )


def _likely(chances_: NDArray[np.float32]) -> list[tuple[int, float]]:
    """The likeliest places, the best first, with their chances."""
    found = np.flatnonzero(chances_ >= _LEAST_PLACE)
    best = found[np.argsort(-chances_[found], kind="stable")][:_PLACES]
    return [(i, round(float(chances_[i]), 3)) for i in best.tolist()]
