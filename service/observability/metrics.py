"""What the service counts, for Prometheus, right with several workers.

Workers count in memory that they share through the files of one directory, so that each can answer for all, and one
that is killed takes no count along.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
    multiprocess,
    values,
)

from service.output import Analysis, ModelInfo

_DIRECTORY_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
_SECONDS = (0.005, 0.02, 0.1, 0.3, 1, 3, 10, 30, 100, 300)


class Metrics:
    """The counters of one worker. Make it in the process that counts."""

    content_type = CONTENT_TYPE_LATEST
    """Of what `exposition` gives."""

    def __init__(self) -> None:
        registry = self._registry = CollectorRegistry()
        self._requests = Counter(
            "quoth_requests", "Requests answered.", ("method", "path", "status"), registry=registry
        )
        self._request_seconds = Histogram(
            "quoth_request_seconds",
            "From the headers of a request to the end of its answer.",
            ("path",),
            buckets=_SECONDS,
            registry=registry,
        )
        self._refusals = Counter("quoth_refusals", "Problems, of single articles too.", ("reason",), registry=registry)
        self._places = Gauge(
            "quoth_admitted_requests",
            "Requests that wait for an analysis or have one.",
            multiprocess_mode="livesum",
            registry=registry,
        )
        self._wait_seconds = Histogram(
            "quoth_wait_seconds", "From an article's request to its analysis.", buckets=_SECONDS, registry=registry
        )
        self._stage_seconds = Histogram(
            "quoth_stage_seconds", "A stage of an analysis.", ("stage",), buckets=_SECONDS, registry=registry
        )
        self._articles = Counter("quoth_articles", "Articles analyzed.", registry=registry)
        self._words = Counter("quoth_words", "Words of these articles.", registry=registry)
        self._quotes = Counter("quoth_quotes", "Quotes found.", ("type",), registry=registry)
        self._dropped = Counter(
            "quoth_dropped_articles", "Articles not analyzed because their client went away.", registry=registry
        )
        self._ready = Gauge(
            "quoth_ready_workers", "Workers that are warm.", multiprocess_mode="livesum", registry=registry
        )
        self._build = Gauge(
            "quoth_build",
            "1, for the versions.",
            ("code", "model", "rules"),
            multiprocess_mode="max",
            registry=registry,
        )

    def build(self, code: str, model: ModelInfo) -> None:
        """States what runs."""
        self._build.labels(code, model.version, model.rules).set(1)

    def ready(self) -> None:
        """This worker is warm."""
        self._ready.set(1)

    def request(self, method: str, path: str, status: int, seconds: float) -> None:
        """A request has been answered. `path` is a route, so that there are few."""
        self._requests.labels(method, path, str(status)).inc()
        self._request_seconds.labels(path).observe(seconds)

    def refusal(self, reason: str) -> None:
        """A request or an article of one was refused. `reason` is a kind of problem, or `http-` and a status."""
        self._refusals.labels(reason).inc()

    @contextmanager
    def admitted(self) -> Iterator[None]:
        """While a request has a place in the queue."""
        self._places.inc()
        try:
            yield
        finally:
            self._places.dec()

    def waited(self, seconds: float) -> None:
        """An analysis begins."""
        self._wait_seconds.observe(seconds)

    def stage(self, name: str, seconds: float) -> None:
        """A stage of an analysis has ended."""
        self._stage_seconds.labels(name).observe(seconds)

    def analyzed(self, analysis: Analysis) -> None:
        """An analysis has succeeded."""
        self._articles.inc()
        self._words.inc(len(analysis.text.split()))
        for quote in analysis.quotes:
            self._quotes.labels(quote.type).inc()

    def dropped(self) -> None:
        """An article's client went away before its answer."""
        self._dropped.inc()

    def exposition(self) -> bytes:
        """All counts of all workers, in Prometheus's text format."""
        if not os.environ.get(_DIRECTORY_VARIABLE):
            return generate_latest(self._registry)
        merged = CollectorRegistry()
        multiprocess.MultiProcessCollector(merged)  # type: ignore[no-untyped-call]
        return generate_latest(merged)


def share(directory: Path) -> None:
    """From now on this process and those forked from it count together, in files of `directory`."""
    os.environ[_DIRECTORY_VARIABLE] = str(directory)
    values.ValueClass = values.get_value_class()  # type: ignore[no-untyped-call]  # chosen at import, too early for us


def forget(worker_pid: int) -> None:
    """Ends the gauges of a worker that has ended; its counts stay."""
    multiprocess.mark_process_dead(worker_pid)  # type: ignore[no-untyped-call]
