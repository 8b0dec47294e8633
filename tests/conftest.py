from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest
from command_line import ARTICLE, SILENT, WIDE, Engine, Run
from fake_engine import FakeAnalyzer
from flask.testing import FlaskClient
from parses import parse_of

from service import cli
from service.cli import commands
from service.labels import Medium
from service.output import Analysis, Options
from service.settings import Settings
from service.stance import Target
from service.syntax import Document
from service.web import create_app

# The engine takes seconds to import, and most of the tests of HTTP and the command line do without it.
if TYPE_CHECKING:
    from service.analysis import Analyzer
    from service.parsing import StanzaParser


@pytest.fixture
def analyzer() -> FakeAnalyzer:
    """The engine behind `client`."""
    return FakeAnalyzer()


@pytest.fixture
def settings() -> Settings:
    return Settings(max_body_bytes=10_000, max_waiting_requests=2)


@pytest.fixture
def client(settings: Settings, analyzer: FakeAnalyzer) -> FlaskClient:
    """The service without a network, with limits that tests can reach."""
    return create_app(settings, analyzer).test_client()


@pytest.fixture
def document(text: str | Document) -> Document:
    """The stored parse of `text`, a parameter of the test; a tree written by hand (`trees`) as it is."""
    return text if isinstance(text, Document) else parse_of(text)


@pytest.fixture
def targets() -> Sequence[Target]:
    """What a caller asks stances toward; a parameter where a test needs any."""
    return ()


@pytest.fixture
def analysis(document: Document, targets: Sequence[Target]) -> Analysis:
    """Every quote of `text`, thoughts too."""
    from service.analysis import find_quotes

    return find_quotes(document, Options(frozenset(get_args(Medium)), tuple(targets), min_confidence=0))


@pytest.fixture(scope="session")
def real_analyzer() -> Analyzer:
    """The engine with the shipped models: seconds to load. Only tests marked `models` use it."""
    from service.analysis import Analyzer

    return Analyzer.load(Settings())


@pytest.fixture(scope="session")
def parser() -> StanzaParser:
    """The shipped models, with a limit of words in a sentence that tests can reach."""
    from service.parsing import StanzaParser

    return StanzaParser(Settings().models_dir, max_sentence_words=30)


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
