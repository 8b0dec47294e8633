"""Words per CPU second of the parser, by processor: Quoth, stock Stanza on the same models, and spaCy, in one run.

    OMP_NUM_THREADS=1 python -m benchmarks.parse TEXT_DIR [--limit N] [--models DIR] [--stock DIR] \
        [--peer-python PYTHON]

Each text is read once ("first") and once more ("again"), all in one bulk call; one more text before them warms up.
Words are counted as Stanza cuts them, spaCy's too. Also prints how many words stock Stanza, which reads sentence by
sentence and rounds nothing, answers otherwise, the load time and the size on disk. `--stock` is a folder that `quoth
models stock` made, and needs `transformers`; `--peer-python` is an interpreter that has spaCy and its small English
model.
"""

from __future__ import annotations

import argparse
import gc
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch

torch.set_num_threads(1)

import stanza  # noqa: E402  (only once torch is bound to one thread)

from service.model_files import LANGUAGE, PROCESSORS, needed  # noqa: E402
from service.parsing import StanzaParser, load_pipeline  # noqa: E402
from service.settings import Settings  # noqa: E402
from service.text import read_article  # noqa: E402

PEER = Path(__file__).with_name("parse_peer.py")
Column = dict[str, float]


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--limit", type=int, default=None, help="only the first N articles")
    arguments.add_argument("--models", type=Path, default=Settings().models_dir, help="a Stanza resources directory")
    arguments.add_argument("--stock", type=Path, help="the models as stock Stanza runs them; else it is left out")
    arguments.add_argument("--peer-python", type=Path, help="an interpreter with spaCy; else it is left out")
    given = arguments.parse_args()
    files = sorted(given.folder.glob("*.txt"))
    if len(files) < 2:
        sys.exit(f"{given.folder} holds fewer than two .txt files.")
    *files, warming = [*files[: given.limit], files[-1]]
    texts = [file.read_text(encoding="utf-8") for file in files]
    columns: dict[str, Column] = {}
    answers = []
    loaders = {"Quoth": lambda: load_pipeline(given.models)}
    if given.stock:
        loaders["stock Stanza"] = lambda: stock_pipeline(given.stock)
    for name, load in loaders.items():
        start = time.process_time()
        pipeline = load()
        seconds = time.process_time() - start
        pipeline.bulk_process([warming.read_text(encoding="utf-8")])
        gc.freeze()
        documents, columns[name] = read(pipeline, texts)
        answers.append(list(answers_of(documents)))
        again = read(pipeline, texts)[1]
        columns[name] |= {"all, again": again["all, first"], "load, s": seconds}
    columns["Quoth"]["one article a call"] = one_by_one(given.models, texts)
    if given.peer_python:
        words = sum(document.num_words for document in documents)
        columns["spaCy"] = peer(given.peer_python, [*files, warming], words)
    print_table(columns)
    if given.stock:
        print_differences(*answers)
    size = sum(file.path.stat().st_size for file in needed(given.models))
    print(f"models: {size / 1e6:.1f} MB on disk are loaded")


def stock_pipeline(models: Path, processors: Sequence[str] = PROCESSORS, **options: Any) -> Any:
    """Stanza's own pipeline."""
    return stanza.Pipeline(
        LANGUAGE,
        dir=str(models),
        processors=",".join(processors),
        download_method=None,
        use_gpu=False,
        verbose=False,
        **options,
    )


def read(pipeline: Any, texts: Sequence[str]) -> tuple[list[Any], Column]:
    """The documents, and the words per CPU second of each processor and of all."""
    documents = [stanza.Document([], text=text) for text in texts]
    spent = {}
    for name in PROCESSORS:
        start = time.process_time()
        documents = pipeline.processors[name].bulk_process(documents)
        spent[name] = time.process_time() - start
    words = sum(document.num_words for document in documents)
    rates = {name: words / seconds for name, seconds in spent.items()}
    return documents, {**rates, "all, first": words / sum(spent.values())}


Answer = tuple[tuple[int, int, int], dict[str, Any]]
"""Where a word or name stands (text, start, number), and what is said of it."""


def answers_of(documents: Sequence[Any]) -> Iterator[Answer]:
    """All that the parser says, in an order that allows to compare."""
    for number, document in enumerate(documents):
        for sentence in document.sentences:
            for word in sentence.words:
                analysis = {"tag": word.upos, "lemma": word.lemma, "head": word.head, "relation": word.deprel}
                tag = word.parent.ner
                yield (number, word.parent.start_char, word.id), {**analysis, "name": "O" if tag == "O" else tag[2:]}


def print_differences(ours: list[Answer], stock: list[Answer]) -> None:
    """The share of words about which the two say something else, by what is said."""
    theirs = dict(stock)
    pairs = [(answer, theirs[place]) for place, answer in ours if place in theirs]
    shares = {key: sum(a[key] != b[key] for a, b in pairs) / len(pairs) for key in pairs[0][0]}
    print("\nstock Stanza differs in " + ", ".join(f"{key} {100 * share:.2f} %" for key, share in shares.items()))


def one_by_one(models: Path, texts: Sequence[str]) -> float:
    """Words per CPU second when `StanzaParser` reads one article at a time, as the service does; each read before."""
    parser = StanzaParser(models, Settings().max_sentence_words)
    for _ in range(2):
        start = time.process_time()
        documents = [parser.parse(read_article(text))[0] for text in texts]
        seconds = time.process_time() - start
        words = sum(len(sentence.words) for document in documents for sentence in document.sentences)
    return words / seconds


def peer(python: Path, files: Sequence[Path], words: int) -> Column:
    """The same of spaCy, in its own process, over files of so many words; the last file warms up."""
    command = [str(python), str(PEER), *map(str, files)]
    seconds = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    rates = {f"all, {name}": words / seconds[name] for name in ("first", "again")}
    return {**rates, "one article a call": words / seconds["articles"], "load, s": seconds["load"]}


def print_table(columns: dict[str, Column]) -> None:
    """One row a processor."""
    print(f"{'words per CPU second':22}" + "".join(f"{name:>14}" for name in columns))
    for row in [*PROCESSORS, "all, first", "all, again", "one article a call", "load, s"]:
        digits = 1 if row == "load, s" else 0
        shown = (f"{c[row]:.{digits}f}" if row in c else "-" for c in columns.values())
        print(f"{row:22}" + "".join(f"{value:>14}" for value in shown))
    for row in ("all, first", "all, again"):
        ratios = [f"{columns['Quoth'][row] / c[row]:.2f} times {n}" for n, c in columns.items() if n != "Quoth"]
        print(f"{row}: Quoth is {', '.join(ratios)}")


if __name__ == "__main__":
    main()
