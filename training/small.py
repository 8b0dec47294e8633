"""Train the two small models with Stanza's own trainers, patched for the CPU: multi-word tokens and lemmas.

    python small.py mwt   --train PARAGRAPHS_AUG.conllu --dev DEV.conllu --out MWT.pt
    python small.py lemma --train TRAIN_AUG.conllu --dev DEV.conllu --out LEMMA.pt

Minutes each, so one slice; Stanza keeps the best epoch on dev.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

import fast
import torch
from stanza.models import lemmatizer, mwt_expander
from stanza.models.lemma import data as lemma_data

# Stanza 1.15 needs pos_dim equal to emb_dim
LEMMA = (
    "--hidden_dim 120 --emb_dim 40 --pos_dim 40 --dropout 0.3 --emb_dropout 0.3 --pos_dropout 0.3 --batch_size 100 "
    "--lr 2e-3 --num_epoch 8"
).split()
MWT = "--num_epoch 8 --augment_apos 0.05 --lang en".split()
COPIES = 2


def patch_lemma_types() -> None:
    """Train the rewriting network on types, at most ``COPIES`` times each; the dictionary still counts all tokens."""
    original = lemma_data.DataLoader.preprocess

    def preprocess(self: Any, data: list[Any], *args: Any) -> Any:
        if not self.eval:
            seen: Counter[tuple[str, ...]] = Counter()
            kept = []
            for example in data:
                seen[tuple(example)] += 1
                if seen[tuple(example)] <= COPIES:
                    kept.append(example)
            data = kept
        return original(self, data, *args)

    lemma_data.DataLoader.preprocess = preprocess


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", choices=["mwt", "lemma"])
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    fast.apply()
    files = ["--train_file", str(args.train), "--eval_file", str(args.dev), "--shorthand", "en_news", "--cpu"]
    place = ["--save_dir", str(args.out.parent), "--save_name", args.out.name, "--mode", "train"]
    if args.model == "mwt":
        mwt_expander.main([*files, "--gold_file", str(args.dev), *place, *MWT])
    else:
        patch_lemma_types()
        lemmatizer.main([*files, *place, *LEMMA])


if __name__ == "__main__":
    main()
