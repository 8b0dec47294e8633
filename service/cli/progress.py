"""How far a long command is: a bar on standard error while it takes one thing after the other."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

Item = TypeVar("Item")


@contextmanager
def progress(items: Iterable[Item], unit: str, total: int | None = None) -> Iterator[Iterable[Item]]:
    """`items` as they come; while they are taken, a bar tells how many `unit` (a plural) of `total` are behind.

    `total` is by default the length of `items`. Where standard error is no terminal there is no bar. What is written
    to standard error meanwhile stands above the bar, which is gone at the end.
    """
    if not sys.stderr.isatty():
        yield items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (MofNCompleteColumn(), TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(
        *columns,
        console=console,
        transient=True,
        redirect_stdout=False,  # else it would be printed to standard error
        disable=not console.is_interactive,  # a dumb terminal, which cannot draw over a line
    ) as bar:
        yield bar.track(items, total=total, description=unit)
