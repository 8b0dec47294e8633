"""The net that reads attributions: vectors and features of words → which are cues, and pointers from them.

Two parts: a small transformer whose words see those around them (Vaswani et al. 2017), over the encoder's vectors; and
pointers (Vinyals et al. 2015), whose score is the product of what the cue asks and what the word answers, with numbers
for their distance and their places. `training/attribution_reader.py` makes the weights. It costs time linear in the
number of words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from service.reading.pointers import HEADS, LAYERS, POINTERS, REACH, distances, places
from service.reading.word_features import SIZES

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]

_BLOCK = 128
"""Words that are read together."""
_POINTED = 200
"""Words to either side of a cue that it may point to."""
_NOT_SEEN = np.float32(-1e9)


@dataclass(frozen=True)
class Pointed:
    """From the word `cue`: the scores of each pointer (a row each) for the words from `first` on, and of nobody."""

    cue: int
    first: int
    scores: Floats
    nobody: float


class Net:
    """The net with its weights, by the names that they were trained under."""

    def __init__(self, weights: Mapping[str, NDArray[np.generic]]) -> None:
        self._weights = {name: np.ascontiguousarray(values, dtype=np.float32) for name, values in weights.items()}
        self._tables = [self._weights[f"features.{column}.weight"] for column in range(len(SIZES))]
        self._apart = [self._of_distances(number) for number in range(LAYERS)]

    def _linear(self, x: Floats, name: str) -> Floats:
        found: Floats = x @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return found

    def _norm(self, x: Floats, name: str) -> Floats:
        centred = x - x.mean(1, keepdims=True)
        variance = np.einsum("ij,ij->i", centred, centred)[:, None] / x.shape[1]
        found: Floats = centred / np.sqrt(variance + 1e-5) * self._weights[f"{name}.weight"]
        return found + self._weights[f"{name}.bias"]

    def read(self, vectors: Floats, features: Numbers) -> Floats:
        """(words x width) of the encoder and (words x columns) of features → (words x width)."""
        x = self._linear(vectors, "project")
        for column, table in enumerate(self._tables):
            x += table[features[:, column]]
        for number in range(LAYERS):
            name = f"layers.{number}"
            x += self._linear(self._attention(self._norm(x, f"{name}.before"), number), f"{name}.output")
            inner = self._linear(self._norm(x, f"{name}.between"), f"{name}.inner")
            x += self._linear(np.maximum(inner, 0), f"{name}.outer")
        return self._norm(x, "norm")

    def _attention(self, x: Floats, number: int) -> Floats:
        """What each word reads of those at most `REACH` away."""
        count, width = x.shape
        parts = self._linear(x, f"layers.{number}.parts").reshape(count, 3, HEADS, -1).transpose(1, 2, 0, 3)
        query, key, value = np.ascontiguousarray(parts)
        query *= np.float32((width // HEADS) ** -0.5)
        out = np.empty((HEADS, count, width // HEADS), np.float32)
        for begin, end, first, last in _blocks(count, REACH):
            from_here = slice(first - begin + REACH, last - begin + REACH)
            scores: Floats = query[:, begin:end] @ key[:, first:last].transpose(0, 2, 1)
            scores += self._apart[number][:, : end - begin, from_here]
            shares: Floats = np.exp(scores - scores.max(2, keepdims=True))
            out[:, begin:end] = shares @ value[:, first:last] / shares.sum(2, keepdims=True)
        return out.transpose(1, 0, 2).reshape(count, width)

    def _of_distances(self, number: int) -> Floats:
        """What a layer adds for the distance of each word of a block from those around it; very little out of reach."""
        here, there = np.arange(_BLOCK), np.arange(-REACH, _BLOCK + REACH)
        added = self._weights[f"layers.{number}.distances"][distances(here + REACH, len(there))].transpose(2, 0, 1)
        far = np.abs(there - here[:, None]) > REACH
        return np.ascontiguousarray(np.where(far, _NOT_SEEN, added))

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
        for begin, end, first, last in _blocks(len(x), _POINTED):
            here = slice(*np.searchsorted(cues, (begin, end)))
            own = cues[here] - first
            if not len(own):
                continue
            where = places(own, paragraphs[first:last], quoted[first:last])
            added = self._weights["distances"][distances(own, last - first)] + self._weights["places"][where]
            scores = asks[:, here] @ answers[:, :, first:last] + added.transpose(2, 0, 1)
            for row, cue in enumerate(cues[here].tolist()):
                yield Pointed(cue, first, scores[:, row], float(nobody[here][row]))


def _blocks(count: int, reach: int) -> Iterator[tuple[int, int, int, int]]:
    """Blocks of words, [begin, end), with the words that they can see, [first, last)."""
    for begin in range(0, count, _BLOCK):
        end = min(count, begin + _BLOCK)
        yield begin, end, max(0, begin - reach), min(count, end + reach)
