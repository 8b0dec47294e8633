"""What is seen of every request: its id, its place in metrics and in the access log. Never its content."""

from __future__ import annotations

import re
from time import perf_counter
from uuid import uuid4

from flask import Flask, Response, g, request

from service.observability import Metrics, logs

HEADER = "X-Request-ID"
_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


def register(app: Flask, metrics: Metrics) -> None:
    """Counts every request of `app`, gives each an id (the caller's, where it is one) and logs it."""

    @app.before_request
    def begin() -> None:
        g.began = perf_counter()
        sent = request.headers.get(HEADER, "")
        logs.request_id.set(sent if _ID.fullmatch(sent) else uuid4().hex)

    @app.after_request
    def end(response: Response) -> Response:
        response.headers[HEADER] = logs.request_id.get() or ""
        path = request.url_rule.rule if request.url_rule else "other"
        method = request.method if request.url_rule else "other"
        status, began = response.status_code, g.began

        @response.call_on_close
        def sent() -> None:
            seconds = perf_counter() - began
            metrics.request(method, path, status, seconds)
            fields = {"method": method, "path": path, "status": status, "ms": round(1000 * seconds)}
            logs.ACCESS.info("request", extra={"fields": fields})
            logs.request_id.set(None)

        return response
