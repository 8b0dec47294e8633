"""What finds the quotes, as those see it who ask: HTTP, the command line, the evaluation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from service.output.results import Analysis, ModelInfo, Options


class ArticleAnalyzer(Protocol):
    """`service.analysis.Analyzer`, or what stands for it in tests."""

    model: ModelInfo

    def analyze(self, text: str, options: Options = ..., stage_done: Callable[[str], None] = ..., /) -> Analysis:
        """What is found in `text`. Raises InputError, and what `stage_done` raises after a stage."""
