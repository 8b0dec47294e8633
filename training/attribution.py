"""Fit the attribution model: a corpus of annotated news -> service/lexicons/attribution_weights.tsv.

    python training/attribution.py --corpus TRAIN_DIR --parses CACHE_DIR --out service/lexicons/attribution_weights.tsv

TRAIN_DIR holds `text/*.txt` and `attributions/*.ann` (brat standoff: Source, Cue and Content spans and Attribution
events, as PolNeAR has them; of several annotators the first). The articles are parsed with the shipped models once and
kept in CACHE_DIR as CoNLL-U; a run that breaks off goes on where it stopped. Needs scikit-learn.

Two logistic models are fitted (service/attribution_model.py). The first learns from every cue candidate whether a cue
of the gold stands there. The second learns from the candidates at gold cues how far their content agrees: its target is
the Jaccard overlap of the words, 0 below a half. Candidates that are reports inside a gold content are left out: the
annotators took the outer report only, so nothing is known of them.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.sparse
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from tqdm import tqdm

from service import conllu
from service.article import paragraphs_of
from service.attribution import candidates_of
from service.attribution_model import content_features, cue_features
from service.content import content_spans, fitted
from service.document import Document
from service.evaluation.answers import letters
from service.evaluation.brat import AnnotatedArticle, read_articles
from service.parsing import StanzaParser
from service.quotation_marks import read_quotation
from service.quoted_speech import Speech
from service.settings import Settings

SAME = 0.5
"""Contents agree from this Jaccard overlap on, as in the corpus's own evaluation."""


@dataclass(frozen=True)
class Gold:
    """One annotated attribution: the code points of the letters and digits in its content and in its cue."""

    content: frozenset[int]
    cue: frozenset[int]


@dataclass(frozen=True)
class Example:
    """One candidate: its cue's place, its features, whether a gold cue stands there, and the content's overlap."""

    cue_place: tuple[str, int]
    cue: list[str]
    content: list[str]
    is_cue: bool
    overlap: float


def main() -> None:
    """Parse, fit, write."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--corpus", type=Path, required=True)
    arguments.add_argument("--parses", type=Path, required=True)
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--strength", type=float, default=0.1, help="inverse of the L2 penalty")
    arguments.add_argument("--least", type=int, default=4, help="features seen less often are left out")
    given = arguments.parse_args()
    examples = [
        example
        for article, document in parsed(read_articles(given.corpus), given.parses)
        for example in examples_of(article.name, document, gold_of(article))
    ]
    print(f"{len(examples)} candidates, {sum(e.is_cue for e in examples)} at gold cues")
    once = list({(e.cue_place, tuple(e.cue)): e for e in examples}.values())
    at_cues = [e for e in examples if e.is_cue]
    parts = {
        "cue": fit([e.cue for e in once], [float(e.is_cue) for e in once], given.strength, given.least),
        "content": fit([e.content for e in at_cues], [e.overlap for e in at_cues], given.strength, given.least),
    }
    rows = [f"{part}\t{feature}\t{weight:.3f}" for part, weights in parts.items() for feature, weight in weights]
    given.out.write_text("\n".join(["part\tfeature\tweight", *rows]) + "\n", encoding="utf-8")
    print(f"{len(rows)} weights in {given.out}")


def parsed(articles: list[AnnotatedArticle], cache: Path) -> Iterator[tuple[AnnotatedArticle, Document]]:
    """Each article and its parse; parses that are not in `cache` yet are made and kept there."""
    cache.mkdir(parents=True, exist_ok=True)
    parser: StanzaParser | None = None
    for article in tqdm(articles, unit=" articles"):
        kept = cache / f"{article.name}.conllu"
        if not kept.exists():
            settings = Settings()
            parser = parser or StanzaParser(settings.models_dir, settings.max_sentence_words)
            paragraphs = paragraphs_of(article.text)
            readable = read_quotation(article.text, paragraphs).readable
            document, _ = parser.parse(article.text, readable, paragraphs)
            kept.write_text(conllu.write(document), encoding="utf-8")
        yield article, conllu.read(kept.read_text(encoding="utf-8"))


def gold_of(article: AnnotatedArticle) -> list[Gold]:
    """The attributions of the article's first annotator."""
    return [Gold(letters(article.text, a.content), letters(article.text, a.cue)) for a in article.attributions]


def examples_of(name: str, document: Document, golds: list[Gold]) -> Iterator[Example]:
    """The candidates of one article, with what the gold says of them."""
    quotation = read_quotation(document.text, document.paragraphs)
    speech = Speech(document, quotation)
    gold_cues = frozenset().union(*(g.cue for g in golds))
    for candidate in candidates_of(document, speech):
        spans = fitted(document, content_spans(document, candidate.content, candidate.cue), speech, candidate.cue)
        if not spans:
            continue
        content = letters(document.text, spans)
        cue = letters(document.text, [w.span for w in candidate.cue])
        overlaps = [len(content & g.content) / len(content | g.content) for g in golds if not g.cue or cue & g.cue]
        overlap = max((o for o in overlaps if o >= SAME), default=0.0)
        if not overlap and (quotation.overlapping(candidate.head.span) or _is_inside(content, cue, golds)):
            continue
        yield Example(
            (name, candidate.head.span.start),
            list(cue_features(document, candidate)),
            list(content_features(document, quotation, candidate, spans)),
            bool(overlap or letters(document.text, [candidate.head.span]) & gold_cues),
            overlap,
        )


def _is_inside(content: frozenset[int], cue: frozenset[int], golds: list[Gold]) -> bool:
    return any(cue <= g.content and len(content & g.content) >= 0.9 * len(content) for g in golds)


def fit(features: list[list[str]], targets: list[float], strength: float, least: int) -> list[tuple[str, float]]:
    """The features with their weights, the bias first; weights that say next to nothing are left out.

    A target between 0 and 1 counts as that share of a positive example and the rest of a negative one.
    """
    vectorizer = CountVectorizer(analyzer=list, binary=True, min_df=least)
    matrix = vectorizer.fit_transform(features)
    share = np.array(targets)
    weights = np.concatenate([share, 1 - share])
    used = weights > 0
    model = LogisticRegression(C=strength, max_iter=1000, solver="liblinear")
    labels = np.concatenate([np.ones(len(share)), np.zeros(len(share))])
    model.fit(scipy.sparse.vstack([matrix, matrix])[used], labels[used], sample_weight=weights[used])
    named = zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    told = sorted((str(feature), float(weight)) for feature, weight in named if abs(weight) >= 0.02)
    return [("bias", float(model.intercept_[0])), *told]


if __name__ == "__main__":
    main()
