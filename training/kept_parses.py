"""Texts parsed once: a folder of CoNLL-U files, one a text. A run that breaks off goes on where it stopped."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path

from service.parsing import StanzaParser
from service.settings import SHIPPED_MODELS_DIR, Settings
from service.syntax import Document, conllu
from service.text import read_article


class KeptParses:
    """The parses in `folder`; those that are missing are made with the models in `models_dir` and kept there."""

    def __init__(self, folder: Path, models_dir: Path = SHIPPED_MODELS_DIR) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._models_dir = models_dir

    @cached_property
    def _parser(self) -> StanzaParser:
        return StanzaParser(self._models_dir, Settings().max_sentence_words)

    def of(self, name: str, text: str, readable: str | None = None) -> Document:
        """The parse called `name`. `readable` is what the parser reads, None for `text` with its marks set right."""
        kept = self._folder / f"{name}.conllu"
        if not kept.exists():
            article = read_article(text)
            document, _ = self._parser.parse(article if readable is None else replace(article, readable=readable))
            kept.write_text(conllu.write(document), encoding="utf-8")
        return conllu.read(kept.read_text(encoding="utf-8"))
