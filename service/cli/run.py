"""One run of `quoth`: the command line is read, its command is carried out, and what happens becomes an exit code."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

import click

from service.cli.commands import quoth
from service.cli.endings import INTERRUPTED, READER_GONE, code_of, say, words_of
from service.errors import QuothError


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs `quoth` with `arguments` (by default the process's own) and returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # quotes and file names are printed as UTF-8 in any locale
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = _run(sys.argv[1:] if arguments is None else list(arguments))
        sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter flushes once more at exit and would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_GONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except (click.UsageError, QuothError, OSError) as error:
        say(words_of(error))
        return code_of(error)
    return code


def _run(arguments: list[str]) -> int:
    """What click's own `main` does, without its exit codes: it takes 1 for a reader that went away and for Ctrl-C."""
    try:
        with quoth.make_context("quoth", arguments) as context:
            code: int = quoth.invoke(context)
            return code
    except click.exceptions.Exit as end:  # --help, --version
        return end.exit_code
