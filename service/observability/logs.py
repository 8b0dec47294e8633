"""Logs: one JSON object a line on standard error. None holds an article's text.

Messages of exceptions may quote what was sent, so of an exception its type and its places are logged and no message.
"""

from __future__ import annotations

import json
import logging
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
"""The id of the request that this thread answers."""
ACCESS = logging.getLogger("quoth.access")
"""One record a request, where the operator wants it; its members stand in `fields`."""


class JsonFormatter(logging.Formatter):
    """time, level, logger, pid, message; where there are any: request_id, the record's `fields`, error and places."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line without its end."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "pid": record.process,
            "message": record.getMessage(),
        }
        if request_id.get():
            line["request_id"] = request_id.get()
        line |= getattr(record, "fields", {})
        if record.exc_info and record.exc_info[0]:
            kind, _, trace = record.exc_info
            line["error"] = kind.__name__
            line["places"] = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)]
        return json.dumps(line, ensure_ascii=False)


def configure(access_log: bool) -> None:
    """Sends what every logger says to standard error, requests only with `access_log`."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    ACCESS.setLevel(logging.INFO if access_log else logging.CRITICAL)
