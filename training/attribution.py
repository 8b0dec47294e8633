"""Fit the attribution model: a corpus of annotated news -> the weights in service/weights.

    python -m training.attribution --corpus TRAIN_DIR --parses CACHE_DIR --readers DIR --out service/weights

TRAIN_DIR holds `text/*.txt` and `attributions/*.ann` (brat standoff: Source, Cue and Content spans and Attribution
events, as PolNeAR has them; of several annotators the first). The articles are parsed once and
kept in CACHE_DIR with the vectors of their words; a run that breaks off goes on where it stopped. DIR holds `0.npz` and
`1.npz`, nets of `training/attribution_reader.py` that were trained without that part of the articles: their readings of
it are as good as those of an article that nobody knows.

The target of a candidate is the Jaccard overlap of its content with that of a gold attribution at its cue, 0 below a
half. Candidates that are reports inside a gold content are left out: the annotators took the outer report only, so
nothing is known of them.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from service.attribution.attributing import candidates_of
from service.attribution.classifier import features
from service.attribution.content_spans import content_of
from service.attribution.quote_runs import Speech
from service.cli.progress import progress
from service.evaluation import read_articles
from service.evaluation.answers import letters
from service.evaluation.brat import AnnotatedArticle
from service.evaluation.matching import SAME
from service.reading import AttributionReader
from service.settings import SHIPPED_MODELS_DIR
from service.syntax import Document
from training.attributed import FOLDS, fold_of
from training.attribution_net import Feature, Shape, fit, write
from training.kept_parses import KeptParses
from training.kept_vectors import KeptVectors
from training.whole_articles import read_whole_articles


@dataclass(frozen=True)
class Gold:
    """One annotated attribution: the code points of the letters and digits in its content and in its cue."""

    content: frozenset[int]
    cue: frozenset[int]


@dataclass(frozen=True)
class Example:
    """One candidate: its features, how far its content agrees with the gold, and its cue's place: article, offset."""

    features: list[Feature]
    overlap: float
    cue: tuple[str, int]


def main() -> None:
    """Parse, fit, write."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--corpus", type=Path, required=True)
    arguments.add_argument("--parses", type=Path, required=True)
    arguments.add_argument("--whole-articles", type=Path, help="with NAME.txt and NAME.gold.json")
    arguments.add_argument("--repeats", type=int, default=3, help="of the whole articles")
    arguments.add_argument("--readers", type=Path, required=True)
    arguments.add_argument("--out", type=Path, required=True, help="service/weights")
    arguments.add_argument("--models", type=Path, default=SHIPPED_MODELS_DIR)
    arguments.add_argument("--nets", type=int, default=Shape.nets, help="of which the model is the mean")
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    parses, vectors = KeptParses(given.parses / "parses", given.models), KeptVectors(given.parses / "vectors")
    readers = [AttributionReader(given.readers / f"{fold}.npz") for fold in range(FOLDS)]
    examples = []
    corpora = [(article, False) for article in read_articles(given.corpus)]
    if given.whole_articles:
        corpora += [(article, True) for article in read_whole_articles(given.whole_articles)]
    with progress(corpora, "articles") as articles:
        for article, whole in articles:
            parsed = parses.of(article.name, article.text)
            of_words = vectors.of(article.name, parsed).astype(np.float32)
            read = readers[fold_of(article.name)].read(parsed, of_words)
            found = list(examples_of(article.name, replace(parsed, readings=read), gold_of(article), whole))
            for number in range(given.repeats if whole else 1):
                examples += [replace(example, cue=(f"{example.cue[0]} {number}", example.cue[1])) for example in found]
    print(f"{len(examples)} candidates, {sum(e.overlap > 0 for e in examples)} of them right")
    cues = {place: number for number, place in enumerate(dict.fromkeys(e.cue for e in examples))}
    names, net = fit(
        [e.features for e in examples],
        [e.overlap for e in examples],
        [cues[e.cue] for e in examples],
        Shape(nets=given.nets),
        given.seed,
    )
    write(names, net, given.out / "attribution_weights.tsv", given.out / "attribution_hidden.npz")
    print(f"{len(names)} features in {given.out}")


def gold_of(article: AnnotatedArticle) -> list[Gold]:
    """The attributions of the article's first annotator."""
    return [Gold(letters(article.text, a.content), letters(article.text, a.cue)) for a in article.attributions]


def examples_of(name: str, document: Document, golds: list[Gold], whole: bool) -> Iterator[Example]:
    """The candidates of one article, with what the gold says of them; `whole`: of those inside contents too."""
    speech = Speech(document)
    for candidate in candidates_of(document, speech):
        spans = content_of(candidate, speech)
        if not spans:
            continue
        content = letters(document.text, spans)
        cue = letters(document.text, [w.span for w in candidate.cue])
        overlaps = [len(content & g.content) / len(content | g.content) for g in golds if not g.cue or cue & g.cue]
        overlap = max((o for o in overlaps if o >= SAME), default=0.0)
        if not overlap and not whole and (document.quoted_in(candidate.head.span) or _is_inside(content, cue, golds)):
            continue
        place = name, candidate.head.span.start
        yield Example(list(features(candidate, spans)), overlap, place)


def _is_inside(content: frozenset[int], cue: frozenset[int], golds: list[Gold]) -> bool:
    return any(cue <= g.content and len(content & g.content) >= 0.9 * len(content) for g in golds)


if __name__ == "__main__":
    main()
