"""One analyzer for many threads: first come, first served, and only so many may wait.

An analyzer serves one caller at a time. It runs in a thread of its own, so that the threads that speak HTTP stay free
to answer health checks and to see that a caller has gone away.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from contextvars import copy_context
from threading import BoundedSemaphore
from time import monotonic

from service.errors import TooHard
from service.observability import Metrics, tracing
from service.output import Analysis, ArticleAnalyzer, Options
from service.settings import Settings
from service.web.problems import ClientGone, Problem

WARM_UP_TEXT = "“We are ready,” said Ada Moore, the harbour master of Vessmoor. She denied that the port would close."
RETRY_AFTER_S = 5
LOOK_EVERY_S = 0.25
STUCK_AFTER_DEADLINES = 2
LAST_STAGE = "quotes"


def _never() -> bool:
    return False


class AnalysisQueue:
    """Runs `analyzer` within the limits of `settings` and counts in `metrics`.

    The warm-up analysis is the first in the queue: the first pass through a model is several times slower than others.
    Make it in the process that serves: threads do not survive a fork.
    """

    def __init__(self, analyzer: ArticleAnalyzer, settings: Settings, metrics: Metrics) -> None:
        self.model = analyzer.model
        self.closing = False
        """True once the worker is to end: what goes on without an end must stop."""
        self._analyzer = analyzer
        self._max_analysis_s = settings.max_analysis_s
        self._metrics = metrics
        self._places = BoundedSemaphore(settings.max_waiting_requests + 1)
        self._started: float | None = None
        self._executor = ThreadPoolExecutor(1, "analysis")
        self._warm_up = self._executor.submit(analyzer.analyze, WARM_UP_TEXT)
        self._warm_up.add_done_callback(self._warmed_up)

    @property
    def ready(self) -> bool:
        """True once the warm-up analysis has succeeded."""
        return self._warm_up.done() and self._warm_up.exception() is None

    @property
    def stuck(self) -> bool:
        """True while an analysis does not come to the end of a stage long after its deadline."""
        started = self._started
        return started is not None and monotonic() - started > STUCK_AFTER_DEADLINES * self._max_analysis_s

    @contextmanager
    def place(self) -> Iterator[None]:
        """A place among those who may call `analyze`. Raises Problem (503) at once when none is free."""
        if not self._places.acquire(blocking=False):
            headers = {"Retry-After": str(RETRY_AFTER_S)}
            raise Problem("overloaded", f"Try again in {RETRY_AFTER_S} seconds.", headers=headers)
        try:
            with self._metrics.admitted():
                yield
        finally:
            self._places.release()

    def analyze(self, text: str, options: Options, gone: Callable[[], bool] = _never) -> Analysis:
        """What the analyzer says, after all that were asked for before; with its exceptions.

        `gone` tells whether the caller has gone away. Raises ClientGone then, without the analysis where it has not
        begun; TooHard past the deadline; Problem (504) when the analyzer is stuck.
        """
        job = _Job(self._max_analysis_s, self._metrics, gone)
        future = self._executor.submit(self._run, job, text, options)
        try:
            while not wait((future,), LOOK_EVERY_S).done:
                if gone():
                    raise ClientGone
                if self.stuck:
                    raise Problem("stuck", "The worker that holds this request does not come to an end with its work.")
            return future.result()
        except ClientGone:
            self._metrics.dropped()
            raise
        finally:
            job.given_up = True
            future.cancel()

    def _run(self, job: _Job, text: str, options: Options) -> Analysis:
        self._started = job.begin()
        try:
            analysis = self._analyzer.analyze(text, options, job.stage_done)
        finally:
            self._started = None
        job.ended(LAST_STAGE)
        self._metrics.analyzed(analysis)
        return analysis

    def _warmed_up(self, warm_up: Future[Analysis]) -> None:
        if error := warm_up.exception():
            logger = logging.getLogger(__name__)
            logger.error("The warm-up analysis failed; this worker stays unready.", exc_info=error)
        else:
            self._metrics.ready()


class _Job:
    """One analysis: watched over between its stages."""

    def __init__(self, max_s: float, metrics: Metrics, gone: Callable[[], bool]) -> None:
        self.given_up = False
        self._max_s = max_s
        self._metrics = metrics
        self._gone = gone
        self._request = copy_context()  # the work is done in another thread
        self._asked = self._began = self._stage_began = monotonic()

    def begin(self) -> float:
        """The time at which the work begins. Raises ClientGone when nobody waits for it."""
        if self.given_up or self._gone():
            raise ClientGone
        self._began = self._stage_began = monotonic()
        self._metrics.waited(self._began - self._asked)
        return self._began

    def stage_done(self, stage: str) -> None:
        """Counts a stage. Raises ClientGone when nobody waits any more, TooHard past the deadline."""
        self.ended(stage)
        if self.given_up:
            raise ClientGone
        if self._stage_began - self._began > self._max_s:
            raise TooHard(self._max_s, round(self._stage_began - self._began, 1))

    def ended(self, stage: str) -> None:
        """Counts a stage."""
        now = monotonic()
        self._metrics.stage(stage, now - self._stage_began)
        self._request.run(tracing.stage, stage, self._stage_began, now)
        self._stage_began = now
