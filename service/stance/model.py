"""Where a sentence stands toward a person or an organization in it: the learned back-off where no rule fires.

A linear model with three labels over the features of `stance_features`. Two tables hold its weights, both written by
`training/stance.py`: `stance_weights.tsv` one line a feature, and `stance_meanings.npz` what each word's meaning (its
vector in the news corpus, already multiplied out) says in each place around the mention.
Neutral is the label of reference: its score is 0.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np
import numpy.typing as npt

from service.spans import Span
from service.stance.model_features import PLACES, Part, features, parts
from service.stance.model_setting import Setting
from service.stance.words import plain
from service.syntax import Document, Word
from service.weights import arrays, table

Label = Literal["support", "oppose", "neutral"]
LABELS: tuple[Label, ...] = ("support", "oppose", "neutral")

_BIAS = "bias"
_SHOWN = 2
_REASONS = 3


@dataclass(frozen=True)
class Opinion:
    """The likeliest label with its probability, the words that spoke for it most, and the features by name."""

    label: Label
    probability: float
    shown: tuple[Word, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Meanings:
    """What the meaning of each word says in each place: `scores[row, place]` are those for support and oppose."""

    rows: dict[str, int]
    scores: npt.NDArray[np.float32]


def opinion(document: Document, mention: Span) -> Opinion:
    """What the model tells of the mention at `mention`, from the sentence that it stands in."""
    setting = Setting(document, mention)
    evidence = list(_evidence(setting))
    bias = _weights().get(_BIAS, (0.0, 0.0))
    support = bias[0] + sum(s for _, _, (s, _) in evidence)
    oppose = bias[1] + sum(o for _, _, (_, o) in evidence)
    scores: dict[Label, float] = {"support": support, "oppose": oppose, "neutral": 0.0}
    best: Label = max(LABELS, key=lambda label: scores[label])
    rival: Label = max((label for label in LABELS if label != best), key=lambda label: scores[label])
    total = sum(math.exp(s - scores[best]) for s in scores.values())
    return Opinion(best, 1 / total, *_reasons(evidence, best, rival))


def placed(found: Iterable[Part]) -> Iterator[tuple[int, Word, float]]:
    """Each word's share of its place: the weights of a place sum up to 1 at most."""
    listed = list(found)
    total = [0.0] * len(PLACES)
    for part in listed:
        total[part.place] += abs(part.weight)
    for part in listed:
        yield part.place, part.word, part.weight / max(1.0, total[part.place])


def _evidence(setting: Setting) -> Iterator[tuple[str, Word | None, tuple[float, float]]]:
    """Each feature that weighs anything: its name, its word, and what it says for support and for oppose."""
    weights, meanings = _weights(), _meanings()
    for name, value, word in features(setting):
        weight = weights.get(name)
        if weight is not None:
            yield name, word, (value * weight[0], value * weight[1])
    for place, word, share in placed(parts(setting)):
        row = meanings.rows.get(plain(word.text))
        if row is not None:
            support, oppose = meanings.scores[row, place]
            yield f"{PLACES[place]}: {word.text}", word, (share * float(support), share * float(oppose))


def _reasons(
    evidence: list[tuple[str, Word | None, tuple[float, float]]], best: Label, rival: Label
) -> tuple[tuple[Word, ...], tuple[str, ...]]:
    """The words and the features that put `best` above `rival`."""
    by_word: dict[Word, float] = {}
    by_name: dict[str, float] = {}
    for name, word, (support, oppose) in evidence:
        value = {"support": support, "oppose": oppose, "neutral": 0.0}
        gain = value[best] - value[rival]
        by_name[name] = by_name.get(name, 0.0) + gain
        if word is not None:
            by_word[word] = by_word.get(word, 0.0) + gain
    words = sorted((w for w, gain in by_word.items() if gain > 0), key=lambda w: (-by_word[w], w.index))[:_SHOWN]
    names = sorted(by_name, key=lambda n: (-by_name[n], n))[:_REASONS]
    return tuple(words), tuple(f"{n} {by_name[n]:+.2f}" for n in names)


@cache
def _weights() -> dict[str, tuple[float, float]]:
    return {row["feature"]: (float(row["support"]), float(row["oppose"])) for row in table("stance_weights")}


@cache
def _meanings() -> Meanings:
    stored = arrays("stance_meanings")
    words = bytes(stored["words"]).decode("utf-8").split("\n")
    scores = stored["scores"].astype(np.float32) * stored["scale"]
    return Meanings({word: row for row, word in enumerate(words)}, scores)
