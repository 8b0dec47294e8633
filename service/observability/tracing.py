"""OpenTelemetry spans, where the operator wants them: one a request, and below it one a stage of an analysis.

The SDK is an extra (`quoth[otel]`) and is imported only when it is used; its OTEL_* variables say where spans go. A
span holds the route, the status and the request's id, never the query, a header or a text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.util import find_spec
from time import monotonic, time
from typing import TYPE_CHECKING

import service
from service.errors import SettingsError
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


def start(processor: SpanProcessor | None = None) -> None:
    """Traces from now on; `processor` takes the spans, by default OTLP's exporter over HTTP.

    Call it in the process that traces: the exporter's thread does not survive a fork.
    """
    global _tracer
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider

    resource = Resource.create({"service.name": "quoth", "service.version": service.__version__})
    provider = TracerProvider(resource=resource)
    provider.add_span_processor(processor or _exporter())
    _tracer = provider.get_tracer("quoth", service.__version__)


def request(method: str, route: str, headers: Iterable[tuple[str, str]]) -> Callable[[int, str], None]:
    """A request has begun: a span below the caller's, where `headers` name one, and above the stages of its context.

    What is given back ends the span when called with the status of the answer and the request's id.
    """
    if not _tracer:
        return _untraced
    from opentelemetry import context, trace
    from opentelemetry.propagate import extract

    caller = extract({name.lower(): value for name, value in headers})
    attributes = {"http.request.method": method, "http.route": route}
    span = _tracer.start_span(f"{method} {route}", caller, trace.SpanKind.SERVER, attributes=attributes)
    attached = context.attach(trace.set_span_in_context(span))

    def end(status: int, request_id: str) -> None:
        span.set_attribute("http.response.status_code", status)
        span.set_attribute("quoth.request_id", request_id)
        span.end()
        context.detach(attached)

    return end


def stage(name: str, began_s: float, ended_s: float) -> None:
    """A stage of an analysis has ended, below the request of the context; times as `time.monotonic` has them."""
    if _tracer:
        started = time() - monotonic()
        _tracer.start_span(name, start_time=_ns(started + began_s)).end(_ns(started + ended_s))


def _untraced(status: int, request_id: str) -> None:
    """There is no span to end."""


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
