"""How likely a candidate attributes its content, and why the model thinks so.

A logistic model over the readable features of `attribution_features`, with one hidden layer that learns which of them
go together ("show" with a poll as its source). Fitted by `training/attribution.py` on a news corpus: the weights that
each feature has alone lie in `weights/attribution_weights.tsv`, one feature a line ("lemma=say" speaks for,
"aux=would" against), those of the hidden layer, row by row of that table, in `weights/attribution_hidden.npz`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from service.attribution.candidates.candidate import Candidate
from service.attribution.features import content_features, cue_features
from service.attribution.reading_features import content_reading_features, cue_reading_features
from service.spans import Span
from service.weights import arrays, table

Floats = npt.NDArray[np.float32]

_BIAS = ("bias", "bias")
_REASONS = 3


@dataclass(frozen=True)
class Judgement:
    """`probability` that the candidate attributes its content; `added` tells what each of its features adds to that."""

    probability: float
    names: tuple[str, ...]
    added: Floats

    @property
    def reasons(self) -> tuple[str, ...]:
        """The features that weighed most, with what they add."""
        weighed = sorted(zip(self.names, self.added.tolist(), strict=True), key=lambda item: (-abs(item[1]), item[0]))
        return tuple(f"{name} {weight:+.1f}" for name, weight in weighed[:_REASONS])


@dataclass(frozen=True)
class Model:
    """Row `rows[part, feature]` of `alone` is a feature's own weight, of `hidden` its weights into the hidden layer.

    A hidden unit is the rectified sum of its bias and of the features' weights, and adds `out` times that to the score.
    """

    rows: dict[tuple[str, str], int]
    alone: Floats
    hidden: Floats
    hidden_bias: Floats
    out: Floats
    bias: float

    def weigh(self, rows: npt.NDArray[np.intp]) -> tuple[float, Floats]:
        """The score (log odds) of the features in `rows`, and what each of them adds to it.

        The layer is linear where its active units stay the same, so the score divides exactly among bias and features.
        """
        units = self.hidden[rows]
        active = self.out * (units.sum(axis=0) + self.hidden_bias > 0)
        added: Floats = self.alone[rows] + units @ active
        return self.bias + float(active @ self.hidden_bias) + float(added.sum()), added


def judge(candidate: Candidate, spans: Sequence[Span]) -> Judgement:
    """The model's opinion of one candidate whose content is `spans`; a chance that its pattern gives stands for it."""
    if candidate.given is not None:
        return Judgement(candidate.given, (), np.empty(0, dtype=np.float32))
    model = _model()
    rows = {feature: model.rows[feature] for feature in features(candidate, spans) if feature in model.rows}
    score, added = model.weigh(np.array(list(rows.values()), dtype=np.intp))
    return Judgement(1 / (1 + math.exp(-score)), tuple([name for _, name in rows]), added)


def features(candidate: Candidate, spans: Sequence[Span]) -> list[tuple[str, str]]:
    """All features of a candidate as (part, feature), the part being "cue" or "content"."""
    of_cue = [("cue", name) for some in (cue_features, cue_reading_features) for name in some(candidate)]
    of_content = [
        ("content", name) for some in (content_features, content_reading_features) for name in some(candidate, spans)
    ]
    return of_cue + of_content


@cache
def _model() -> Model:
    weights = {(row["part"], row["feature"]): float(row["weight"]) for row in table("attribution_weights")}
    bias = weights.pop(_BIAS)
    stored = arrays("attribution_hidden")
    hidden = stored["weights"].astype(np.float32) * stored["scale"]
    hidden_bias, out = stored["bias"], stored["out"]
    if len(hidden) != len(weights):
        raise ValueError("attribution_hidden.npz and attribution_weights.tsv are not of one training")
    alone = np.array(list(weights.values()), dtype=np.float32)
    return Model({name: row for row, name in enumerate(weights)}, alone, hidden, hidden_bias, out, bias)
