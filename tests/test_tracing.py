from __future__ import annotations

import json

import pytest
from fake_engine import FakeAnalyzer
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from service.errors import SettingsError
from service.observability import tracing
from service.settings import Settings
from service.web import create_app

SECRET = "the harbour master's secret"
TRACE, CALLER = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> InMemorySpanExporter:
    """The spans of a request to the service, with its stages."""
    monkeypatch.setattr(tracing, "_tracer", None)
    exporter = InMemorySpanExporter()
    app = create_app(Settings(), FakeAnalyzer())
    tracing.start(SimpleSpanProcessor(exporter))
    headers = {"Content-Type": "text/plain", "X-Request-ID": "id-1", "Authorization": SECRET}
    headers["traceparent"] = f"00-{TRACE}-{CALLER}-01"
    app.test_client().post(f"/v1/quotes?targets={SECRET}", data=f"“{SECRET}”", headers=headers).close()
    return exporter


def test_a_request_is_a_span_of_its_callers_trace_and_its_stages_are_below_it(spans: InMemorySpanExporter) -> None:
    *stages, request = spans.get_finished_spans()
    assert request.name == "POST /v1/quotes"
    assert request.parent
    assert (f"{request.parent.trace_id:032x}", f"{request.parent.span_id:016x}") == (TRACE, CALLER)
    attributes = dict(request.attributes or {})
    assert (attributes["http.response.status_code"], attributes["quoth.request_id"]) == (200, "id-1")
    assert [span.name for span in stages] == ["parser", "quotes"]
    for span in stages:
        assert span.parent
        assert request.context
        assert span.parent.span_id == request.context.span_id
        assert (request.start_time or 0) <= (span.start_time or 0) + 5_000_000 < (span.end_time or 0) + 5_000_000


def test_spans_hold_nothing_of_what_was_sent(spans: InMemorySpanExporter) -> None:
    assert "secret" not in json.dumps([span.to_json() for span in spans.get_finished_spans()])


def test_tracing_without_its_packages_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    tracing.check(Settings())
    tracing.check(Settings(tracing=True))
    monkeypatch.setattr(tracing, "_PACKAGES", ("opentelemetry.sdk", "opentelemetry.none.at_all"))
    with pytest.raises(SettingsError, match="pip install"):
        tracing.check(Settings(tracing=True))
    tracing.check(Settings())
