"""The lemmatizer: each pair of form and part of speech is asked once, and the slow decoder only where it is needed.

A lemma comes from the model's dictionary; else from its classifier, which says "as it stands" of most names and "in
lower case" of most others; else from its decoder, letter by letter. Stanza decodes before it asks the classifier.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import torch
from stanza.models.common.doc import ID, TEXT, UPOS, Document
from stanza.models.common.utils import unsort
from stanza.models.lemma.data import DataLoader
from stanza.models.lemma.edit import EDIT_TO_ID, edit_word
from stanza.models.lemma.trainer import unpack_batch

_MOST_PAIRS = 50_000
"""Lemmas kept, about 10 MB. A full table starts anew."""

Pair = tuple[str, str]


def knows(processor: Any) -> bool:
    """Whether this LemmaProcessor can be made fast: whether form and part of speech alone decide, in that order."""
    trainer, config = processor.trainer, processor.config
    return (
        not hasattr(processor, "_variant")
        and not processor.use_identity
        and not processor.store_results
        and bool(config.get("ensemble_dict") and config.get("edit"))
        and not config.get("dict_only")
        and not trainer.has_contextual_lemmatizers()
    )


def fast_process(processor: Any) -> Callable[[Sequence[Any]], None]:
    """What gives documents lemmas in place of `processor.process`."""
    stock, trainer = processor.process, processor.trainer
    lemmas: dict[Pair, str] = {}

    def learn(pairs: Sequence[Pair]) -> None:
        in_dictionary = trainer.skip_seq2seq(pairs)
        for pair, lemma in zip(pairs, trainer.predict_dict(pairs), strict=True):
            lemmas[pair] = lemma or "_"
        pairs = [pair for pair, is_in in zip(pairs, in_dictionary, strict=True) if not is_in]
        edits = list(_edits(processor, pairs))
        for pair, edit in zip(pairs, edits, strict=True):
            lemmas[pair] = edit_word(pair[0], "", edit)
        pairs = [pair for pair, edit in zip(pairs, edits, strict=True) if edit == EDIT_TO_ID["none"]]
        if pairs:
            asked = stock(_document(pairs))
            lemmas.update(zip(pairs, (word.lemma for word in asked.sentences[0].words), strict=True))

    def process(documents: Sequence[Any]) -> None:
        words = [word for document in documents for sentence in document.sentences for word in sentence.words]
        pairs = [(word._text, word._upos) for word in words]
        new = list(dict.fromkeys(pair for pair in pairs if pair not in lemmas))
        if new and len(lemmas) + len(new) > _MOST_PAIRS:
            lemmas.clear()
            new = list(dict.fromkeys(pairs))
        learn(new)
        for word, pair in zip(words, pairs, strict=True):
            word.lemma = lemmas[pair]

    return process


def _edits(processor: Any, pairs: Sequence[Pair]) -> Iterator[int]:
    """What the classifier says of each pair."""
    if not pairs:
        return
    model = processor.trainer.model.eval()
    loader = DataLoader(
        _document(pairs),
        processor.config["batch_size"],
        processor.config,
        vocab=processor.vocab,
        evaluation=True,
        expand_unk_vocab=True,
    )
    with torch.no_grad():
        for batch in loader:
            (source, mask, _, _, upos, _), order, raw = unpack_batch(batch, "cpu")
            letters, _, lengths, _ = model.embed(source, mask, upos, raw)
            state = model.encode(letters, lengths)[1][0]
            yield from unsort(model.edit_clf(state).argmax(1).tolist(), order)


def _document(pairs: Sequence[Pair]) -> Any:
    return Document([[{ID: (i,), TEXT: form, UPOS: upos} for i, (form, upos) in enumerate(pairs, 1)]])
