"""What the command prints: JSON, lines of JSON, CSV and tables, and bars of progress. No model is loaded."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from command_line import ARTICLE, Run
from rich.cells import cell_len
from terminals import Stream, Terminal


@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_standard_input_gives_one_object_without_id(quoth: Any, arguments: tuple[str, ...]) -> None:
    run = quoth("extract", *arguments, stdin=ARTICLE)
    body = json.loads(run.out)
    assert (run.code, run.err, body["id"]) == (0, "", None)
    assert body["quotes"][0]["content"]["text"] == "We agree"


@pytest.mark.parametrize(
    ("files", "ids"),
    [
        (["article.txt"], "article.txt"),  # one input: an object
        (["article.txt", "silent.txt"], ["article.txt", "silent.txt"]),  # several: an array, in order
        (["missing.txt", "silent.txt"], ["silent.txt"]),  # even when only one could be answered
        (["missing.txt", "folder"], []),
    ],
)
def test_json(quoth: Any, files: list[str], ids: Any) -> None:
    body = json.loads(quoth("extract", *files).out)
    assert (body["id"] if isinstance(body, dict) else [b["id"] for b in body]) == ids


def test_json_of_one_input_that_fails_is_nothing(quoth: Any) -> None:
    assert quoth("extract", "missing.txt").out == ""


def test_ndjson_is_one_line_an_input(quoth: Any) -> None:
    lines = quoth("extract", "--format", "ndjson", "article.txt", "silent.txt").out.splitlines()
    assert [(b["id"], len(b["quotes"])) for b in map(json.loads, lines)] == [("article.txt", 1), ("silent.txt", 0)]


def test_csv_is_one_row_a_quote(quoth: Any) -> None:
    out = quoth("extract", "--format", "csv", "--target", "EU", "silent.txt", "article.txt").out
    assert list(csv.DictReader(io.StringIO(out))) == [
        {
            "file": "article.txt", "quote": "q0", "type": "direct", "medium": "speech",
            "speaker": "Ann", "kind": "person", "role": "baker", "affiliation": "bakery", "anonymous": "false",
            "members": "Bo", "cue": "says", "addressee": "Ann", "content": "We agree", "spans": "3-11",
            "stance": "oppose", "targets": "EU=neutral", "confidence": "0.5", "rule": "fake",
        }
    ]  # fmt: skip


def test_csv_has_its_column_names_without_quotes_too(quoth: Any) -> None:
    assert quoth("extract", "--format", "csv", "silent.txt").out.startswith("file,quote,type,")


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_table_fits_the_terminal(quoth: Any, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    run = quoth("extract", "--format", "table", "article.txt", "silent.txt", "wide.txt")
    assert all(cell_len(line) <= columns for line in run.out.splitlines())
    for part in ("article.txt\n", "Ann, baker", "direct", "oppose", "0.50", "We agree", "silent.txt\nno quotes found"):
        assert part in run.out


def test_table_elsewhere_than_in_a_terminal_is_text_of_80_columns(quoth: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")  # nor do colours come where the user's shell asks rich for them
    assert quoth("extract", "--format", "table", "article.txt", "wide.txt") == Run(
        0,
        "article.txt\n"
        "SPEAKER            TYPE      STANCE   CONF  QUOTE\n"
        "Ann, baker         direct    oppose   0.50  We agree\n"
        "\n"
        "wide.txt\n"
        "SPEAKER            TYPE      STANCE   CONF  QUOTE\n"
        "Ann, baker         direct    oppose   0.50  港は閉鎖されたままです。船は入れませ\n"
        "                                            ん。 [b]:smile:[/b]\n",
        "",
    )


def test_table_has_a_bold_head_in_a_terminal(quoth: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal(monkeypatch, "stdout")
    assert quoth("extract", "--format", "table", "article.txt").code == 0
    head, row = terminal.getvalue().splitlines()
    assert "\x1b[1mSPEAKER" in head
    assert row.split(None, 1)[0] == "Ann,"
    assert "\x1b" not in row


@pytest.mark.parametrize(
    ("files", "terminals", "bar"),
    [
        (["article.txt", "silent.txt"], ["stderr"], True),
        (["article.txt", "silent.txt"], [], False),
        (["article.txt", "silent.txt"], ["stdout", "stderr"], False),  # what is printed there tells how far it is
        (["article.txt"], ["stderr"], False),  # there is nothing between nothing and all
    ],
)
def test_a_bar_stands_on_stderr_alone_and_only_in_a_terminal(
    quoth: Any, monkeypatch: pytest.MonkeyPatch, files: list[str], terminals: list[Stream], bar: bool
) -> None:
    plain = quoth("extract", *files)
    shown = {name: Terminal(monkeypatch, name) for name in terminals}
    run = quoth("extract", *files)
    out = shown["stdout"].getvalue() if "stdout" in shown else run.out
    err = shown["stderr"].getvalue() if "stderr" in shown else run.err
    assert (run.code, out) == (0, plain.out)
    assert ("0/2" in err) is bar
    assert bar or err == ""


def test_errors_stand_above_the_bar(quoth: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal(monkeypatch, "stderr")
    assert quoth("extract", "missing.txt", "silent.txt").code == 1
    assert "\x1b[2Kquoth: missing.txt: No such file or directory\n" in terminal.getvalue()
    assert terminal.getvalue().endswith("\x1b[2K")  # at last the bar is wiped away


def test_a_dumb_terminal_gets_no_bar(quoth: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal(monkeypatch, "stderr", kind="dumb")
    assert quoth("extract", "missing.txt", "silent.txt").code == 1
    assert terminal.getvalue() == "quoth: missing.txt: No such file or directory\n"


def test_table_does_not_let_an_article_steer_the_terminal(quoth: Any) -> None:
    Path("evil\x1b[2J.txt").write_text(ARTICLE, encoding="utf-8")
    assert "\x1b" not in quoth("extract", "--format", "table", "evil\x1b[2J.txt", "article.txt").out
