"""How `quoth` ends: its exit codes, and what it says on standard error."""

from __future__ import annotations

import sys

import click

from service.errors import ModelsError, SettingsError

OK, UNANSWERED, WRONG_USE, NO_MODELS, INTERRUPTED, READER_GONE = 0, 1, 2, 3, 130, 141
EXIT_CODES = """\
exit codes:
  0    everything was answered
  1    at least one input could not be answered, or the output could not be written
  2    the command line or a QUOTH_* setting is wrong
  3    the models are missing or damaged, or cannot be fetched
  130  interrupted (Ctrl-C)
  141  the reader of the output went away (quoth ... | head)
"""


def say(message: str) -> None:
    """One line on standard error; a message from elsewhere may hold several."""
    print("quoth:", " ".join(message.split()), file=sys.stderr)


def code_of(error: Exception) -> int:
    """The exit code of an error that ends the command."""
    if isinstance(error, SettingsError | click.UsageError):
        return WRONG_USE
    return NO_MODELS if isinstance(error, ModelsError) else UNANSWERED


def words_of(error: Exception) -> str:
    """What to tell of an error that ends the command; of a wrong command line also where to read about it."""
    if not isinstance(error, click.UsageError):
        return str(error)
    message = error.format_message()
    command = error.ctx.command_path if error.ctx else "quoth"
    return f"{message}{'' if message.endswith(('.', '?')) else '.'} See {command} --help."
