import json
import threading
from typing import Any

import pytest
from fake_engine import BROKEN, HOLDER, SLOW, FakeAnalyzer
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.output import Options
from service.stance import Target

BREAD = f"“Bread” {HOLDER}."


def contents(response: TestResponse) -> list[str]:
    assert response.status_code == 200, response.text
    return [quote["content"]["text"] for quote in (response.json or {})["quotes"]]


def places(response: TestResponse) -> list[str]:
    return [error.get("pointer", error.get("parameter")) for error in (response.json or {})["errors"]]


def test_json(client: FlaskClient) -> None:
    response = client.post("/v1/quotes", json={"text": BREAD, "id": "a1", "source": "Courier", "offset_unit": "utf8"})
    assert contents(response) == ["Bread"]
    assert response.content_type == "application/json"
    answer = response.json or {}
    assert (answer["id"], answer["source"], answer["title"], answer["offset_unit"]) == ("a1", "Courier", None, "utf8")
    assert answer["quotes"][0]["content"]["spans"] == [{"start": 3, "end": 8, "text": "Bread"}]
    assert list(answer)[:5] == ["id", "title", "published", "source", "language"]


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "text/plain; charset=utf-8", 'TEXT/PLAIN; charset="UTF-8"', "text/plain;charset=us-ascii"],
)
def test_plain_text(client: FlaskClient, content_type: str) -> None:
    response = client.post("/v1/quotes", data=BREAD.encode(), content_type=content_type)
    assert contents(response) == ["Bread"]


def test_plain_text_with_options(client: FlaskClient, analyzer: FakeAnalyzer) -> None:
    path = "/v1/quotes?offset_unit=utf16&media=thought&targets=bread&min_confidence=0.4&strict=true"
    response = client.post(path, data=BREAD.encode(), content_type="text/plain")
    assert (response.json or {})["offset_unit"] == "utf16"
    assert analyzer.asked[-1] == Options(frozenset({"thought"}), (Target("bread"),), 0.4, True)


@pytest.mark.parametrize("content_type", ["application/json", "text/plain"])
def test_a_wrong_query_names_its_parameter(client: FlaskClient, content_type: str) -> None:
    response = client.post("/v1/quotes?strct=true", data=b'{"text": ""}', content_type=content_type)
    assert response.status_code == 422
    assert places(response) == ["strct"]


def test_the_same_request_gives_the_same_bytes(client: FlaskClient) -> None:
    request = {"text": BREAD + " “שלום” " + BREAD, "targets": ["b", "a"]}
    assert len({client.post("/v1/quotes", json=request).data for _ in range(5)}) == 1


@pytest.mark.parametrize("text", ["", " ", "\n\t\u00a0\n", "\0\x01\x1f\x7f"])
def test_a_text_without_words_has_no_quotes(client: FlaskClient, text: str) -> None:
    assert contents(client.post("/v1/quotes", json={"text": text})) == []
    assert contents(client.post("/v1/quotes", data=text.encode(), content_type="text/plain")) == []


@pytest.mark.parametrize(
    "text", ["\0“a\0b”", "\r\n“a”\r\n", "\ufeff“a”", "👩‍👩‍👧 “é” e\u0301", "\u202e“a”", "<script>“a”</script>"]
)
@pytest.mark.parametrize("plain", [True, False])
def test_offsets_count_every_character_that_was_sent(client: FlaskClient, text: str, plain: bool) -> None:
    body: dict[str, Any] = {"data": text.encode(), "content_type": "text/plain"} if plain else {"json": {"text": text}}
    [quote] = (client.post("/v1/quotes", **body).json or {})["quotes"]
    [span] = quote["content"]["spans"]
    assert text[span["start"] : span["end"]] == span["text"] == quote["content"]["text"]


def test_a_byte_order_mark_before_json_is_no_part_of_it(client: FlaskClient) -> None:
    body = b"\xef\xbb\xbf" + json.dumps({"text": "“a”"}).encode()
    answer = client.post("/v1/quotes", data=body, content_type="application/json").json or {}
    assert answer["quotes"][0]["content"]["spans"] == [{"start": 1, "end": 2, "text": "a"}]


def test_a_batch_answers_each_article_in_order(client: FlaskClient) -> None:
    articles: list[Any] = [{"id": str(i), "text": f"“{i}” {HOLDER}"} for i in range(50)]
    articles[7] = {"id": "7", "text": None}
    articles[8] = "text"
    response = client.post("/v1/quotes/batch", json={"articles": articles})
    assert response.status_code == 200
    results = (response.json or {})["results"]
    assert [r["id"] for r in results] == [str(i) if i != 8 else None for i in range(50)]
    assert [r["status"] for r in results if "status" in r] == [422, 422]
    assert results[7]["errors"] == [{"pointer": "/articles/7/text", "detail": "Field may not be null."}]
    assert results[8]["errors"] == [{"pointer": "/articles/8", "detail": "Not an object."}]
    assert [r["quotes"][0]["content"]["text"] for r in results if "quotes" in r] == [
        str(i) for i in range(50) if i not in (7, 8)
    ]


def test_a_batch_of_one_gives_what_a_single_request_gives(client: FlaskClient) -> None:
    request = {"id": "x", "text": BREAD, "offset_unit": "utf8", "targets": ["bread"]}
    [result] = (client.post("/v1/quotes/batch", json={"articles": [request]}).json or {})["results"]
    assert result == client.post("/v1/quotes", json=request).json


def test_what_the_engine_refuses_is_the_problem_of_its_article(client: FlaskClient) -> None:
    articles = [{"text": "a" * 3001}, {"text": "“a", "strict": True}, {"text": BREAD}]
    results = (client.post("/v1/quotes/batch", json={"articles": articles}).json or {})["results"]
    assert [r.get("type") for r in results] == ["/problems/text-too-long", "/problems/strict-refusal", None]


def test_an_empty_batch_has_no_results(client: FlaskClient) -> None:
    assert client.post("/v1/quotes/batch", json={"articles": []}).json == {"results": []}


@pytest.mark.parametrize(
    ("articles", "status", "kind"),
    [([{"text": ""}] * 51, 413, "too-many-articles"), ([{"text": "", "id": "a"}] * 2, 422, "invalid-request")],
)
def test_a_batch_refused_as_a_whole(client: FlaskClient, articles: list[Any], status: int, kind: str) -> None:
    response = client.post("/v1/quotes/batch", json={"articles": articles})
    assert (response.status_code, (response.json or {})["type"]) == (status, f"/problems/{kind}")


@pytest.mark.parametrize("content_type", ["application/ndjson", "text/plain"])
def test_a_batch_is_json_or_lines_of_json(client: FlaskClient, content_type: str) -> None:
    response = client.post("/v1/quotes/batch", data=b'{"text": ""}\n', content_type=content_type)
    assert response.status_code == 415
    assert response.headers["Accept"] == "application/json, application/x-ndjson"


def test_more_requests_than_may_wait_are_refused_at_once(client: FlaskClient, analyzer: FakeAnalyzer) -> None:
    held: list[int] = []

    def hold() -> None:
        held.append(client.application.test_client().post("/v1/quotes", json={"text": SLOW}).status_code)

    threads = [threading.Thread(target=hold) for _ in range(4)]  # one is served, two may wait
    for thread in threads:
        thread.start()
    while not held:  # one of the four is refused while the others wait
        threads[0].join(0.01)
    assert held == [503]
    for path, body in (("/v1/quotes", {"text": ""}), ("/v1/quotes/batch", {"articles": []})):
        response = client.post(path, json=body)
        assert response.status_code == 503
        assert int(response.headers["Retry-After"]) > 0
        assert (response.json or {})["type"] == "/problems/overloaded"
    assert client.get("/healthz").status_code == 200
    analyzer.gate.set()
    for thread in threads:
        thread.join()
    assert sorted(held) == [200, 200, 200, 503]
    assert client.post("/v1/quotes", json={"text": ""}).status_code == 200


def test_a_fault_of_the_engine_is_500_and_logs_no_article(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    response = client.post("/v1/quotes", json={"text": BROKEN})
    assert response.status_code == 500
    assert response.content_type == "application/problem+json"
    assert "KeyError on POST /v1/quotes" in caplog.text
    assert "fake_engine.py" in caplog.text
    assert BROKEN not in caplog.text + response.text
    assert client.post("/v1/quotes", json={"text": ""}).status_code == 200
