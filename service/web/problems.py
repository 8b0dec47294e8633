"""Every error of the HTTP interface as an RFC 9457 problem document.

`KINDS` is the whole list of problems that are Quoth's own; what HTTP itself defines (404, 405, 500) has the type
"about:blank".
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response
from werkzeug.exceptions import HTTPException, InternalServerError

from service.errors import InputError, StrictRefusal, TextTooLong, TooHard

MEDIA_TYPE = "application/problem+json"
CLIENT_GONE = 499
"""nginx's status of a request whose client did not wait. Nobody reads it but logs and metrics."""


@dataclass(frozen=True)
class Kind:
    """What all problems of one kind share. `meaning` is what its `type` URI shows to a reader."""

    status: int
    title: str
    meaning: str


KINDS = {
    "malformed-json": Kind(
        400,
        "The body is not strict JSON",
        "The body breaks the JSON grammar, holds a key twice in one object, or nests or counts beyond reason.",
    ),
    "invalid-encoding": Kind(400, "The body is not UTF-8", "Text is read as UTF-8 and nothing else. Encode it so."),
    "incomplete-body": Kind(
        400, "The body is incomplete", "The body ended before its stated length, broke its framing, or came too slowly."
    ),
    "body-too-large": Kind(413, "The body is too large", "`limit` and `actual` are bytes. Send less at once."),
    "text-too-long": Kind(413, "The text is too long", "`limit` and `actual` are code points. Send the text in parts."),
    "too-many-articles": Kind(
        413, "The batch has too many articles", "`limit` and `actual` are articles. Send them in several batches."
    ),
    "unsupported-media-type": Kind(
        415, "The body's type or coding is not supported", "`accepted` lists what this path reads, uncompressed."
    ),
    "invalid-request": Kind(
        422,
        "The request is not valid",
        "`errors` names each fault: by `pointer`, a JSON Pointer into the body, or by `parameter` of the query.",
    ),
    "strict-refusal": Kind(
        422, "Refused because of `strict`", "The text draws the `warnings` listed. Mend it, or ask without `strict`."
    ),
    "too-hard": Kind(
        422,
        "The analysis takes too long",
        "`limit` and `actual` are seconds of work. The same text would take as long again: send it in parts.",
    ),
    "unauthorized": Kind(
        401, "A key is needed", "Send a key of this service's operator as `Authorization: Bearer KEY`."
    ),
    "too-many-requests": Kind(
        429, "Too many requests of one client", "The request itself is right. Try again after `Retry-After` seconds."
    ),
    "overloaded": Kind(503, "Too many requests are waiting", "The request itself is right. Try again a little later."),
    "not-ready": Kind(503, "Not ready yet", "This worker has not finished its warm-up analysis."),
    "shutting-down": Kind(
        503,
        "The service is shutting down",
        "Of a stream, this line and those behind it are not answered. Send them again.",
    ),
    "stuck": Kind(504, "The analysis is stuck", "The worker is about to be replaced. Tell its operator."),
}


class ClientGone(Exception):
    """The client has closed its connection, and nobody waits for the answer."""


class Problem(Exception):
    """A refusal of one of the `KINDS`. `members` are further members of the document, `headers` of the response."""

    def __init__(self, kind: str, detail: str, *, headers: Mapping[str, str] | None = None, **members: object) -> None:
        super().__init__(detail)
        self.kind = kind
        self.headers = headers or {}
        self.members = members

    def document(self) -> dict[str, Any]:
        """The problem document."""
        kind = KINDS[self.kind]
        head = {"type": f"/problems/{self.kind}", "title": kind.title, "status": kind.status, "detail": str(self)}
        return head | self.members


def of(error: InputError, **place: str) -> Problem:
    """How HTTP answers what the analyzer refuses. `place` says where the text stood: a `pointer`, or nothing."""
    if isinstance(error, TextTooLong):
        return Problem("text-too-long", str(error), limit=error.limit, actual=error.actual)
    if isinstance(error, TooHard):
        return Problem("too-hard", str(error), limit=error.limit_s, actual=error.actual_s)
    if isinstance(error, StrictRefusal):
        warnings = [{"code": w.code, "detail": w.detail} for w in error.warnings]
        return Problem("strict-refusal", str(error), warnings=warnings)
    return Problem("invalid-request", str(error), errors=[{**place, "detail": str(error)}])


def of_status(status: int, title: str, detail: str | None) -> dict[str, Any]:
    """The document of a problem that HTTP itself defines."""
    return {"type": "about:blank", "title": title, "status": status, "detail": detail}


def fault() -> dict[str, Any]:
    """The document of a fault of the service."""
    error = InternalServerError()
    return of_status(error.code, error.name, error.description)


def register(app: Flask, refused: Callable[[str], None]) -> None:
    """Makes every error of `app` a problem document, Flask's own among them. `refused` is told each one's reason."""

    @app.errorhandler(Problem)
    def own(problem: Problem) -> Response:
        refused(problem.kind)
        return _response(problem.document(), problem.headers)

    @app.errorhandler(HTTPException)
    def of_http(error: HTTPException) -> Response:
        refused(f"http-{error.code}")
        headers = {name: value for name, value in error.get_headers() if name.lower() != "content-type"}
        return _response(of_status(error.code or 500, error.name, error.description), headers)

    @app.errorhandler(ClientGone)
    def gone(_: ClientGone) -> Response:
        return Response(status=CLIENT_GONE)


def _response(document: dict[str, Any], headers: Mapping[str, str]) -> Response:
    return Response(json.dumps(document) + "\n", document["status"], headers, content_type=MEDIA_TYPE)
