"""JSON as RFC 8259 has it, and stricter where a lenient reader would guess.

Refused with 400: broken grammar, a key twice in one object, nesting beyond the reader's depth, integers of absurd
length. Refused with 422: strings that are no Unicode text (lone surrogates). NaN and Infinity are read as numbers, so
that the schema can refuse them with a pointer to their place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from service.web.problems import Problem
from service.web.request_body import LONE_SURROGATE, decoded

MAX_INTEGER_DIGITS = 1000
_BYTE_ORDER_MARK = "\ufeff"
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


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
        if LONE_SURROGATE.search(text):
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
