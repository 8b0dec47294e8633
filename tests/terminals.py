"""Terminals for the tests of what the command prints in one."""

from __future__ import annotations

import io
import sys
from typing import Literal

import pytest

Stream = Literal["stdout", "stderr"]


class Terminal(io.StringIO):
    """Takes the place of standard output or standard error; what was written to it is its value."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, stream: Stream, kind: str = "xterm") -> None:
        super().__init__()
        monkeypatch.setattr(sys, stream, self)
        monkeypatch.setenv("TERM", kind)
        monkeypatch.setenv("COLUMNS", "80")
        for variable in ("FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
            monkeypatch.delenv(variable, raising=False)

    def isatty(self) -> bool:
        return True
