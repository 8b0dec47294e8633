"""The expander of tokens that are several words: only sentences that have one are given to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stanza.models.common.doc import Document


def knows(processor: Any) -> bool:
    """Whether this MWTProcessor can be made fast."""
    return not hasattr(processor, "_variant")


def fast_process(processor: Any) -> Callable[[Any], Any]:
    """A replacement of `processor.process`."""
    stock = processor.process

    def process(document: Any) -> Any:
        to_expand = Document([])
        to_expand.sentences = [s for s in document.sentences if any(_may_expand(token) for token in s.tokens)]
        if to_expand.sentences:
            stock(to_expand)
        document._count_words()
        return document

    return process


def _may_expand(token: Any) -> bool:
    return token.misc is not None or token.manual_expansion or len(token.id) > 1
