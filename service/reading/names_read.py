"""A parsed article and the vectors of its words → which names its pronouns and descriptions mean."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from service.reading.anaphors import referring
from service.reading.name_net import NameNet
from service.reading.word_features import paragraphs
from service.syntax import Document, PointedNames

NOBODY = 0.95
"""Who means nobody named with this chance is not told of."""
_LEAST = 0.01
_MOST = 12
"""Of the names so many are told, from the least chance on."""


class NameReader:
    """The net from its file of weights."""

    def __init__(self, weights: Path) -> None:
        with np.load(weights) as stored:
            self._net = NameNet({name: stored[name] for name in stored.files})

    def read(self, document: Document, vectors: NDArray[np.float32]) -> tuple[PointedNames, ...]:
        """Who is meant, in text order. `vectors` are those of the article's words, sentence by sentence."""
        words = [word for sentence in document.sentences for word in sentence.words]
        if not words:
            return ()
        refer = referring(document)
        found = []
        for pointed in self._net.point(vectors, refer, paragraphs(document)):
            if pointed.nobody >= NOBODY:
                continue
            likely = np.flatnonzero(pointed.chances >= _LEAST)
            likely = likely[np.argsort(-pointed.chances[likely], kind="stable")][:_MOST]
            names = tuple(
                (refer.entities[pointed.first + at].span.start, round(float(pointed.chances[at]), 3))
                for at in likely.tolist()
            )
            anaphor = words[refer.anaphors[pointed.anaphor]]
            found.append(PointedNames(anaphor.span.start, names, round(pointed.nobody, 3)))
        return tuple(found)
