"""The Flask application, put together from its parts. Nothing is loaded at import."""

from __future__ import annotations

import traceback
from types import TracebackType

from flask import Flask, request
from flask.json.provider import DefaultJSONProvider

from service import api, docs, operations, problems
from service.analysis_queue import AnalysisQueue, Analyzer
from service.settings import Settings


class _Json(DefaultJSONProvider):
    """Members in the order of the contract, and as few bytes as may be."""

    sort_keys = False
    ensure_ascii = False
    compact = True


class _Application(Flask):
    json_provider_class = _Json

    def log_exception(
        self, exc_info: tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None]
    ) -> None:
        """Logs where an error came from and its type, without its message, which may quote an article."""
        kind, _, trace = exc_info
        lines = "".join(traceback.format_tb(trace))
        name = kind.__name__ if kind else "error"
        self.logger.error("%s on %s %s\n%s", name, request.method, request.path, lines)


def create_app(settings: Settings, analyzer: Analyzer) -> Flask:
    """The WSGI application that answers with `analyzer` within the limits of `settings`.

    Starts the analyzer's thread and its warm-up, so it must be called in the process that serves, after any fork.
    """
    app = _Application("service", static_folder=None)
    queue = AnalysisQueue(analyzer, settings.max_waiting_requests)
    problems.register(app)
    docs.register(app)
    app.register_blueprint(operations.blueprint(queue))
    app.register_blueprint(api.blueprint(settings, queue))
    return app
