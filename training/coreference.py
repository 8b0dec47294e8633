"""Fit the model of pronouns: OntoGUM's "fit" half and the sources of news → service/weights/coreference_weights.tsv.

    python -m training.coreference --corpus ONTOGUM_DIR --parses CACHE_DIR \
        --names NAMES.json --texts TEXTS_DIR --names-parses CACHE_DIR

Every third-person pronoun of OntoGUM's gold, and every one that is the source of an annotated attribution in news, is
an instance with candidates (service/coreference/ranker.py). The weights make the right candidate likely, or the null
answer where none is right (maximum likelihood with an L2 penalty). The candidates depend on how the pronouns before
were read: the first round reads them by the gold, each further one by the model of the last. Documents of the
"held-out" half are not touched; benchmarks/coreference.py reports on them. `--folds` fits without each fifth of the
news articles in turn and tells how many of its pronouns are then right. Needs the extra `train`.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from benchmarks.coreference import entity_of
from benchmarks.ontogum import Article, articles
from service.attribution import Attribution, attribute
from service.coreference import read_discourse
from service.coreference.ranker import RankedAntecedent, RankingInstance, pronoun_class, rank
from service.mentions import bare_name, parts_of
from service.speakers import NAME_FROM
from service.syntax import Document
from training.kept_parses import KeptParses

FOLDS = 5
OUT = Path(__file__).parent.parent / "service" / "weights" / "coreference_weights.tsv"
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

Gold = Callable[[RankingInstance], list[bool] | None]
"""Which candidates of an instance are right; None for a pronoun that nobody annotated."""


Model = Callable[[RankingInstance], RankedAntecedent]


@dataclass(frozen=True)
class Reading:
    """An article to learn from."""

    document: Document
    gold: Gold

    def read(self, choose: Model) -> None:
        """Reads the article with `choose` to answer what a pronoun means."""
        read_discourse(self.document, self._attributions, choose)

    @cached_property
    def _attributions(self) -> list[Attribution]:
        return attribute(self.document)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--corpus", type=Path, required=True)
    arguments.add_argument("--parses", type=Path, required=True, help="where parses of --corpus are kept between runs")
    arguments.add_argument("--names", type=Path, required=True)
    arguments.add_argument("--texts", type=Path, required=True, help="the texts of --names")
    arguments.add_argument("--names-parses", type=Path, required=True, help="where their parses are kept")
    arguments.add_argument("--penalty", type=float, default=4.0)
    arguments.add_argument("--least", type=int, default=4, help="features seen less often are left out")
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--folds", action="store_true", help="measure by cross-validation; nothing is written")
    options = arguments.parse_args()
    books = [of_ontogum(a) for a in articles(options.corpus, options.parses) if a.half == "fit"]
    news = list(of_names(options.names, options.texts, KeptParses(options.names_parses)))
    if not options.folds:
        weights = fitted([*books, *news], options.penalty, options.least, options.rounds)
        rows = "".join(f"{feature}\t{weight:.3f}\n" for feature, weight in sorted(weights.items()))
        OUT.write_text("feature\tweight\n" + rows, encoding="utf-8")
        return
    counts: Counter[str] = Counter()
    for fold in range(FOLDS):  # whole articles, so that nobody is learnt from who is asked for
        others = [a for i, a in enumerate(news) if i % FOLDS != fold]
        weights = fitted([*books, *others], options.penalty, options.least, options.rounds)
        for article in news[fold::FOLDS]:
            counts += answers(article, weights)
    print({key: f"{counts[key]} ({counts[key] / counts['all']:.1%})" for key in ("all", "right", "wrong", "unnamed")})


def fitted(training: Sequence[Reading], penalty: float, least: int, rounds: int) -> dict[str, float]:
    """The weights after some rounds."""
    weights: dict[str, float] = {}
    for number in range(rounds):
        examples = [e for a in training for e in examples_of(a, weights, by_gold=number == 0)]
        weights = fit(examples, penalty, least)
        print(f"round {number}: {len(examples)} pronouns, {len(weights)} weights", flush=True)
    return weights


def of_ontogum(article: Article) -> Reading:
    """An article of OntoGUM: every pronoun has a gold answer."""

    def gold(instance: RankingInstance) -> list[bool]:
        entity = article.entity_at(instance.pronoun.head.span)
        return [entity is not None and entity_of(article, c.referent) == entity for c in instance.candidates]

    return Reading(article.document, gold)


def of_names(names: Path, texts: Path, parses: KeptParses) -> Iterator[Reading]:
    """Articles whose sources are annotated: a pronoun that is one has a gold answer."""
    for name, rows in json.loads(names.read_text(encoding="utf-8")).items():
        with (texts / f"{name}.txt").open(encoding="utf-8", newline="") as file:
            document = parses.of(name, file.read())
        accepted = {start: row["names"] for row in rows if row["how"] == "pronoun" for start, _ in row["source"]}
        yield Reading(document, _sources(accepted))


def _sources(accepted: dict[int, list[str]]) -> Gold:
    def gold(instance: RankingInstance) -> list[bool] | None:
        names = accepted.get(instance.pronoun.span.start)
        if names is None:
            return None
        known = {parts_of(bare_name(name)) for name in names}
        return [any(parts_of(n) in known for n in {c.referent.name, *c.referent.names}) for c in instance.candidates]

    return gold


def examples_of(article: Reading, weights: Mapping[str, float], by_gold: bool) -> list[Example]:
    """The questions of one article. `by_gold` answers each with the gold, else with the model."""
    found: list[Example] = []

    def choose(instance: RankingInstance) -> RankedAntecedent:
        right = article.gold(instance) if instance.anaphor_form == pronoun_class(instance.pronoun.head) else None
        if right is None:  # a description, an "it" read as a person, or not annotated
            return rank(instance, weights)
        found.append(([*(c.features for c in instance.candidates), instance.null], [*right, not any(right)]))
        if not by_gold:
            return rank(instance, weights)
        return RankedAntecedent(
            next((c.referent for c, r in zip(instance.candidates, right, strict=True) if r), None), 1.0
        )

    article.read(choose)
    return found


def answers(article: Reading, weights: Mapping[str, float]) -> Counter[str]:
    """How many annotated "he" and "she" the model brings to the right name, a wrong one, or none below `NAME_FROM`."""
    counts: Counter[str] = Counter()

    def choose(instance: RankingInstance) -> RankedAntecedent:
        answer = rank(instance, weights)
        right = article.gold(instance)
        if right is not None and instance.anaphor_form == pronoun_class(instance.pronoun.head) == "he":
            meant = [c.referent for c, r in zip(instance.candidates, right, strict=True) if r]
            named = answer.referent is not None and answer.probability >= NAME_FROM
            counts.update(("all", "unnamed" if not named else "right" if answer.referent in meant else "wrong"))
        return answer

    article.read(choose)
    return counts


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
