"""The tagger: parts of speech, the treebank's own tags, and morphological features, over the encoder's vectors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from stanza.models.common.vocab import CompositeVocab
from torch.nn.functional import relu

from service.parsing.stanza_fast.dense import Dense
from service.parsing.stanza_fast.reading import Highway, encoder_of, is_highway_alone, reads_vectors_alone, vectors

_COLUMNS = ["upos", "xpos", "feats"]
_MOST_FEATURES = 4_096
"""Spelt-out sets of features that are kept; English has some hundred."""


def knows(processor: Any) -> bool:
    """Whether this POSProcessor can be made fast."""
    if hasattr(processor, "_variant"):
        return False
    model, args = processor.trainer.model, processor.trainer.args
    return (
        reads_vectors_alone(model, args)
        and model.share_hid
        and model.tag_names == _COLUMNS
        and not isinstance(model.vocab["xpos"], CompositeVocab)
        and isinstance(model.vocab["feats"], CompositeVocab)
        and is_highway_alone(model.taggerlstm, model.taggerlstm_h_init, model.taggerlstm_c_init)
    )


def fast_process(processor: Any) -> Callable[[Any], Any]:
    """A replacement of `processor.process`."""
    model, vocab = processor.trainer.model.eval(), processor.vocab
    encoder = encoder_of(model)
    assert encoder is not None  # noqa: S101  (`knows`)
    hidden, shared = Highway(model.taggerlstm), Dense(model.upos_hid)
    classifiers = [model.upos_clf, model.tag_clf["xpos"], *model.tag_clf["feats"]]
    classes, sizes = Dense(*classifiers), [classifier.out_features for classifier in classifiers]
    upos_names, xpos_names = (vocab[name].unmap(range(len(vocab[name]))) for name in ("upos", "xpos"))
    spelt: dict[tuple[int, ...], str] = {}

    def features(numbers: tuple[int, ...]) -> str:
        if numbers not in spelt:
            if len(spelt) >= _MOST_FEATURES:
                spelt.clear()
            spelt[numbers] = vocab["feats"].id2unit(numbers)
        return spelt[numbers]

    def process(document: Any) -> Any:
        if not document.sentences:
            return document
        words = [word for sentence in document.sentences for word in sentence.words]
        rows = torch.cat([rows[1:] for rows in vectors(encoder, document.sentences)])
        with torch.no_grad():
            scores = classes(relu(shared(hidden(rows))))
            best = torch.stack([column.argmax(1) for column in scores.split(sizes, 1)], 1).tolist()
        for word, (upos, xpos, *feats) in zip(words, best, strict=True):
            word.upos, word.xpos, word.feats = upos_names[upos], xpos_names[xpos], features(tuple(feats))
        return document

    return process
