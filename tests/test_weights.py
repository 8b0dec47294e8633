"""The weights that training writes: each file loads, says each thing once, and is explained."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest

from service.weights import arrays, table

FOLDER = files("service.weights")
TABLES = sorted(f.name.removesuffix(".tsv") for f in FOLDER.iterdir() if f.name.endswith(".tsv"))
ARRAYS = sorted(f.name.removesuffix(".npz") for f in FOLDER.iterdir() if f.name.endswith(".npz"))
KEYS = {"attribution_weights": ("part", "feature")}  # by default the feature


@pytest.mark.parametrize("name", TABLES)
def test_a_table_weighs_each_feature_once(name: str) -> None:
    counts = Counter(tuple(row[column] for column in KEYS.get(name, ("feature",))) for row in table(name))
    assert counts
    assert [key for key, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("name", TABLES)
def test_weights_are_numbers(name: str) -> None:
    for row in table(name):
        assert all(abs(float(cell)) <= 100 for column, cell in row.items() if column not in ("part", "feature"))


@pytest.mark.parametrize("name", ARRAYS)
def test_arrays_load(name: str) -> None:
    assert all(array.size for array in arrays(name).values())


@pytest.mark.parametrize("file", [*(f"{name}.tsv" for name in TABLES), *(f"{name}.npz" for name in ARRAYS)])
def test_every_file_is_explained(file: str) -> None:
    assert f"`{file}`" in FOLDER.joinpath("README.md").read_text("utf-8")
