"""The command line: what is printed, where, and with which exit code. No model is loaded."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from textwrap import indent
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from fake_engine import FakeAnalyzer
from rich.cells import cell_len
from terminals import Stream, Terminal

from service import __version__, cli
from service.cli import commands
from service.cli.endings import EXIT_CODES
from service.errors import InvalidText, ModelsError, StrictRefusal, TextTooLong, Warning_
from service.output import Analysis, Options
from service.settings import Settings
from service.stance import Target
from service.web.access import known

ARTICLE = "😀 “We agree” says Ann"
SILENT = "The harbour lay still."
WIDE = "“港は閉鎖されたままです。船は入れません。 [b]:smile:[/b]” says Ann"


class Engine(FakeAnalyzer):
    """Keeps the texts that it was asked for, and raises what `faults` holds for one."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.faults: dict[str, BaseException] = {}

    def analyze(self, text: str, *rest: Any) -> Analysis:
        self.texts.append(text)
        if text in self.faults:
            raise self.faults[text]
        return super().analyze(text, *rest)


class Run(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    engine = Engine()
    monkeypatch.setattr(commands, "load_analyzer", lambda settings: engine)
    return engine


@pytest.fixture
def quoth(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs the command in a folder with a few files."""
    monkeypatch.chdir(tmp_path)
    for name, text in {"article.txt": ARTICLE, "silent.txt": SILENT, "wide.txt": WIDE, "long.txt": "é" * 60}.items():
        Path(name).write_text(text, encoding="utf-8")
    Path("latin1.txt").write_bytes("“Café”".encode("cp1252"))
    Path("folder").mkdir()

    def run(*arguments: str, stdin: str = "") -> Run:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        return Run(cli.main(arguments), *capsys.readouterr())

    return run


# --- what is printed


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
            "cue": "says", "addressee": "Ann", "content": "We agree", "spans": "3-11",
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


# --- options


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        ([], Options()),
        (["--media", "thought, speech"], Options(media=frozenset({"speech", "thought"}))),
        (["--target", "EU", "--target", "Kyiv=Ukraine, Zelensky"],
         Options(targets=(Target("EU"), Target("Kyiv", ("Ukraine", "Zelensky"))))),
        (["--min-confidence", "0.5"], Options(min_confidence=0.5)),
        (["--strict"], Options(strict=True)),
    ],
)  # fmt: skip
def test_options_reach_the_analyzer(quoth: Any, engine: Engine, arguments: list[str], options: Options) -> None:
    assert quoth("extract", *arguments, stdin=SILENT).code == 0
    assert (engine.texts, engine.asked) == ([SILENT], [options])


@pytest.mark.parametrize(("unit", "start"), [("code_point", 3), ("utf16", 4), ("utf8", 8)])
def test_offset_unit(quoth: Any, unit: str, start: int) -> None:
    body = json.loads(quoth("extract", "--offset-unit", unit, "article.txt").out)
    assert body["quotes"][0]["content"]["spans"][0]["start"] == start


def test_text_reaches_the_analyzer_as_it_is(quoth: Any, engine: Engine) -> None:
    Path("dos.txt").write_bytes("\ufeffOne.\r\nTwo.\r".encode())
    quoth("extract", "dos.txt")
    assert engine.texts[0] == "\ufeffOne.\r\nTwo.\r"


# --- what goes wrong


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing.txt", "missing.txt: No such file or directory"),
        ("folder", "folder: Is a directory"),
        ("latin1.txt", "latin1.txt: Not UTF-8 at byte 0. Convert it first"),
        ("long.txt", "long.txt: More than 100 bytes; the limit is 25 code points."),
    ],
)
def test_an_unusable_file_costs_a_line_and_the_exit_code_alone(
    quoth: Any, monkeypatch: pytest.MonkeyPatch, name: str, said: str
) -> None:
    monkeypatch.setenv("QUOTH_MAX_TEXT_CHARS", "25")
    run = quoth("extract", "--format", "ndjson", name, "silent.txt")
    assert run.code == 1
    assert run.err.startswith(f"quoth: {said}")
    assert run.err.count("\n") == 1
    assert [json.loads(line)["id"] for line in run.out.splitlines()] == ["silent.txt"]


@pytest.mark.parametrize(
    ("fault", "code", "said"),
    [
        (
            TextTooLong(10, 22),
            1,
            "quoth: silent.txt: The text has 22 code points; the limit is 10. Send it in parts.\n",
        ),
        (InvalidText("No text."), 1, "quoth: silent.txt: No text.\n"),
        (StrictRefusal((Warning_("language", "…"),)), 1, "quoth: silent.txt: Refused because of `strict`: language.\n"),
        (ModelsError("The model file a.pt\nis missing."), 3, "quoth: The model file a.pt is missing.\n"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_faults_of_the_analysis(quoth: Any, engine: Engine, fault: BaseException, code: int, said: str) -> None:
    engine.faults[SILENT] = fault
    run = quoth("extract", "silent.txt")
    assert (run.code, run.out, run.err) == (code, "", said)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Missing command. See quoth --help."),
        (["extrac"], "No such command 'extrac'."),
        (["models"], "Missing command. See quoth models --help."),
        (["extract", "--loud"], "No such option '--loud'."),
        (
            ["extract", "--format", "xml"],
            "'xml' is not one of 'json', 'ndjson', 'csv', 'table'. See quoth extract --help.",
        ),
        (["extract", "--media", "song"], "'song' is no list of speech, writing, thought"),
        (["extract", "--media", ""], "'' is no list of"),
        (["extract", "--target", "=EU"], "'=EU' names nobody"),
        (["extract", "--min-confidence", "2"], "'2' is no number from 0 to 1"),
        (["extract", "--min-confidence", "nan"], "'nan' is no number from 0 to 1"),
        (["extract", "--offset-unit", "bytes"], "'bytes' is not one of"),
        (["serve", "--port", "0"], "QUOTH_PORT must be"),
        (["serve", "--port"], "'--port' requires an argument"),
        (["models", "fetch"], "Missing argument 'DIR'."),
        (["models", "list", "a", "b"], "unexpected extra argument (b)"),
    ],
)
def test_wrong_use_ends_with_2_and_says_why(quoth: Any, arguments: list[str], said: str) -> None:
    run = quoth(*arguments)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("quoth: ")
    assert run.err.count("\n") == 1
    assert said in run.err


def test_a_wrong_setting_ends_with_2(quoth: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUOTH_MAX_TEXT_CHARS", "many")
    run = quoth("extract", "article.txt")
    assert run.code == 2
    assert run.err.startswith("quoth: QUOTH_MAX_TEXT_CHARS must be")


def test_models_are_not_loaded_when_there_is_nothing_to_read(quoth: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "load_analyzer", lambda settings: pytest.fail("loaded"))
    assert quoth("extract", "missing.txt", "folder").code == 1


@pytest.mark.parametrize("arguments", [["models", "list"], ["--help"]])
def test_a_reader_that_goes_away_ends_it_quietly(arguments: list[str]) -> None:
    command = [sys.executable, "-m", "service.cli", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 141


# --- the other commands


def test_version(quoth: Any) -> None:
    assert quoth("--version") == Run(0, f"quoth {__version__}\n", "")


@pytest.mark.parametrize("command", [[], ["extract"]])
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_tells_the_exit_codes(quoth: Any, command: list[str], option: str) -> None:
    run = quoth(*command, option)
    assert (run.code, run.err) == (0, "")
    assert indent(EXIT_CODES, "  ") in run.out


def test_help_loads_neither_parser_nor_server() -> None:
    program = "import sys, service.cli; print(*{'torch', 'stanza', 'flask', 'gunicorn', 'rich'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], Settings(host="::1", port=9000, workers=3)),
        (["--host", "0.0.0.0", "--port", "80", "--workers", "1"], Settings(host="0.0.0.0", port=80, workers=1)),
        (["--access-log"], Settings(host="::1", port=9000, workers=3, access_log=True)),
    ],
)
def test_serve_takes_settings_and_lets_options_override_them(
    quoth: Any, monkeypatch: pytest.MonkeyPatch, arguments: list[str], expected: Settings
) -> None:
    for variable, value in {"QUOTH_HOST": "::1", "QUOTH_PORT": "9000", "QUOTH_WORKERS": "3"}.items():
        monkeypatch.setenv(variable, value)
    served: list[Settings] = []
    monkeypatch.setitem(sys.modules, "service.server", SimpleNamespace(serve=served.append))
    assert quoth("serve", *arguments).code == 0
    assert served == [expected]


def test_a_new_key_is_printed_with_the_hash_that_settings_take(quoth: Any) -> None:
    key, stored = quoth("key").out.split()
    assert known(key, Settings.from_environment({"QUOTH_API_KEYS": stored}).api_keys)
    assert quoth("key").out.split()[0] != key


def test_models_list_and_verify(quoth: Any) -> None:
    listed = quoth("models", "list")
    assert listed.code == 0
    assert [line.split()[0] for line in listed.out.splitlines()] == [
        "tokenize", "mwt", "pos", "lemma", "depparse", "ner", "pretrain",
    ]  # fmt: skip
    verified = quoth("models", "verify")
    assert verified.code == 0
    assert verified.out.endswith(": 7 files, all whole\n")


def test_models_verify_of_something_else(quoth: Any) -> None:
    run = quoth("models", "verify", "folder")
    assert run.code == 3
    assert run.err.startswith("quoth: folder is no Stanza resources directory")
