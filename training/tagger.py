"""Train the tagger (UPOS, XPOS, features): treebank in CoNLL-U -> pos model.

python tagger.py --train TRAIN.conllu --dev DEV.conllu --vectors VECTORS.pt --out TAGGER.pt --state STATE.pt
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import loop
import torch
from stanza.models.common.pretrain import Pretrain
from stanza.models.common.utils import unsort
from stanza.models.pos.data import Dataset
from stanza.models.pos.trainer import Trainer, unpack_batch
from stanza.models.tagger import build_argparse
from stanza.utils.conll import CoNLL

SHAPE = (
    "--num_layers 2 --char_hidden_dim 100 --char_emb_dim 50 --transformed_dim 100 --word_emb_dim 50 --word_cutoff 5 "
    "--deep_biaff_hidden_dim 150 --composite_deep_biaff_hidden_dim 50 --tag_emb_dim 30 --dropout 0.4 "
    "--augment_nopunct 0.1 --no_second_optim --shorthand en_news --lang en"
).split()


class TaggerTask:
    """The tagger as ``loop.train`` sees it."""

    def __init__(self, args: argparse.Namespace) -> None:
        options = build_argparse().parse_args([*SHAPE, "--hidden_dim", str(args.hidden)])
        config = {**vars(options), "device": "cpu"}
        vectors = Pretrain(str(args.vectors))
        document = CoNLL.conll2doc(str(args.train))
        if args.init:
            keep = ("dropout", "word_dropout", "augment_nopunct")
            self.trainer = Trainer(
                model_file=str(args.init), pretrain=vectors, args={k: config[k] for k in keep}, device="cpu"
            )
            config, vocab = self.trainer.args, self.trainer.vocab
        else:
            vocab = Dataset.init_vocab([document], config)
            self.trainer = Trainer(args=config, vocab=vocab, pretrain=vectors, device="cpu")
        self.model = self.trainer.model
        self.words = args.words
        self.data = Dataset(document, config, vectors, vocab=vocab)
        self.lengths = [len(sentence.text) for sentence in self.data.data]
        self.dev = Dataset(CoNLL.conll2doc(str(args.dev)), config, vectors, vocab=vocab, evaluation=True)
        self.gold = [word.upos for sentence in self.dev.doc.sentences for word in sentence.words]

    def batches(self) -> Iterator[Any]:
        """Stanza's batches of sentences of like length."""
        while True:
            for group in loop.by_length(self.lengths, self.words):
                yield self.data.collate_fn([self.data[i] for i in group])

    def loss(self, batch: Any) -> torch.Tensor:
        """Stanza's own loss over the three kinds of tags."""
        inputs, _, word_order, sentence_lengths, word_lengths, text = unpack_batch(batch, "cpu")
        value, _ = self.model(*inputs, word_order, sentence_lengths, word_lengths, text)
        return value

    def score(self) -> float:
        """UPOS over gold tokens."""
        right: int = sum(tag == gold for tag, gold in zip(self.predicted(), self.gold, strict=True))
        return 100.0 * right / len(self.gold)

    def predicted(self) -> list[str]:
        """UPOS of the dev words, in order."""
        found: list[Any] = []
        order: list[int] = []
        with torch.no_grad():
            for batch in self.dev.to_length_limited_loader(100, 3000):
                found += self.trainer.predict(batch)
                order += batch.idx
        return [tags[0] for sentence in unsort(found, order) for tags in sentence]


def main() -> None:
    """Command line."""
    parser = loop.network_arguments(__doc__, words=1000, lr=2e-3, minutes=45)
    parser.add_argument("--train", type=Path, required=True)
    loop.run(TaggerTask, parser.parse_args())


if __name__ == "__main__":
    main()
