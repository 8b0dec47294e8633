"""The settings of the proxy, by running it before a service: nginx, as docker-compose.yml starts it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest
from serving import Reply, ask, ask_raw, connected, served
from test_ndjson import article
from test_ndjson_streams import answer_of, chunk, opened

from service.server.serving import KEEPALIVE_S
from service.settings import Settings

CONFIGURATION = (Path(__file__).parent.parent / "service" / "proxy" / "nginx.conf").read_text(encoding="utf-8")
PLAIN = {"Content-Type": "text/plain"}
LIMITS = {"QUOTH_MAX_BODY_BYTES": str(Settings().max_body_bytes), "QUOTH_PROXY_HOPS": "1"}


@contextmanager
def proxied(folder: Path, service_port: int) -> Iterator[int]:
    """nginx before the service at `service_port`: its port."""
    program = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
    if program is None:
        pytest.skip("nginx is not installed")
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    local = {
        "quoth:8000": f"127.0.0.1:{service_port}",
        "listen 8080": f"listen 127.0.0.1:{port}",
        "/tmp/": f"{folder}/",
    }
    configuration = CONFIGURATION
    for of_compose, here in local.items():
        assert of_compose in configuration
        configuration = configuration.replace(of_compose, here)
    file = folder / "nginx.conf"
    file.write_text(configuration, encoding="utf-8")
    own = "daemon off;" + (" user root;" if os.geteuid() == 0 else "")
    subprocess.run([program, "-t", "-q", "-c", str(file), "-g", own], check=True, stderr=subprocess.DEVNULL)
    with subprocess.Popen([program, "-c", str(file), "-g", own], stderr=subprocess.DEVNULL) as process:
        for _ in range(100):
            with closing(socket.socket()) as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield port
        process.terminate()


@pytest.fixture(scope="module")
def ports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, int]]:
    """The port of the proxy, and that of the service behind it."""
    with served(**LIMITS) as (service, _), proxied(tmp_path_factory.mktemp("proxy"), service) as proxy:
        yield proxy, service


def assert_problem(reply: Reply, status: int, kind: str) -> None:
    assert reply.status == status
    assert reply.headers["content-type"] == "application/problem+json"
    assert (reply.json["status"], reply.json["type"]) == (status, kind)


def test_an_answer_passes_as_it_is(ports: tuple[int, int]) -> None:
    direct, through = (ask(port, "POST", "/v1/quotes", "“a”".encode(), PLAIN) for port in ports)
    assert direct.status == through.status == 200
    assert direct.body == through.body
    problem = ask(ports[0], "POST", "/v1/quotes", b"", PLAIN | {"Content-Encoding": "br"})
    assert_problem(problem, 415, "/problems/unsupported-media-type")


def test_slow_uploads_do_not_reach_the_service(ports: tuple[int, int]) -> None:
    head = b"POST /v1/quotes HTTP/1.1\r\nHost: q\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\nabc"
    before = connections_of(ports[1])
    with ExitStack() as stack:
        for _ in range(50):
            stack.enter_context(connected(ports[0])).sendall(head)
        time.sleep(0.5)
        assert connections_of(ports[1]) <= before
        assert ask(ports[0], "GET", "/healthz").status == 200


def connections_of(port: int) -> int:
    """How many connections to `port` are established, counted at the side that listens."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return sum(row[3] == "01" and int(row[1].split(":")[1], 16) == port for row in rows)


def test_a_stream_passes_line_by_line(ports: tuple[int, int]) -> None:
    with connected(ports[0]) as connection:
        opened(connection)
        connection.sendall(chunk(article("“a”", id="1")))
        response = answer_of(connection)
        assert json.loads(response.readline())["id"] == "1"
        connection.sendall(chunk(article("“a”", id="2")))
        assert json.loads(response.readline())["id"] == "2"
        connection.sendall(b"0\r\n\r\n")
        assert response.read() == b""


def test_its_refusals_are_problems_too(ports: tuple[int, int]) -> None:
    head = b"POST /v1/quotes HTTP/1.1\r\nHost: q\r\nContent-Type: text/plain\r\nContent-Length: 4000001\r\n\r\n"
    assert_problem(ask_raw(ports[0], head), 413, "/problems/body-too-large")
    assert_problem(ask_raw(ports[0], b"GET /%b HTTP/1.1\r\nHost: q\r\n\r\n" % (b"a" * 9000)), 414, "about:blank")
    assert_problem(ask_raw(ports[0], b"GET / HTTP/1.1\r\nX: %b\r\n\r\n" % (b"a" * 9000)), 431, "about:blank")
    assert_problem(ask_raw(ports[0], b"GET no HTTP\r\n\r\n"), 400, "about:blank")
    assert ask(ports[0], "GET", "/.problems/504").status == 404


def test_metrics_are_not_for_everyone(ports: tuple[int, int]) -> None:
    assert_problem(ask(ports[0], "GET", "/metrics"), 404, "about:blank")
    assert ask(ports[1], "GET", "/metrics").status == 200


def test_what_a_client_says_of_its_address_counts_for_nothing(tmp_path: Path) -> None:
    with served(QUOTH_RATE_LIMIT_PER_MINUTE="2", **LIMITS) as (service, _), proxied(tmp_path, service) as proxy:
        statuses = [
            ask(proxy, "POST", "/v1/quotes", b"", PLAIN | {"X-Forwarded-For": f"192.0.2.{i}"}).status for i in range(3)
        ]
    assert statuses == [200, 200, 429]


def test_without_the_service_clients_are_told_to_come_back(tmp_path: Path) -> None:
    with served(**LIMITS) as (gone, _):
        pass
    with proxied(tmp_path, gone) as proxy:
        reply = ask(proxy, "POST", "/v1/quotes", b"", PLAIN)
    assert_problem(reply, 503, "/problems/not-ready")
    assert int(reply.headers["retry-after"]) > 0


def test_its_limits_fit_those_of_the_service() -> None:
    settings = Settings()
    assert f"client_max_body_size {settings.max_body_bytes};" in CONFIGURATION
    assert f"client_body_timeout {settings.upload_timeout_s}s;" in CONFIGURATION
    assert "keepalive_timeout 60s;" in CONFIGURATION
    assert KEEPALIVE_S > 60
    assert 2 * settings.max_analysis_s < 600
    assert "proxy_read_timeout 600s;" in CONFIGURATION
