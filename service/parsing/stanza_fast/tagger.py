"""The tagger: parts of speech, the treebank's own tags, and morphological features, over the encoder's vectors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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


def fast_process(processor: Any) -> Callable[[Sequence[Any]], None]:
    """What tags documents in place of `processor.process`."""
    model, vocab = processor.trainer.model.eval(), processor.vocab
    encoder = encoder_of(model)
    assert encoder is not None  # noqa: S101  (`knows`)
    hidden, shared = Highway(model.taggerlstm), Dense(model.upos_hid)
    classifiers = [model.upos_clf, model.tag_clf["xpos"], *model.tag_clf["feats"]]
    classes, sizes = Dense(*classifiers), [classifier.out_features for classifier in classifiers]
    upos_names, xpos_names = (vocab[name].unmap(range(len(vocab[name]))) for name in ("upos", "xpos"))
    spelt: dict[bytes, str | None] = {}

    def features(numbers: bytes) -> str | None:
        if numbers not in spelt:
            if len(spelt) >= _MOST_FEATURES:
                spelt.clear()
            features = vocab["feats"].id2unit(tuple(numbers))
            spelt[numbers] = None if features == "_" else features
        return spelt[numbers]

    def process(documents: Sequence[Any]) -> None:
        sentences = [sentence for document in documents for sentence in document.sentences]
        if not sentences:
            return
        words = [word for sentence in sentences for word in sentence.words]
        rows = torch.cat([rows[1:] for rows in vectors(encoder, sentences)])
        with torch.no_grad():
            upos, xpos, *feats = classes(relu(shared(hidden(rows)))).split(sizes, 1)
            of_feats = torch.stack([scores.argmax(1) for scores in feats], 1).to(torch.uint8).numpy()
        numbers = of_feats.view(f"V{len(feats)}").ravel().tolist()
        tags = zip(words, upos.argmax(1).tolist(), xpos.argmax(1).tolist(), numbers, strict=True)
        for word, of_upos, of_xpos, of_feats in tags:
            word._upos, word._xpos, word._feats = upos_names[of_upos], xpos_names[of_xpos], features(of_feats)

    return process
