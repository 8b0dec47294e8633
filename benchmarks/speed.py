"""Words per CPU second, by stage, over a folder of articles, in one process on one core.

    python -m benchmarks.speed TEXT_DIR [--limit N] [--peer-python PYTHON]

Prints the share of each stage of `service/analysis.py` and the ratio of the whole way to the parser alone; with
`--peer-python`, an interpreter that has spaCy, also that to spaCy's parse of the same articles, one a call as here.
One more article, read before, warms both up.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path

from service.attribution import attribute
from service.cli.progress import progress
from service.coreference import CoreferenceResolver, read_discourse
from service.output import Options, assemble
from service.parsing import StanzaParser
from service.settings import Settings
from service.speakers import resolve_speakers, with_relays, without_repeats
from service.stance import stances
from service.text import read_article

PEER = Path(__file__).with_name("parse_peer.py")


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--limit", type=int, default=None, help="only the first N articles")
    arguments.add_argument("--peer-python", type=Path, help="an interpreter with spaCy; else it is left out")
    given = arguments.parse_args()
    settings = Settings()
    parser = StanzaParser(settings.models_dir, settings.max_sentence_words)
    spent: Counter[str] = Counter()
    words = 0
    *files, warming = sorted(given.folder.glob("*.txt"))
    files = files[: given.limit]
    timed(parser, warming.read_text(encoding="utf-8"))
    with progress(files, "articles") as shown:
        for file in shown:
            with file.open(encoding="utf-8", newline="") as opened:
                text = opened.read()
            words += len(text.split())
            for stage, seconds in timed(parser, text):
                spent[stage] += seconds
    total = sum(spent.values())
    for stage, seconds in spent.most_common():
        print(f"{stage:14} {seconds:8.1f} s  {100 * seconds / total:5.1f} %")
    print(f"{words} words: {words / total:.0f} words/s, parser alone {words / spent['parser']:.0f} words/s,")
    print(f"the whole way takes {total / spent['parser']:.2f} times the parser's time")
    if given.peer_python:
        command = [str(given.peer_python), str(PEER), *map(str, [*files, warming])]
        peer = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["articles"]
        print(f"spaCy's parse alone {words / peer:.0f} words/s: the whole way is {peer / total:.2f} times as fast")


def timed(parser: StanzaParser, text: str) -> list[tuple[str, float]]:
    """The CPU seconds that each stage takes on one article."""
    marks = [time.process_time()]

    def lap() -> None:
        marks.append(time.process_time())

    article = read_article(text)
    lap()
    document, _ = parser.parse(article)
    lap()
    attributions = attribute(document)
    lap()
    resolver = CoreferenceResolver(read_discourse(document, attributions))
    spoken = resolve_speakers(document, resolver, attributions)
    spoken = with_relays(document, without_repeats(document, spoken))
    lap()
    positions = stances(document, resolver, spoken, ())
    lap()
    assemble(document, spoken, positions, Options())
    lap()
    names = ("quotation", "parser", "attribution", "speakers", "stance", "quotes")
    return list(zip(names, (b - a for a, b in pairwise(marks)), strict=True))


if __name__ == "__main__":
    main()
