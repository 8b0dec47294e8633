"""gunicorn, set up for this service.

One process a core: an analysis keeps one core busy. Within a process, threads only speak HTTP, enough of them that
waiting requests and slow uploads leave some for health checks; each request must have arrived within a deadline, so
that a silent client gives its thread back. The models are loaded before the fork, which shares their memory and lets a
fault stop the start; no analysis runs before it, because a forked child does not inherit the threads that one needs.
Nothing is written but to memory that the workers share.
"""

from __future__ import annotations

import gc
import os
import shutil
import socket
import struct
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger
from gunicorn.workers.gthread import TConn, ThreadWorker

from service.observability import logs, metrics, tracing
from service.output import ArticleAnalyzer
from service.server.protocol_errors import error_response
from service.server.upload_deadline import ArrivalWatch, end_idle_streams, watched
from service.settings import Settings
from service.web import Application, RateLimit, create_app

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

SPARE_THREADS = 64
KEEPALIVE_S = 75
SILENT_S = 5
HEAD_START_S = 0.001
MAX_HEAD_STARTS = 5


def serve(settings: Settings) -> None:
    """Serves until SIGTERM or SIGINT; then ends with SystemExit(0) after the requests in work are answered.

    Raises ModelsError when the models cannot be loaded, SettingsError when tracing cannot be had, both before it
    listens. Ends with SystemExit(1) when the address cannot be bound.
    """
    tracing.check(settings)
    from service.analysis import Analyzer  # takes seconds to import, and only the real engine needs it

    run(settings, Analyzer.load(settings))


def run(settings: Settings, analyzer: ArticleAnalyzer) -> None:
    """As `serve`, with an analyzer that has been loaded and not used yet."""
    logs.configure(settings.access_log)
    counters = tempfile.mkdtemp(prefix="quoth-", dir=settings.scratch_dir)
    metrics.share(Path(counters))
    gc.freeze()  # what the children share is not touched, and so not copied, by their garbage collectors
    master = os.getpid()
    try:
        _Server(settings, analyzer).run()
    finally:
        if os.getpid() == master:
            shutil.rmtree(counters, ignore_errors=True)


class _Server(BaseApplication):  # type: ignore[misc]
    def __init__(self, settings: Settings, analyzer: ArticleAnalyzer) -> None:
        self.settings = settings
        self.service: Application | None = None
        self._analyzer = analyzer
        per_minute = settings.rate_limit_per_minute
        self._rate_limit = RateLimit(per_minute, settings.scratch_dir) if per_minute else None
        super().__init__()

    def load_config(self) -> None:
        settings = self.settings
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        options = {
            "bind": f"{host}:{settings.port}",
            "workers": settings.workers,
            "worker_class": _Worker,
            "threads": 1 + settings.max_waiting_requests + SPARE_THREADS,
            "graceful_timeout": settings.drain_timeout_s,
            "keepalive": KEEPALIVE_S,  # longer than a proxy's, so that none sends into a connection that is closing
            "worker_tmp_dir": str(settings.scratch_dir),
            "control_socket_disable": True,
            "logger_class": _Logger,
            "child_exit": _forget,
            "proc_name": "quoth",
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIApplication:
        """The application, made in the worker."""
        self.service = create_app(self.settings, self._analyzer, self._rate_limit)
        return watched(self.service)


class _Logger(Logger):  # type: ignore[misc]
    """What gunicorn itself has to say, in the form of all other lines."""

    def setup(self, cfg: object) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(logs.JsonFormatter())


def _forget(_: Any, worker: ThreadWorker) -> None:
    metrics.forget(worker.pid)


class _Worker(ThreadWorker):  # type: ignore[misc]
    """gthread, and what it lacks.

    A request must arrive, and its answer be taken, within a deadline; gthread itself waits for ever. Of several
    processes the one with the fewest connections takes a new one: the others hold back a moment for each of theirs.
    Left alone, any of them takes it, and a request may wait behind another while a core stands idle. A worker whose
    analysis is stuck ends, and is replaced. What is no HTTP is answered like everything else.
    """

    app: _Server
    alive: bool

    def accept(self, listener: socket.socket) -> None:
        """Takes a connection, if no other process has taken it meanwhile."""
        time.sleep(min(self.nr_conns, MAX_HEAD_STARTS) * HEAD_START_S)
        super().accept(listener)

    def handle(self, conn: TConn) -> Any:
        """Reads a request and answers it; whether the connection lives on is for gthread."""
        patience = struct.pack("ll", self.app.settings.send_timeout_s, 0)
        conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, patience)
        watch = ArrivalWatch(conn.sock, self.app.settings.upload_timeout_s)
        with watch:
            return super().handle(conn)

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        """Answers what cannot be read as HTTP, and a fault outside of the application."""
        response = error_response(exc)
        if response.status >= 500 and response.status != 501:
            self.log.exception("Error outside of the application")
        if self.app.service:
            self.app.service.metrics.refusal(f"http-{response.status}")
        with suppress(OSError):
            client.sendall(response.encoded())

    def murder_pending(self) -> None:
        """Closes connections on which nothing has come yet; gthread would keep them as long as those kept alive."""
        for conn in self.pending_conns:
            conn.timeout = min(conn.timeout, time.monotonic() + SILENT_S)
        super().murder_pending()

    def notify(self) -> None:
        """The sign of life, once a second. A worker whose analysis is stuck takes nothing new from then on."""
        super().notify()
        if self.alive and self._stuck():
            self.log.critical("The analysis is stuck; this worker ends and is replaced.")
            self.alive = False
        if not self.alive:
            end_idle_streams()

    def run(self) -> None:
        """Serves until told to end, and answers what is there then."""
        super().run()
        if self._stuck():
            os._exit(1)  # an ordinary end would wait for the thread that is stuck

    def _stuck(self) -> bool:
        return self.app.service is not None and self.app.service.queue.stuck

    def handle_exit(self, sig: int, frame: Any) -> None:
        """SIGTERM: takes nothing new, and ends streams at the end of a line."""
        if self.app.service:
            self.app.service.queue.closing = True
        super().handle_exit(sig, frame)
