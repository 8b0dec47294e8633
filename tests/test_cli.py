"""The command line: options, errors and exit codes of each command. No model is loaded."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from textwrap import indent
from types import SimpleNamespace
from typing import Any

import pytest
from command_line import SILENT, Engine, Run

from service import __version__
from service.cli import commands
from service.cli.endings import EXIT_CODES
from service.errors import InvalidText, ModelsError, StrictRefusal, TextTooLong, Warning_
from service.output import Options
from service.settings import Settings
from service.stance import Target
from service.web.access import known


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
        "tokenize", "mwt", "pos", "lemma", "depparse", "ner", "encoder", "vocabulary", "attributions", "names",
    ]  # fmt: skip
    verified = quoth("models", "verify")
    assert verified.code == 0
    assert verified.out.endswith(": 10 files, all whole\n")


def test_models_verify_of_something_else(quoth: Any) -> None:
    run = quoth("models", "verify", "folder")
    assert run.code == 3
    assert run.err.startswith("quoth: folder is no Stanza resources directory")
