"""POST /v1/quotes and POST /v1/quotes/batch: request → articles → analyses → response."""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

from flask import Blueprint, Response, current_app, request
from flask.typing import ResponseReturnValue

from service.errors import InputError
from service.observability import Metrics
from service.output import Json, response
from service.settings import Settings
from service.web import connection, ndjson, problems
from service.web.analysis_queue import AnalysisQueue
from service.web.body import check_media_type, decoded, pointer, read_body, read_json
from service.web.problems import ClientGone, Problem
from service.web.schemas import Article, article_of, article_of_query, articles_of

JSON = "application/json"
PLAIN_TEXT = "text/plain"


def blueprint(settings: Settings, queue: AnalysisQueue, metrics: Metrics) -> Blueprint:
    """The extraction endpoints, answered by `queue` within the limits of `settings`."""
    api = Blueprint("api", __name__, url_prefix="/v1/quotes")

    @api.post("")
    def quotes() -> Json:
        plain = check_media_type(request, JSON, PLAIN_TEXT) == PLAIN_TEXT
        body = read_body(request, settings.max_body_bytes)
        if plain:
            article = article_of_query(decoded(body), request.args)
        else:
            _refuse_query()
            article = article_of(read_json(body))
        with queue.place():
            return answer(article, connection.gone(request), {} if plain else {"pointer": "/text"})

    @api.post("/batch")
    def batch() -> ResponseReturnValue:
        media_type = check_media_type(request, JSON, ndjson.MEDIA_TYPE)
        _refuse_query()
        if media_type == ndjson.MEDIA_TYPE:
            return stream()
        body = read_body(request, settings.max_body_bytes)
        articles = articles_of(read_json(body), settings.max_batch_articles)
        gone = connection.gone(request)
        with queue.place():
            return {"results": [result(article, gone, "articles", i) for i, article in enumerate(articles)]}

    def stream() -> Response:
        """One line of the answer for each line of the request, each before the next is read."""
        streamed = Response(answered_lines(), content_type=ndjson.MEDIA_TYPE)
        held = ExitStack()
        held.enter_context(queue.place())
        streamed.call_on_close(held.close)
        return streamed

    def answered_lines() -> Iterator[str]:
        """One line for each that arrives; what is asked of the request is asked here, before it is out of reach."""
        body, gone, watch = request.environ["wsgi.input"], connection.gone(request), connection.watch(request)
        lines = ndjson.lines(body, request.content_length, settings.max_body_bytes, watch)
        dumps = current_app.json.dumps

        def answered() -> Iterator[str]:
            for line in lines:
                closing = queue.closing
                if closing:
                    line = Problem("shutting-down", "Send this line and those behind it again.")
                try:
                    answer_line = dumps(result(line, gone), separators=(",", ":"))
                except ClientGone as error:  # said so that the server closes the connection, with the answer cut off
                    raise BrokenPipeError(errno.EPIPE, "The client has gone away.") from error
                yield answer_line + "\n"
                if closing:
                    return

        return answered()

    def result(sent: Any, gone: Callable[[], bool], *path: str | int) -> Json:
        """The response to an article, to the line that holds it, or to what is wrong instead of it."""
        value: Any = None
        try:
            if isinstance(sent, Problem):
                raise sent
            value = read_json(sent) if isinstance(sent, bytes) else sent
            return answer(article_of(value, *path), gone, {"pointer": pointer(*path, "text")})
        except Problem as problem:
            return refusal(value, problem)
        except ClientGone:
            raise
        except Exception:  # a fault of the engine costs one article, and no more
            logging.getLogger(__name__).exception("The analysis of one article of a batch failed.")
            metrics.refusal("http-500")
            return id_of(value) | problems.fault()

    def refusal(value: Any, problem: Problem) -> Json:
        metrics.refusal(problem.kind)
        return id_of(value) | problem.document()

    def id_of(value: Any) -> Json:
        """The `id` that was sent, null without one."""
        sent = value.get("id") if isinstance(value, dict) else None
        return {"id": sent if isinstance(sent, str) else None}

    def answer(article: Article, gone: Callable[[], bool], place: dict[str, str]) -> Json:
        try:
            analysis = queue.analyze(article.text, article.options, gone)
        except InputError as error:
            raise problems.of(error, **place) from error
        return response(analysis, article.offset_unit, article.echo)

    return api


def _refuse_query() -> None:
    """Options in the query of a JSON request would be passed over in silence; say so instead."""
    detail = "The options of a JSON request stand in its body."
    errors = [{"parameter": name, "detail": detail} for name in request.args]
    if errors:
        raise Problem("invalid-request", detail, errors=errors)
