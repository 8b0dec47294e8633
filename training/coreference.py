"""Fit the model of pronouns: OntoGUM's "fit" half → service/lexicons/coreference_weights.tsv.

    python -m training.coreference --corpus ../shared/data/coref --parses build/ontogum

Every third-person pronoun of the gold is a question with candidates (service/pronouns.py). The weights make the right
candidate likely, or "nobody" where none is right (maximum likelihood with an L2 penalty). The candidates depend on how
the pronouns before were read: the first round reads them by the gold, each further one by the model of the last.
Documents of the "held-out" half are not touched; benchmarks/coreference.py reports on them. Needs numpy and scipy.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from benchmarks.coreference import entity_of
from benchmarks.ontogum import Article, articles
from service import pronouns
from service.attribution import attribute
from service.first_reading import FirstReading
from service.pronouns import Answer, Question, class_of
from service.quotation_marks import read_quotation

OUT = Path(__file__).parent.parent / "service" / "lexicons" / "coreference_weights.tsv"
OTHER_WORDS = {
    "nobody": 0.5,
    "spoke last, speaks again": 1.2,
    "back=0": -0.2,
    "back=1": 0.5,
    "back=2": 0.2,
    "back=3": -0.2,
    "back=4": -0.8,
    "rank=0": 0.5,
    "rank=1": 0.1,
    "rank=2": -0.4,
    "rank=3": -0.8,
    "main subject back=0": -0.3,
    "main subject back=1": 0.6,
    "main subject back=2": 0.3,
    "role=subject back=1": 0.5,
    "role=subject back=2": 0.3,
    "role=attribute back=0": -0.6,
    "role=attribute back=1": -0.6,
    "role=attribute back=2": -0.6,
    "role=possessor back=1": -0.6,
    "role=possessor back=2": -0.6,
    "subject above": -1.0,
    "again lately": 0.3,
    "mentions=0": -0.2,
    "mentions=2": 0.2,
    "mentions=3": 0.4,
    "paragraphs=0": 0.8,
    "paragraphs=1": -0.1,
    "paragraphs=2": -1.0,
    "same field=True": 1.5,
    "same field=False": -1.5,
}
"""The weights of descriptions, all set by hand: OntoGUM has too few that mean somebody by another word."""

PRIORS = {
    "it: nobody: speaks": -1.1,
    **{f"the: {feature}": weight for feature, weight in OTHER_WORDS.items()},
    **{f"{pronoun}: spoke last, speaks on": 1.5 for pronoun in ("he", "it", "they")},
    **{f"{pronoun}: topic": 3.0 for pronoun in ("he", "it", "they")},
}
"""Weights to begin from, by default 0, for what OntoGUM has too few of to learn it.

What "it" says is said by a body or a document and by no other thing; set by reading 29 cases of PolNeAR's development
part: nine of ten are then right. "The midfielder said" is often somebody named before, and who "added" nearly always
who spoke last; set by reading translated news.
"""

Example = tuple[list[tuple[str, ...]], list[bool]]
"""The features of each candidate, nobody last, and which of them are right."""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--corpus", type=Path, required=True)
    arguments.add_argument("--parses", type=Path, required=True, help="where parses are kept between runs")
    arguments.add_argument("--penalty", type=float, default=4.0)
    arguments.add_argument("--least", type=int, default=4, help="features seen less often are left out")
    arguments.add_argument("--rounds", type=int, default=3)
    options = arguments.parse_args()
    training = [a for a in articles(options.corpus, options.parses) if a.half == "fit"]
    weights: dict[str, float] = {}
    for number in range(options.rounds):
        examples = [e for a in training for e in examples_of(a, by_gold=number == 0)]
        weights = fit(examples, options.penalty, options.least)
        rows = "".join(f"{feature}\t{weight:.3f}\n" for feature, weight in sorted(weights.items()))
        OUT.write_text("feature\tweight\n" + rows, encoding="utf-8")
        pronouns._weights.cache_clear()
        print(f"round {number}: {len(examples)} pronouns, {len(weights)} weights")


def examples_of(article: Article, by_gold: bool) -> list[Example]:
    """The questions of one article. `by_gold` answers each with the gold, else with the model."""
    found: list[Example] = []

    def choose(question: Question) -> Answer:
        if question.of_class != class_of(question.pronoun.head):  # a description, or an "it" read as a person
            return pronouns.decide(question)
        gold = article.entity_at(question.pronoun.head.span)
        right = [gold is not None and entity_of(article, c.referent) == gold for c in question.candidates]
        found.append(([*(c.features for c in question.candidates), question.nobody], [*right, not any(right)]))
        if not by_gold:
            return pronouns.decide(question)
        return Answer(next((c.referent for c, r in zip(question.candidates, right, strict=True) if r), None), 1.0)

    document = article.document
    quotation = read_quotation(document.text, document.paragraphs)
    FirstReading(document, quotation, attribute(document, quotation), choose)
    return found


def fit(examples: Sequence[Example], penalty: float, least: int) -> dict[str, float]:
    """The weights by feature that make the right answers likely."""
    counts = Counter(f for rows, _ in examples for row in rows for f in row)
    index = {f: i for i, f in enumerate(sorted({*(f for f, n in counts.items() if n >= least), *PRIORS}))}
    expected = np.array([PRIORS.get(f, 0.0) for f in index])
    encoded = []
    for rows, right in examples:
        matrix = np.zeros((len(rows), len(index)))
        for number, row in enumerate(rows):
            for feature in row:
                if feature in index:
                    matrix[number, index[feature]] += 1
        encoded.append((matrix, np.array(right)))

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        off = weights - expected
        total, gradient = penalty * float(off @ off) / 2, penalty * off
        for matrix, right in encoded:
            scores = matrix @ weights
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            good = shares * right / max(1e-300, float(shares @ right))
            total -= np.log(max(1e-300, float(shares @ right)))
            gradient = gradient + matrix.T @ (shares - good)
        return total, gradient

    solved = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return {f: float(solved.x[i]) for f, i in index.items() if abs(solved.x[i]) >= 0.005}


if __name__ == "__main__":
    main()
