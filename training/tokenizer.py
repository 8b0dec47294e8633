"""Train the tokenizer and sentence splitter: treebank in CoNLL-U -> tokenize model.

    python tokenizer.py --train PARAGRAPHS_AUG.conllu --dev DEV.conllu --out TOKENIZER.pt --state STATE.pt

Text and labels for each character are made from the treebanks in a temporary folder, as Stanza does.
"""

from __future__ import annotations

import argparse
import math
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import loop
import torch
from stanza.models.tokenization.data import DataLoader, TokenizationDataset
from stanza.models.tokenization.trainer import Trainer
from stanza.models.tokenization.utils import eval_model, load_mwt_dict
from stanza.models.tokenization.vocab import Vocab
from stanza.models.tokenizer import DEFAULT_FEAT_FUNCS, build_argparse
from stanza.utils.datasets import prepare_tokenizer_data
from stanza.utils.datasets.conllu_to_text import convert_text

SHAPE = "--lang en --shorthand en_news --max_seqlen 300 --batch_size 32".split()
SHUFFLE_EVERY = 100


def labelled(conllu: Path, folder: Path) -> dict[str, str]:
    """Text, character labels and multi-word tokens of a treebank file, as files in ``folder``."""
    files = {kind: str(folder / f"{conllu.stem}.{kind}") for kind in ("txt", "label", "mwt")}
    convert_text(str(conllu), files["txt"])
    prepare_tokenizer_data.main([files["txt"], str(conllu), "-o", files["label"], "-m", files["mwt"]])
    return files


class TokenizerTask:
    """The tokenizer as ``loop.train`` sees it."""

    def __init__(self, args: argparse.Namespace, folder: Path) -> None:
        options = build_argparse().parse_args(SHAPE)
        config: dict[str, Any] = {**vars(options), "device": "cpu", "num_dict_feat": 0, "use_mwt": True}
        config |= {"feat_funcs": DEFAULT_FEAT_FUNCS, "feat_dim": len(DEFAULT_FEAT_FUNCS)}
        train, dev = labelled(args.train, folder), labelled(args.dev, folder)
        vocab = None
        weights: dict[str, Any] = {}
        if args.init:
            held = torch.load(args.init, weights_only=True)
            vocab, weights = Vocab.load_state_dict(held["vocab"]), held["model"]
        self.mwt = load_mwt_dict(dev["mwt"])
        expansions = {token: words for token, (words, _) in load_mwt_dict(train["mwt"]).items()}
        self.data = DataLoader(config, input_files=train, vocab=vocab, mwt_expansions=expansions)
        config["vocab_size"] = len(self.data.vocab)
        self.dev = TokenizationDataset(config, input_files=dev, vocab=self.data.vocab, evaluation=True)
        self.trainer = Trainer(args=config, vocab=self.data.vocab, device="cpu")
        self.model = self.trainer.model
        if weights:
            self.model.load_state_dict(weights)
        self.config = config

    def batches(self) -> Iterator[Any]:
        """Stanza's batches of random sentences strung together."""
        while True:
            for _ in range(SHUFFLE_EVERY):
                yield self.data.next(
                    unit_dropout=self.config["unit_dropout"], feat_unit_dropout=self.config["feat_unit_dropout"]
                )
            self.data.shuffle()

    def loss(self, batch: Any) -> torch.Tensor:
        """Cross entropy over the characters."""
        units, labels, features, text = batch
        scores = self.model(units, features, [len(x) for x in text], text)
        loss: torch.Tensor = self.trainer.criterion(scores.view(-1, scores.size(2)), labels.view(-1))
        return loss

    def score(self) -> float:
        """Harmonic mean of token and sentence F1 (and a little of multi-word tokens)."""
        with torch.no_grad():
            value: float = eval_model(self.config, self.trainer, self.dev, self.data.vocab, self.mwt)
        return 100 * value


def main() -> None:
    """Command line."""
    parser = loop.arguments(__doc__, lr=3e-3, minutes=15)
    parser.add_argument("--train", type=Path, required=True)
    with tempfile.TemporaryDirectory() as folder:
        loop.run(lambda args: TokenizerTask(args, Path(folder)), parser.parse_args(), score_minutes=math.inf)


if __name__ == "__main__":
    main()
