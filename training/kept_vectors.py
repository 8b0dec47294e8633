"""The encoder's vectors of parsed texts, read once: a folder of arrays, one a text."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from service.model_files import needed
from service.parsing.encoder import Encoder
from service.settings import SHIPPED_MODELS_DIR
from service.syntax import Document


class KeptVectors:
    """The vectors in `folder`, made with the shipped encoder and kept there as float16.

    Those that are there are taken as they are: another encoder, or another parse, needs another folder.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder

    @cached_property
    def _encoder(self) -> Encoder:
        files = {file.processor: file.path for file in needed(SHIPPED_MODELS_DIR)}
        return Encoder(files["encoder"], files["vocabulary"])

    def of(self, name: str, document: Document) -> NDArray[np.float16]:
        """(words x width), sentence by sentence."""
        file = self._folder / f"{name}.npy"
        if not file.exists():
            of_sentences = self._encoder.vectors([[w.text for w in s.words] for s in document.sentences])
            np.save(file, np.concatenate([rows.numpy()[1:] for rows in of_sentences]).astype(np.float16))
        found: NDArray[np.float16] = np.load(file)
        return found
