"""Lines of JSON: how they are cut from what arrives, and how a stream of them is answered."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from fake_engine import BROKEN, HOLDER
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
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
