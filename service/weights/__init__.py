"""What was fitted, not written: the weights of the models that `training/` makes.

The name of a file goes in; out come the rows of a table by column, or the arrays of an `.npz`. Nobody edits these files
by hand.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from service.tables import read_table

__all__ = ["arrays", "table"]

_FOLDER = files("service.weights")


def table(name: str) -> list[dict[str, str]]:
    """The rows of `<name>.tsv`."""
    return read_table(_FOLDER.joinpath(f"{name}.tsv"))


def arrays(name: str) -> dict[str, npt.NDArray[Any]]:
    """The arrays of `<name>.npz` by their names."""
    with _FOLDER.joinpath(f"{name}.npz").open("rb") as file, np.load(file) as stored:
        return {key: stored[key] for key in stored.files}
