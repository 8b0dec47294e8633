"""Stanza's models, run several times faster with the same answers.

`accelerate` replaces the `process` method of the processors of one loaded pipeline; models and files stay as they are.
Only the architectures that Quoth ships are known here: heads over the shared encoder, and a tokenizer of LSTMs. A
processor with any other keeps Stanza's own way. `tokenizer`, `contractions`, `tagger`, `lemmatizer`, `parser` and
`names` are one processor each. What they have in common:

* `reading`: the encoder's vectors, read once for all, and the heads' hidden layers;
* `layout`: all sequences share few calls of oneDNN's LSTM kernel, which Stanza's packed sequences miss;
* `dense`: linear layers over the same rows are one product of oneDNN;
* `trees`: the tree decoder's way out where the greedy tree is already the best.
"""

from __future__ import annotations

from typing import Any

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
            processor.process = module.fast_process(processor)
            hastened.append(name)
    return tuple(hastened)
