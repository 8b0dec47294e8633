"""The stance toward targets that the caller names: article and names → a label for each name, in the first quote."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reading import fails

from service.labels import TargetLabel
from service.output import Analysis
from service.stance import Target


@pytest.mark.parametrize(
    ("text", "targets", "labels"),
    [
        pytest.param("Anna Lund praised the reform.", [Target("reform")], ["support"], id="head of the target"),
        pytest.param("Anna Lund criticized NATO.", [Target("NATO")], ["oppose"], id="the target itself"),
        pytest.param("Anna Lund criticized nato.", [Target("NATO")], ["oppose"], id="whatever the case"),
        pytest.param(
            "Anna Lund criticized the alliance.", [Target("NATO", ("the alliance",))], ["oppose"], id="alias",
        ),
        pytest.param(
            "Anna Lund criticized the alliance.", [Target("NATO", ("alliance",))], ["oppose"], id="alias, bare"
        ),
        pytest.param(
            "Anna Lund said that sanctions against Russia were a mistake.",
            [Target("sanctions", ("sanctions against Russia",)), Target("Russia")],
            ["oppose", "neutral"], id="a name inside the target gets nothing of it",
        ),
        pytest.param(
            "Anna Lund said that NATO was founded in 1949.", [Target("NATO"), Target("sanctions")],
            ["neutral", "not_mentioned"], id="mentioned, and not",
        ),
        pytest.param("Anna Lund said that the snow was deep.", [Target("now")], ["not_mentioned"], id="part of a word"),
        pytest.param(
            "Anna Lund said that the bridge was closed. NATO was silent.", [Target("NATO")], ["not_mentioned"],
            id="mentioned outside the quote",
        ),
        pytest.param(
            "The party demanded an end to the war.", [Target("war")], ["oppose"], id="derived by a shifter",
        ),
        pytest.param("Anna Lund praised the reform.", [], [], id="nothing asked"),
        pytest.param(
            "Anna Lund praised the reform.", [Target("“ of the reform")], ["support"], id="a mark and a blank before"
        ),
        pytest.param(
            "Erik Berg said that Anna Lund criticized NATO.", [Target("NATO")], ["neutral"],
            id="reported: not his own", marks=fails("too unlikely for the model"),
        ),
    ],
)  # fmt: skip
def test_the_callers_targets(analysis: Analysis, targets: Sequence[Target], labels: list[TargetLabel]) -> None:
    found = analysis.quotes[0].stance.targets
    assert [t.name for t in found] == [t.name for t in targets]
    assert [t.label for t in found] == labels
    assert all(bool(t.evidence) is (t.label != "not_mentioned") for t in found)
