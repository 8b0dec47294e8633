"""gunicorn over a real socket, with an engine that needs no models."""

import json
import signal
from collections.abc import Iterator
from contextlib import ExitStack, closing
from http.client import HTTPConnection

import pytest
from fake_engine import SLOW
from serving import MAX_BODY_BYTES, PATIENCE_S, connected, served, status_of, until_closed

HEAD = b"POST /v1/quotes HTTP/1.1\r\nHost: quoth\r\nContent-Type: text/plain\r\n"
SLOW_REQUEST = HEAD + b"Content-Length: %d\r\n\r\n%b" % (len(SLOW), SLOW.encode())


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with served() as (port, _):
        yield port


def test_one_connection_serves_many_requests(port: int) -> None:
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)) as connection:
        for _ in range(3):
            connection.request("POST", "/v1/quotes", "“a”".encode(), {"Content-Type": "text/plain"})
            response = connection.getresponse()
            assert response.status == 200
            assert not response.will_close
            assert len(json.load(response)["quotes"]) == 1


@pytest.mark.parametrize(
    "start",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"POST /v1/quo", id="a part of the request line"),
        pytest.param(HEAD, id="a part of the headers"),
        pytest.param(HEAD + b"Content-Length: 100\r\n\r\nabc", id="a part of the body"),
        pytest.param(HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", id="a part of the chunks"),
    ],
)
def test_silent_clients_stop_nobody_and_are_sent_away(port: int, start: bytes) -> None:
    with ExitStack() as stack:
        silent = [stack.enter_context(connected(port)) for _ in range(40)]
        for connection in silent:
            connection.sendall(start)
        assert status_of(port, "/healthz") == 200
        assert status_of(port, "/readyz") == 200
        for connection in silent:
            answer = until_closed(connection)
            assert b" 200 " not in answer
            if b"\r\n\r\n" in start and b"Content-Length" in start:
                assert answer.startswith(b"HTTP/1.1 400 ")
                assert b"/problems/incomplete-body" in answer


def test_clients_that_say_nothing_are_sent_away_before_an_upload_would_be() -> None:
    with served(QUOTH_UPLOAD_TIMEOUT_S="300") as (port, _), connected(port) as connection:
        assert until_closed(connection) == b""


def test_more_silent_clients_than_threads_stop_it_for_no_longer_than_an_upload_may_take(port: int) -> None:
    with ExitStack() as stack:
        for _ in range(150):
            stack.enter_context(connected(port)).sendall(HEAD)
        assert status_of(port, "/healthz") == 200


def test_an_analysis_may_take_longer_than_an_upload() -> None:
    with served(QUOTH_UPLOAD_TIMEOUT_S="1", FAKE_SLOW_S="2") as (port, _), connected(port) as connection:
        for _ in range(2):  # the second shows that the connection lives on
            connection.sendall(SLOW_REQUEST)
            assert connection.recv(12) == b"HTTP/1.1 200"
            answer = b""
            while not answer.endswith(b"}\n"):
                answer += connection.recv(65536)


@pytest.mark.parametrize("chunked", [True, False])
@pytest.mark.parametrize("last", ["keep-alive", "close"])
@pytest.mark.parametrize("size", [MAX_BODY_BYTES + 1, 5_000_000])
def test_a_body_over_the_limit_is_answered_even_to_who_sends_it_all_first(
    port: int, size: int, last: str, chunked: bool
) -> None:
    body = (b" " * min(1000, size - start) for start in range(0, size, 1000))
    headers = {"Content-Type": "text/plain", "Connection": last}
    headers |= {"Transfer-Encoding": "chunked"} if chunked else {"Content-Length": str(size)}
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)) as connection:
        connection.request("POST", "/v1/quotes", body, headers, encode_chunked=chunked)
        response = connection.getresponse()
        assert response.status == 413
        assert json.load(response)["limit"] == MAX_BODY_BYTES


def test_a_declared_body_over_the_limit_is_answered_before_it_is_sent(port: int) -> None:
    with connected(port) as connection:
        connection.sendall(HEAD + b"Content-Length: 5000000\r\n\r\n")
        assert connection.recv(12) == b"HTTP/1.1 413"


@pytest.mark.parametrize(
    "request_bytes",
    [
        pytest.param(
            HEAD + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", id="two lengths"
        ),
        pytest.param(HEAD + b"Content-Length: -3\r\n\r\nabc", id="negative length"),
        pytest.param(HEAD + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc", id="lengths that differ"),
        pytest.param(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n", id="chunk without a size"),
        pytest.param(HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabcde\r\n0\r\n\r\n", id="chunk over its size"),
    ],
)
def test_ambiguous_framing_is_refused_and_the_connection_ends(port: int, request_bytes: bytes) -> None:
    with connected(port) as connection:
        connection.sendall(request_bytes + b"GET /version HTTP/1.1\r\nHost: quoth\r\n\r\n")
        answer = until_closed(connection)
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert answer.count(b"HTTP/1.1 ") == 1


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        pytest.param(b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: quoth\r\n\r\n", b"414", id="request line"),
        pytest.param(b"GET / HTTP/1.1\r\nHost: quoth\r\nX-A: " + b"a" * 9000 + b"\r\n\r\n", b"431", id="one header"),
        pytest.param(b"GET / HTTP/1.1\r\nHost: quoth\r\n" + b"X-A: a\r\n" * 200 + b"\r\n", b"431", id="many headers"),
    ],
)
def test_over_long_heads(port: int, request_bytes: bytes, status: bytes) -> None:
    with connected(port) as connection:
        connection.sendall(request_bytes)
        assert until_closed(connection).startswith(b"HTTP/1.1 " + status)


def test_sigterm_ends_it_with_success() -> None:
    with served(QUOTH_WORKERS="2") as (port, process):
        assert status_of(port, "/healthz") == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_S) == 0


def test_sigterm_waits_for_the_request_in_work() -> None:
    with served(FAKE_SLOW_S="2") as (port, process), connected(port) as connection:
        connection.sendall(SLOW_REQUEST)
        assert status_of(port, "/healthz") == 200  # so the request before has been taken
        process.send_signal(signal.SIGTERM)
        assert connection.recv(12) == b"HTTP/1.1 200"
        assert process.wait(PATIENCE_S) == 0
