"""Streams of lines of JSON over a real socket: in step with their client, and ended by whoever goes away."""

from __future__ import annotations

import contextlib
import json
import signal
import socket
import threading
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path

import pytest
from fake_engine import SLOW
from serving import PATIENCE_S, ask, connected, served
from test_ndjson import PATH, article

from service.web.ndjson import MEDIA_TYPE


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
