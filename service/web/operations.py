"""What operators ask of the service: is it alive, is it ready, which version is it, what has it counted."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

import service
from service.observability import Metrics
from service.web.analysis_queue import RETRY_AFTER_S, AnalysisQueue
from service.web.problems import Problem


def blueprint(queue: AnalysisQueue, metrics: Metrics) -> Blueprint:
    """/healthz, /readyz, /version and /metrics."""
    operations = Blueprint("operations", __name__)

    @operations.get("/healthz")
    def healthz() -> dict[str, str]:
        """The process answers; the model is not touched."""
        return {"status": "alive"}

    @operations.get("/readyz")
    def readyz() -> dict[str, str]:
        """The model is loaded and warm in the worker that answers."""
        if not queue.ready:
            headers = {"Retry-After": str(RETRY_AFTER_S)}
            raise Problem("not-ready", "The warm-up analysis has not succeeded.", headers=headers)
        return {"status": "ready"}

    @operations.get("/version")
    def version() -> dict[str, Any]:
        model = queue.model
        return {
            "code": service.__version__,
            "model": {"name": model.name, "version": model.version},
            "rules": model.rules,
        }

    @operations.get("/metrics")
    def exposition() -> Response:
        """The counts of all workers."""
        return Response(metrics.exposition(), content_type=metrics.content_type)

    return operations
