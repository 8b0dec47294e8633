"""The expander of tokens that are several words: each spelling is asked once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from stanza.models.common.doc import END_CHAR, ID, MISC, START_CHAR, TEXT, Document

from service.parsing.stanza_fast.documents import SEVERAL, Part, Sentence

_MOST_SPELLINGS = 10_000
"""Spellings kept. A full table starts anew."""


def knows(processor: Any) -> bool:
    """Whether this MWTProcessor can be made fast."""
    return not hasattr(processor, "_variant")


def fast_process(processor: Any) -> Callable[[Sequence[Any]], None]:
    """What splits the tokens of documents in place of `processor.process`."""
    stock = processor.process
    known: dict[str, list[Part]] = {}

    def process(documents: Sequence[Any]) -> None:
        sentences = [sentence for document in documents for sentence in document.sentences]
        others = [s for s in sentences if not isinstance(s, Sentence) and any(map(_may_expand, s.tokens))]
        if others:
            document = Document([])
            document.sentences = others
            stock(document)
        sentences = [s for s in sentences if isinstance(s, Sentence) and s.to_split]
        learn({token.text for sentence in sentences for token in sentence.tokens if token.misc == SEVERAL})
        for sentence in sentences:
            sentence.split(known)
        for document in documents:
            document._count_words()

    def learn(spellings: set[str]) -> None:
        new = sorted(spellings - known.keys())
        if new and len(known) + len(new) > _MOST_SPELLINGS:
            known.clear()
            new = sorted(spellings)
        if new:
            tokens = [{ID: (i,), TEXT: t, MISC: SEVERAL, START_CHAR: 0, END_CHAR: len(t)} for i, t in enumerate(new, 1)]
            [asked] = stock(Document([tokens])).sentences
            for text, token in zip(new, asked.tokens, strict=True):
                known[text] = [(word.text, word.start_char, word.end_char) for word in token.words]

    return process


def _may_expand(token: Any) -> bool:
    return token.misc is not None or token.manual_expansion or len(token.id) > 1
