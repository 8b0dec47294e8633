"""The dependency parser: all scorers' projections in two matrix products, labels for the chosen arcs alone.

Stanza scores every label for every pair of words, and then keeps those of the tree.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import torch
from stanza.models.common.utils import simplify_punct
from stanza.models.common.vocab import ROOT_ID, VOCAB_PREFIX_SIZE, CompositeVocab
from stanza.models.depparse.model import GraphParser
from torch import Tensor
from torch.nn.functional import logsigmoid, relu, softplus

from service.parsing.stanza_fast.dense import Dense
from service.parsing.stanza_fast.forms import MOST_FORMS, FormTable, characters, is_plain_character_model
from service.parsing.stanza_fast.layout import Bucket, HighwayLSTM, Layout, batches, is_plain_highway
from service.parsing.stanza_fast.trees import best_tree, greedy_heads

_ROOT = ""
"""Stands for the root among the forms."""
_HEADS_AT_ONCE = 64
"""Heads whose labels are scored together; the intermediate results stay in the CPU's cache."""


def knows(processor: Any) -> bool:
    """Whether this DepparseProcessor can be made fast."""
    if hasattr(processor, "_variant") or not isinstance(processor.trainer.model, GraphParser):
        return False
    model, args = processor.trainer.model, processor.trainer.args
    return (
        args["word_emb_dim"] > 0
        and args["tag_emb_dim"] > 0
        and bool(args["pretrain"] and args["char"] and args["char_emb_dim"])
        and bool(args["linearization"] and args["distance"])
        and args.get("use_upos", True)
        and args.get("use_xpos", True)
        and not any(args.get(o) for o in ("charlm", "use_arc_embedding", "reversed"))
        and not args.get("use_ufeats", True)
        and not processor.config.get("resolve_head_constraints", True)  # would need labels of other arcs
        and model.bert_model is None
        and not isinstance(model.vocab["xpos"], CompositeVocab)
        and is_plain_character_model(model.charmodel)
        and is_plain_highway(model.parserlstm)
    )


def fast_process(processor: Any) -> Callable[[Any], Any]:
    """A replacement of `processor.process`."""
    model, vocab = processor.trainer.model.eval(), processor.vocab
    vectors = processor.pretrain.vocab
    network = HighwayLSTM(model.parserlstm, model.parserlstm_h_init, model.parserlstm_c_init)
    scorers = _Scorers(model)
    labels = vocab["deprel"].unmap(range(VOCAB_PREFIX_SIZE, VOCAB_PREFIX_SIZE + model.num_relations))

    def make(forms: Sequence[str]) -> Tensor:
        forms = [word for ((word,),) in simplify_punct([[[form]] for form in forms])]

        cased = torch.tensor([vectors.unit2id(form.lower()) if form else ROOT_ID for form in forms])
        words = torch.tensor([vocab["word"].unit2id(form) if form else ROOT_ID for form in forms])
        spellings = [vocab["char"].map(form) if form else [ROOT_ID] for form in forms]
        return torch.cat(
            [
                model.trans_pretrained(model.pretrained_emb(cased)),
                model.word_emb(words),
                model.trans_char(characters(model.charmodel, spellings)),
            ],
            1,
        )

    inputs = FormTable(make)
    lemma_number, upos_number, xpos_number = (
        lru_cache(MOST_FORMS)(vocab[name].unit2id) for name in ("lemma", "upos", "xpos")
    )
    of_form = model.args["transformed_dim"] + model.args["word_emb_dim"]

    def embedded(sentences: Sequence[Any]) -> Tensor:
        """The parser's inputs: a row for the root before the words of each sentence, and one of padding at the end."""
        forms, lemmas, upos, xpos = [], [], [], []
        for sentence in sentences:
            words = sentence.words
            forms += [_ROOT, *[word.text for word in words]]
            lemmas += [ROOT_ID, *[lemma_number(word.lemma or "_") for word in words]]
            upos += [ROOT_ID, *[upos_number(word.upos or "_") for word in words]]
            xpos += [ROOT_ID, *[xpos_number(word.xpos or "_") for word in words]]
        rows = inputs(forms)
        lemma_rows = model.lemma_emb(torch.tensor([*lemmas, 0]))
        tag_rows = model.upos_emb(torch.tensor([*upos, 0])) + model.xpos_emb(torch.tensor([*xpos, 0]))
        return torch.cat([rows[:, :of_form], lemma_rows, tag_rows, rows[:, of_form:]], 1)

    def process(document: Any) -> Any:
        for sentences in batches(document.sentences, lambda sentence: len(sentence.words) + 1):
            parse(sentences)
        return document

    def parse(sentences: Sequence[Any]) -> None:
        layout = Layout([len(sentence.words) + 1 for sentence in sentences])
        with torch.no_grad():
            scorers.read(network(embedded(sentences), layout))
            heads = torch.zeros(layout.rows + 1, dtype=torch.long)
            for bucket in layout.buckets:
                arcs = scorers.arcs(layout, bucket)
                lengths = layout.lengths[bucket.sequences]
                found, is_tree = greedy_heads(arcs, lengths)
                for i in (~is_tree).nonzero().squeeze(1).tolist():
                    length = int(lengths[i])
                    found[i, :length] = torch.from_numpy(best_tree(arcs[i, :length, :length]))
                heads[bucket.forward] = (found + layout.starts[bucket.sequences].unsqueeze(1)).t().flatten()
            best = scorers.labels(heads[:-1])
        tree = (heads[:-1] - torch.repeat_interleave(layout.starts, layout.lengths)).tolist()
        relations = best.tolist()
        for sentence, root in zip(sentences, layout.starts.tolist(), strict=True):
            for row, word in enumerate(sentence.words, root + 1):
                word.head, word.deprel = tree[row], labels[relations[row]]
            sentence.build_dependencies()

    return process


class _Scorers:
    """The parser's four biaffine scorers (arcs, order, distance, labels) over one set of rows at a time."""

    def __init__(self, model: Any) -> None:
        scorers = (model.unlabeled, model.linearization, model.distance, model.deprel)
        self._project = Dense(*(s.W1 for s in scorers), *(s.W2 for s in scorers))
        self._width = model.unlabeled.W1.out_features
        self._bilinear = [s.scorer.W_bilin.weight.detach().squeeze(2) for s in scorers[:3]]
        self._bias = [s.scorer.W_bilin.bias.detach() for s in scorers]
        # the half of the label scorer's product that depends on the head; there are fewer heads than dependents
        of_labels = scorers[3].scorer.W_bilin.weight.detach().transpose(0, 1).flatten(1).t()
        half = torch.nn.Linear(self._width, len(of_labels))
        half.weight, half.bias = torch.nn.Parameter(of_labels[:, :-1]), torch.nn.Parameter(of_labels[:, -1])
        self._half_of_labels = Dense(half)
        self._labels = model.num_relations

    def read(self, rows: Tensor) -> None:
        """Projects the rows that the other methods are about; the last is padding."""
        projected = relu(self._project(rows)).split(self._width, 1)
        dependents, heads = map(_with_one, projected[:4]), projected[4:]
        *of_pairs, self._dependents = dependents
        self._halves = [dependent @ weight for dependent, weight in zip(of_pairs, self._bilinear, strict=True)]
        self._heads = [_with_one(head) for head in heads[:3]]
        self._labelling_heads = heads[3]

    def arcs(self, layout: Layout, bucket: Bucket) -> Tensor:
        """Stanza's scores of each word's heads: (sentences x dependents x heads), -inf where no head can be."""
        arc, order, distance = (
            torch.bmm(layout.padded(half, bucket), layout.padded(head, bucket).transpose(1, 2)) + bias
            for half, head, bias in zip(self._halves, self._heads, self._bias, strict=False)
        )
        place = torch.arange(bucket.steps)
        offset = (place.unsqueeze(0) - place.unsqueeze(1)).float()
        arc += logsigmoid(order * torch.sign(offset))
        arc -= torch.log((offset.abs() - (1 + softplus(distance))) ** 2 / 2 + 1)
        arc.masked_fill_(torch.eye(bucket.steps, dtype=torch.bool), -math.inf)
        return arc.masked_fill_((place >= layout.lengths[bucket.sequences].unsqueeze(1)).unsqueeze(1), -math.inf)

    def labels(self, heads: Tensor) -> Tensor:
        """The best label of each row when its head is the row `heads`."""
        best = torch.empty_like(heads)
        distinct, number = heads.unique(return_inverse=True)
        rows = number.argsort()  # the rows of one head side by side, whose half of the product they share
        ends = number.bincount().cumsum(0).tolist()
        start = 0
        for first in range(0, len(distinct), _HEADS_AT_ONCE):
            some = distinct[first : first + _HEADS_AT_ONCE]
            halves = self._half_of_labels(self._labelling_heads[some]).view(len(some), -1, self._labels)
            end = ends[first + len(some) - 1]
            of_some = rows[start:end]
            dependents = self._dependents[of_some].unsqueeze(1)
            scores = torch.bmm(dependents, halves[number[of_some] - first]).squeeze(1)
            best[of_some] = (scores + self._bias[3]).argmax(1)
            start = end
        return best


def _with_one(rows: Tensor) -> Tensor:
    return torch.cat([rows, rows.new_ones(len(rows), 1)], 1)
