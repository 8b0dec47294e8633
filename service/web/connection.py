"""What a request handler may know of its client's connection, whatever server speaks for it."""

from __future__ import annotations

import socket
from collections.abc import Callable

from flask import Request

from service.web.ndjson import Watch

SOCKET, WATCH = "gunicorn.socket", "quoth.watch"
"""The members of the WSGI environment with the client's socket, and with the watch over what it sends."""


class _NoWatch:
    def start(self) -> None:
        """Waits for ever."""

    def stop(self) -> None:
        """Nothing to stop."""


def watch(request: Request) -> Watch:
    """The watch over the arrival of what `request` still sends."""
    found: Watch = request.environ.get(WATCH) or _NoWatch()
    return found


def gone(request: Request) -> Callable[[], bool]:
    """Tells, when called, whether the client of `request`, which has been read, has closed its connection.

    A client that has closed only its own direction counts as gone, as it does for most proxies.
    """
    client: socket.socket | None = request.environ.get(SOCKET)

    def closed() -> bool:
        try:
            return client is not None and not client.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            return False
        except OSError:
            return True

    return closed
