"""POST /v1/quotes and POST /v1/quotes/batch: request → articles → analyses → response."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from service import problems, request_body
from service.analysis_queue import AnalysisQueue
from service.errors import InputError
from service.json_reading import pointer, read_json
from service.problems import Problem
from service.responses import Json, response
from service.schemas import Article, article_of, article_of_query, articles_of
from service.settings import Settings

JSON = "application/json"
PLAIN_TEXT = "text/plain"


def blueprint(settings: Settings, queue: AnalysisQueue) -> Blueprint:
    """The extraction endpoints, answered by `queue` within the limits of `settings`."""
    api = Blueprint("api", __name__, url_prefix="/v1/quotes")

    @api.post("")
    def quotes() -> Json:
        plain = request_body.check_media_type(request, JSON, PLAIN_TEXT) == PLAIN_TEXT
        body = request_body.read(request, settings.max_body_bytes)
        if plain:
            article = article_of_query(request_body.decoded(body), request.args)
        else:
            _refuse_query()
            article = article_of(read_json(body))
        with queue.place():
            return answer(article, {} if plain else {"pointer": "/text"})

    @api.post("/batch")
    def batch() -> Json:
        request_body.check_media_type(request, JSON)
        _refuse_query()
        body = request_body.read(request, settings.max_body_bytes)
        articles = articles_of(read_json(body), settings.max_batch_articles)
        with queue.place():
            return {"results": [result(i, article) for i, article in enumerate(articles)]}

    def result(i: int, value: Any) -> Json:
        """One result of a batch: a response, or a problem with the `id` that was sent, null without one."""
        try:
            return answer(article_of(value, "articles", i), {"pointer": pointer("articles", i, "text")})
        except Problem as problem:
            sent = value.get("id") if isinstance(value, dict) else None
            return {"id": sent if isinstance(sent, str) else None} | problem.document()

    def answer(article: Article, place: dict[str, str]) -> Json:
        try:
            analysis = queue.analyze(article.text, article.options)
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
