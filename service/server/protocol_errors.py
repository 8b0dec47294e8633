"""What cannot be read as HTTP at all, and so never reaches the application: as problem documents too.

No document and no log line repeats what was sent: a broken head may hold a key, a broken chunk an article.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from http import HTTPStatus

from gunicorn.http import errors

from service.web import problems


@dataclass(frozen=True)
class ErrorResponse:
    """How what is no HTTP is answered."""

    status: HTTPStatus
    detail: str

    def encoded(self) -> bytes:
        """The whole HTTP response; the connection ends with it."""
        body = json.dumps(problems.of_status(self.status, self.status.phrase, self.detail)).encode() + b"\n"
        head = (
            f"HTTP/1.1 {self.status} {self.status.phrase}\r\nConnection: close\r\n"
            f"Content-Type: {problems.MEDIA_TYPE}\r\nContent-Length: {len(body)}\r\n"
            "X-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\n\r\n"
        )
        return head.encode() + body


_KNOWN: tuple[tuple[type[Exception], ErrorResponse], ...] = (
    (errors.LimitRequestLine, ErrorResponse(HTTPStatus.REQUEST_URI_TOO_LONG, "The request line is too long.")),
    (
        errors.LimitRequestHeaders,
        ErrorResponse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "A header is too long, or there are too many."),
    ),
    (
        errors.UnsupportedTransferCoding,
        ErrorResponse(HTTPStatus.NOT_IMPLEMENTED, "The only Transfer-Encoding that is read is chunked."),
    ),
    (errors.ExpectationFailed, ErrorResponse(HTTPStatus.EXPECTATION_FAILED, "The only Expect is 100-continue.")),
    (errors.InvalidRequestLine, ErrorResponse(HTTPStatus.BAD_REQUEST, "The request line is not HTTP/1.1.")),
    (errors.InvalidRequestMethod, ErrorResponse(HTTPStatus.BAD_REQUEST, "The method is none.")),
    (errors.InvalidHTTPVersion, ErrorResponse(HTTPStatus.BAD_REQUEST, "The version is not HTTP/1.1 or HTTP/1.0.")),
    (
        errors.ParseException,
        ErrorResponse(HTTPStatus.BAD_REQUEST, "A header is malformed, or the length of the body is ambiguous."),
    ),
)
_FAULT = ErrorResponse(HTTPStatus.INTERNAL_SERVER_ERROR, "The server encountered an internal error.")


def error_response(error: Exception) -> ErrorResponse:
    """How `error`, raised outside of the application, is answered."""
    return next((known for kind, known in _KNOWN if isinstance(error, kind)), _FAULT)
