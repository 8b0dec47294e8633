"""The linear model: features of a mention and the meanings of the words around it → label and probability.

Two tables hold its weights, both written by `training/stance.py`: `stance_weights.tsv` one line a feature, and
`stance_meanings.npz` what each word's meaning (its vector in the news corpus, already multiplied out) says in each
place around the mention. Neutral is the label of reference: its score is 0.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from service.spans import Span
from service.stance.classifier.features import features
from service.stance.classifier.mention_context import MentionContext
from service.stance.classifier.word_places import PLACES, word_shares
from service.stance.vocabulary import form
from service.syntax import Document, Word
from service.weights import arrays, table

Label = Literal["support", "oppose", "neutral"]
LABELS: tuple[Label, ...] = ("support", "oppose", "neutral")

_BIAS = "bias"
_EVIDENCE_WORDS = 2
_REASONS = 3


@dataclass(frozen=True)
class Classification:
    """The likeliest label with its probability, the words that spoke for it most, and the features by name."""

    label: Label
    probability: float
    evidence: tuple[Word, ...]
    reasons: tuple[str, ...]


class _Contribution(NamedTuple):
    """What one feature adds to the scores of support and oppose; `word` is None where the sentence shows it."""

    name: str
    word: Word | None
    support: float
    oppose: float

    def to(self, label: Label) -> float:
        return self.support if label == "support" else self.oppose if label == "oppose" else 0.0


class _Meanings(NamedTuple):
    """What the meaning of each word says in each place: `scores[row, place]` are those for support and oppose."""

    rows: dict[str, int]
    scores: npt.NDArray[np.float32]


def classify(document: Document, mention: Span) -> Classification:
    """Where the sentence of the mention at `mention` stands toward it."""
    context = MentionContext(document, mention)
    contributions = list(_contributions(context))
    support, oppose = _weights().get(_BIAS, (0.0, 0.0))
    scores: dict[Label, float] = {
        "support": support + sum(c.support for c in contributions),
        "oppose": oppose + sum(c.oppose for c in contributions),
        "neutral": 0.0,
    }
    best: Label = max(LABELS, key=lambda label: scores[label])
    rival: Label = max((label for label in LABELS if label != best), key=lambda label: scores[label])
    total = sum(math.exp(s - scores[best]) for s in scores.values())
    return Classification(best, 1 / total, *_reasons(contributions, best, rival))


def _contributions(context: MentionContext) -> Iterator[_Contribution]:
    """Each feature that weighs anything."""
    weights, meanings = _weights(), _meanings()
    for name, value, word in features(context):
        weight = weights.get(name)
        if weight is not None:
            yield _Contribution(name, word, value * weight[0], value * weight[1])
    for place, word, share in word_shares(context):
        row = meanings.rows.get(form(word))
        if row is not None:
            support, oppose = map(float, meanings.scores[row, place])
            yield _Contribution(f"{PLACES[place]}: {word.text}", word, share * support, share * oppose)


def _reasons(contributions: list[_Contribution], best: Label, rival: Label) -> tuple[tuple[Word, ...], tuple[str, ...]]:
    """The words and the features that put `best` above `rival`."""
    by_word: dict[Word, float] = {}
    by_name: dict[str, float] = {}
    for contribution in contributions:
        name, word = contribution.name, contribution.word
        gain = contribution.to(best) - contribution.to(rival)
        by_name[name] = by_name.get(name, 0.0) + gain
        if word is not None:
            by_word[word] = by_word.get(word, 0.0) + gain
    words = sorted((w for w, gain in by_word.items() if gain > 0), key=lambda w: (-by_word[w], w.index))
    names = sorted(by_name, key=lambda n: (-by_name[n], n))[:_REASONS]
    return tuple(words[:_EVIDENCE_WORDS]), tuple(f"{n} {by_name[n]:+.2f}" for n in names)


@cache
def _weights() -> dict[str, tuple[float, float]]:
    return {row["feature"]: (float(row["support"]), float(row["oppose"])) for row in table("stance_weights")}


@cache
def _meanings() -> _Meanings:
    stored = arrays("stance_meanings")
    words = bytes(stored["words"]).decode("utf-8").split("\n")
    scores = stored["scores"].astype(np.float32) * stored["scale"]
    return _Meanings({word: row for row, word in enumerate(words)}, scores)
