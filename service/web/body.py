"""The body of a request: whole or refused, never cut; and JSON, stricter where a lenient reader would guess.

JSON is what RFC 8259 says. Refused with 400: broken grammar, a key twice in one object, nesting beyond the reader's
depth, integers of absurd length. Refused with 422: strings that are no Unicode text (lone surrogates). NaN and Infinity
are read as numbers, so that the schema can refuse them with a pointer to their place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from flask import Request, abort

from service.web.problems import Problem

MAX_INTEGER_DIGITS = 1000
_PIECE_BYTES = 1 << 16
_BYTE_ORDER_MARK = "\ufeff"
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


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


def read_body(request: Request, max_bytes: int) -> bytes:
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


def read_json(body: bytes) -> Any:
    """The value that `body` holds, as Python objects; a byte order mark before it is skipped.

    Raises Problem with status 400 or 422.
    """
    text = decoded(body).removeprefix(_BYTE_ORDER_MARK)
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_int=_integer)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise Problem("malformed-json", f"{error.msg} at {place}.") from error
    except RecursionError as error:
        raise Problem("malformed-json", "Arrays and objects are nested too deep.") from error
    if _ESCAPED_SURROGATE.search(text):
        _refuse_lone_surrogates(value)
    return value


def pointer(*path: str | int) -> str:
    """The JSON Pointer (RFC 6901) that leads along `path` from the root."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def _unsupported(detail: str, accepted: tuple[str, ...]) -> Problem:
    headers = {"Accept": ", ".join(accepted), "Accept-Encoding": "identity"}
    return Problem("unsupported-media-type", detail, headers=headers, accepted=list(accepted))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members: dict[str, Any] = {}
    for key, value in pairs:
        if key in members:
            raise Problem("malformed-json", f"The key {json.dumps(key[:80])} stands twice in one object.")
        members[key] = value
    return members


def _integer(digits: str) -> int:
    if len(digits) > MAX_INTEGER_DIGITS:
        raise Problem("malformed-json", f"An integer has {len(digits)} digits; the limit is {MAX_INTEGER_DIGITS}.")
    return int(digits)


def _refuse_lone_surrogates(root: Any) -> None:
    for path, text in _strings(root):
        if _LONE_SURROGATE.search(text):
            error = {"pointer": pointer(*path), "detail": "Not Unicode text: it holds a lone surrogate."}
            raise Problem("invalid-request", "A string holds a lone surrogate.", errors=[error])


def _strings(root: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every string in `root`, keys too, with the path to it (of a key: to its object); without recursion."""
    waiting: list[tuple[tuple[str | int, ...], Any]] = [((), root)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, str):
            yield path, value
        elif isinstance(value, dict):
            yield from ((path, key) for key in value)
            waiting += [((*path, key), member) for key, member in value.items()]
        elif isinstance(value, list):
            waiting += [((*path, i), member) for i, member in enumerate(value)]
