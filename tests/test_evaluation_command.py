"""`quoth evaluate`: over a folder, with the engine itself or a service, and what it says when there is no answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

import pytest
from annotated import annotation, write_corpus
from fake_engine import FakeAnalyzer
from terminals import Terminal

from service import cli
from service.cli import commands
from service.errors import EngineError
from service.evaluation import service_at
from service.evaluation.engines import TRIES
from service.settings import Settings

# The engine of the tests takes what stands in “…” for a quote, and “says Ann” behind it for its source.
TEXT = "😀 “We agree” says Ann Lee.\r\nBob Ray thinks that rain will come.\n"
ANNOTATION = annotation(TEXT, ("We agree", "says", "Ann Lee"), ("that rain will come", "thinks", "Bob Ray"))


class Run(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two articles with two quotes each, of which the engine finds one."""
    return write_corpus(tmp_path / "corpus", [("one", TEXT, ANNOTATION), ("two", TEXT, ANNOTATION)])


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> FakeAnalyzer:
    engine = FakeAnalyzer()
    monkeypatch.setattr(commands, "load_analyzer", lambda settings: engine)
    return engine


@pytest.fixture
def quoth(engine: FakeAnalyzer, capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*arguments: str) -> Run:
        return Run(cli.main(["evaluate", *arguments]), *capsys.readouterr())

    return run


class Reply(NamedTuple):
    """One answer of the service of the tests."""

    status: int
    body: bytes
    headers: dict[str, str] = {}  # noqa: RUF012 - never changed


@contextmanager
def answering(*replies: Reply) -> Iterator[tuple[str, list[Any]]]:
    """A service that gives these answers in order: its URL, and the requests that it gets."""
    waiting, requests = iter(replies), []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            requests.append((self.path, self.headers["Content-Type"], body))
            reply = next(waiting)
            self.send_response(reply.status)
            for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", requests
        finally:
            server.shutdown()
            thread.join()


SPAN = {"start": TEXT.index("We agree"), "end": TEXT.index("We agree") + len("We agree")}
NOTHING = Reply(200, b'{"quotes": []}')
ONE = Reply(
    200,
    json.dumps(
        {
            "quotes": [{"content": {"spans": [SPAN]}, "speaker": {"mention": None}}],
            "model": {"name": "m", "version": "1", "rules": "2"},
        }
    ).encode(),
)
BUSY = Reply(503, b'{"detail": "Too many requests wait."}', {"Retry-After": "0"})

# --- what is printed


def test_table(quoth: Any, corpus: Path) -> None:
    assert quoth(str(corpus)) == Run(
        0,
        "                        DETECTED             SOURCE               TOKENS\n"
        "         QUOTES  FOUND      P      R     F1      P      R     F1      P      R     F1\n"
        "all           4      2  100.0   50.0   66.7  100.0   50.0   66.7  100.0   33.3   50.0\n"
        "direct        2      2  100.0  100.0  100.0  100.0  100.0  100.0  100.0  100.0  100.0\n"
        "mixed         0      0    0.0    0.0    0.0    0.0    0.0    0.0    0.0    0.0    0.0\n"
        "indirect      2      0    0.0    0.0    0.0    0.0    0.0    0.0    0.0    0.0    0.0\n",
        "",
    )


def test_json(quoth: Any, corpus: Path) -> None:
    body = json.loads(quoth(str(corpus), "--format", "json").out)
    assert body["articles"] == 2
    assert body["model"]["name"] == "fake"
    assert list(body["scores"]) == ["all", "direct", "mixed", "indirect"]
    assert body["scores"]["all"]["detected"] == {
        "right": 2, "found": 2, "annotated": 4, "precision": 1.0, "recall": 0.5, "f1": 0.6667,
    }  # fmt: skip
    assert list(body["scores"]["all"]) == ["detected", "source", "tokens"]


def test_a_bar_where_stderr_is_a_terminal(quoth: Any, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = quoth(str(corpus))
    terminal = Terminal(monkeypatch, "stderr")
    assert quoth(str(corpus)) == plain
    assert "0/2" in terminal.getvalue()


# --- which engine, and what it is asked


def test_the_engine_is_asked_for_all_media(quoth: Any, corpus: Path, engine: FakeAnalyzer) -> None:
    quoth(str(corpus))
    assert [options.media for options in engine.asked] == [{"speech", "writing", "thought"}] * 2


def test_a_service_is_asked_for_each_text_as_it_is(quoth: Any, corpus: Path, engine: FakeAnalyzer) -> None:
    with answering(NOTHING, ONE) as (url, requests):
        run = quoth(str(corpus), "--format", "json", "--url", url + "/")
    body = {"text": TEXT, "media": ["speech", "writing", "thought"], "min_confidence": 0}
    assert requests == [("/v1/quotes", "application/json", body)] * 2
    assert engine.asked == []
    evaluation = json.loads(run.out)
    assert evaluation["scores"]["all"]["detected"]["right"] == 1
    assert evaluation["scores"]["all"]["source"]["found"] == 0
    assert evaluation["model"] == {"name": "m", "version": "1", "rules": "2"}


def test_a_busy_service_is_asked_again(quoth: Any, corpus: Path) -> None:
    with answering(BUSY, BUSY, ONE, NOTHING) as (url, requests):
        assert quoth(str(corpus), "--url", url).code == 0
    assert len(requests) == 4


def test_a_service_that_stays_busy_is_given_up() -> None:
    with (
        answering(*[BUSY] * TRIES) as (url, requests),
        pytest.raises(EngineError, match=r"/v1/quotes answered 503: Too many requests wait\.$"),
    ):
        service_at(url)("")
    assert len(requests) == TRIES


# --- what goes wrong


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(413, b'{"detail": "The text has 9 code points; the limit is 5."}'), "answered 413: The text has 9 code"),
        (Reply(404, b"<html>"), "answered 404: Not Found"),
        (Reply(500, b'["detail"]'), "answered 500: Internal Server Error"),
        (Reply(200, b"<html>"), "does not answer with quotes: Expecting value"),
        (Reply(200, b"\xff\xff"), "does not answer with quotes: "),
        (Reply(200, b"[]"), "does not answer with quotes: no object with `quotes`."),
        (Reply(200, b'{"quotes": null}'), "does not answer with quotes: no object with `quotes`."),
        (Reply(200, b'{"quotes": []}', {"Content-Length": "99"}), "gives no answer: "),  # breaks off
        (Reply(200, b'{"quotes": [{"content": {}}]}'), "is not in the form of openapi.yaml (KeyError('spans'))."),
        (Reply(200, ONE.body.replace(b'"end": 11', b'"end": 9999')), "is not in the form of openapi.yaml (IndexError"),
    ],
)
def test_one_article_without_an_answer_ends_it(quoth: Any, corpus: Path, reply: Reply, said: str) -> None:
    with answering(NOTHING, reply) as (url, _):
        run = quoth(str(corpus), "--url", url)
    assert (run.code, run.out) == (1, "")
    assert run.err.startswith("quoth: two: ")
    assert said in run.err


def test_no_service(quoth: Any, corpus: Path) -> None:
    with answering() as (url, _):
        pass
    run = quoth(str(corpus), "--url", url)
    assert (run.code, run.out) == (1, "")
    assert run.err.startswith(f"quoth: one: {url}/v1/quotes gives no answer: ")


def test_a_text_that_the_engine_refuses(quoth: Any, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "load_analyzer", lambda settings: FakeAnalyzer(max_text_chars=9))
    run = quoth(str(corpus))
    assert run.code == 1
    assert run.err == f"quoth: one: The text has {len(TEXT)} code points; the limit is 9. Send it in parts.\n"


def test_a_folder_of_another_kind_is_refused_before_the_models_load(
    quoth: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(_: Settings) -> FakeAnalyzer:
        raise AssertionError("loaded")

    monkeypatch.setattr(commands, "load_analyzer", load)
    run = quoth(str(tmp_path))
    assert (run.code, run.out) == (1, "")
    assert run.err.startswith(f"quoth: {tmp_path} has no folder text/")


@pytest.mark.parametrize("url", ["", "127.0.0.1:8000", "file:///etc/hosts", "http://", "http://a:b", "http://[::1"])
def test_what_is_no_url_of_a_service_is_wrong_use(quoth: Any, corpus: Path, url: str) -> None:
    run = quoth(str(corpus), "--url", url)
    assert (run.code, run.out) == (2, "")
    assert f"{url!r} is no URL of a service" in run.err
