"""A request's body on its way: it must arrive in time, is told to have ended, and is read to its end in any case."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterable
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any

from gunicorn.http.body import Body, ChunkedReader
from gunicorn.http.errors import ParseException
from werkzeug.wsgi import ClosingIterator

from service.web import WATCH

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

DRAINED_BYTES = 100_000_000
PIECE_BYTES = 1 << 16
_current = threading.local()
_streams: set[ArrivalWatch] = set()
_lock = threading.Lock()


class ArrivalWatch:
    """Ends what a client sends when it keeps the server waiting for more than `patience_s`.

    As a context it watches from the start, and over all that its thread answers.
    """

    def __init__(self, client: socket.socket, patience_s: float) -> None:
        self._client = client
        self._patience_s = patience_s
        self._timer: threading.Timer | None = None

    def __enter__(self) -> None:
        _current.watch = self
        self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()
        with _lock:
            _streams.discard(self)

    def start(self) -> None:
        """Waiting begins. Goes on where it has begun."""
        with _lock:
            if self._timer is None:
                self._timer = threading.Timer(self._patience_s, self._end)
                self._timer.daemon = True
                self._timer.start()

    def over_stream(self) -> None:
        """What is watched goes on without an end, and may be ended between two lines."""
        with _lock:
            _streams.add(self)

    def stop(self) -> None:
        """What was waited for is there."""
        with _lock:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None

    def _end(self) -> None:
        """Lets whoever reads from the client see its end."""
        with suppress(OSError):  # closed in the meantime
            self._client.shutdown(socket.SHUT_RD)


def end_idle_streams() -> None:
    """Waits no longer for the next line of any stream."""
    with _lock:
        for watch in _streams:
            if watch._timer is not None:
                watch._end()


def watched(app: WSGIApplication) -> WSGIApplication:
    """`app`, with the watch over a request's arrival ended once its body is read: at the latest after the answer."""

    def wsgi(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        watch: ArrivalWatch = _current.watch
        body = _Input(environ["wsgi.input"], watch)
        environ["wsgi.input"] = body
        environ[WATCH] = watch
        return ClosingIterator(app(environ, start_response), body.drain)

    return wsgi


class _Input:
    """A request's body that tells when its end has been read; OSError when its chunks are broken."""

    def __init__(self, body: Body, watch: ArrivalWatch) -> None:
        self._body = body
        self._watch = watch

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes; fewer only at the end."""
        return self._ended(self._unbroken(self._body, size))

    def read1(self, size: int) -> bytes:
        """What is there, at most `size` bytes, and at least one until the end. Not to be mixed with `read`.

        gunicorn's own reading waits until it has a kilobyte, and a line may be shorter.
        """
        self._watch.over_stream()
        reader = self._body.reader
        piece = self._unbroken(reader, 1)
        if piece:
            came_along = reader.buf if isinstance(reader, ChunkedReader) else reader.unreader.buf
            piece += self._unbroken(reader, min(came_along.tell(), size - 1))
        return self._ended(piece)

    def drain(self) -> None:
        """Reads on, up to `DRAINED_BYTES`: many a client sends its whole body before it looks for an answer."""
        self._watch.start()
        with suppress(OSError):
            for _ in range(DRAINED_BYTES // PIECE_BYTES):
                if not self.read(PIECE_BYTES):
                    return

    def _ended(self, piece: bytes) -> bytes:
        if not piece:
            self._watch.stop()
        return piece

    def _unbroken(self, source: Any, size: int) -> bytes:
        try:
            piece: bytes = source.read(size)
        except (ParseException, OSError) as error:
            self._body.failed = True
            raise OSError("The body broke off, or its chunked framing is broken.") from error
        return piece
