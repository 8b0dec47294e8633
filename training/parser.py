"""Train the dependency parser (Stanza's biaffine graph parser): treebank in CoNLL-U -> depparse model.

    python parser.py --train TAGS0.conllu [TAGS1.conllu …] --dev DEV.conllu --vectors VECTORS.pt \
        --out PARSER.pt --state STATE.pt

Several training files are the same sentences under several taggings (``retag.py``): each epoch takes one at random per
sentence, so that the parser meets the errors of a real tagger and cannot learn a particular one by heart.
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import loop
import torch
from stanza.models.common.doc import Document
from stanza.models.common.pretrain import Pretrain
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
from stanza.models.depparse.data import DataLoader, Dataset
from stanza.models.depparse.trainer import GraphTrainer, Trainer, unpack_batch
from stanza.models.parser import build_argparse
from stanza.utils.conll import CoNLL
from torch.nn import functional

# --no_ufeats: Stanza 1.15 embeds the features, then concatenates the tag embedding twice and never uses them
SHAPE = (
    "--num_layers 2 --char_hidden_dim 80 --char_emb_dim 40 --transformed_dim 100 --word_emb_dim 40 --word_cutoff 5 "
    "--tag_emb_dim 40 --no_ufeats --dropout 0.33 --word_dropout 0.25 --augment_nopunct 0.1 --no_second_optim "
    "--optim adam --weight_decay 0 --shorthand en_news --lang en"
).split()


def gold_arc_loss(model: Any, inputs: list[torch.Tensor], rest: tuple[Any, ...]) -> torch.Tensor:
    """Stanza's training loss (arcs, labels, order, distance), with labels scored for the gold arcs alone.

    Stanza scores every label for every pair of words and then keeps the gold pairs: a third of a training step. It also
    counts padding in the order and distance terms, which is left out here.
    """
    mask, characters, head, deprel = inputs[1], inputs[2], inputs[9], inputs[10]
    hidden = model.embed(*inputs, *rest)
    drop, size = model.drop, hidden.shape[1]
    arcs = model.unlabeled(drop(hidden), drop(hidden)).squeeze(3)
    place = torch.arange(size)
    offset = place.view(1, 1, -1) - place.view(1, -1, 1)
    order = model.linearization(drop(hidden), drop(hidden)).squeeze(3)
    arcs = arcs + functional.logsigmoid(order * torch.sign(offset).float()).detach()
    expected = 1 + functional.softplus(model.distance(drop(hidden), drop(hidden)).squeeze(3))
    distance = -torch.log((offset.abs().float() - expected) ** 2 / 2 + 1)
    arcs = (arcs + distance.detach()).masked_fill(torch.eye(size, dtype=torch.bool), -math.inf)
    arcs = arcs[:, 1:].masked_fill(mask.unsqueeze(1), -math.inf)

    words = ~mask[:, 1:]
    gold = head[words]
    loss = functional.cross_entropy(arcs[words], gold, reduction="sum")
    dependents, heads = drop(hidden)[:, 1:], drop(hidden).gather(1, head.unsqueeze(2).expand(-1, -1, hidden.shape[2]))
    loss = loss + functional.cross_entropy(
        labels(model.deprel, dependents[words], heads[words]), deprel[words] - VOCAB_PREFIX_SIZE, reduction="sum"
    )
    order_gold = order[:, 1:][words].gather(1, gold.unsqueeze(1)).squeeze(1)
    after = (gold > place[1:].expand(words.shape)[words]).float()
    loss = loss + functional.binary_cross_entropy_with_logits(order_gold, after, reduction="sum")
    loss = loss - distance[:, 1:][words].gather(1, gold.unsqueeze(1)).sum()
    return loss / characters.shape[0]


def labels(scorer: Any, dependents: torch.Tensor, heads: torch.Tensor) -> torch.Tensor:
    """DeepBiaffineScorer for aligned rows: (words x hidden) twice -> (words x labels)."""
    left = scorer.dropout(scorer.hidden_func(scorer.W1(dependents)))
    right = scorer.dropout(scorer.hidden_func(scorer.W2(heads)))
    left, right = (torch.cat([x, x.new_ones(len(x), 1)], 1) for x in (left, right))
    weight = scorer.scorer.W_bilin.weight
    half = (left @ weight.reshape(weight.shape[0], -1)).view(-1, *weight.shape[1:])
    return torch.bmm(right.unsqueeze(1), half).squeeze(1) + scorer.scorer.W_bilin.bias


class ParserTask:
    """The parser as ``loop.train`` sees it."""

    def __init__(self, args: argparse.Namespace) -> None:
        options = build_argparse().parse_args(
            [*SHAPE, "--hidden_dim", str(args.hidden), "--deep_biaff_hidden_dim", str(args.biaffine)]
        )
        config = {**vars(options), "device": "cpu"}
        vectors = Pretrain(str(args.vectors))
        documents = [Document(CoNLL.conll2dict(input_file=str(path))[0]) for path in args.train]
        if args.init:
            keep = ("dropout", "word_dropout", "augment_nopunct")
            self.trainer = Trainer.load(str(args.init), vectors, args={k: config[k] for k in keep}, device="cpu")
            config, vocab = self.trainer.args, self.trainer.vocab
        else:
            vocab = Dataset(documents[0], config, vectors).vocab
            self.trainer = GraphTrainer(args=config, vocab=vocab, pretrain=vectors, device="cpu")
        self.model = self.trainer.model
        self.words = args.words
        shuffle = random.getstate()
        self.data = []
        for document in documents:  # Dataset shuffles: the same seed keeps the taggings of a sentence at one index
            random.setstate(shuffle)
            self.data.append(Dataset(document, config, vectors, vocab=vocab))
        self.dev_file = str(args.dev)
        self.dev = DataLoader(
            CoNLL.conll2doc(self.dev_file), 3000, config, vectors, vocab=vocab, evaluation=True, sort_during_eval=True
        )
        self.gold = [(w.head, w.deprel) for s in self.dev.doc.sentences for w in s.words]

    def batches(self) -> Iterator[Any]:
        """Stanza's batches of sentences of like length."""
        while True:
            for group in loop.by_length(self.data[0].lengths, self.words):
                yield DataLoader.collate([random.choice(self.data)[i] for i in group])

    def loss(self, batch: Any) -> torch.Tensor:
        """See ``gold_arc_loss``."""
        inputs, _, word_order, sentence_lengths, word_lengths, text = unpack_batch(batch, "cpu")
        return gold_arc_loss(self.model, inputs, (word_order, sentence_lengths, word_lengths, text))

    def score(self) -> float:
        """LAS over gold tokens with the tags of the dev file, relation subtypes ignored as the CoNLL scorer does."""
        with torch.no_grad():
            sentences = [s for batch in self.dev for s in self.trainer.predict(batch)]
        order = self.dev.data_orig_idx
        found: list[Any] = [None] * len(sentences)
        for place, sentence in zip(order, sentences, strict=True):
            found[place] = sentence
        pairs = zip((pair for sentence in found for pair in sentence), self.gold, strict=True)
        right: int = sum(h == g and r.split(":")[0] == d.split(":")[0] for (h, r), (g, d) in pairs)
        return 100 * right / len(self.gold)


def main() -> None:
    """Command line."""
    parser = loop.network_arguments(__doc__, words=1200, lr=2e-3, minutes=60)
    parser.add_argument("--train", type=Path, nargs="+", required=True)
    parser.add_argument("--biaffine", type=int, default=100)
    loop.run(ParserTask, parser.parse_args())


if __name__ == "__main__":
    main()
