"""Lines of JSON as they arrive, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from service.web.problems import Problem

MEDIA_TYPE = "application/x-ndjson"
_PIECE_BYTES = 1 << 16


class Arriving(Protocol):
    """A body that is still on its way."""

    def read1(self, size: int, /) -> bytes:
        """What is there, at most `size` bytes, and at least one until the end. Raises OSError when it breaks off."""


class Watch(Protocol):
    """Sees that what is waited for arrives in time; else it ends the body."""

    def start(self) -> None:
        """Waiting begins. Goes on where it has begun."""

    def stop(self) -> None:
        """What was waited for is there."""


def lines(body: Arriving, declared: int | None, max_line_bytes: int, watch: Watch) -> Iterator[bytes | Problem]:
    """The lines of `body` without their ends; blank ones are left out.

    A line above `max_line_bytes` is a Problem in its place. A body that breaks off, ends before its `declared` length,
    or lets `watch` wait too long for the next line ends with a Problem; what there was of a line is not given then.
    """
    held, too_long, arrived = bytearray(), False, 0
    watch.start()
    while True:
        try:
            piece = body.read1(_PIECE_BYTES)
        except OSError:
            yield Problem("incomplete-body", "The body broke off, or the next line came too slowly.")
            return
        arrived += len(piece)
        if not piece and declared is not None and arrived < declared:
            yield Problem("incomplete-body", f"Of the {declared} bytes declared, {arrived} arrived.")
            return
        *whole, rest = (piece or b"\n").split(b"\n")
        for end in whole:
            if too_long or len(held) + len(end) > max_line_bytes:
                watch.stop()
                yield Problem("body-too-large", f"The limit is {max_line_bytes} bytes a line.", limit=max_line_bytes)
            elif line := bytes(held + end).strip():
                watch.stop()
                yield line
            held.clear()
            too_long = False
        if not piece:
            return
        watch.start()
        too_long = too_long or len(held) + len(rest) > max_line_bytes
        held = bytearray() if too_long else held + rest
