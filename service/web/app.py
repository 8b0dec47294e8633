"""The Flask application, put together from its parts. Nothing is loaded at import."""

from __future__ import annotations

import sys
import traceback
from types import TracebackType

from flask import Flask, request
from flask.json.provider import DefaultJSONProvider
from werkzeug.middleware.proxy_fix import ProxyFix

import service
from service.observability import Metrics, tracing
from service.output import ArticleAnalyzer
from service.settings import Settings
from service.web import access, api, docs, observation, operations, problems
from service.web.analysis_queue import AnalysisQueue
from service.web.rate_limit import RateLimit

SWITCH_INTERVAL_S = 0.0005
"""How long the analyzing thread keeps the interpreter while a health check waits for it; Python's own 5 ms add up."""


class _Json(DefaultJSONProvider):
    """Members in the order of the contract, and as few bytes as may be."""

    sort_keys = False
    ensure_ascii = False
    compact = True


class Application(Flask):
    """The service, with what its server needs to know of it."""

    json_provider_class = _Json
    queue: AnalysisQueue
    metrics: Metrics

    def log_exception(
        self, exc_info: tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None]
    ) -> None:
        """Logs where an error came from and its type, without its message, which may quote an article."""
        kind, _, trace = exc_info
        lines = "".join(traceback.format_tb(trace))
        name = kind.__name__ if kind else "error"
        self.logger.error("%s on %s %s\n%s", name, request.method, request.path, lines)


def create_app(settings: Settings, analyzer: ArticleAnalyzer, rate_limit: RateLimit | None = None) -> Application:
    """The WSGI application that answers with `analyzer` within the limits of `settings`.

    Starts the analyzer's thread and its warm-up, so it must be called in the process that serves, after any fork;
    `rate_limit` is what several such processes share.
    """
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    app = Application("service", static_folder=None)
    app.metrics = Metrics()
    app.metrics.build(service.__version__, analyzer.model)
    app.queue = AnalysisQueue(analyzer, settings, app.metrics)
    if settings.tracing:
        tracing.start()
    observation.register(app, app.metrics)  # first, so that it sees what access refuses
    access.register(app, settings, rate_limit)
    problems.register(app, app.metrics.refusal)
    docs.register(app)
    app.register_blueprint(operations.blueprint(app.queue, app.metrics))
    app.register_blueprint(api.blueprint(settings, app.queue, app.metrics))
    if settings.proxy_hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxy_hops, x_proto=0)  # type: ignore[method-assign]
    return app
