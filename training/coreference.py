"""Fit the model of whom a pronoun or a description means → service/weights/coreference_weights.tsv.

    python -m training.coreference --names NAMES.json … --texts TEXTS_DIR --ontogum DIR --whole-articles DIR \
        --parses CACHE --readers DIR

Instances with candidates (service/coreference/ranker.py) are every third-person pronoun and description of OntoGUM's
half "fit", and in news those that are the source of an annotated attribution; of whole articles, whose annotation does
not say which words are the source, those to which the engine attributes about the same. The weights make the right
candidate likely, or the null answer where none is right (maximum likelihood with an L2 penalty). The candidates depend
on how what stands before was read: the first round reads it by the gold, each further one by the model of the last.

What the net that looks for names says of an article comes from one that has not seen it: `--readers` holds 0.npz and
1.npz, trained `--without 0` and `--without 1` (training/name_reader.py). `--folds` fits without each fifth of the
articles in turn and tells how many of the answers are then right, from each level of probability on. Needs the extra
`train`.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from benchmarks.coreference import entity_of
from benchmarks.ontogum import Article
from benchmarks.ontogum import articles as ontogum
from service.attribution import Attribution, attribute
from service.cli.progress import progress
from service.coreference import read_discourse
from service.coreference.ranker import RankedAntecedent, RankingInstance, rank
from service.mentions import bare_name, parts_of
from service.model_files import needed
from service.reading import AttributionReader, NameReader
from service.settings import SHIPPED_MODELS_DIR
from service.spans import Span
from service.syntax import Document, Word, pronoun_class
from training.attributed import FOLDS as FOLDS_OF_NETS
from training.attributed import fold_of
from training.kept_parses import KeptParses
from training.kept_vectors import KeptVectors
from training.named import rows_of_news, source_head

FOLDS = 5
SAME_CONTENT = 0.5
"""Of the code points that two contents have together, both have so many."""
LEVELS = (0.0, 0.5, 0.65, 0.8, 0.9)
OUT = Path(__file__).parent.parent / "service" / "weights" / "coreference_weights.tsv"

Example = tuple[list[tuple[str, ...]], list[bool]]
"""The features of each candidate, nobody last, and which of them are right."""

Gold = Callable[[RankingInstance], list[bool] | None]
"""Which candidates of an instance are right, nobody last; None for what nobody annotated."""

Model = Callable[[RankingInstance], RankedAntecedent]


@dataclass(frozen=True)
class Reading:
    """An article to learn from."""

    document: Document
    gold: Gold

    def read(self, choose: Model) -> None:
        """Reads the article with `choose` to answer what an anaphor means."""
        read_discourse(self.document, self._attributions, choose)

    @cached_property
    def _attributions(self) -> list[Attribution]:
        return attribute(self.document)


class Reader:
    """Parses with what the nets read in them, by one that has not seen the article."""

    def __init__(self, parses: Path, readers: Path) -> None:
        self.parses = KeptParses(parses / "parses")
        self._vectors = KeptVectors(parses / "vectors")
        self._names = [NameReader(readers / f"{fold}.npz") for fold in range(FOLDS_OF_NETS)]
        files = {file.processor: file.path for file in needed(SHIPPED_MODELS_DIR)}
        self._attributions = AttributionReader(files["attributions"])

    def read(self, name: str, document: Document) -> Document:
        """The article called `name`."""
        vectors = self._vectors.of(name, document).astype(np.float32)
        return replace(
            document,
            readings=self._attributions.read(document, vectors),
            pointed=self._names[fold_of(name)].read(document, vectors),
        )


def main() -> None:
    """Command line."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--names", type=Path, nargs="+", required=True)
    arguments.add_argument("--texts", type=Path, required=True, help="the texts of --names")
    arguments.add_argument("--ontogum", type=Path, required=True)
    arguments.add_argument("--whole-articles", type=Path, help="NAME.txt beside NAME.gold.json")
    arguments.add_argument("--parses", type=Path, required=True, help="where parses and vectors are kept between runs")
    arguments.add_argument("--readers", type=Path, required=True)
    arguments.add_argument("--penalty", type=float, default=1.0)
    arguments.add_argument("--least", type=int, default=6, help="features seen less often are left out")
    arguments.add_argument("--rounds", type=int, default=2)
    arguments.add_argument("--folds", action="store_true", help="measure by cross-validation; nothing is written")
    options = arguments.parse_args()
    reader = Reader(options.parses, options.readers)
    books = []
    with progress(list(ontogum(options.ontogum, options.parses / "parses")), "OntoGUM") as shown:
        books = [of_ontogum(a.name, a, reader) for a in shown if a.half == "fit"]
    rows = rows_of_news(options.names)
    with progress(list(rows), "news") as names:
        news = [of_news(name, rows[name], options.texts, reader) for name in names]
    if options.whole_articles:
        with progress(sorted(options.whole_articles.glob("*.gold.json")), "whole articles") as files:
            news += [of_whole_article(file, reader) for file in files]
    if not options.folds:
        weights = fitted([*books, *news], options.penalty, options.least, options.rounds)
        lines = "".join(f"{feature}\t{weight:.3f}\n" for feature, weight in sorted(weights.items()))
        OUT.write_text("feature\tweight\n" + lines, encoding="utf-8")
        return
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for fold in range(FOLDS):  # whole articles, so that nobody is learnt from who is asked for
        others = [a for i, a in enumerate(news) if i % FOLDS != fold]
        weights = fitted([*books, *others], options.penalty, options.least, options.rounds)
        for article in news[fold::FOLDS]:
            for form, answers in answered(article, weights).items():
                found[form] += answers
    for form, answers in found.items():
        report(form, answers)


def fitted(training: Sequence[Reading], penalty: float, least: int, rounds: int) -> dict[str, float]:
    """The weights after some rounds."""
    weights: dict[str, float] = {}
    for number in range(rounds):
        examples = [e for a in training for e in examples_of(a, weights, by_gold=number == 0)]
        weights = fit(examples, penalty, least)
        print(f"round {number}: {len(examples)} anaphors, {len(weights)} weights", flush=True)
    return weights


def of_ontogum(name: str, article: Article, reader: Reader) -> Reading:
    """An article of OntoGUM: every pronoun and description has a gold answer."""

    def gold(instance: RankingInstance) -> list[bool]:
        entity = article.entity_at(instance.anaphor.head.span)
        right = [entity is not None and entity_of(article, c.referent) == entity for c in instance.candidates]
        return [*right, not any(right)]

    return Reading(reader.read(name, article.document), gold)


def of_whole_article(file: Path, reader: Reader) -> Reading:
    """A whole annotated article: its speakers by the contents that they are given."""
    name = file.name.removesuffix(".gold.json")
    text = file.with_name(f"{name}.txt").read_text(encoding="utf-8")
    document = reader.read(name, reader.parses.of(name, text))
    found = [(_places(a.content), a.source) for a in attribute(document) if a.source is not None]
    accepted: dict[Word, list[str]] = {}
    for row in json.loads(file.read_text(encoding="utf-8")):
        content = _places([Span(text.index(piece), text.index(piece) + len(piece)) for piece in row["content"]])
        same, source = max(
            ((len(c & content) / len(c | content), s) for c, s in found), key=lambda f: f[0], default=(0, None)
        )
        if source is not None and same >= SAME_CONTENT:
            # who has no name is annotated by the article's words, which begin small
            accepted[source] = [name for name in row["speaker"] if name and name[:1].isupper()]
    return Reading(document, _by_names(accepted))


def _places(content: Iterable[Span]) -> set[int]:
    return {place for span in content for place in range(*span)}


def of_news(name: str, rows: list[dict[str, object]], texts: Path, reader: Reader) -> Reading:
    """An article whose sources are annotated: those by pronoun or description have a gold answer."""
    with (texts / f"{name}.txt").open(encoding="utf-8", newline="") as file:
        document = reader.read(name, reader.parses.of(name, file.read()))
    accepted: dict[Word, list[str]] = {}
    for row in rows:
        head, names = source_head(document, row), row["names"]
        if head is not None and row["how"] in ("pronoun", "description"):
            assert isinstance(names, list)
            accepted[head] = names
    return Reading(document, _by_names(accepted))


def _by_names(accepted: Mapping[Word, list[str]]) -> Gold:
    """Right is who has one of the names accepted for the head of a source; without names it is nobody who has one."""

    def gold(instance: RankingInstance) -> list[bool] | None:
        names = accepted.get(instance.anaphor.head)
        if names is None:
            return None
        known = {parts_of(bare_name(name)) for name in names}
        referents = [c.referent for c in instance.candidates]
        right = [any(parts_of(n) in known for n in {r.name, *r.names}) for r in referents]
        if any(right):
            return [*right, False]
        return [*(r.anonymous for r in referents), True]  # which of those without a name is not annotated

    return gold


def examples_of(article: Reading, weights: Mapping[str, float], by_gold: bool) -> list[Example]:
    """The questions of one article. `by_gold` answers each with the gold, else with the model."""
    found: list[Example] = []

    def choose(instance: RankingInstance) -> RankedAntecedent:
        is_person = instance.anaphor_form != (pronoun_class(instance.anaphor.head) or "the")
        right = article.gold(instance) if not is_person else None
        if right is None:  # an "it" read as a person, or not annotated
            return rank(instance, weights)
        form = instance.anaphor_form
        rows = [*(c.features for c in instance.candidates), instance.nobody]
        found.append(([tuple(f"{form}: {feature}" for feature in row) for row in rows], right))
        if not by_gold:
            return rank(instance, weights)
        meant = (c.referent for c, is_right in zip(instance.candidates, right, strict=False) if is_right)
        return RankedAntecedent(next(meant, None) if not right[-1] else None, 1.0)

    article.read(choose)
    return found


def answered(article: Reading, weights: Mapping[str, float]) -> dict[str, list[tuple[float, str]]]:
    """By form the probability of each answer, and whether its name is "right", "wrong", or there is "none to tell"."""
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)

    def choose(instance: RankingInstance) -> RankedAntecedent:
        answer = rank(instance, weights)
        right = article.gold(instance)
        if right is not None and instance.anaphor_form == (pronoun_class(instance.anaphor.head) or "the"):
            meant = [c.referent for c, r in zip(instance.candidates, right, strict=False) if r]
            named = answer.referent is not None and not answer.referent.anonymous
            is_right = "right" if answer.referent in meant else "wrong"
            outcome = is_right if named else "unnamed" if not right[-1] else "none to tell"
            found[instance.anaphor_form].append((answer.probability if named else 0.0, outcome))
        return answer

    article.read(choose)
    return found


def report(form: str, answers: Sequence[tuple[float, str]]) -> None:
    """A line a level: how many have a name from there on, how many of them are right, of all that are named."""
    tellable = sum(outcome != "none to tell" for _, outcome in answers)
    for level in LEVELS:
        counts = Counter(outcome for probability, outcome in answers if probability >= level)
        named = counts["right"] + counts["wrong"]
        print(
            f"{form} from {level:.2f}: {len(answers)} asked, {named} named, {counts['right']} right "
            f"({counts['right'] / max(1, named):.1%}), coverage {counts['right'] / max(1, tellable):.1%}"
        )


def fit(examples: Sequence[Example], penalty: float, least: int) -> dict[str, float]:
    """The weights by feature that make the right answers likely."""
    counts = Counter(f for rows, _ in examples for row in rows for f in row)
    index = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= least))}
    encoded = []
    for rows, right in examples:
        matrix = np.zeros((len(rows), len(index)))
        for number, row in enumerate(rows):
            for feature in row:
                if feature in index:
                    matrix[number, index[feature]] += 1
        used = np.flatnonzero(matrix.any(0))
        encoded.append((matrix[:, used], used, np.array(right)))

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total, gradient = penalty * float(weights @ weights) / 2, penalty * weights
        for matrix, used, right in encoded:
            scores = matrix @ weights[used]
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            good = shares * right / max(1e-300, float(shares @ right))
            total -= np.log(max(1e-300, float(shares @ right)))
            gradient[used] += matrix.T @ (shares - good)
        return total, gradient

    solved = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return {f: float(solved.x[i]) for f, i in index.items() if abs(solved.x[i]) >= 0.005}


if __name__ == "__main__":
    main()
