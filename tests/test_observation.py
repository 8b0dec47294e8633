"""What operators see: metrics, logs, request ids. And what they never see: the text of an article."""

from __future__ import annotations

import json
import logging
import sys
from typing import Any

import pytest
from fake_engine import BROKEN, HOLDER
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families
from serving import ask, ask_raw, served

from service.observability import logs

SECRET = "the harbour master's secret"


def samples(text: str) -> dict[str, float]:
    """`name{label="value"}` of each sample with its value."""
    found = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            labels = ",".join(f'{k}="{v}"' for k, v in sorted(sample.labels.items()))
            found[f"{sample.name}{{{labels}}}" if labels else sample.name] = sample.value
    return found


def test_metrics_count_requests_articles_words_quotes_stages_and_refusals(client: FlaskClient) -> None:
    asked: list[tuple[str, Any]] = [
        ("/v1/quotes", {"text": f"“Bread” {HOLDER} and “butter” too"}),
        ("/v1/quotes", {"text": "a" * 3001}),
        ("/v1/quotes/batch", {"articles": [{"text": "“a”"}, {}, {"text": BROKEN}]}),
        ("/none/" + SECRET, {}),
    ]
    for path, body in asked:
        client.post(path, json=body).close()  # a request is counted once its answer has been sent
    found = samples(client.get("/metrics").text)
    expected = {
        'quoth_requests_total{method="POST",path="/v1/quotes",status="200"}': 1,
        'quoth_requests_total{method="POST",path="/v1/quotes",status="413"}': 1,
        'quoth_requests_total{method="POST",path="/v1/quotes/batch",status="200"}': 1,
        'quoth_requests_total{method="other",path="other",status="404"}': 1,
        'quoth_request_seconds_count{path="/v1/quotes"}': 2,
        'quoth_refusals_total{reason="text-too-long"}': 1,
        'quoth_refusals_total{reason="invalid-request"}': 1,
        'quoth_refusals_total{reason="http-500"}': 1,
        'quoth_refusals_total{reason="http-404"}': 1,
        'quoth_stage_seconds_count{stage="parser"}': 2,
        'quoth_stage_seconds_count{stage="quotes"}': 2,
        "quoth_wait_seconds_count": 4,
        "quoth_articles_total": 2,
        "quoth_words_total": 7,
        'quoth_quotes_total{type="direct"}': 3,
        "quoth_dropped_articles_total": 0,
        "quoth_admitted_requests": 0,
        "quoth_ready_workers": 1,
    }
    assert {name: found.get(name) for name in expected} == expected


def test_metrics_are_those_of_all_workers_also_of_one_that_is_gone() -> None:
    with served(QUOTH_WORKERS="3") as (port, _):
        for _ in range(12):
            assert ask(port, "POST", "/v1/quotes", "“a”".encode(), {"Content-Type": "text/plain"}).status == 200
        ask_raw(port, b"nonsense\r\n\r\n")
        for _ in range(6):  # whichever worker answers
            found = samples(ask(port, "GET", "/metrics").body.decode())
            assert found["quoth_articles_total"] == 12
            assert found['quoth_refusals_total{reason="http-400"}'] == 1


@pytest.mark.parametrize(
    ("sent", "kept"), [("abc-1.2_3", True), ("", False), ("a" * 65, False), ("a b", False), ("<a>", False)]
)
def test_a_request_id_is_kept_or_made(client: FlaskClient, sent: str, kept: bool) -> None:
    answers = [client.get(path, headers={"X-Request-ID": sent}).headers["X-Request-ID"] for path in ("/healthz", "/x")]
    assert all(len(answer) >= 9 for answer in answers)
    assert [answer == sent for answer in answers] == [kept, kept]


def record(message: str = "said", **more: Any) -> logging.LogRecord:
    made = logging.LogRecord("a.b", logging.ERROR, __file__, 1, message, (), None)
    vars(made).update(more)
    return made


def test_a_log_line_is_one_json_object() -> None:
    logs.request_id.set(None)
    line = json.loads(logs.JsonFormatter().format(record("two\nlines", fields={"status": 200})))
    assert (line["level"], line["logger"], line["message"], line["status"]) == ("error", "a.b", "two\nlines", 200)
    assert line["time"].endswith("+00:00")
    assert "request_id" not in line


def test_an_error_is_logged_with_its_places_and_without_its_message() -> None:
    try:
        raise KeyError(SECRET)
    except KeyError:
        text = logs.JsonFormatter().format(record(exc_info=sys.exc_info()))
    assert SECRET not in text
    assert json.loads(text)["error"] == "KeyError"
    [place] = json.loads(text)["places"]
    assert place.endswith("test_an_error_is_logged_with_its_places_and_without_its_message")


@pytest.mark.parametrize("access_log", ["true", "false"])
def test_logs_are_json_lines_that_hold_no_article_and_no_key(access_log: str) -> None:
    with served(QUOTH_ACCESS_LOG=access_log) as (port, process):
        headers = {"Content-Type": "text/plain", "Authorization": f"Bearer {SECRET}", "X-Request-ID": "id-1"}
        ask(port, "POST", "/v1/quotes?strict=true&targets=secret", f"“{SECRET}".encode(), headers)
        ask(port, "POST", "/v1/quotes", BROKEN.encode(), headers)
        ask(
            port,
            "POST",
            "/v1/quotes/batch",
            json.dumps({"articles": [{"text": BROKEN}]}),
            {"Content-Type": "application/json"},
        )
        head = b"POST /v1/quotes HTTP/1.1\r\nHost: q\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
        ask_raw(port, head + b"secret\r\nsecret\r\n0\r\n\r\n")
        ask_raw(port, b"GET / HTTP/1.1\r\nsecret: secret\r\nsecret\r\n\r\n")
        process.terminate()
        lines = [json.loads(line) for line in process.stderr or ()]
    assert "secret" not in json.dumps(lines)
    assert BROKEN not in json.dumps(lines)
    assert [line["level"] for line in lines if "KeyError" in json.dumps(line)] == ["error", "error"]
    requests = [
        (line["request_id"], line["path"], line["status"])
        for line in lines
        if line["message"] == "request" and line["path"] != "/metrics"
    ]
    expected = [("id-1", "/v1/quotes", 422), ("id-1", "/v1/quotes", 500)]
    assert requests[:2] == (expected if access_log == "true" else [])
