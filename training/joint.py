"""Fine-tune the encoder for tags, trees and names together, on all cores; an interrupted training goes on.

    python -m training.joint --encoder MINILM_DIR --vocabulary DIR --treebanks DIR --names DIR \
        --state STATE.pt --out OUT.pt --minutes 80 [--slice 30]

`--encoder` gives the first weights; `--init` goes on from a trained file instead. The learning rate is a function of
the time that was used of `--minutes`; the running average of the weights is what is scored and written.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root
from torch import Tensor, nn
from torch.nn import functional

from training.encoder import Encoder, Linear, NameHead, TagHead, TreeHead
from training.labels import Labels
from training.windows import (
    Batch,
    Document,
    Pieces,
    batch,
    damaged,
    grouped,
    read_names,
    read_treebank,
    shuffled,
    windows,
)

SIZE = 2_000
"""Pieces of a batch, padding included."""
AVERAGE, AVERAGED_EVERY = 0.99, 10


class Reader(nn.Module):
    """The encoder with its heads."""

    def __init__(self, encoder: Encoder, labels: Labels) -> None:
        super().__init__()
        self.encoder, self.labels = encoder, labels
        width = encoder.config["hidden_size"]
        self.tags = TagHead(width, labels.tag_sizes)
        self.tree = TreeHead(width, len(labels.deprels))
        self.names = NameHead(width, len(labels.names))
        self.drop = nn.Dropout(0.1)

    def rows(self, some: Batch) -> Tensor:
        """(sentences x 1 + words x width): the root's vector, then the words'."""
        read = self.encoder(torch.from_numpy(some.ids), torch.from_numpy(some.length))
        return self.drop(read.flatten(0, 1)[torch.from_numpy(some.places)])

    def loss(self, some: Batch) -> dict[str, Tensor]:
        """The mean loss of each task that is annotated."""
        rows = self.rows(some)
        words = torch.arange(rows.shape[1] - 1) < torch.from_numpy(some.words).unsqueeze(1)
        if some.sentences[0].names:
            gold = torch.tensor([self.labels.names.index(tag) for s in some.sentences for tag in s.names])
            return {"names": functional.cross_entropy(self.names(rows[:, 1:][words]), gold)}
        columns = torch.tensor([tags for s in some.sentences for tags in self.labels.tags(s)]).unbind(1)
        scores = self.tags(rows[:, 1:][words])
        upos, xpos, *feats = map(functional.cross_entropy, scores, columns)
        arcs, dependents, heads = self.tree(rows)
        arcs = masked(arcs, some.words)
        gold_heads = torch.zeros(words.shape, dtype=torch.long)
        gold_heads[words] = torch.tensor([head for s in some.sentences for head in s.heads])
        gold_labels = torch.tensor([self.labels.deprels.index(label) for s in some.sentences for label in s.deprels])
        of_word = words.nonzero()[:, 0]
        chosen = self.tree.label_scores(dependents[:, 1:][words], heads[of_word, gold_heads[words]])
        return {
            "upos": upos,
            "xpos": xpos,
            "feats": sum(feats),
            "arcs": functional.cross_entropy(arcs[:, 1:][words], gold_heads[words]),
            "labels": functional.cross_entropy(chosen, gold_labels),
        }


def masked(arcs: Tensor, words: np.ndarray) -> Tensor:
    """No word is its own head, and none has padding for a head."""
    size = arcs.shape[1]
    padding = torch.arange(size) > torch.from_numpy(words).unsqueeze(1)
    return arcs.masked_fill(padding.unsqueeze(1) | torch.eye(size, dtype=torch.bool), -1e9)


@torch.no_grad()
def scored(
    reader: Reader, treebank: list[Document], names: list[Document], pieces: Pieces, most: int = 300
) -> dict[str, float]:
    """Accuracies in percent over gold words: UPOS, UAS, LAS without subtypes, and F1 of names by type."""
    reader.eval()
    right = dict.fromkeys(("UPOS", "XPOS", "UAS", "LAS"), 0)
    total = 0
    universal = [label.split(":")[0] for label in reader.labels.deprels]
    for group in grouped([w for d in treebank for w in windows(d, pieces, most)], pieces, 3000):
        some = batch(group, pieces)
        with torch.autocast("cpu", torch.bfloat16):
            rows = reader.rows(some)
            words = torch.arange(rows.shape[1] - 1) < torch.from_numpy(some.words).unsqueeze(1)
            tags = torch.stack([s.argmax(-1) for s in reader.tags(rows[:, 1:][words])], 1).tolist()
            arcs, dependents, heads = reader.tree(rows)
        arcs = masked(arcs, some.words).log_softmax(-1).numpy()
        at = 0
        for number, sentence in enumerate(some.sentences):
            n = len(sentence.words)
            found = chuliu_edmonds_one_root(arcs[number, : n + 1, : n + 1].copy())[1:]
            scores = reader.tree.label_scores(
                dependents[number, 1 : n + 1].float(), heads[number, torch.tensor(found)].float()
            )
            for word, label in enumerate(scores.argmax(-1).tolist()):
                right["UPOS"] += reader.labels.upos[tags[at][0]] == sentence.upos[word]
                right["XPOS"] += reader.labels.xpos[tags[at][1]] == sentence.xpos[word]
                right["UAS"] += found[word] == sentence.heads[word]
                right["LAS"] += (
                    found[word] == sentence.heads[word] and universal[label] == sentence.deprels[word].split(":")[0]
                )
                at += 1
            total += n
    found = {name: 100 * count / max(1, total) for name, count in right.items()}
    return found | (name_scores(reader, names, pieces, most) if names else {})


def name_scores(reader: Reader, names: list[Document], pieces: Pieces, most: int) -> dict[str, float]:
    """F1 of names, all and by type."""
    counts: dict[str, list[int]] = {}
    for group in grouped([w for d in names for w in windows(d, pieces, most)], pieces, 3000):
        some = batch(group, pieces)
        with torch.autocast("cpu", torch.bfloat16):
            rows = reader.rows(some)
            scores = reader.names(rows[:, 1:])
        for number, sentence in enumerate(some.sentences):
            tags = [reader.labels.names[i] for i in scores[number, : len(sentence.words)].argmax(-1).tolist()]
            gold, answer = spans(sentence.names), spans(tags)
            for kind in ("all", "PERSON", "ORG", "LOC"):
                wanted, got = ({s for s in some if kind in ("all", s[2])} for some in (gold, answer))
                count = counts.setdefault(kind, [0, 0])
                count[0] += 2 * len(wanted & got)
                count[1] += len(wanted) + len(got)
    return {kind: 100 * same / max(1, size) for kind, (same, size) in counts.items()}


def spans(tags: list[str]) -> set[tuple[int, int, str]]:
    """The names in BIOES tags: first word, word after the last, type."""
    found, start = set(), None
    for i, tag in enumerate(tags):
        if tag[0] in "BS" or (tag[0] in "IE" and (start is None or tags[start][2:] != tag[2:])):
            start = i
        if tag[0] in "ES" and start is not None:
            found.add((start, i + 1, tag[2:]))
            start = None
        elif tag == "O":
            start = None
    return found


def stream(treebank: list[Document], names: list[Document], pieces: Pieces, share: float) -> Iterator[Batch]:
    """Batches without end; for each batch of trees `share` batches of names."""

    def endless(documents: list[Document]) -> Iterator[Batch]:
        while True:
            epoch = shuffled([[damaged(s) for s in d] for d in documents], pieces)
            for group in grouped(epoch, pieces, SIZE):
                yield batch(group, pieces)

    trees, of_names, due = endless(treebank), endless(names), 0.0
    while True:
        yield next(trees)
        due += share
        while due >= 1:
            yield next(of_names)
            due -= 1


def rate(part: float, step: int) -> float:
    """The learning rate's share of its maximum with `part` of the time used: warm-up, flat, then down to nothing."""
    return min(1.0, (step + 1) / 200, max(0.01, (1 - part) / 0.8))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--treebanks", type=Path, required=True)
    parser.add_argument("--names", type=Path, required=True)
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--init", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--slice", type=float, default=math.inf)
    parser.add_argument("--lr", type=float, default=2e-4)
    parser.add_argument("--head-lr", type=float, default=1e-3)
    parser.add_argument("--share", type=float, default=0.6, help="batches of names for each of trees")
    parser.add_argument(
        "--rounded-from", type=float, default=0.7, help="share of the time without rounding to integers"
    )
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    random.seed(args.seed)
    torch.manual_seed(args.seed)
    pieces = Pieces(args.vocabulary)
    treebank, names = read_treebank(args.treebanks / "train.conllu"), read_names(args.names / "train.json")
    dev, dev_names = read_treebank(args.treebanks / "dev.conllu")[::3], read_names(args.names / "dev.json")[::3]
    variants = np.load(args.vocabulary / "variants.npz")
    encoder = Encoder.from_bert(args.encoder, variants["base"], variants["shape"], args.layers)
    reader = Reader(encoder, Labels.of(treebank, names))
    if args.init:
        reader.load_state_dict(torch.load(args.init, weights_only=True)["weights"])
    of_encoder = [p for n, p in reader.named_parameters() if n.startswith("encoder.")]
    of_heads = [p for n, p in reader.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [
            {"params": of_encoder, "lr": args.lr, "top": args.lr},
            {"params": of_heads, "lr": args.head_lr, "top": args.head_lr},
        ],
        betas=(0.9, 0.98),
        weight_decay=0.01,
        fused=True,
    )
    weights = [p.detach() for p in reader.parameters()]
    mean = [w.clone() for w in weights]
    used, step, averaged = 0.0, 0, 0
    if args.state.exists():
        held = torch.load(args.state, weights_only=True)
        reader.load_state_dict(held["weights"])
        optimizer.load_state_dict(held["optimizer"])
        mean, used, step, averaged = held["mean"], held["used"], held["step"], held["averaged"]
        random.seed(args.seed + step)
        print(f"resumed at step {step}, {used / 60:.1f} minutes used", flush=True)

    def keep() -> None:
        state = {"weights": reader.state_dict(), "optimizer": optimizer.state_dict(), "mean": mean}
        new = args.state.with_suffix(".new")
        torch.save({**state, "used": used, "step": step, "averaged": averaged}, new)
        new.replace(args.state)

    def swap() -> None:
        for average, weight in zip(mean, weights, strict=True):
            held = weight.clone()
            weight.copy_(average)
            average.copy_(held)

    def report(what: str) -> None:
        Linear.rounded = False
        scores = scored(reader, dev, dev_names, pieces)
        print(what, " ".join(f"{name} {score:.2f}" for name, score in scores.items()), flush=True)

    stop = min(args.minutes, used / 60 + args.slice) * 60
    next_report, next_kept = used + 300, used + 300
    sums: dict[str, float] = {}
    seen = since = 0
    for some in stream(treebank, names, pieces, args.share):
        if used >= stop:
            break
        begin = time.perf_counter()
        reader.train()
        for group in optimizer.param_groups:
            group["lr"] = group["top"] * rate(used / (args.minutes * 60), step)
        Linear.rounded = used >= args.rounded_from * args.minutes * 60
        with torch.autocast("cpu", torch.bfloat16):
            losses = reader.loss(some)
        optimizer.zero_grad(set_to_none=True)
        sum(losses.values()).backward()
        nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimizer.step()
        step += 1
        if step % AVERAGED_EVERY == 0:
            averaged += 1
            torch._foreach_lerp_(mean, weights, max(1 - AVERAGE, 1 / averaged))
        for name, loss in losses.items():
            sums[name] = 0.98 * sums.get(name, loss.item()) + 0.02 * loss.item()
        seen += int(some.words.sum())
        used += time.perf_counter() - begin
        since += time.perf_counter() - begin
        if step % 100 == 0:
            shown = " ".join(f"{name} {loss:.3f}" for name, loss in sums.items())
            print(f"step {step} {used / 60:.1f} min, {seen / since:.0f} words/s, {shown}", flush=True)
            seen = since = 0
        if used >= next_report and used < stop:
            next_report = used + 900
            swap()
            report("dev, average:")
            swap()
        if used >= next_kept:
            next_kept = used + 300
            keep()
    keep()
    swap()
    report("dev, average:")
    out: dict[str, Any] = {
        "weights": {k: v.half() if v.is_floating_point() else v for k, v in reader.state_dict().items()}
    }
    torch.save({**out, "labels": reader.labels.as_dict(), "config": encoder.config}, args.out)
    print(f"{step} steps, {used / 60:.1f} of {args.minutes:.1f} minutes; wrote {args.out}")


if __name__ == "__main__":
    main()
