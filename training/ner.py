"""Train the name recogniser: sentences of {text, ner} in JSON -> ner model.

    python ner.py --train TRAIN.json --dev DEV.json --vectors VECTORS.pt --out NER.pt --state STATE.pt

The word vectors stay fixed; only words that have a vector get a trained offset to it. Offsets for the words without one
teach the model the names of the training text by heart and cost eight points of recall on new persons.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import loop
import torch
from stanza.models.common.doc import Document
from stanza.models.common.pretrain import Pretrain
from stanza.models.ner.data import DataLoader
from stanza.models.ner.scorer import score_by_entity
from stanza.models.ner.trainer import Trainer, unpack_batch
from stanza.models.ner.vocab import MultiVocab
from stanza.models.ner_tagger import build_argparse, resolve_peft_args

SHAPE = (
    "--num_layers 1 --char_hidden_dim 60 --char_emb_dim 40 --word_emb_dim 100 --emb_finetune_known_only --optim adam "
    "--dropout 0.4 --word_dropout 0.08 --shorthand en_ww"
).split()


class NameTask:
    """The name recogniser as ``loop.train`` sees it."""

    def __init__(self, args: argparse.Namespace) -> None:
        config = ner_options([*SHAPE, "--hidden_dim", str(args.hidden)])
        vectors = Pretrain(str(args.vectors))
        vocab = None
        weights: dict[str, Any] = {}
        if args.init:
            held = torch.load(args.init, weights_only=True)
            keep = ("dropout", "word_dropout")
            config = held["config"] | {key: config[key] for key in keep}
            vocab, weights = MultiVocab.load_state_dict(held["vocab"]), held["model"]
            new = [i for i, word in enumerate(vocab["delta"]) if i > 3 and word not in vocab["word"]]
            weights["delta_emb.weight"][new] = 0  # offsets to no vector would add to the vectors there are now
            vocab["word"] = vectors.vocab
        self.data = DataLoader(document(args.train), 32, config, vectors, vocab=vocab)
        self.dev = DataLoader(document(args.dev), 64, config, vectors, vocab=self.data.vocab, evaluation=True)
        self.trainer = Trainer(args=config, vocab=self.data.vocab, pretrain=vectors, device="cpu")
        self.model = self.trainer.model
        self.model.load_state_dict(weights, strict=False)
        self.words = args.words
        self.sentences = [sentence for batch in self.data.data for sentence in batch]
        self.gold = [[tags[0] for tags in sentence] for sentence in self.dev.tags]

    def batches(self) -> Iterator[Any]:
        """Stanza's batches, of sentences of like length."""
        lengths = [len(sentence[0]) for sentence in self.sentences]
        while True:
            for group in loop.by_length(lengths, self.words):
                self.data.data = [[self.sentences[i] for i in group]]
                yield self.data[0]

    def loss(self, batch: Any) -> torch.Tensor:
        """Stanza's own loss (CRF)."""
        inputs, _, word_order, character_order, lengths, word_lengths, sizes, offsets = unpack_batch(batch, "cpu")
        words, characters, mask, stream, tags = inputs
        value, _, _ = self.model(
            words, characters, mask, tags, word_order, lengths, word_lengths, stream, offsets, sizes, character_order
        )
        return value

    def score(self) -> float:
        """F1 over the names of the dev file."""
        with torch.no_grad():
            found = [tags for batch in self.dev for tags in self.trainer.predict(batch)]
        f1: float = score_by_entity(found, self.gold)[2]
        return 100 * f1


def ner_options(arguments: list[str]) -> dict[str, Any]:
    """Stanza's options for its NER trainer."""
    from stanza.models.common.peft_config import add_peft_args

    parser = build_argparse()
    add_peft_args(parser)
    options = parser.parse_args(arguments)
    resolve_peft_args(options, None)
    return {**vars(options), "device": "cpu"}


def document(path: Path) -> Document:
    """A Stanza document from a JSON list of sentences."""
    return Document(json.loads(path.read_text(encoding="utf-8")))


def main() -> None:
    """Command line."""
    parser = loop.network_arguments(__doc__, words=900, lr=2e-3, minutes=40)
    parser.add_argument("--train", type=Path, required=True)
    loop.run(NameTask, parser.parse_args(), clip=5.0)


if __name__ == "__main__":
    main()
