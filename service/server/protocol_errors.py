"""What cannot be read as HTTP at all, and so never reaches the application: as problem documents too.

No document and no log line repeats what was sent: a broken head may hold a key, a broken chunk an article.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from http import HTTPStatus

from gunicorn.http import errors

from service.web import MEDIA_TYPE, of_status


@dataclass(frozen=True)
class WireError:
    """How a fault on the wire is answered."""

    status: HTTPStatus
    detail: str

    def response(self) -> bytes:
        """The whole HTTP response; the connection ends with it."""
        body = json.dumps(of_status(self.status, self.status.phrase, self.detail)).encode() + b"\n"
        head = (
            f"HTTP/1.1 {self.status} {self.status.phrase}\r\nConnection: close\r\nContent-Type: {MEDIA_TYPE}\r\n"
            f"X-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body


_KNOWN: tuple[tuple[type[Exception], WireError], ...] = (
    (errors.LimitRequestLine, WireError(HTTPStatus.REQUEST_URI_TOO_LONG, "The request line is too long.")),
    (
        errors.LimitRequestHeaders,
        WireError(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "A header is too long, or there are too many."),
    ),
    (
        errors.UnsupportedTransferCoding,
        WireError(HTTPStatus.NOT_IMPLEMENTED, "The only Transfer-Encoding that is read is chunked."),
    ),
    (errors.ExpectationFailed, WireError(HTTPStatus.EXPECTATION_FAILED, "The only Expect is 100-continue.")),
    (errors.InvalidRequestLine, WireError(HTTPStatus.BAD_REQUEST, "The request line is not HTTP/1.1.")),
    (errors.InvalidRequestMethod, WireError(HTTPStatus.BAD_REQUEST, "The method is none.")),
    (errors.InvalidHTTPVersion, WireError(HTTPStatus.BAD_REQUEST, "The version is not HTTP/1.1 or HTTP/1.0.")),
    (
        errors.ParseException,
        WireError(HTTPStatus.BAD_REQUEST, "A header is malformed, or the length of the body is ambiguous."),
    ),
)
_FAULT = WireError(HTTPStatus.INTERNAL_SERVER_ERROR, "The server encountered an internal error.")


def wire_error(error: Exception) -> WireError:
    """How `error`, raised outside of the application, is answered."""
    return next((known for kind, known in _KNOWN if isinstance(error, kind)), _FAULT)
