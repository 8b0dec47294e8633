"""Hostile inputs under which a server must go on: too many, too slow, too hard, and what only an engine can answer.

The numbers are those of the table of inputs.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from fake_engine import SLOW
from serving import (
    HEAD,
    PLAIN,
    REAL_ENGINE,
    ask,
    assert_problem,
    connected,
    post,
    served,
    status_of,
)
from test_responses import sliced, spans_in

DEADLINE_S = 300


@pytest.fixture(scope="module")
def real() -> Iterator[tuple[int, int]]:
    """A server with the shipped models: its port, and the process id of its only worker."""
    limits = {"QUOTH_MAX_BODY_BYTES": "4000000", "QUOTH_MAX_ANALYSIS_S": str(DEADLINE_S)}
    with served(*REAL_ENGINE, QUOTH_UPLOAD_TIMEOUT_S="30", **limits) as (port, process):
        [worker] = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        yield port, int(worker)


def test_29_the_work_of_clients_that_went_away_is_dropped() -> None:
    with served(QUOTH_MAX_WAITING_REQUESTS="9", FAKE_SLOW_S="3") as (port, _):
        with ExitStack() as stack:
            for _ in range(10):  # one has its analysis, nine wait
                connection = stack.enter_context(connected(port))
                connection.sendall(HEAD + b"Content-Length: %d\r\n\r\n%b" % (len(SLOW), SLOW.encode()))
            until(lambda: metric(port, "quoth_admitted_requests") == 10)
        until(lambda: metric(port, "quoth_admitted_requests") == 0)  # at once, not after ten times three seconds
        assert post(port, {"text": "“a”"}).status == 200
        assert metric(port, "quoth_dropped_articles_total") == 10
        assert metric(port, "quoth_articles_total") == 1


def test_31_more_requests_than_may_wait() -> None:
    with served(QUOTH_MAX_WAITING_REQUESTS="2", FAKE_SLOW_S="5") as (port, _), ExitStack() as stack:
        for _ in range(3):
            connection = stack.enter_context(connected(port))
            connection.sendall(HEAD + b"Content-Length: %d\r\n\r\n%b" % (len(SLOW), SLOW.encode()))
        until(lambda: metric(port, "quoth_admitted_requests") == 3)
        reply = post(port, {"text": ""})
        assert_problem(reply, 503, "overloaded")
        assert int(reply.headers["retry-after"]) > 0
        assert status_of(port, "/healthz") == 200
        assert status_of(port, "/readyz") == 200


def test_32_work_beyond_its_deadline_is_refused_for_good() -> None:
    with served(QUOTH_MAX_ANALYSIS_S="1", FAKE_SLOW_S="1.5") as (port, _):
        reply = post(port, SLOW.encode(), PLAIN)
        document = assert_problem(reply, 422, "too-hard")
        assert document["limit"] == 1 < document["actual"]
        assert "retry-after" not in reply.headers
        assert post(port, {"text": "“a”"}).status == 200


def test_32_a_stuck_worker_is_504_and_is_replaced() -> None:
    with served(QUOTH_MAX_ANALYSIS_S="1", FAKE_SLOW_S="600") as (port, process):
        assert_problem(post(port, SLOW.encode(), PLAIN), 504, "stuck")
        for line in process.stderr or ():
            if "Booting worker" in line:
                break
        assert post(port, {"text": "“a”"}).status == 200


def metric(port: int, name: str) -> float | None:
    lines = ask(port, "GET", "/metrics").body.decode().splitlines()
    return next((float(line.split()[-1]) for line in lines if line.split()[0] == name), None)


def until(condition: Any) -> None:
    """Waits for `condition`, which is to hold soon."""
    for _ in range(100):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("It did not come about.")


@pytest.mark.models
def test_23_a_sentence_of_20_000_words_without_an_end(real: tuple[int, int]) -> None:
    port, worker = real
    reply = post(port, b"the old bridge of " * 5_000, PLAIN)
    assert reply.status in (200, 422)
    if reply.status == 422:
        assert_problem(reply, 422, "too-hard")
    else:
        assert "sentence-cut" in [w["code"] for w in reply.json["warnings"]]
    [peak] = [s for s in Path(f"/proc/{worker}/status").read_text().splitlines() if s.startswith("VmHWM")]
    assert int(peak.split()[1]) < 3_000_000  # kB


@pytest.mark.models
@pytest.mark.parametrize("text", ["“" * 50_000, '"' * 50_001, '""=' * 20_000, "“a " * 2_000])
def test_24_marks_without_number(real: tuple[int, int], text: str) -> None:
    reply = post(real[0], {"text": text})
    assert reply.status == 200
    assert reply.json["warnings"] or '""' in text


ODD = "“I 👩‍👩‍👧 saw é and שלום,” said Zoë Núñez 🇪🇺. She added: “\u202eNo e\u0301nd 😀 is near.”"


@pytest.mark.models
@pytest.mark.parametrize("unit", ["code_point", "utf16", "utf8"])
def test_26_emoji_and_marks_around_quotes(real: tuple[int, int], unit: Any) -> None:
    answer = post(real[0], {"text": ODD, "offset_unit": unit}).json
    assert len(answer["quotes"]) == 2
    spans = [(start, end, text) for start, end, text in spans_in(answer) if text is not None]
    assert [sliced(ODD, unit, start, end) for start, end, _ in spans] == [text for *_, text in spans]


@pytest.mark.models
def test_27_another_language(real: tuple[int, int]) -> None:
    text = "Der Minister sagte am Montag, die Brücke über den Fluss werde ein Jahr lang gesperrt, weil sie alt sei."
    reply = post(real[0], {"text": text})
    assert (reply.status, [w["code"] for w in reply.json["warnings"]]) == (200, ["language"])
    assert_problem(post(real[0], {"text": text, "strict": True}), 422, "strict-refusal")
