"""One analyzer for many threads: first come, first served, and only so many may wait.

An analyzer serves one caller at a time. It runs in a thread of its own, so that the threads that speak HTTP stay free
to answer health checks.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import Protocol

from service.problems import Problem
from service.results import Analysis, ModelInfo, Options

WARM_UP_TEXT = "“We are ready,” said Ada Moore, the harbour master of Vessmoor. She denied that the port would close."
RETRY_AFTER_S = 5


class Analyzer(Protocol):
    """What HTTP needs of the engine."""

    model: ModelInfo

    def analyze(self, text: str, options: Options = ..., /) -> Analysis:
        """What is found in `text`. Raises InputError."""


class AnalysisQueue:
    """Runs `analyzer`; at most `max_waiting` requests wait beside the one that is served.

    The warm-up analysis is the first in the queue: the first pass through a model is several times slower than others.
    Make it in the process that serves: threads do not survive a fork.
    """

    def __init__(self, analyzer: Analyzer, max_waiting: int) -> None:
        self.model = analyzer.model
        self._analyzer = analyzer
        self._places = BoundedSemaphore(max_waiting + 1)
        self._executor = ThreadPoolExecutor(1, "analysis")
        self._warm_up = self._executor.submit(analyzer.analyze, WARM_UP_TEXT)
        self._warm_up.add_done_callback(_log_failure)

    @property
    def ready(self) -> bool:
        """True once the warm-up analysis has succeeded."""
        return self._warm_up.done() and self._warm_up.exception() is None

    @contextmanager
    def place(self) -> Iterator[None]:
        """A place among those who may call `analyze`. Raises Problem (503) at once when none is free."""
        if not self._places.acquire(blocking=False):
            headers = {"Retry-After": str(RETRY_AFTER_S)}
            raise Problem("overloaded", f"Try again in {RETRY_AFTER_S} seconds.", headers=headers)
        try:
            yield
        finally:
            self._places.release()

    def analyze(self, text: str, options: Options) -> Analysis:
        """What the analyzer says, after all that were asked for before; with its exceptions."""
        return self._executor.submit(self._analyzer.analyze, text, options).result()


def _log_failure(warm_up: Future[Analysis]) -> None:
    if error := warm_up.exception():
        logging.getLogger(__name__).error("The warm-up analysis failed; this worker stays unready.", exc_info=error)
