"""The shared encoder: words of sentences → a vector for each, read in windows of whole sentences.

A BERT fine-tuned for tags, trees and names together (`training/joint.py`), with a mark behind each sentence. ONNX
Runtime runs it, with matrix products in 8-bit integers. One window is one call: the integers' scale is taken from what
a call reads, so no other window, and nothing else that is asked, has a part in an answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

WINDOW_PIECES = 160
"""Pieces (subwords) of a window with its marks; of larger ones the trees are no better, and attention takes longer."""
MOST_PIECES = 300
"""Pieces of a window that holds one long sentence; the encoder was trained on windows up to this size."""
_MOST_PIECES_A_WORD = 16
"""Of a longer word the first pieces count, and the last, whose vector stands for the word."""
_MOST_WORDS_KNOWN = 50_000


class Encoder:
    """One encoder from its graph (ONNX) and its vocabulary (a `tokenizer.json`). One thread."""

    def __init__(self, graph: Path, vocabulary: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
        tokenizer = Tokenizer.from_file(str(vocabulary))
        numbers: dict[str, int] = tokenizer.get_vocab()
        self._start, self._end, unknown = (numbers[mark] for mark in ("[CLS]", "[SEP]", "[UNK]"))

        @lru_cache(_MOST_WORDS_KNOWN)
        def pieces(word: str) -> list[int]:
            found: list[int] = tokenizer.encode(word, add_special_tokens=False).ids or [unknown]
            return found if len(found) <= _MOST_PIECES_A_WORD else [*found[: _MOST_PIECES_A_WORD - 1], found[-1]]

        self._pieces = pieces
        self.width: int = self._session.get_outputs()[0].shape[1]

    def vectors(self, sentences: Sequence[Sequence[str]]) -> list[Tensor]:
        """For each sentence (1 + words) x width: first the vector of the mark before it, which stands for the root."""
        found: list[Tensor] = []
        for ids, places, lengths in self._windows(sentences):
            found += torch.from_numpy(self._read(ids, places)).split(lengths)
        return _joined(found, sentences)

    def _read(self, ids: list[int], places: list[int]) -> NDArray[np.float32]:
        given = {"ids": np.array(ids, np.int64), "places": np.array(places, np.int64)}
        rows: NDArray[np.float32] = self._session.run(None, given)[0]
        return rows

    def _windows(self, sentences: Sequence[Sequence[str]]) -> Iterator[tuple[list[int], list[int], list[int]]]:
        """Pieces, places of the vectors asked for, and how many of them are each sentence's.

        A sentence that is longer than a window comes in several, each with a row for the root.
        """
        ids, places, lengths = [self._start], list[int](), list[int]()
        for sentence in sentences:
            for part in _parts([self._pieces(word) for word in sentence]):
                if lengths and len(ids) + sum(map(len, part)) >= WINDOW_PIECES:
                    yield ids, places, lengths
                    ids, places, lengths = [self._start], [], []
                places.append(len(ids) - 1)
                for pieces in part:
                    ids += pieces
                    places.append(len(ids) - 1)
                ids.append(self._end)
                lengths.append(1 + len(part))
        if lengths:
            yield ids, places, lengths


def _parts(of_words: list[list[int]]) -> Iterator[list[list[int]]]:
    """The words of a sentence in as many parts as windows that they need; mostly one."""
    part: list[list[int]] = []
    size = 2
    for pieces in of_words:
        if size + len(pieces) > MOST_PIECES:
            yield part
            part, size = [], 2
        part.append(pieces)
        size += len(pieces)
    yield part


def _joined(parts: list[Tensor], sentences: Sequence[Sequence[str]]) -> list[Tensor]:
    """One tensor a sentence, of parts that each begin with a row for the root."""
    found = []
    rest = iter(parts)
    for sentence in sentences:
        rows = next(rest)
        while len(rows) <= len(sentence):
            rows = torch.cat([rows, next(rest)[1:]])
        found.append(rows)
    return found
