"""The engines that can be evaluated: a text goes in, the response of `POST /v1/quotes` comes out."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from service.errors import EngineError
from service.labels import MEDIA
from service.output import ArticleAnalyzer, Json, Options, response

Engine = Callable[[str], Json]

TIMEOUT_S = 300
"""How long one article may take; a busy service may let it wait."""
TRIES = 5
"""How often an article is sent to a service that is overloaded or not ready."""
MAX_WAIT_S = 30
"""The longest time between two tries, whatever the service asks for."""


def in_process(analyzer: ArticleAnalyzer) -> Engine:
    """The engine itself, without a service. What it raises for a text (InputError) is passed on."""
    options = Options(media=frozenset(MEDIA), min_confidence=0)  # thoughts too, which the corpus has
    return lambda text: response(analyzer.analyze(text, options), "code_point")


def service_at(url: str) -> Engine:
    """A running service; `url` is its root, over http or https.

    A 503 is asked again after the time that it names. The engine raises EngineError where nothing answers, or something
    else than JSON with quotes.
    """
    address = url.rstrip("/") + "/v1/quotes"

    def ask(text: str) -> Json:
        body = json.dumps({"text": text, "media": MEDIA, "min_confidence": 0}).encode()
        request = Request(address, body, {"Content-Type": "application/json"})  # noqa: S310 - it is http or https
        try:
            with _opened(request, TRIES) as answer:
                return _checked(json.load(answer))
        except HTTPError as error:
            raise EngineError(f"{address} answered {error.code}: {_detail(error)}") from error
        except (OSError, HTTPException) as error:
            raise EngineError(f"{address} gives no answer: {getattr(error, 'reason', error)}.") from error
        except ValueError as error:
            raise EngineError(f"{address} does not answer with quotes: {error}.") from error

    return ask


def _opened(request: Request, tries: int) -> HTTPResponse:
    try:
        answer: HTTPResponse = urlopen(request, timeout=TIMEOUT_S)  # noqa: S310
        return answer
    except HTTPError as error:
        if error.code != HTTPStatus.SERVICE_UNAVAILABLE or tries == 1:
            raise
        time.sleep(_wait_s(error))
    return _opened(request, tries - 1)


def _checked(answer: Any) -> Json:
    if not isinstance(answer, dict) or not isinstance(answer.get("quotes"), list):
        raise ValueError("no object with `quotes`")
    return answer


def _wait_s(error: HTTPError) -> int:
    named = error.headers.get("Retry-After", "")
    return min(int(named), MAX_WAIT_S) if named.isdecimal() else 1


def _detail(error: HTTPError) -> str:
    """What a problem document says, or the status in words."""
    try:
        return str(json.load(error)["detail"])
    except (ValueError, TypeError, KeyError):
        return error.reason
