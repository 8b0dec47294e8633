"""Texts parsed once: a folder of CoNLL-U files, one a text. A run that breaks off goes on where it stopped."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path

from service.model_files import check
from service.parsing import StanzaParser
from service.settings import SHIPPED_MODELS_DIR, Settings
from service.syntax import Document, conllu
from service.text import read_article


class KeptParses:
    """The parses in `folder`, made with the models in `models_dir` and kept there.

    Those that are missing are made, and those made anew that other models parsed, or that were parsed from another
    text or from marks read otherwise; also those that do not say what they were made of.
    """

    def __init__(self, folder: Path, models_dir: Path = SHIPPED_MODELS_DIR) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._models_dir = models_dir

    @cached_property
    def _models(self) -> str:
        return check(self._models_dir).version

    @cached_property
    def _parser(self) -> StanzaParser:
        return StanzaParser(self._models_dir, Settings().max_sentence_words)

    def of(self, name: str, text: str, readable: str | None = None) -> Document:
        """The parse called `name`. `readable` is what the parser reads, None for `text` with its marks set right."""
        article = read_article(text)
        if readable is not None:
            article = replace(article, readable=readable)
        file = self._folder / f"{name}.conllu"
        kept = file.read_text(encoding="utf-8") if file.exists() else ""
        if not kept or conllu.origin(kept) != (text, article.readable, self._models):
            document, _ = self._parser.parse(article)
            kept = conllu.write(document, self._models)
            file.write_text(kept, encoding="utf-8")
        return conllu.read(kept)
