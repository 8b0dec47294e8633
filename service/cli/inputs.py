"""The articles that `quoth extract` reads: names of files go in, their texts come out."""

from __future__ import annotations

import sys
from pathlib import Path

from service.errors import InputError, InvalidText

STDIN = "-"
"""The name of standard input."""


def read_text(name: str, max_text_chars: int) -> str:
    """The text of the file `name`, or of standard input for "-", with its line ends and byte order mark as they are.

    Raises OSError when it cannot be read, InvalidText when it is not UTF-8, and InputError when it has too many bytes
    for `max_text_chars` code points; never holds more than those in memory.
    """
    max_bytes = 4 * max_text_chars
    if name == STDIN:
        content = sys.stdin.buffer.read(max_bytes + 1)
    else:
        with Path(name).open("rb") as file:
            content = file.read(max_bytes + 1)
    if len(content) > max_bytes:
        raise InputError(f"More than {max_bytes} bytes; the limit is {max_text_chars} code points. Send it in parts.")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidText(f"Not UTF-8 at byte {error.start}. Convert it first, for example with iconv.") from error


def why_unread(error: Exception) -> str:
    """What to say of a file that could not be answered: the system's words without the name, which stands before."""
    return (isinstance(error, OSError) and error.strerror) or str(error)
