"""Score a resources folder from raw text: CoNLL 2018 scorer on treebanks, exact spans and types for names.

    python evaluate.py --resources DIR --conllu pud.conllu ewt.conllu --ner test.json [--stock]

Reads as the service does; with `--stock` as Stanza does by itself, which for Quoth's models needs `transformers` and a
folder that `quoth models stock` made. Names are scored on the gold tokens of the test file.
"""

from __future__ import annotations

import argparse
import io
import json
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import torch
from stanza.models.common.utils import ud_scores
from stanza.utils.datasets.conllu_to_text import convert_text

from benchmarks.parse import stock_pipeline
from service.model_files import PROCESSORS
from service.parsing import load_pipeline

METRICS = ("Tokens", "Sentences", "Words", "UPOS", "XPOS", "UFeats", "Lemmas", "UAS", "LAS")
Span = tuple[int, int, str]


def pipeline(resources: Path, stock: bool, processors: tuple[str, ...] = PROCESSORS, **options: Any) -> Any:
    """A pipeline over local files."""
    return (stock_pipeline if stock else load_pipeline)(resources, processors, **options)


def parse_scores(nlp: Any, gold: Path) -> dict[str, float]:
    """F1 in percent for each metric, from the raw text of a treebank file."""
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as text:
        convert_text(str(gold), text.name)
        document = nlp(text.read())
    scores = ud_scores(str(gold), io.StringIO(f"{document:C}\n\n"))
    return {name: 100 * scores[name].f1 for name in METRICS}


def spans(tags: list[str]) -> set[Span]:
    """Entities of a sentence from BIO or BIOES tags: first word, word after the last, type."""
    found: set[Span] = set()
    start, kind = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        if kind and (tag == "O" or tag[0] in "BS" or tag[2:] != kind):
            found.add((start, i, kind))
            kind = ""
        if tag != "O" and not kind:
            start, kind = i, tag[2:]
    return found


def name_scores(nlp: Any, gold: list[list[dict[str, str]]]) -> dict[str, tuple[float, float, float, int]]:
    """Precision, recall, F1 and number of gold names, for each type and for all."""
    document = nlp([[token["text"] for token in sentence] for sentence in gold])
    right: Counter[str] = Counter()
    guessed: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for sentence, answer in zip(gold, document.sentences, strict=True):
        truth, guess = spans([t["ner"] for t in sentence]), spans([t.ner for t in answer.tokens])
        for counter, found in ((right, truth & guess), (guessed, guess), (wanted, truth)):
            counter.update(kind for _, _, kind in found)
            counter["ALL"] += len(found)
    rows = {}
    for kind in sorted(wanted, key=lambda k: -wanted[k]):
        precision, recall = 100 * right[kind] / max(1, guessed[kind]), 100 * right[kind] / wanted[kind]
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        rows[kind] = (precision, recall, f1, wanted[kind])
    return rows


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--resources", type=Path, required=True)
    parser.add_argument("--conllu", type=Path, nargs="*", default=[])
    parser.add_argument("--ner", type=Path, help="JSON of sentences of {text, ner}")
    parser.add_argument("--stock", action="store_true", help="read as Stanza does by itself")
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    if args.conllu:
        nlp = pipeline(args.resources, args.stock, PROCESSORS[:-1])
        print(f"| set | {' | '.join(METRICS)} |\n|---|{'---|' * len(METRICS)}")
        for path in args.conllu:
            scores = parse_scores(nlp, path)
            print(f"| {path.stem} | {' | '.join(f'{scores[name]:.2f}' for name in METRICS)} |", flush=True)
    if args.ner:
        nlp = pipeline(args.resources, args.stock, ("tokenize", "ner"), tokenize_pretokenized=True)
        print("| names | P | R | F1 | n |\n|---|---|---|---|---|")
        for kind, (precision, recall, f1, n) in name_scores(nlp, json.loads(args.ner.read_text("utf-8"))).items():
            print(f"| {kind} | {precision:.2f} | {recall:.2f} | {f1:.2f} | {n} |", flush=True)


if __name__ == "__main__":
    main()
