"""The command with an engine that needs no models, for tests."""

from __future__ import annotations

from typing import Any, NamedTuple

from fake_engine import FakeAnalyzer

from service.output import Analysis

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
