"""The net that reads attributions: vectors and features of words → which are cues, and pointers from them.

Two parts: `layers` over the encoder's vectors; and pointers (Vinyals et al. 2015), whose score is the product of what
the cue asks and what the word answers, with numbers for their distance and their places.
`training/attribution_reader.py` makes the weights. It costs time linear in the number of words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from service.reading.layers import Floats, Layers, Numbers, Weights, blocks
from service.reading.pointers import POINTERS, distances, places

_POINTED = 200
"""Words to either side of a cue that it may point to."""


@dataclass(frozen=True)
class Pointed:
    """From the word `cue`: the scores of each pointer (a row each) for the words from `first` on, and of nobody."""

    cue: int
    first: int
    scores: Floats
    nobody: float


class Net:
    """The net with its weights, by the names that they were trained under."""

    def __init__(self, weights: Weights) -> None:
        self._layers = Layers(weights)
        self._weights = self._layers.weights
        self._linear = self._layers.linear
        self.read = self._layers.read

    def cues(self, x: Floats) -> Floats:
        """The chance of each word that it is the head of a cue."""
        score = self._linear(np.maximum(self._linear(x, "cue_hidden"), 0), "cue")[:, 0]
        found: Floats = (1 / (1 + np.exp(-score))).astype(np.float32)
        return found

    def pointers(self, x: Floats, cues: Numbers, paragraphs: Numbers, quoted: Numbers) -> Iterator[Pointed]:
        """Where each of `cues`, numbers of words in rising order, points to."""
        if not len(cues):
            return
        answers = self._linear(x, "answers").reshape(len(x), len(POINTERS), -1).transpose(1, 2, 0)
        asks = self._linear(x[cues], "asks").reshape(len(cues), len(POINTERS), -1).transpose(1, 0, 2)
        asks *= np.float32(asks.shape[2] ** -0.5)
        nobody = asks[POINTERS.index("source_start")] @ self._weights["nobody"]
        for begin, end, first, last in blocks(len(x), _POINTED):
            here = slice(*np.searchsorted(cues, (begin, end)))
            own = cues[here] - first
            if not len(own):
                continue
            where = places(own, paragraphs[first:last], quoted[first:last])
            added = self._weights["distances"][distances(own, last - first)] + self._weights["places"][where]
            scores = asks[:, here] @ answers[:, :, first:last] + added.transpose(2, 0, 1)
            for row, cue in enumerate(cues[here].tolist()):
                yield Pointed(cue, first, scores[:, row], float(nobody[here][row]))
