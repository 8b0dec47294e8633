"""OpenTelemetry spans, where the operator wants them: one a request, and below it one a stage of an analysis.

The SDK is an extra (`quoth[otel]`) and is imported only when it is used; its OTEL_* variables say where spans go. A
span holds the route, the status and the request's id, never the query, a header or a text.
"""

from __future__ import annotations

from importlib.util import find_spec
from time import monotonic, time
from typing import TYPE_CHECKING

from flask import Flask, Response, g, request

import service
from service.errors import SettingsError
from service.observability import logs
from service.settings import Settings

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import SpanProcessor
    from opentelemetry.trace import Tracer

_PACKAGES = ("opentelemetry.sdk", "opentelemetry.exporter.otlp.proto.http")
_tracer: Tracer | None = None  # of the process, as all that OpenTelemetry's API gives


def check(settings: Settings) -> None:
    """Raises SettingsError when tracing is asked for and cannot be."""
    if settings.tracing and not all(map(_installed, _PACKAGES)):
        raise SettingsError("QUOTH_TRACING needs packages that are not installed: pip install 'quoth[otel]'")


def register(app: Flask, processor: SpanProcessor | None = None) -> None:
    """Traces every request of `app` from now on; `processor` takes the spans, by default OTLP's exporter over HTTP."""
    global _tracer
    from opentelemetry import context, trace
    from opentelemetry.propagate import extract
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider

    resource = Resource.create({"service.name": "quoth", "service.version": service.__version__})
    provider = TracerProvider(resource=resource)
    provider.add_span_processor(processor or _exporter())
    tracer = _tracer = provider.get_tracer("quoth", service.__version__)

    @app.before_request
    def begin() -> None:
        route = request.url_rule.rule if request.url_rule else "other"
        attributes = {"http.request.method": request.method, "http.route": route}
        caller = extract({name.lower(): value for name, value in request.headers.items()})
        g.span = tracer.start_span(f"{request.method} {route}", caller, trace.SpanKind.SERVER, attributes=attributes)
        g.span_in_context = context.attach(trace.set_span_in_context(g.span))

    @app.after_request
    def end(response: Response) -> Response:
        span, attached = g.span, g.span_in_context
        span.set_attribute("http.response.status_code", response.status_code)
        span.set_attribute("quoth.request_id", logs.request_id.get() or "")

        @response.call_on_close
        def sent() -> None:
            span.end()
            context.detach(attached)

        return response


def stage(name: str, began_s: float, ended_s: float) -> None:
    """A stage of an analysis has ended, below the request of the context; times as `time.monotonic` has them."""
    if _tracer:
        started = time() - monotonic()
        _tracer.start_span(name, start_time=_ns(started + began_s)).end(_ns(started + ended_s))


def _ns(seconds: float) -> int:
    return int(seconds * 1e9)


def _installed(package: str) -> bool:
    try:
        return find_spec(package) is not None
    except ModuleNotFoundError:  # of a package above it
        return False


def _exporter() -> SpanProcessor:
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    return BatchSpanProcessor(OTLPSpanExporter())
