"""The body of a request: whole or refused, never cut."""

from __future__ import annotations

import re

from flask import Request, abort

from service.web.problems import Problem

LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_PIECE_BYTES = 1 << 16


def check_media_type(request: Request, *accepted: str) -> str:
    """The body's media type, one of `accepted`. Raises Problem (415) for another one, or for a coded body.

    Answers 501 for a transfer coding beside chunked: it would be read as if it were the text.
    """
    if request.headers.get("Transfer-Encoding", "chunked").strip().lower() != "chunked":
        abort(501, "The only Transfer-Encoding that is read is chunked.")
    coding = request.headers.get("Content-Encoding", "identity").strip().lower()
    if coding != "identity":
        raise _unsupported(f"Content-Encoding {coding[:40]!r} is not read. Send the body uncompressed.", accepted)
    media_type = request.mimetype
    if media_type not in accepted:
        got = repr(media_type[:80]) if media_type else "missing"
        raise _unsupported(f"Content-Type is {got}; it must be {' or '.join(accepted)}.", accepted)
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if media_type == "text/plain" and charset not in ("utf-8", "utf8", "us-ascii"):
        raise _unsupported(f"The charset {charset[:40]!r} is not read. Send UTF-8.", accepted)
    return media_type


def _unsupported(detail: str, accepted: tuple[str, ...]) -> Problem:
    headers = {"Accept": ", ".join(accepted), "Accept-Encoding": "identity"}
    return Problem("unsupported-media-type", detail, headers=headers, accepted=list(accepted))


def read(request: Request, max_bytes: int) -> bytes:
    """The whole body.

    Raises Problem: 413 when more than `max_bytes` are declared (nothing is read then) or arrive, 400 when the body ends
    before its declared length or its framing is broken.
    """
    declared = request.content_length
    if declared is not None and declared > max_bytes:
        raise Problem("body-too-large", f"The limit is {max_bytes} bytes.", limit=max_bytes, actual=declared)
    body = bytearray()
    try:
        while piece := request.stream.read(min(_PIECE_BYTES, max_bytes + 1 - len(body))):
            body += piece
    except OSError as error:  # the server's word for a connection that ended
        raise Problem("incomplete-body", "The connection ended within the body.") from error
    if len(body) > max_bytes:
        raise Problem("body-too-large", f"The limit is {max_bytes} bytes.", limit=max_bytes)
    if declared is not None and len(body) < declared:
        raise Problem("incomplete-body", f"Of the {declared} bytes declared, {len(body)} arrived.")
    return bytes(body)


def decoded(body: bytes) -> str:
    """`body` as text, a byte order mark kept. Raises Problem: 422 for an encoded lone surrogate, else 400."""
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        fault = f"Byte {error.start} of the body does not continue UTF-8: {error.reason}."
    try:
        body.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        raise Problem("invalid-encoding", fault) from None
    raise Problem("invalid-request", "The body holds a lone surrogate.", errors=[{"pointer": "", "detail": fault}])
