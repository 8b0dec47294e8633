"""Hostile inputs and the answer each must get, where the wire does not matter (`test_server` has the wire)."""

import gzip
import io
import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

JSON = "application/json"
LIMIT = 10_000  # max_body_bytes in conftest
KINDS_OF_HTTP = "about:blank"


def assert_problem(response: TestResponse, status: int, kind: str) -> dict[str, Any]:
    assert response.status_code == status, response.text
    assert response.content_type == "application/problem+json"
    document: dict[str, Any] = json.loads(response.data)
    assert document["status"] == status
    assert document["type"] == (kind if kind == KINDS_OF_HTTP else f"/problems/{kind}")
    assert document["title"]
    assert document["detail"]
    return document


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        pytest.param(b'{"text": ', 400, "malformed-json", id="1 malformed"),
        pytest.param(b"", 400, "malformed-json", id="1 empty"),
        pytest.param(b'[{"text": ""}]', 422, "invalid-request", id="3 array"),
        pytest.param(b"null", 422, "invalid-request", id="3 null"),
        pytest.param(b'"text"', 422, "invalid-request", id="3 string"),
        pytest.param(b'{"text": "", "min_confidence": NaN}', 422, "invalid-request", id="8 NaN"),
        pytest.param(b'{"text": Infinity}', 422, "invalid-request", id="8 Infinity"),
        pytest.param(b'{"text": "", "min_confidence": %b}' % (b"9" * 5000), 400, "malformed-json", id="9 digits"),
        pytest.param(b'{"text": %b' % (b"[" * 9000), 400, "malformed-json", id="10 nested"),
        pytest.param(b'{"text": "a", "text": "b"}', 400, "malformed-json", id="11 key twice"),
        pytest.param(b'{"text": "\xff"}', 400, "invalid-encoding", id="12 not UTF-8"),
        pytest.param(rb'{"text": "\ud800"}', 422, "invalid-request", id="13 escaped surrogate"),
        pytest.param(b'{"text": "\xed\xa0\x80"}', 422, "invalid-request", id="13 raw surrogate"),
        pytest.param('{"text": ""}'.encode("utf-16"), 400, "invalid-encoding", id="15 UTF-16"),
        pytest.param('{"text": ""}'.encode("utf-32-be"), 400, "malformed-json", id="15 UTF-32"),
    ],
)
@pytest.mark.parametrize("path", ["/v1/quotes", "/v1/quotes/batch"])
def test_bad_json(client: FlaskClient, path: str, body: bytes, status: int, kind: str) -> None:
    assert_problem(client.post(path, data=body, content_type=JSON), status, kind)


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        pytest.param({}, "/text", id="4 missing"),
        pytest.param({"text": None}, "/text", id="4 null"),
        pytest.param({"text": 7}, "/text", id="4 number"),
        pytest.param({"text": "", "txt": ""}, "/txt", id="6 unknown"),
        pytest.param({"text": "", "min_confidence": "0.7"}, "/min_confidence", id="7 string for a number"),
        pytest.param({"text": "", "strict": "yes"}, "/strict", id="7 string for a boolean"),
    ],
)
def test_a_wrong_field_is_named(client: FlaskClient, fields: dict[str, Any], where: str) -> None:
    document = assert_problem(client.post("/v1/quotes", json=fields), 422, "invalid-request")
    assert [error["pointer"] for error in document["errors"]] == [where]


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        pytest.param(b"caf\xe9", 400, "invalid-encoding", id="12 Latin-1"),
        pytest.param(b"caf\xc3", 400, "invalid-encoding", id="12 cut off"),
        pytest.param("café".encode("utf-16"), 400, "invalid-encoding", id="12 UTF-16"),
        pytest.param(b"a\xed\xa0\x80", 422, "invalid-request", id="13 raw surrogate"),
    ],
)
def test_bad_plain_text(client: FlaskClient, body: bytes, status: int, kind: str) -> None:
    assert_problem(client.post("/v1/quotes", data=body, content_type="text/plain"), status, kind)


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({}, id="2 missing"),
        pytest.param({"Content-Type": ""}, id="2 empty"),
        pytest.param({"Content-Type": "nonsense"}, id="2 nonsense"),
        pytest.param({"Content-Type": "application/x-www-form-urlencoded"}, id="2 form"),
        pytest.param({"Content-Type": "application/ld+json"}, id="2 other JSON"),
        pytest.param({"Content-Type": "application/x-ndjson"}, id="2 lines of JSON"),
        pytest.param({"Content-Type": "text/plain; charset=iso-8859-1"}, id="2 other charset"),
        pytest.param({"Content-Type": JSON, "Content-Encoding": "gzip"}, id="19 gzip"),
        pytest.param({"Content-Type": JSON, "Content-Encoding": "identity, br"}, id="19 brotli"),
    ],
)
def test_what_is_not_read(client: FlaskClient, headers: dict[str, str]) -> None:
    response = client.post("/v1/quotes", data=gzip.compress(b'{"text": ""}'), headers=headers)
    document = assert_problem(response, 415, "unsupported-media-type")
    assert document["accepted"] == [JSON, "text/plain"]
    assert response.headers["Accept"] == "application/json, text/plain"
    assert response.headers["Accept-Encoding"] == "identity"


@pytest.mark.parametrize("content_type", [JSON, "text/plain"])
def test_a_declared_body_over_the_limit_is_refused_unread(client: FlaskClient, content_type: str) -> None:
    class Unreadable(io.RawIOBase):
        def readinto(self, _: Any) -> int:
            raise AssertionError("The body was read.")

    declared = {"wsgi.input": Unreadable(), "CONTENT_LENGTH": str(LIMIT + 1)}
    response = client.post("/v1/quotes", content_type=content_type, environ_overrides=declared)
    document = assert_problem(response, 413, "body-too-large")
    assert (document["limit"], document["actual"]) == (LIMIT, LIMIT + 1)


def test_a_body_at_the_limit_is_read(client: FlaskClient) -> None:
    body = b'{"text": ""' + b" " * (LIMIT - 12) + b"}"
    assert len(body) == LIMIT
    assert client.post("/v1/quotes", data=body, content_type=JSON).status_code == 200


@pytest.mark.parametrize("content_type", [JSON, "text/plain"])
@pytest.mark.parametrize(("extra", "status"), [(0, 200), (1, 413), (5000, 413)])
def test_a_chunked_body_is_refused_over_the_limit_and_never_cut(
    client: FlaskClient, content_type: str, extra: int, status: int
) -> None:
    body = b'{"text": ""}'.ljust(LIMIT) if content_type == JSON else "😀".encode() * (LIMIT // 4)
    stream = io.BytesIO(body + b" " * extra)
    chunked = {"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input": stream}
    response = client.post("/v1/quotes", content_type=content_type, environ_overrides=chunked)
    assert response.status_code == status
    if status == 413:
        assert assert_problem(response, 413, "body-too-large")["limit"] == LIMIT


def test_a_body_shorter_than_declared_is_refused(client: FlaskClient) -> None:
    cut = {"wsgi.input_terminated": True, "CONTENT_LENGTH": "9"}
    response = client.post("/v1/quotes", data=b"abc", content_type="text/plain", environ_overrides=cut)
    assert_problem(response, 400, "incomplete-body")


@pytest.mark.parametrize("plain", [True, False])
def test_a_text_over_the_limit(client: FlaskClient, plain: bool) -> None:
    text = "é" * 3001
    body: dict[str, Any] = {"data": text.encode(), "content_type": "text/plain"} if plain else {"json": {"text": text}}
    document = assert_problem(client.post("/v1/quotes", **body), 413, "text-too-long")
    assert (document["limit"], document["actual"]) == (3000, 3001)


def test_strict_refuses_what_would_be_a_warning(client: FlaskClient) -> None:
    assert [w["code"] for w in (client.post("/v1/quotes", json={"text": "“a"}).json or {})["warnings"]] == [
        "unclosed-quotation-mark"
    ]
    response = client.post("/v1/quotes", json={"text": "“a", "strict": True})
    document = assert_problem(response, 422, "strict-refusal")
    assert document["warnings"] == [{"code": "unclosed-quotation-mark", "detail": "Never closed."}]


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/v1/quotes", {"POST", "OPTIONS"}),
        ("DELETE", "/v1/quotes/batch", {"POST", "OPTIONS"}),
        ("POST", "/healthz", {"GET", "HEAD", "OPTIONS"}),
    ],
)
def test_a_wrong_method(client: FlaskClient, method: str, path: str, allowed: set[str]) -> None:
    response = client.open(path, method=method)
    assert_problem(response, 405, KINDS_OF_HTTP)
    assert set(response.headers["Allow"].split(", ")) == allowed


@pytest.mark.parametrize("path", ["/v1", "/v1/quotes/", "/v2/quotes", "/static/x", "/docs/none.js", "/problems/none"])
def test_an_unknown_path(client: FlaskClient, path: str) -> None:
    assert_problem(client.get(path), 404, KINDS_OF_HTTP)


def test_a_problem_says_nothing_of_the_text(client: FlaskClient) -> None:
    for body in (b'{"text": "secret"', b'{"text": "secret", "text": "secret"}', b'{"text": ["secret"]}'):
        response = client.post("/v1/quotes", data=body, content_type=JSON)
        assert response.status_code in (400, 422)
        assert "secret" not in response.text
