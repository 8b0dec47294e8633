"""Train the net that looks for names over the encoder's vectors: whom a pronoun or a description means.

    python -m training.name_reader --names NAMES.json … --texts TEXTS_DIR --ontogum DIR --gap DIR --parses CACHE \\
        --out OUT.npz [--without FOLD] [--epochs 3] [--dev NAMES.json --dev-texts DIR]

The encoder stays as it is: the articles are parsed once and kept in CACHE, with the vectors of their words. Of OntoGUM
the half "fit" is learned from. `--without` leaves half of the articles out, whose readings then are honest: on those
`training/coreference.py` fits. `--into service/models` puts the net beside the encoder.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from benchmarks.ontogum import articles as ontogum
from service.cli.progress import progress
from service.reading.anaphors import COLUMNS, FORMS, GENDERS, LABELS
from service.reading.name_net import BEFORE, BEHIND, MOST_APART, between
from service.reading.pointers import PLACES, WIDTH
from training.attributed import fold_of
from training.kept_parses import KeptParses
from training.kept_vectors import KeptVectors
from training.model_file import NAMES
from training.named import Named, of_gap, of_news, of_ontogum, rows_of_gap, rows_of_news, stretches
from training.net_training import Optimizer, add_options, begin, save
from training.reading_layers import Layers

HIDDEN = 64
SHORT, TOGETHER = 250, 8
"""Stretches of fewer words than `SHORT` are read `TOGETHER`."""
TABLES = {
    "distances": 2 * MOST_APART + 1,
    "places": PLACES,
    "agreement": len(LABELS) * GENDERS**2,
    "between": BEFORE + BEHIND,
}


class NameNet(Layers):
    """Vectors and features of words → for each anaphor the scores of the names, and of nobody."""

    def __init__(self, width: int, dropout: float = 0.3) -> None:
        super().__init__(width, COLUMNS, dropout)
        self.asks, self.answers = nn.Linear(WIDTH, HIDDEN), nn.Linear(WIDTH, HIDDEN)
        self.nobody = nn.Linear(WIDTH, 1)
        for name, rows in TABLES.items():
            setattr(self, name, nn.Parameter(torch.zeros(rows, len(FORMS))))

    def scores(self, rows: Tensor, article: Named) -> Tensor:
        """(asked x names + 1), nobody last."""
        words = article.words
        anaphors = torch.from_numpy(words.anaphors[article.asked])
        found = self.asks(rows[anaphors]) @ self.answers(rows[torch.from_numpy(words.names)]).T * HIDDEN**-0.5
        forms = torch.from_numpy(words.forms[article.asked])[:, None]
        everything = slice(0, len(words.names))
        for name, numbers in between(words, article.paragraphs, slice(None), everything).items():
            found = found + getattr(self, name)[torch.from_numpy(numbers[article.asked]), forms]
        return torch.cat([found, self.nobody(rows[anaphors])], 1)


def loss_of(net: NameNet, some: Sequence[Named]) -> Tensor:
    """The negative log-likelihood of each anaphor's right names, all together; of nobody, where none is right."""
    found = []
    for rows, article in zip(net.read([a.vectors for a in some], [a.words.features for a in some]), some, strict=True):
        nobody = ~article.right.any(1, keepdims=True)
        right = torch.from_numpy(np.hstack([article.right, nobody]))
        count = torch.from_numpy(np.hstack([article.count, article.count.all(1, keepdims=True)]))
        scores = net.scores(rows, article).masked_fill(~count, -1e9)
        found.append(scores.logsumexp(1) - scores.masked_fill(~right, -1e9).logsumexp(1))
    return torch.cat(found)


@torch.no_grad()
def scored(net: NameNet, articles: Sequence[Named]) -> str:
    """Of the pronouns and descriptions of somebody named, the share whose likeliest name is right."""
    net.eval()
    counts: Counter[str] = Counter()
    for article in (s for a in articles for s in stretches(a)):
        (rows,) = net.read([article.vectors], [article.words.features])
        best = net.scores(rows, article).argmax(1).numpy()
        for at, right, row in zip(article.asked, article.right, best, strict=True):
            form = FORMS[article.words.forms[at]]
            if right.any():
                counts.update(
                    (f"{form} named", f"{form} right") if row < len(right) and right[row] else (f"{form} named",)
                )
    net.train()
    return ", ".join(f"{f} {counts[f'{f} right']}/{counts[f'{f} named']}" for f in FORMS)


def read_all(options: argparse.Namespace) -> list[Named]:
    """The annotated articles that `options` name, without the fold that is left out."""
    parses, vectors = KeptParses(options.parses / "parses"), KeptVectors(options.parses / "vectors")
    found = []
    rows = rows_of_news(options.names)
    with progress([name for name in rows if fold_of(name) != options.without], "news") as shown:
        for name in shown:
            with (options.texts / f"{name}.txt").open(encoding="utf-8", newline="") as file:
                document = parses.of(name, file.read())
            found.append(of_news(document, vectors.of(name, document), rows[name]))
    if options.ontogum:
        for article in ontogum(options.ontogum, options.parses / "parses"):
            if article.half == "fit" and fold_of(article.name) != options.without:
                found.append(of_ontogum(article, vectors.of(article.name, article.document)))
    if options.gap:
        with progress(list(rows_of_gap(options.gap)), "GAP") as shown_rows:
            for row in shown_rows:
                document = parses.of(row["ID"], row["Text"])
                found.append(of_gap(document, vectors.of(row["ID"], document), row))
    return found


def batches(articles: Sequence[Named]) -> list[list[Named]]:
    """All stretches of the articles in a random order, short ones together."""
    short, found = [], []
    for stretch in (s for article in articles for s in stretches(article)):
        if len(stretch.vectors) < SHORT:
            short.append(stretch)
        else:
            found.append([stretch])
    random.shuffle(short)
    found += [short[first : first + TOGETHER] for first in range(0, len(short), TOGETHER)]
    random.shuffle(found)
    return found


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=Path, nargs="+", required=True)
    parser.add_argument("--texts", type=Path, required=True, help="the texts of --names")
    parser.add_argument("--ontogum", type=Path)
    parser.add_argument("--gap", type=Path)
    parser.add_argument("--dev", type=Path, help="names of other articles, to measure on")
    parser.add_argument("--dev-texts", type=Path)
    add_options(parser, epochs=3)
    args = parser.parse_args()
    begin(args)
    articles = read_all(args)
    asked_of_dev = {"names": [args.dev], "texts": args.dev_texts, "ontogum": None, "gap": None, "without": None}
    dev = read_all(argparse.Namespace(**{**vars(args), **asked_of_dev})) if args.dev else []
    net = NameNet(articles[0].vectors.shape[1])
    total = math.ceil(args.epochs * len(batches(articles)))
    optimizer = Optimizer(net, TABLES, args, total)
    begun, step, shown_loss = time.time(), 0, 0.0
    print(f"{len(articles)} articles, {sum(len(a.asked) for a in articles)} anaphors, {total} steps", flush=True)
    while step < total:
        for some in batches(articles)[: total - step]:
            net.train()
            losses = loss_of(net, some)
            optimizer.step(losses.sum() / len(losses) ** 0.5 / 4)
            step += 1
            shown_loss += 0.02 * (losses.mean().item() - shown_loss)
            if step % 300 == 0:
                print(f"step {step}, {(time.time() - begun) / 60:.1f} min, loss {shown_loss:.3f}", flush=True)
        if dev:
            print(f"step {step}: {scored(net, dev)}", flush=True)
    save(net, NAMES, args)


if __name__ == "__main__":
    main()
