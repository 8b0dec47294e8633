"""The shape of the net that reads attributions, and the numbers it is given for a pointer: distance and places."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]

POINTERS = ("content_start", "content_end", "source_start", "source_end")
MOST_DISTANCE = 20
PLACES = 20
LAYERS, WIDTH, HEADS, INNER = 1, 192, 4, 384
REACH = 128
"""Words to either side that a word sees."""


def distances(cues: Numbers, words: int) -> Numbers:
    """For each cue and each of the words the number of their distance: of its logarithm, on either side."""
    apart = np.arange(words) - cues[:, None]
    steps = np.rint(3.3 * np.log2(np.abs(apart) + 1)).astype(np.int64) * np.sign(apart)
    found: Numbers = np.clip(steps, -MOST_DISTANCE, MOST_DISTANCE) + MOST_DISTANCE
    return found


def places(cues: Numbers, paragraphs: Numbers, quoted: Numbers) -> Numbers:
    """For each cue and each word the number of their places: paragraphs from one to the other, up to two, and which of
    them stand in quotation marks. `paragraphs` and `quoted` (0 or 1) are given for each word.
    """
    apart = np.clip(paragraphs - paragraphs[cues][:, None], -2, 2) + 2
    found: Numbers = 4 * apart + 2 * quoted[cues][:, None] + quoted
    return found
