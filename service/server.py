"""gunicorn, set up for this service.

One process a core: an analysis keeps one core busy. Within a process, threads only speak HTTP, enough of them that
waiting requests and slow uploads leave some for health checks; each request must have arrived within a deadline, so
that a silent client gives its thread back. The models are loaded before the fork, which shares their memory and lets a
fault stop the start; no analysis runs before it, because a forked child does not inherit the threads that one needs.
"""

from __future__ import annotations

import gc
import socket
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.http.errors import ParseException
from gunicorn.workers.gthread import TConn, ThreadWorker
from werkzeug.wsgi import ClosingIterator

from service.analysis_queue import Analyzer
from service.app import create_app
from service.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

SPARE_THREADS = 64
GRACEFUL_TIMEOUT_S = 30
HEAD_START_S = 0.001
MAX_HEAD_STARTS = 5
DRAINED_BYTES = 100_000_000
PIECE_BYTES = 1 << 16


def serve(settings: Settings) -> None:
    """Serves until SIGTERM or SIGINT; then ends with SystemExit(0) after the requests in work are answered.

    Raises ModelsError when the models cannot be loaded, before it listens. Ends with SystemExit(1) when the address
    cannot be bound.
    """
    from service.analysis import Analyzer as Engine  # takes seconds to import, and only the real engine needs it

    run(settings, Engine.load(settings))


def run(settings: Settings, analyzer: Analyzer) -> None:
    """As `serve`, with an analyzer that has been loaded and not used yet."""
    gc.freeze()  # what the children share is not touched, and so not copied, by their garbage collectors
    _Server(settings, analyzer).run()


class _Server(BaseApplication):  # type: ignore[misc]
    def __init__(self, settings: Settings, analyzer: Analyzer) -> None:
        self.settings = settings
        self._analyzer = analyzer
        super().__init__()

    def load_config(self) -> None:
        settings = self.settings
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        options = {
            "bind": f"{host}:{settings.port}",
            "workers": settings.workers,
            "worker_class": _Worker,
            "threads": 1 + settings.max_waiting_requests + SPARE_THREADS,
            "graceful_timeout": GRACEFUL_TIMEOUT_S,
            "control_socket_disable": True,
            "proc_name": "quoth",
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIApplication:
        """The application, made in the worker."""
        return _watched(create_app(self.settings, self._analyzer))


class _Worker(ThreadWorker):  # type: ignore[misc]
    """gthread, and two things that it lacks.

    A request must arrive within a deadline; gthread itself waits for ever. And of several processes the one with the
    fewest connections takes a new one: the others hold back a moment for each of theirs. Left alone, any of them takes
    it, and a request may wait behind another while a core stands idle.
    """

    app: _Server

    def accept(self, listener: socket.socket) -> None:
        """Takes a connection, if no other process has taken it meanwhile."""
        time.sleep(min(self.nr_conns, MAX_HEAD_STARTS) * HEAD_START_S)
        super().accept(listener)

    def handle(self, conn: TConn) -> Any:
        """Reads a request and answers it; whether the connection lives on is for gthread."""
        watch = threading.Timer(self.app.settings.upload_timeout_s, _stop_reading, [conn.sock])
        watch.daemon = True
        watch.start()
        _current.watch = watch
        try:
            return super().handle(conn)
        finally:
            watch.cancel()


_current = threading.local()


def _stop_reading(connection: socket.socket) -> None:
    """Lets whoever reads `connection` see its end."""
    with suppress(OSError):  # closed in the meantime
        connection.shutdown(socket.SHUT_RD)


def _watched(app: Flask) -> WSGIApplication:
    """`app`, with the watch over a request's arrival ended once its body is read: at the latest after the answer."""

    def wsgi(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        body = _Input(environ["wsgi.input"], _current.watch.cancel)
        environ["wsgi.input"] = body
        return ClosingIterator(app(environ, start_response), body.drain)

    return wsgi


class _Input:
    """A request's body that tells when its end has been read; OSError when its chunks are broken."""

    def __init__(self, body: Any, at_end: Callable[[], None]) -> None:
        self._body = body
        self._at_end = at_end

    def read(self, size: int = -1) -> bytes:
        try:
            piece: bytes = self._body.read(size)
        except ParseException as error:
            raise OSError("The chunked framing is broken.") from error
        if not piece:
            self._at_end()
        return piece

    def drain(self) -> None:
        """Reads on, up to `DRAINED_BYTES`: many a client sends its whole body before it looks for an answer."""
        with suppress(OSError):
            for _ in range(DRAINED_BYTES // PIECE_BYTES):
                if not self.read(PIECE_BYTES):
                    return
