"""Words per CPU second of the parser, by processor: stock Stanza, the same models made fast, and spaCy, in one run.

    OMP_NUM_THREADS=1 python -m benchmarks.parse TEXT_DIR [--limit N] [--models DIR] [--peer-python PYTHON]

Each text is read once ("first") and once more ("again"), all in one bulk call; one more text before them warms up.
Words are counted as Stanza cuts them, spaCy's too. Also prints how many answers differ from stock Stanza's, the load
time and the size on disk. `--peer-python` is an interpreter that has spaCy and its small English model.
"""

from __future__ import annotations

import argparse
import gc
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import torch

torch.set_num_threads(1)

import stanza  # noqa: E402  (only once torch is bound to one thread)

from service.model_files import LANGUAGE, PROCESSORS  # noqa: E402
from service.parsing import StanzaParser  # noqa: E402
from service.parsing.stanza_fast import accelerate  # noqa: E402
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
    arguments.add_argument("--peer-python", type=Path, help="an interpreter with spaCy; else it is left out")
    given = arguments.parse_args()
    files = sorted(given.folder.glob("*.txt"))
    if len(files) < 2:
        sys.exit(f"{given.folder} holds fewer than two .txt files.")
    *files, warming = [*files[: given.limit], files[-1]]
    texts = [file.read_text(encoding="utf-8") for file in files]
    columns: dict[str, Column] = {}
    answers = []
    for name, prepare in (("stock Stanza", lambda pipeline: ()), ("Quoth", accelerate)):
        pipeline, seconds = load(given.models, prepare)
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
    different = sum(a != b for a, b in zip(*answers, strict=True)) if len(answers[0]) == len(answers[1]) else None
    print(f"\n{len(answers[0])} words and names; {different} differ between stock Stanza and Quoth")
    size = sum(file.stat().st_size for file in given.models.rglob("*.pt"))
    print(f"models: {size / 1e6:.1f} MB on disk")


def load(models: Path, prepare: Callable[[Any], Any]) -> tuple[Any, float]:
    """A pipeline over `models`, and the CPU seconds that it took to load."""
    start = time.process_time()
    pipeline = stanza.Pipeline(
        LANGUAGE,
        dir=str(models),
        processors=",".join(PROCESSORS),
        download_method=None,
        use_gpu=False,
        verbose=False,
    )
    prepare(pipeline)
    return pipeline, time.process_time() - start


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


def answers_of(documents: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    """All that the parser says, in an order that allows to compare."""
    for number, document in enumerate(documents):
        for sentence in document.sentences:
            for word in sentence.words:
                analysis = (word.upos, word.xpos, word.feats, word.lemma, word.head, word.deprel)
                yield number, sentence.index, word.id, word.text, word.parent.start_char, *analysis
        for entity in document.ents:
            yield number, entity.start_char, entity.end_char, entity.type


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
