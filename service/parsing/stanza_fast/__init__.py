"""Stanza's models, run several times faster with the same answers.

`accelerate` replaces the methods of the processors of one loaded pipeline; models and files stay as they are.
Only the architectures that Quoth ships are known here: heads over the shared encoder, and a tokenizer of LSTMs. A
processor with any other keeps Stanza's own way. `tokenizer`, `contractions`, `tagger`, `lemmatizer`, `parser` and
`names` are one processor each. What they have in common:

* `documents`: the tokenizer's words as Stanza's, made with less ado;
* `reading`: the encoder's vectors, read once for all, and the heads' hidden layers;
* `layout` and `lstm`: all sequences share few calls of a fused LSTM, which Stanza's packed sequences miss;
* `dense`: linear layers over the same rows are one product of oneDNN;
* `trees`: the tree decoder's way out where the greedy tree is already the best.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from stanza.models.common.doc import Document

from service.parsing.stanza_fast import contractions, lemmatizer, names, parser, tagger, tokenizer
from service.parsing.stanza_fast.reading import EncodedHead

__all__ = ["EncodedHead", "accelerate"]

_MODULES: dict[str, Any] = {
    "tokenize": tokenizer,
    "mwt": contractions,
    "pos": tagger,
    "lemma": lemmatizer,
    "depparse": parser,
    "ner": names,
}


def accelerate(pipeline: Any) -> tuple[str, ...]:
    """Makes the processors of a `stanza.Pipeline` fast in place; returns the names of those that could be."""
    hastened = []
    for name, module in _MODULES.items():
        processor = pipeline.processors.get(name)
        if processor is not None and module.knows(processor):
            _replace(processor, module.fast_process(processor))
            hastened.append(name)
    return tuple(hastened)


def _replace(processor: Any, annotate: Callable[[Sequence[Any]], None]) -> None:
    """Makes `annotate`, which annotates documents in place, the way of `processor`."""

    def process(document: Any) -> Any:
        document = Document([], text=document) if isinstance(document, str) else document
        annotate([document])
        return document

    def bulk_process(documents: Sequence[Any]) -> Sequence[Any]:
        annotate(documents)
        return documents

    processor.process, processor.bulk_process = process, bulk_process
