"""How often a position is right, by the score that a rule gives it: what `service/stance/scores.py` rests on.

    python -m benchmarks.stance_scores --seeds SEEDS_DIR --newsmtsc NEWSMTSC_DIR --cache CACHE_DIR

The folders are those of `benchmarks/stance.py`; of NewsMTSC the `train.jsonl` is read too, on which the classifier was
fitted (it is left out there), but no rule. In the annotated articles the quotes are given; a position is right when its
target and label are annotated. In NewsMTSC the sentences are read from the bare text; a position toward a marked
mention is right when it has the mention's label. NewsMTSC tells where the sentence stands, not who speaks in it, and
marks people and bodies only: it is the larger witness, and the weaker one.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from benchmarks.stance import given_quotes
from benchmarks.stance_tuples import same_target
from service.analysis import find_quotes
from service.output import Options
from service.spans import Span
from service.stance import Position, Target, TargetStance, scores
from service.syntax import Document
from training.kept_parses import KeptParses
from training.newsmtsc import Example, examples

REFERENCE = ("TAKEN_UP", "NEARBY", "UNRESOLVED")
MATCH = ("NAMED_BY_COREFERENCE", "NAMED_INSIDE", "NAMED_BY_STEMS")
NAMES = [n for n in vars(scores) if n.isupper() and n not in ("DERIVED", *REFERENCE, *MATCH)]
BASE = 4.0
"""While measuring, the i-th score is this to the power of i: a position tells which it has, whatever the factors."""

CLASSIFIER = "the classifier"
EVERYTHING = frozenset({"speech", "writing", "thought"})


class Judged(NamedTuple):
    """One answer: the name of its score, and whether it is right."""

    name: str
    right: bool


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--seeds", type=Path, required=True)
    arguments.add_argument("--newsmtsc", type=Path, required=True)
    arguments.add_argument("--cache", type=Path, required=True)
    given = arguments.parse_args()
    values = {name: getattr(scores, name) for name in NAMES}
    with patch.multiple(scores, **{name: BASE**power for power, name in enumerate(NAMES, 1)}):
        columns = [list(seeds(given.seeds, given.cache)), list(newsmtsc(given.newsmtsc, given.cache))]
    print(f"{'':<44}{'score':>6}{'articles':>16}{'NewsMTSC':>16}")
    for name in sorted({judged.name for column in columns for judged in column}):
        value = values.get(name.removesuffix(" (of a named target)"))
        shares = "".join(f"{_share([j.right for j in column if j.name == name]):>16}" for column in columns)
        print(f"{name:<44}{'' if value is None else f'{value:.2f}':>6}{shares}")


def seeds(folder: Path, cache: Path) -> Iterator[Judged]:
    """The positions of the annotated quotes, and the answers toward their targets."""
    gold = json.loads((folder / "stance.json").read_text(encoding="utf-8"))
    parses = KeptParses(cache)
    for file in sorted(folder.glob("*.txt")):
        document = parses.of(file.stem, file.read_bytes().decode("utf-8"))
        entries = [g for g in gold if file.name.startswith(g["seed"])]
        for entry, stance in zip(entries, given_quotes(document, entries), strict=True):
            held = [entry, *({**d, "target_resolved": None} for d in entry["derived"])]
            for position in stance.positions:
                words = position.target.of(document.text)
                right = any(g["stance"] == position.label and same_target(g, words) for g in held)
                yield from judged_position(position, right)
            for toward in stance.targets:
                label = "neutral" if toward.label == "not_mentioned" else toward.label
                yield from judged_answer(toward, stance.positions, label == entry["stance"])


def newsmtsc(folder: Path, cache: Path) -> Iterator[Judged]:
    """The positions toward the marked mentions, and the answers toward them in the quotes around them."""
    for name in ("train", "dev-rw", "dev-mt"):
        for document, group in groupby(examples(folder / f"{name}.jsonl", cache), key=lambda e: e.document):
            for judged in _newsmtsc_document(document, list(group)):
                if name != "train" or not judged.name.startswith(CLASSIFIER):
                    yield judged


def _newsmtsc_document(document: Document, marked: Sequence[Example]) -> Iterator[Judged]:
    targets = tuple(Target(name) for name in {e.mention.of(document.text): None for e in marked})
    quotes = find_quotes(document, Options(media=EVERYTHING, targets=targets, min_confidence=0)).quotes
    positions = [(p, _heads(document, p.target)) for q in quotes for p in q.stance.positions]
    for example in marked:
        for position, heads in positions:
            if heads and all(example.mention.covers(head) for head in heads):
                yield from judged_position(position, position.label == example.polarity)
        for quote in quotes:
            if any(span.covers(example.mention) for span in quote.content):
                name = example.mention.of(document.text)
                toward = next(t for t in quote.stance.targets if t.name == name)
                yield from judged_answer(toward, quote.stance.positions, toward.label == example.polarity)


def judged_position(position: Position, right: bool) -> Iterator[Judged]:
    """A position under the name of its score and under the factors in it; a derived one under that factor alone."""
    if position.derived:
        yield Judged("× DERIVED", right)
        return
    name = _name_of(position)
    yield Judged(name, right)
    if name != CLASSIFIER:
        yield from _judged_factor(position.score / getattr(scores, name), REFERENCE, right)


def judged_answer(toward: TargetStance, positions: Sequence[Position], right: bool) -> Iterator[Judged]:
    """An answer toward a name under the name of its score, and under the factor by which a position was found."""
    yield Judged(f"{_name_of(toward)} (of a named target)", right)
    matched = next((p for p in positions if (p.label, p.evidence) == (toward.label, toward.evidence)), None)
    if matched is not None:
        yield from _judged_factor(toward.score / matched.score, MATCH, right)


def _judged_factor(factor: float, names: Sequence[str], right: bool) -> Iterator[Judged]:
    return (Judged(f"× {n}", right) for n in names if math.isclose(factor, getattr(scores, n), abs_tol=0.01))


def _name_of(answer: Position | TargetStance) -> str:
    return CLASSIFIER if answer.score <= 1 else NAMES[round(math.log(answer.score, BASE)) - 1]


def _heads(document: Document, span: Span) -> list[Span]:
    words = [w for w in document.words_in(span) if w.upos != "PUNCT"]
    return [w.span for w in words if w.head not in words]


def _share(right: Sequence[bool]) -> str:
    counts = Counter(right)
    return f"{100 * counts[True] / len(right):.0f} % of {len(right)}" if right else "–"


if __name__ == "__main__":
    main()
