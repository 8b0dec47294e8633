"""The attribution model: its answer divides exactly into what each feature adds to it."""

from __future__ import annotations

import math

import numpy as np
import pytest

from service.attribution.classifier import Model

MODEL = Model(
    rows={("cue", "lemma=say"): 0, ("cue", "question"): 1, ("content", "length=1"): 2},
    alone=np.array([2.0, -1.0, 0.5], dtype=np.float32),
    hidden=np.array([[1.0, -1.0], [1.0, 1.0], [0.0, -2.0]], dtype=np.float32),
    hidden_bias=np.array([-0.5, 0.25], dtype=np.float32),
    out=np.array([3.0, -2.0], dtype=np.float32),
    bias=0.1,
)


@pytest.mark.parametrize(
    ("rows", "units"),
    [
        pytest.param([], [0.0, 0.25], id="no feature is known"),
        pytest.param([0], [0.5, 0.0], id="one unit active"),
        pytest.param([0, 1], [1.5, 0.25], id="two features together wake a second unit"),
        pytest.param([2], [0.0, 0.0], id="none active"),
    ],
)
def test_the_score_is_bias_and_rectified_units_and_what_features_add(rows: list[int], units: list[float]) -> None:
    score, added = MODEL.weigh(np.array(rows, dtype=np.intp))
    expected = MODEL.bias + sum(float(MODEL.alone[r]) for r in rows) + 3.0 * units[0] - 2.0 * units[1]
    assert math.isclose(score, expected, rel_tol=1e-6)
    active = [u > 0 for u in units]
    from_bias = MODEL.bias + 3.0 * -0.5 * active[0] - 2.0 * 0.25 * active[1]
    assert math.isclose(score, from_bias + float(added.sum()), rel_tol=1e-6)
