"""A server of its own, over a real socket: gunicorn with an engine that needs no models, or with the shipped ones."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

import service

FAKE_ENGINE = (str(Path(__file__).parent / "fake_engine.py"),)
REAL_ENGINE = ("-m", "service.cli", "serve")
PATIENCE_S = 60  # for an answer on a busy machine; nothing is measured
MAX_BODY_BYTES = 10_000
SETTINGS = {
    "PYTHONPATH": str(Path(service.__file__).parent.parent),
    "QUOTH_WORKERS": "1",
    "QUOTH_MAX_BODY_BYTES": str(MAX_BODY_BYTES),
    "QUOTH_UPLOAD_TIMEOUT_S": "2",
}


@dataclass(frozen=True)
class Reply:
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@contextmanager
def served(*program: str, **settings: str) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    """A server of its own, `program` or the fake engine, once all its workers are warm: its port and its process.

    It gets SIGTERM at the end.
    """
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, **SETTINGS, **settings, "QUOTH_PORT": str(port)}
    process = subprocess.Popen(
        [sys.executable, *(program or FAKE_ENGINE)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        for line in process.stderr or ():
            if "Booting worker" in line:
                break
        warm = f"quoth_ready_workers {float(environment['QUOTH_WORKERS'])}".encode()
        while warm not in ask(port, "GET", "/metrics").body:
            time.sleep(0.02)
        yield port, process
    finally:
        process.terminate()
        process.communicate(timeout=60)


def connected(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), PATIENCE_S)


def ask(port: int, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None) -> Reply:
    """One request over a connection of its own."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)) as connection:
        connection.request(method, path, body, dict(headers or {}))
        return _reply(connection.getresponse())


def ask_raw(port: int, request: bytes) -> Reply:
    """The answer to these very bytes."""
    with connected(port) as connection:
        connection.sendall(request)
        response = HTTPResponse(connection)
        response.begin()
        return _reply(response)


def _reply(response: HTTPResponse) -> Reply:
    return Reply(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())


def status_of(port: int, path: str) -> int:
    return ask(port, "GET", path).status


def until_closed(connection: socket.socket) -> bytes:
    """All that the server sends until it closes the connection."""
    return b"".join(iter(lambda: connection.recv(65536), b""))


JSON = {"Content-Type": "application/json"}


PLAIN = {"Content-Type": "text/plain"}


HEAD = b"POST /v1/quotes HTTP/1.1\r\nHost: quoth\r\nContent-Type: text/plain\r\n"


ABOUT_BLANK = "about:blank"


def assert_problem(reply: Reply, status: int, kind: str) -> Any:
    assert reply.status == status, reply
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json["status"] == status
    assert reply.json["type"] == (kind if kind == ABOUT_BLANK else f"/problems/{kind}")
    assert reply.json["title"]
    assert reply.json["detail"]
    return reply.json


def post(port: int, body: Any, headers: dict[str, str] = JSON, path: str = "/v1/quotes") -> Reply:
    return ask(port, "POST", path, body if isinstance(body, bytes) else json.dumps(body).encode(), headers)
