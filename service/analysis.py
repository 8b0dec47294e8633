"""The way of the data, once: text → parsed document → candidates → attribution → speakers → stance → response."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from service import RULES_VERSION
from service.attribution import attribute
from service.coreference import CoreferenceResolver, read_discourse
from service.errors import StrictRefusal, Warning_
from service.model_files import check as check_model_files
from service.output import Analysis, ModelInfo, Options, assemble
from service.parsing import Parser, StanzaParser
from service.settings import Settings
from service.speakers import resolve_speakers, with_relays, without_repeats
from service.stance import stances
from service.syntax import Document
from service.text import check, language_of, read_article


def _go_on(_: str) -> None:
    """No deadline, and nobody who counts."""


class Analyzer:
    """Reads articles with one parser. Not safe for threads: one call at a time."""

    def __init__(self, parser: Parser, model: ModelInfo, max_text_chars: int) -> None:
        self.model = model
        self._parser = parser
        self._max_text_chars = max_text_chars

    @classmethod
    def load(cls, settings: Settings) -> Analyzer:
        """Checks and loads the models that `settings` name. Raises ModelsError when they cannot be used."""
        models = check_model_files(settings.models_dir)
        parser = StanzaParser(settings.models_dir, settings.max_sentence_words)
        return cls(parser, ModelInfo(models.name, models.version, RULES_VERSION), settings.max_text_chars)

    def analyze(self, text: str, options: Options = Options(), stage_done: Callable[[str], None] = _go_on) -> Analysis:
        """The quotes of `text`. `stage_done` is told each stage that ends, and may raise to give the work up.

        Raises TextTooLong, InvalidText, and with `options.strict` StrictRefusal where there is any warning.
        """
        check(text, self._max_text_chars)
        article = read_article(text)
        stage_done("quotation")
        document, cuts = self._parser.parse(article)
        stage_done("parser")
        language = language_of(text)
        warnings = (
            *_language_warning(text, language),
            *article.warnings,
            *(Warning_("sentence-cut", "This sentence is too long to parse and was cut.", c) for c in cuts),
        )
        if options.strict and warnings:
            raise StrictRefusal(warnings)
        found = find_quotes(document, options, stage_done)
        return replace(found, language=language, model=self.model, warnings=warnings)


def find_quotes(document: Document, options: Options, stage_done: Callable[[str], None] = _go_on) -> Analysis:
    """All that follows the parser; language, model and warnings are left for the caller to fill in."""
    attributions = attribute(document)
    stage_done("attribution")
    resolver = CoreferenceResolver(read_discourse(document, attributions))
    spoken = resolve_speakers(document, resolver, attributions)
    spoken = with_relays(document, without_repeats(document, spoken))
    stage_done("speakers")
    positions = stances(document, resolver, spoken, options.targets)
    stage_done("stance")
    return assemble(document, spoken, positions, options)


def _language_warning(text: str, language: str) -> tuple[Warning_, ...]:
    if language == "en" or not text.strip():
        return ()
    return (Warning_("language", "This does not look like English; Quoth reads English only."),)
