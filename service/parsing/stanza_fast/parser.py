"""The dependency parser over the encoder's vectors: scores of arcs by sentence, labels for the chosen arcs alone.

Stanza scores every label for every pair of words, and then keeps those of the tree.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import torch
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
from stanza.models.depparse.model import GraphParser
from torch import Tensor
from torch.nn.functional import relu

from service.parsing.stanza_fast.dense import Dense
from service.parsing.stanza_fast.layout import Bucket, Layout, batches
from service.parsing.stanza_fast.reading import (
    Highway,
    encoder_of,
    is_highway_alone,
    linear,
    reads_vectors_alone,
    vectors,
)
from service.parsing.stanza_fast.trees import best_tree, greedy_heads

_MOST_PADDING = 5
"""The padding of a bucket of sentences that costs less than another bucket, in sentences."""
_HEADS_AT_ONCE = 64
"""Heads whose labels are scored together; the intermediate results stay in the CPU's cache."""


def knows(processor: Any) -> bool:
    """Whether this DepparseProcessor can be made fast."""
    if hasattr(processor, "_variant") or not isinstance(processor.trainer.model, GraphParser):
        return False
    model, args = processor.trainer.model, processor.trainer.args
    return (
        reads_vectors_alone(model, args)
        and args["tag_emb_dim"] == 0
        and not any(args.get(o) for o in ("linearization", "distance", "use_arc_embedding", "reversed"))
        and not processor.config.get("resolve_head_constraints", True)  # would need labels of other arcs
        and is_highway_alone(model.parserlstm, model.parserlstm_h_init, model.parserlstm_c_init)
    )


def fast_process(processor: Any) -> Callable[[Sequence[Any]], None]:
    """What parses documents in place of `processor.process`."""
    model, vocab = processor.trainer.model.eval(), processor.vocab
    encoder = encoder_of(model)
    assert encoder is not None  # noqa: S101  (`knows`)
    hidden, scorers = Highway(model.parserlstm), _Scorers(model)
    labels = vocab["deprel"].unmap(range(VOCAB_PREFIX_SIZE, VOCAB_PREFIX_SIZE + model.num_relations))

    def process(documents: Sequence[Any]) -> None:
        sentences = [sentence for document in documents for sentence in document.sentences]
        vectors(encoder, sentences)
        for some in batches(sentences, lambda sentence: len(sentence.words) + 1):
            parse(some)

    def parse(sentences: Sequence[Any]) -> None:
        layout = Layout([len(sentence.words) + 1 for sentence in sentences], _MOST_PADDING)
        rows = torch.cat(vectors(encoder, sentences))
        with torch.no_grad():
            rows = hidden(rows)
            scorers.read(torch.cat([rows, rows.new_zeros(1, rows.shape[1])]))
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
                word._head, word._deprel = tree[row], labels[relations[row]]

    return process


class _Scorers:
    """The parser's biaffine scorers of arcs and labels, over one set of rows at a time."""

    def __init__(self, model: Any) -> None:
        scorers = (model.unlabeled, model.deprel)
        self._project = Dense(*(s.W1 for s in scorers), *(s.W2 for s in scorers))
        self._width = model.unlabeled.W1.out_features
        self._bilinear = model.unlabeled.scorer.W_bilin.weight.detach().squeeze(2)
        self._bias = [s.scorer.W_bilin.bias.detach() for s in scorers]
        # the half of the label scorer's product that depends on the head; there are fewer heads than dependents
        of_labels = model.deprel.scorer.W_bilin.weight.detach().transpose(0, 1).flatten(1).t()
        self._half_of_labels = Dense(linear(of_labels[:, :-1], of_labels[:, -1]))
        self._labels = model.num_relations

    def read(self, rows: Tensor) -> None:
        """Projects the rows that the other methods are about; the last is padding."""
        arc, label, head, self._labelling_heads = relu(self._project(rows)).split(self._width, 1)
        self._halves = _with_one(arc) @ self._bilinear
        self._heads = _with_one(head)
        self._dependents = _with_one(label)

    def arcs(self, layout: Layout, bucket: Bucket) -> Tensor:
        """The scores of each word's heads: (sentences x dependents x heads), -inf where no head can be."""
        halves, heads = (layout.padded(rows, bucket) for rows in (self._halves, self._heads))
        arc = torch.bmm(halves, heads.transpose(1, 2)) + self._bias[0]
        place = torch.arange(bucket.steps)
        arc.masked_fill_(torch.eye(bucket.steps, dtype=torch.bool), -math.inf)
        return arc.masked_fill_((place >= layout.lengths[bucket.sequences].unsqueeze(1)).unsqueeze(1), -math.inf)

    def labels(self, heads: Tensor) -> Tensor:
        """The best label of each row when its head is the row `heads`."""
        best = torch.empty_like(heads)
        distinct, number, counts = heads.unique(return_inverse=True, return_counts=True)
        counts, order = counts.sort()  # heads of like many dependents side by side
        ranks, rows = order.argsort()[number].sort(stable=True)
        places = torch.arange(len(rows)) - (counts.cumsum(0) - counts)[ranks]  # among the dependents of its head
        start = 0
        for first in range(0, len(distinct), _HEADS_AT_ONCE):
            some = distinct[order[first : first + _HEADS_AT_ONCE]]
            end = start + int(counts[first : first + _HEADS_AT_ONCE].sum())
            cells, of_some = (ranks[start:end] - first, places[start:end]), rows[start:end]
            table = torch.full((len(some), int(counts[first + len(some) - 1])), len(heads))
            table[cells] = of_some
            halves = self._half_of_labels(self._labelling_heads[some]).view(len(some), -1, self._labels)
            scores = torch.bmm(self._dependents[table.flatten()].view(*table.shape, -1), halves) + self._bias[1]
            best[of_some] = scores.argmax(2)[cells]
            start = end
        return best


def _with_one(rows: Tensor) -> Tensor:
    return torch.cat([rows, rows.new_ones(len(rows), 1)], 1)
