"""The net that looks for names: vectors and features of words → which name each pronoun and description means.

`layers` over the encoder's vectors, then a pointer (Vinyals et al. 2015) from each anaphor to all names around it,
before and behind, or to nobody: the product of what the anaphor asks and what the name answers, with numbers for how
far they are apart in words, in names and in paragraphs, for their places in quotation marks and for their genders. Of
a name all places count, after Durrett and Klein (2013): what is learned is their sum. `training/name_reader.py` makes
the weights.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from service.reading.anaphors import GENDERS, Referring
from service.reading.layers import Floats, Layers, Numbers, Weights
from service.reading.word_features import QUOTED

WINDOW = 1500
"""Words to either side of an anaphor in which names are looked for."""

MOST_APART, STEPS_APART = 30, 2.5
BEFORE, BEHIND = 16, 8
"""Names in between that are counted."""

_TOGETHER = 64
"""Anaphors that are looked at together."""


@dataclass(frozen=True)
class NamesPointed:
    """From the anaphor with this place among all: the chances of the names from `first` on, and of nobody."""

    anaphor: int
    first: int
    chances: Floats
    nobody: float


class NameNet:
    """The net with its weights, by the names that they were trained under."""

    def __init__(self, weights: Weights) -> None:
        self._layers = Layers(weights)

    def point(self, vectors: Floats, words: Referring, paragraphs: Numbers) -> Iterator[NamesPointed]:
        """Where each anaphor points. `vectors` and `paragraphs` are of all words."""
        if not len(words.anaphors) or not len(words.names):
            return
        x = self._layers.read(vectors, words.features)
        asks = self._layers.linear(x[words.anaphors], "asks")
        asks *= np.float32(asks.shape[1] ** -0.5)
        answers = self._layers.linear(x[words.names], "answers")
        nobody = self._layers.linear(x[words.anaphors], "nobody")
        for begin in range(0, len(words.anaphors), _TOGETHER):
            some = slice(begin, begin + _TOGETHER)
            here = words.anaphors[some]
            first, last = np.searchsorted(words.names, (here[0] - WINDOW, here[-1] + WINDOW))
            scores = np.hstack([asks[some] @ answers[first:last].T, nobody[some]])
            for name, numbers in between(words, paragraphs, some, slice(first, last)).items():
                scores[:, :-1] += self._layers.weights[name][numbers, words.forms[some][:, None]]
            shares: Floats = np.exp(scores - scores.max(1, keepdims=True))
            shares /= shares.sum(1, keepdims=True)
            for row, chances in enumerate(shares):
                yield NamesPointed(begin + row, int(first), chances[:-1], float(chances[-1]))


def between(words: Referring, paragraphs: Numbers, anaphors: slice, names: slice) -> dict[str, Numbers]:
    """What is between each of the anaphors and each of the names, as rows of the tables of that name."""
    here, there = words.anaphors[anaphors][:, None], words.names[names]
    apart = there - here
    steps = np.rint(STEPS_APART * np.log2(np.abs(apart) + 1)).astype(np.int64) * np.sign(apart)
    lines = np.clip(paragraphs[there] - paragraphs[here], -2, 2) + 2
    quoted = (words.features[:, QUOTED] > 0).astype(np.int64)
    gender = words.features[:, -2]
    place = np.arange(len(words.names))[names] - np.searchsorted(words.names, here)
    return {
        "distances": np.clip(steps, -MOST_APART, MOST_APART) + MOST_APART,
        "places": 4 * lines + 2 * quoted[here] + quoted[there],
        "agreement": (words.labels[names] * GENDERS + gender[here]) * GENDERS + gender[there],
        "between": np.where(place < 0, np.minimum(-1 - place, BEFORE - 1), BEFORE + np.minimum(place, BEHIND - 1)),
    }
