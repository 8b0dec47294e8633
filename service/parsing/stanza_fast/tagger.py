"""The tagger: parts of speech, the treebank's own tags, and morphological features.

Its inputs depend on a word's form alone and come from a table. The classifiers of tags and features are bilinear in the
word's vector and the embedding of its part of speech; for each part of speech that is one matrix, made when loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch
from stanza.models.common.utils import simplify_punct
from stanza.models.common.vocab import CompositeVocab
from stanza.models.pos.tag_columns import TAG_LINK_EMB
from torch import Tensor
from torch.nn.functional import relu

from service.parsing.stanza_fast.dense import Dense
from service.parsing.stanza_fast.forms import FormTable, characters, is_plain_character_model
from service.parsing.stanza_fast.layout import HighwayLSTM, Layout, batches, is_plain_highway

_COLUMNS = [("upos", ()), ("xpos", ("upos",)), ("feats", ("upos",))]
_MOST_FEATURES = 4_096
"""Spelt-out sets of features that are kept; English has some hundred."""


def knows(processor: Any) -> bool:
    """Whether this POSProcessor can be made fast."""
    if hasattr(processor, "_variant"):
        return False
    model, args = processor.trainer.model, processor.trainer.args
    return (
        args["word_emb_dim"] > 0
        and bool(args["pretrain"] and args["char"] and args["char_emb_dim"])
        and not args.get("charlm")
        and model.bert_model is None
        and not model.share_hid
        and model.link_mode == TAG_LINK_EMB
        and [(c.name, tuple(c.parents)) for c in model.tag_columns] == _COLUMNS
        and not isinstance(model.vocab["xpos"], CompositeVocab)
        and isinstance(model.vocab["feats"], CompositeVocab)
        and is_plain_character_model(model.charmodel)
        and is_plain_highway(model.taggerlstm)
    )


def fast_process(processor: Any) -> Callable[[Any], Any]:
    """A replacement of `processor.process`."""
    model, vocab = processor.trainer.model.eval(), processor.vocab
    vectors = processor.pretrain.vocab
    network = HighwayLSTM(model.taggerlstm, model.taggerlstm_h_init, model.taggerlstm_c_init)
    layers = (model.upos_hid, model.tag_hid["xpos"], model.tag_hid["feats"])
    hidden, widths = Dense(*layers), [layer.out_features for layer in layers]
    with torch.no_grad():
        of_xpos = _matrices([model.tag_clf["xpos"]], model.upos_emb.weight)
        of_feats = _matrices(model.tag_clf["feats"], model.upos_emb.weight)
    sizes = [classifier.W_bilin.out_features for classifier in model.tag_clf["feats"]]
    upos_names, xpos_names = (vocab[name].unmap(range(len(vocab[name]))) for name in ("upos", "xpos"))
    spelt: dict[tuple[int, ...], str] = {}

    def make(forms: Sequence[str]) -> Tensor:
        forms = [word for ((word,),) in simplify_punct([[[form]] for form in forms])]
        spellings = [vocab["char"].map(form) for form in forms]
        return torch.cat(
            [
                model.word_emb(torch.tensor(vocab["word"].map(forms))),
                model.trans_pretrained(model.pretrained_emb(torch.tensor(vectors.map([f.lower() for f in forms])))),
                model.trans_char(characters(model.charmodel, spellings)),
            ],
            1,
        )

    inputs = FormTable(make)

    def features(numbers: list[int]) -> str:
        key = tuple(numbers)
        if key not in spelt:
            if len(spelt) >= _MOST_FEATURES:
                spelt.clear()
            spelt[key] = vocab["feats"].id2unit(numbers)
        return spelt[key]

    def process(document: Any) -> Any:
        for sentences in batches(document.sentences, lambda sentence: len(sentence.words)):
            tag(sentences)
        return document

    def tag(sentences: Sequence[Any]) -> None:
        words = [word for sentence in sentences for word in sentence.words]
        layout = Layout([len(sentence.words) for sentence in sentences])
        with torch.no_grad():
            rows = inputs([word.text for word in words])
            for_upos, for_xpos, for_feats = relu(hidden(network(rows, layout)[:-1])).split(widths, 1)
            upos = model.upos_clf(for_upos).argmax(1)
            xpos = _scores(for_xpos, of_xpos, upos).argmax(1)
            of_each = _scores(for_feats, of_feats, upos).split(sizes, 1)
            feats = torch.stack([scores.argmax(1) for scores in of_each], 1)
        for word, u, x, numbers in zip(words, upos.tolist(), xpos.tolist(), feats.tolist(), strict=True):
            word.upos, word.xpos, word.feats = upos_names[u], xpos_names[x], features(numbers)

    return process


def _matrices(classifiers: Any, embeddings: Tensor) -> list[Tensor]:
    """For each tag of the parent, all the bilinear classifiers side by side: (hidden + 1) x labels."""
    parents = torch.cat([embeddings, embeddings.new_ones(len(embeddings), 1)], 1)
    blocks = []
    for classifier in classifiers:
        layer = classifier.W_bilin
        block = torch.einsum("oij,pj->pio", layer.weight, parents)
        block[:, -1] += layer.bias
        blocks.append(block)
    return list(torch.cat(blocks, 2))


def _scores(hidden: Tensor, matrices: list[Tensor], parents: Tensor) -> Tensor:
    """The scores of each row under the matrix of its parent's tag."""
    scores = hidden.new_empty(len(hidden), matrices[0].shape[1])
    for parent in parents.unique().tolist():
        rows = (parents == parent).nonzero().squeeze(1)
        matrix = matrices[parent]
        scores[rows] = torch.addmm(matrix[-1], hidden[rows], matrix[:-1])
    return scores
