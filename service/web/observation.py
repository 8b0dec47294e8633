"""What is seen of every request: its id, its place in metrics, traces and the access log. Never its content."""

from __future__ import annotations

import re
from time import perf_counter
from uuid import uuid4

from flask import Flask, Response, g, request

from service.observability import Metrics, logs, tracing

HEADER = "X-Request-ID"
_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_OTHER = "other"  # what is asked of no route: paths are without end, and would be counted and traced one by one


def register(app: Flask, metrics: Metrics) -> None:
    """Counts every request of `app`, gives each an id (the caller's, where it is one), traces and logs it."""

    @app.before_request
    def begin() -> None:
        g.began = perf_counter()
        sent = request.headers.get(HEADER, "")
        logs.request_id.set(sent if _ID.fullmatch(sent) else uuid4().hex)
        g.end_span = tracing.request(request.method, _path(), request.headers)

    @app.after_request
    def end(response: Response) -> Response:
        request_id = response.headers[HEADER] = logs.request_id.get() or ""
        path, method = _path(), request.method if request.url_rule else _OTHER
        status, began, end_span = response.status_code, g.began, g.end_span

        @response.call_on_close
        def sent() -> None:
            end_span(status, request_id)
            seconds = perf_counter() - began
            metrics.request(method, path, status, seconds)
            fields = {"method": method, "path": path, "status": status, "ms": round(1000 * seconds)}
            logs.ACCESS.info("request", extra={"fields": fields})
            logs.request_id.set(None)

        return response


def _path() -> str:
    """The route that answers the request of this context."""
    return request.url_rule.rule if request.url_rule else _OTHER
