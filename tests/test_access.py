"""Who may ask, how often, and what browsers are told."""

from __future__ import annotations

from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from fake_engine import FakeAnalyzer
from flask.testing import FlaskClient

from service.settings import Settings
from service.web import RateLimit, create_app, hashed, new_key
from service.web.access import known
from service.web.rate_limit import MINUTE_S

KEYS = ("first-key", "second-key")
ORIGIN = "https://news.example"


def client_of(settings: Settings, rate_limit: RateLimit | None = None) -> FlaskClient:
    return create_app(settings, FakeAnalyzer(), rate_limit).test_client()


@pytest.fixture
def guarded() -> FlaskClient:
    return client_of(Settings(api_keys=tuple(map(hashed, KEYS))))


def post(client: FlaskClient, **headers: str) -> Any:
    return client.post("/v1/quotes", json={"text": ""}, headers=headers)


@pytest.mark.parametrize("value", ["Bearer first-key", "Bearer second-key", "bearer  first-key "])
def test_a_known_key_is_let_in(guarded: FlaskClient, value: str) -> None:
    assert post(guarded, Authorization=value).status_code == 200


@pytest.mark.parametrize(
    "value", ["", "Bearer", "Bearer ", "Bearer third-key", "Bearer first-ke", "Basic first-key", hashed(KEYS[0])]
)
def test_nobody_else_is(guarded: FlaskClient, value: str) -> None:
    response = post(guarded, **({"Authorization": value} if value else {}))
    assert response.status_code == 401
    assert response.json["type"] == "/problems/unauthorized"
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="quoth"'


def test_the_stored_hash_opens_nothing(guarded: FlaskClient) -> None:
    assert post(guarded, Authorization="Bearer " + hashed(KEYS[0])).status_code == 401


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/healthz", 200),
        ("/version", 200),
        ("/openapi.yaml", 200),
        ("/docs/", 200),
        ("/problems/overloaded", 200),
        ("/metrics", 401),
        ("/v1/quotes", 401),
        ("/v1/quotes/batch", 401),
        ("/healthz/../v1/quotes", 401),
        ("/none", 401),
    ],
)
def test_what_needs_a_key(guarded: FlaskClient, path: str, status: int) -> None:
    assert guarded.get(path).status_code == status


def test_keys_and_their_hashes() -> None:
    key = new_key()
    assert len(key) >= 43  # 256 bits
    assert hashed(key).startswith("sha256:")
    assert key not in hashed(key)
    assert known(key, (hashed("a"), hashed(key)))
    assert not known(key, ())
    assert key not in repr(Settings(api_keys=(hashed(key),)))
    assert hashed(key) not in repr(Settings(api_keys=(hashed(key),)))


def test_so_many_requests_and_no_more(tmp_path: Path) -> None:
    client = client_of(Settings(), RateLimit(3, tmp_path))
    assert [post(client).status_code for _ in range(5)] == [200, 200, 200, 429, 429]
    response = post(client)
    assert response.json["type"] == "/problems/too-many-requests"
    assert 1 <= int(response.headers["Retry-After"]) <= MINUTE_S / 3
    assert [client.get(path).status_code for path in ("/healthz", "/metrics")] == [200, 200]


@pytest.mark.parametrize(("hops", "statuses"), [(0, [200, 429, 429]), (1, [200, 200, 429])])
def test_clients_are_told_apart_by_the_address_that_a_trusted_proxy_saw(
    tmp_path: Path, hops: int, statuses: list[int]
) -> None:
    client = client_of(Settings(proxy_hops=hops), RateLimit(1, tmp_path))
    addresses = ["192.0.2.1", "192.0.2.2", "198.51.100.7, 192.0.2.1"]
    assert [post(client, **{"X-Forwarded-For": address}).status_code for address in addresses] == statuses


def test_clients_with_keys_are_told_apart_by_their_keys(tmp_path: Path) -> None:
    client = client_of(Settings(api_keys=tuple(map(hashed, KEYS))), RateLimit(1, tmp_path))
    asked = [post(client, Authorization=f"Bearer {key}").status_code for key in (*KEYS, *KEYS)]
    assert asked == [200, 200, 429, 429]


def test_the_rate_is_paid_back_over_the_minute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now_s = 1000.0
    monkeypatch.setattr("service.web.rate_limit.monotonic", lambda: now_s)
    limit = RateLimit(4, tmp_path)
    assert [limit.ask("a") for _ in range(5)] == [0, 0, 0, 0, 15]
    assert limit.ask("b") == 0
    now_s += 15
    assert [limit.ask("a") for _ in range(2)] == [0, 15]
    now_s += 60
    assert [limit.ask("a") for _ in range(5)] == [0, 0, 0, 0, 15]


def _pass(limit: RateLimit, passed: Any) -> None:
    for _ in range(50):
        if not limit.ask("a"):
            with passed.get_lock():
                passed.value += 1


def test_the_rate_is_one_for_all_processes(tmp_path: Path) -> None:
    limit, context = RateLimit(100, tmp_path), get_context("fork")
    passed = context.Value("i", 0)
    workers = [context.Process(target=_pass, args=(limit, passed)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert passed.value == 100


def preflight(client: FlaskClient, origin: str = ORIGIN) -> Any:
    asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    return client.options("/v1/quotes", headers=asked)


def test_pages_of_other_origins_may_not_ask_by_default(client: FlaskClient) -> None:
    for response in (preflight(client), post(client, Origin=ORIGIN)):
        assert not [name for name, _ in response.headers if name.startswith("Access-Control")]


def test_pages_of_a_permitted_origin_may_ask() -> None:
    client = client_of(Settings(cors_origins=(ORIGIN,), api_keys=(hashed("key"),)))
    assert preflight(client).status_code == 200
    assert preflight(client).headers["Access-Control-Allow-Origin"] == ORIGIN
    assert preflight(client).headers["Access-Control-Max-Age"] == "600"
    assert "Access-Control-Allow-Origin" not in preflight(client, "https://other.example").headers
    refused = post(client, Origin=ORIGIN)  # a page must be able to read its refusal
    assert refused.status_code == 401
    assert refused.headers["Access-Control-Allow-Origin"] == ORIGIN


@pytest.mark.parametrize("path", ["/healthz", "/none", "/docs/", "/openapi.yaml", "/metrics"])
def test_every_answer_tells_browsers_to_be_careful(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_the_settings_of_access_are_taken() -> None:
    settings = Settings.from_environment(
        {"QUOTH_API_KEYS": f"{hashed('a')}, {hashed('b')}", "QUOTH_CORS_ORIGINS": ORIGIN, "QUOTH_PROXY_HOPS": "0"}
    )
    assert settings == replace(Settings(), api_keys=(hashed("a"), hashed("b")), cors_origins=(ORIGIN,))
