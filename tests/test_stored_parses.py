"""The stored parses are what the shipped models make of the texts today."""

from __future__ import annotations

import random

import pytest
from parses import MAKE, is_stale, models_version, stored

from service.settings import Settings
from service.syntax import conllu
from service.text import read_article


def test_no_stored_parse_is_stale() -> None:
    stale = [text for text, piece in stored().items() if is_stale(piece)]
    assert not stale, f"{len(stale)} parses are of other models or other readings of marks: run {MAKE}"


@pytest.mark.models
def test_texts_parsed_anew_have_the_stored_parse() -> None:
    from service.parsing import StanzaParser

    settings = Settings()
    parser = StanzaParser(settings.models_dir, settings.max_sentence_words)
    for text in random.Random(1).sample(sorted(stored()), 15):
        document, _ = parser.parse(read_article(text))
        assert conllu.write(document, models_version()) == stored()[text], (
            f"the parser's code reads it so: {MAKE} --all"
        )
