"""Train the net that reads attributions over the encoder's vectors.

    python -m training.attribution_reader --corpus TRAIN_DIR --parses CACHE --out OUT.npz [--whole-articles DIR] \\
        [--without FOLD] [--epochs 5]

The encoder stays as it is: the articles are parsed once and kept in CACHE, with the vectors of their words.
`--without` leaves half of the articles out, whose readings then are honest: on those `training/attribution.py` fits.
`--into service/models` puts the net beside the encoder.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from service.cli.progress import progress
from service.evaluation import read_articles
from service.evaluation.brat import AnnotatedArticle
from service.reading.decoding import best_stretch
from training.attributed import Attributed, Stretch, annotated, fold_of, stretches, without_marks
from training.attribution_layers import Net
from training.kept_parses import KeptParses
from training.kept_vectors import KeptVectors
from training.model_file import ATTRIBUTIONS
from training.net_training import Optimizer, add_options, begin, save
from training.whole_articles import read_whole_articles

BATCH = 2
"""Stretches"""
MARKS_LOST = 0.15
FAST = ("distances", "places", "nobody")
"""Numbers that are added to scores as they are."""


def loss_of(net: Net, some: Sequence[Stretch]) -> dict[str, Tensor]:
    """The mean losses of an attribution in these stretches."""
    total: dict[str, Tensor] = {}
    read = net.read([s.vectors for s in some], [s.features for s in some])
    for rows, stretch in zip(read, some, strict=True):
        for name, loss in losses(net, rows, stretch).items():
            total[name] = total.get(name, torch.zeros(())) + loss
    return {name: loss / max(1, sum(len(s.attributed) for s in some)) for name, loss in total.items()}


def losses(net: Net, rows: Tensor, stretch: Stretch) -> dict[str, Tensor]:
    """The losses of one stretch, summed over its attributions."""
    is_cue, known = torch.zeros(len(rows)), torch.from_numpy(stretch.known)
    is_cue[[a.cue for a in stretch.attributed]] = 1
    found = {"cues": functional.binary_cross_entropy_with_logits(net.cues(rows)[known], is_cue[known], reduction="sum")}
    some = stretch.attributed
    if not some:
        return found
    cues = np.array([a.cue for a in some])
    scores, nobody = net.pointers(rows, stretch, cues)
    start, end, source, source_end = scores
    found["content"] = functional.cross_entropy(
        torch.cat([start, end]), torch.tensor([int(a.content[i]) for i in (0, -1) for a in some]), reduction="sum"
    )
    told = [row for row, a in enumerate(some) if a.tells_source]
    if told:
        begin = torch.tensor([len(rows) if some[row].source is None else some[row].source[0] for row in told])
        of_start = torch.cat([source, nobody.unsqueeze(1)], 1)[told]
        found["source"] = functional.cross_entropy(of_start, begin, reduction="sum")
    named = [(row, a.source[1]) for row, a in enumerate(some) if a.source is not None]
    if named:
        of_named, last = map(list, zip(*named, strict=True))
        found["source"] = found["source"] + functional.cross_entropy(
            source_end[of_named], torch.tensor(last), reduction="sum"
        )
    return found


@torch.no_grad()
def scored(net: Net, articles: Sequence[Stretch]) -> dict[str, float]:
    """In percent: F1 of cues, and of contents that agree by a half at a cue that was found; sources of gold cues."""
    net.eval()
    cues, right, exact, sources = [0, 0, 0], 0, 0, 0
    for article in articles:
        if not len(article.known):
            continue
        (rows,) = net.read([article.vectors], [article.features])
        chances = np.where(article.known, net.cues(rows).sigmoid().numpy(), 0)
        gold: dict[int, Attributed] = {a.cue: a for a in article.attributed}
        asked = np.array(sorted(gold.keys() | set(np.flatnonzero(chances > 0.5).tolist())))
        if not len(asked):
            continue
        (start, end, source, source_end), nobody = net.pointers(rows, article, asked)
        begin = torch.cat([source, nobody.unsqueeze(1)], 1).argmax(1).tolist()
        for row, cue in enumerate(asked.tolist()):
            found, wanted = chances[cue] > 0.5, gold.get(cue)
            cues = [cues[0] + bool(found and wanted), cues[1] + bool(found), cues[2] + bool(wanted)]
            if wanted is not None:
                sources += begin[row] == (len(rows) if wanted.source is None else wanted.source[0])
                first, last = best_stretch(start[row].log_softmax(0).numpy(), end[row].log_softmax(0).numpy())
                answer, content = set(range(first, last + 1)) - {cue}, set(wanted.content.tolist())
                if begin[row] in answer:
                    answer -= set(range(begin[row], begin[row] + int(source_end[row][begin[row] :].argmax()) + 1))
                right += bool(found) * (2 * len(answer & content) >= len(answer | content))
                exact += (first, last) == (int(wanted.content[0]), int(wanted.content[-1]))
    both = max(1, cues[1] + cues[2])
    return {
        "cues": 200 * cues[0] / both,
        "contents": 200 * right / both,
        "ends": 100 * exact / max(1, cues[2]),
        "sources": 100 * sources / max(1, cues[2]),
    }


def read_all(articles: Sequence[AnnotatedArticle], cache: Path, whole: bool = False) -> list[Stretch]:
    """Annotated articles with their parses and vectors, which are kept in `cache`."""
    parses, vectors = KeptParses(cache / "parses"), KeptVectors(cache / "vectors")
    found = []
    with progress(articles, "articles") as shown:
        for article in shown:
            parsed = parses.of(article.name, article.text)
            found.append(annotated(article, parsed, vectors.of(article.name, parsed), whole))
    return found


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--dev-corpus", type=Path)
    parser.add_argument("--whole-articles", type=Path)
    parser.add_argument("--repeats", type=int, default=3, help="of the whole articles in each epoch")
    add_options(parser, epochs=5)
    args = parser.parse_args()
    begin(args)
    kept = [article for article in read_articles(args.corpus) if fold_of(article.name) != args.without]
    articles = read_all(kept, args.parses)
    if args.whole_articles:
        articles += read_all(read_whole_articles(args.whole_articles), args.parses, whole=True) * args.repeats
    dev = read_all(read_articles(args.dev_corpus), args.parses) if args.dev_corpus else []
    net = Net(articles[0].vectors.shape[1])
    total = math.ceil(args.epochs * sum(1 for a in articles for _ in stretches(a)) / BATCH)
    optimizer = Optimizer(net, FAST, args, total)
    begun, step, sums = time.time(), 0, dict[str, float]()
    while step < total:
        epoch = [s for article in articles for s in stretches(article)]
        random.shuffle(epoch)
        for first in range(0, len(epoch), BATCH):
            if step >= total:
                break
            net.train()
            some = [without_marks(s) if random.random() < MARKS_LOST else s for s in epoch[first : first + BATCH]]
            found = loss_of(net, some)
            optimizer.step(torch.stack(list(found.values())).sum())
            step += 1
            for name, loss in found.items():
                sums[name] = 0.98 * sums.get(name, loss.item()) + 0.02 * loss.item()
            if step % 300 == 0:
                shown = " ".join(f"{name} {loss:.3f}" for name, loss in sums.items())
                print(f"step {step} of {total}, {(time.time() - begun) / 60:.1f} min, {shown}", flush=True)
            if dev and step % 900 == 0 and step < total:
                print(" ".join(f"{name} {score:.1f}" for name, score in scored(net, dev).items()), flush=True)
    if dev:
        print("dev", " ".join(f"{name} {score:.1f}" for name, score in scored(net, dev).items()), flush=True)
    save(net, ATTRIBUTIONS, args)


if __name__ == "__main__":
    main()
