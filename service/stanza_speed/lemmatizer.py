"""The lemmatizer: dictionary first; each other pair of form and part of speech is asked of Stanza once, and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stanza.models.common.doc import ID, TEXT, UPOS, Document

_MOST_PAIRS = 50_000
"""Lemmas kept, about 10 MB. A full table starts anew."""


def knows(processor: Any) -> bool:
    """Whether this LemmaProcessor can be made fast: whether form and part of speech alone decide."""
    return not (
        hasattr(processor, "_variant")
        or processor.use_identity
        or processor.store_results
        or processor.trainer.has_contextual_lemmatizers()
    )


def fast_process(processor: Any) -> Callable[[Any], Any]:
    """A replacement of `processor.process`."""
    stock, trainer = processor.process, processor.trainer
    lemmas: dict[tuple[str, str], str] = {}

    def learn(pairs: list[tuple[str, str]]) -> None:
        if processor.config.get("ensemble_dict"):
            known = trainer.skip_seq2seq(pairs)
            lemmas.update((pair, lemma or "_") for pair, lemma in zip(pairs, trainer.predict_dict(pairs), strict=True))
            pairs = [pair for pair, is_known in zip(pairs, known, strict=True) if not is_known]
        if pairs:
            entries = [{ID: (i,), TEXT: form, UPOS: upos} for i, (form, upos) in enumerate(pairs, 1)]
            asked = stock(Document([entries]))
            lemmas.update(zip(pairs, (word.lemma for word in asked.sentences[0].words), strict=True))

    def process(document: Any) -> Any:
        words = [word for sentence in document.sentences for word in sentence.words]
        pairs = [(word.text, word.upos) for word in words]
        new = list(dict.fromkeys(pair for pair in pairs if pair not in lemmas))
        if new and len(lemmas) + len(new) > _MOST_PAIRS:
            lemmas.clear()
            new = list(dict.fromkeys(pairs))
        learn(new)
        for word, pair in zip(words, pairs, strict=True):
            word.lemma = lemmas[pair]
        return document

    return process
