"""Lines of JSON: how they are cut from what arrives, and how a stream of them is answered."""

from __future__ import annotations

import contextlib
import io
import json
import signal
import socket
import threading
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path
from typing import Any

import pytest
from fake_engine import BROKEN, HOLDER, SLOW
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from serving import PATIENCE_S, ask, connected, served
from werkzeug.test import TestResponse

from service.web.ndjson import MEDIA_TYPE, lines
from service.web.problems import Problem

PATH = "/v1/quotes/batch"
LIMIT = 10


class Unwatched:
    def start(self) -> None: ...

    def stop(self) -> None: ...


class Pieces(io.BytesIO):
    """Arrives in pieces of one size, and may break off."""

    def __init__(self, body: bytes, size: int, breaks: bool = False) -> None:
        super().__init__(body)
        self._size, self._breaks = size, breaks

    def read1(self, size: int | None = -1, /) -> bytes:
        piece = self.read(self._size)
        if not piece and self._breaks:
            raise OSError
        return piece


def cut(body: bytes, piece: int = 3, declared: int | None = None, breaks: bool = False) -> list[bytes | str]:
    """The lines of `body`, and the kinds of problems among them."""
    found = lines(Pieces(body, piece, breaks), declared, LIMIT, Unwatched())
    return [line.kind if isinstance(line, Problem) else line for line in found]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(b"", [], id="nothing"),
        pytest.param(b"a\nb\n", [b"a", b"b"], id="lines"),
        pytest.param(b"a\r\nb", [b"a", b"b"], id="CRLF, and no end of the last"),
        pytest.param(b"\n \r\n\na\n\n", [b"a"], id="blank lines"),
        pytest.param(b"1234567890\n", [b"1234567890"], id="at the limit"),
        pytest.param(b"a\n12345678901\nb\n", [b"a", "body-too-large", b"b"], id="over the limit"),
        pytest.param(b"a\n" + b"1" * 1000 + b"\nb\n", [b"a", "body-too-large", b"b"], id="far over the limit"),
        pytest.param(b"a\n" + b"1" * 1000, [b"a", "body-too-large"], id="the last over the limit"),
    ],
)
@pytest.mark.parametrize("piece", [1, 3, 1 << 16])
def test_lines(body: bytes, expected: list[Any], piece: int) -> None:
    assert cut(body, piece) == expected
    assert cut(body, piece, declared=len(body)) == expected


@given(st.lists(st.binary(max_size=LIMIT).map(lambda b: b.replace(b"\n", b""))), st.integers(1, 40))
def test_lines_are_what_was_sent_however_it_arrives(sent: list[bytes], piece: int) -> None:
    assert cut(b"\n".join(sent), piece) == [line.strip() for line in sent if line.strip()]


@pytest.mark.parametrize(("declared", "breaks"), [(100, False), (None, True), (100, True)])
def test_a_body_that_ends_early_ends_with_a_problem_and_without_the_broken_line(
    declared: int | None, breaks: bool
) -> None:
    assert cut(b"a\nbcd", 3, declared, breaks) == [b"a", "incomplete-body"]


def stream(client: FlaskClient, body: bytes) -> TestResponse:
    return client.post(PATH, data=body, content_type=MEDIA_TYPE)


def answered(response: TestResponse) -> list[Any]:
    assert response.status_code == 200
    assert response.content_type == MEDIA_TYPE
    return [json.loads(line) for line in response.data.splitlines()]


def article(text: str, **fields: Any) -> bytes:
    return json.dumps({"text": text, **fields}, ensure_ascii=False).encode() + b"\n"


def test_each_line_is_answered_in_order_and_a_bad_one_costs_one_problem(client: FlaskClient) -> None:
    good = f"“Bread” {HOLDER}"
    sent = [
        article(good, id="0"),
        b"nonsense\n",
        article(good, id="2", offset_unit="utf8"),
        b'{"id": "3"}\n',
        article(BROKEN, id="4"),
        article("a" * 3001, id="5"),
        b'{"text": "' + b"a" * 20_000 + b'"}\n',
        b'{"text": "\xff"}\n',
        article("“a", id="8", strict=True),
        article(good, id="0"),
    ]
    results = answered(stream(client, b"".join(sent)))
    assert [r["id"] for r in results] == ["0", None, "2", "3", "4", "5", None, None, "8", "0"]
    assert [r.get("type") for r in results] == [
        None, "/problems/malformed-json", None, "/problems/invalid-request", "about:blank", "/problems/text-too-long",
        "/problems/body-too-large", "/problems/invalid-encoding", "/problems/strict-refusal", None,
    ]  # fmt: skip
    assert results[3]["errors"] == [{"pointer": "/text", "detail": "Missing data for required field."}]
    assert results[0] == client.post("/v1/quotes", json={"text": good, "id": "0"}).json


def test_a_stream_has_a_place_for_as_long_as_it_lasts(client: FlaskClient) -> None:
    for _ in range(5):  # more than there are places
        assert answered(stream(client, article(""))) != []


def test_a_stream_takes_no_query(client: FlaskClient) -> None:
    response = client.post(f"{PATH}?strict=true", data=article(""), content_type=MEDIA_TYPE)
    assert response.status_code == 422


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with served() as (port, _):
        yield port


def chunk(piece: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(piece), piece)


def opened(connection: socket.socket) -> None:
    """Sends the head of a stream."""
    head = f"POST {PATH} HTTP/1.1\r\nHost: quoth\r\nContent-Type: {MEDIA_TYPE}\r\nTransfer-Encoding: chunked\r\n\r\n"
    connection.sendall(head.encode())


def answer_of(connection: socket.socket) -> HTTPResponse:
    response = HTTPResponse(connection)
    response.begin()
    assert response.status == 200
    return response


def test_each_answer_comes_before_the_next_line_is_sent(port: int) -> None:
    with connected(port) as connection:
        opened(connection)
        response = None
        for i in range(5):
            connection.sendall(chunk(article("“a”", id=str(i))))
            response = response or answer_of(connection)
            assert json.loads(response.readline())["id"] == str(i)
        connection.sendall(b"0\r\n\r\n")
        assert response
        assert response.read() == b""


def test_a_line_that_does_not_come_ends_the_stream_with_a_problem(port: int) -> None:
    with connected(port) as connection:
        opened(connection)
        connection.sendall(chunk(article("“a”")) + chunk(b'{"te'))
        *results, last = answer_of(connection).read().splitlines()
        assert len(results) == 1
        assert json.loads(last)["type"] == "/problems/incomplete-body"


def test_a_stream_may_last_longer_than_an_upload() -> None:
    with served(FAKE_SLOW_S="1", QUOTH_UPLOAD_TIMEOUT_S="1") as (port, _), connected(port) as connection:
        opened(connection)
        connection.sendall(chunk(article(SLOW) * 3) + b"0\r\n\r\n")
        assert len(answer_of(connection).read().splitlines()) == 3


def test_ten_thousand_lines_are_read_no_faster_than_their_answers_are_taken() -> None:
    """A client that takes no answers cannot make the server read, and so hold, what it sends."""
    line = article("“a” " * 4 + " " * 2500)
    with served() as (port, process):
        [worker] = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        with connected(port) as connection:
            opened(connection)
            sender = threading.Thread(target=lambda: connection.sendall(chunk(line) * 10_000 + b"0\r\n\r\n"))
            sender.start()
            response = answer_of(connection)
            for _ in range(100):
                assert json.loads(response.readline())["warnings"] == []
            before = resident_kb(worker)
            sender.join(1)
            assert sender.is_alive()  # what it sends is not even taken
            assert sum(1 for _ in response) == 9_900
            sender.join()
        assert resident_kb(worker) - before < 20_000


def test_sigterm_ends_a_stream_whose_next_line_has_not_come() -> None:
    with served(QUOTH_UPLOAD_TIMEOUT_S="300") as (port, process), connected(port) as connection:
        opened(connection)
        connection.sendall(chunk(article("“a”", id="1")))
        response = answer_of(connection)
        assert json.loads(response.readline())["id"] == "1"
        process.send_signal(signal.SIGTERM)
        [last] = response.read().splitlines()
        assert json.loads(last)["type"] == "/problems/shutting-down"
        assert process.wait(PATIENCE_S) == 0


def test_a_client_that_takes_no_answers_is_left() -> None:
    line = article("“a” " * 100)
    with served(QUOTH_SEND_TIMEOUT_S="1") as (port, _), connected(port) as connection:
        opened(connection)
        with contextlib.suppress(OSError):
            connection.sendall(chunk(line) * 10_000)  # ends when the server closes the connection
        assert b"quoth_admitted_requests 0.0" in ask(port, "GET", "/metrics").body


def test_a_client_that_goes_away_ends_its_stream_and_nothing_is_logged() -> None:
    with served(FAKE_SLOW_S="1") as (port, process):
        with connected(port) as connection:
            opened(connection)
            connection.sendall(chunk(article(SLOW) * 100))
            while b"quoth_admitted_requests 1.0" not in ask(port, "GET", "/metrics").body:
                pass
        while b"quoth_admitted_requests 0.0" not in ask(port, "GET", "/metrics").body:
            pass
        process.terminate()
        lines = [json.loads(line) for line in process.stderr or ()]
    assert [line for line in lines if line["level"] != "info"] == []


def resident_kb(pid: str) -> int:
    [line] = [s for s in Path(f"/proc/{pid}/status").read_text().splitlines() if s.startswith("VmRSS")]
    return int(line.split()[1])


def test_sigterm_ends_a_stream_at_the_end_of_a_line() -> None:
    with served(FAKE_SLOW_S="1.5") as (port, process), connected(port) as connection:
        opened(connection)
        connection.sendall(chunk(article(SLOW, id="1") + article("", id="2") + article("", id="3")))
        while b"quoth_wait_seconds_count 1.0" not in ask(port, "GET", "/metrics").body:
            pass  # the analysis of the first has not begun
        process.send_signal(signal.SIGTERM)
        first, last = answer_of(connection).read().splitlines()
        assert json.loads(first)["id"] == "1"
        assert json.loads(last)["type"] == "/problems/shutting-down"
        assert process.wait(PATIENCE_S) == 0
