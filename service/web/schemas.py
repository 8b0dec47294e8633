"""What a request may hold: marshmallow schemas with strict types, and how they read a body into an `Article`.

Nothing is guessed: "7" is no number, "yes" and 1 are no booleans, an unknown field is an error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load
from marshmallow.validate import Length, OneOf, Range
from werkzeug.datastructures import MultiDict

from service.labels import MEDIA
from service.output import ECHOED_FIELDS, OFFSET_UNITS, OffsetUnit, Options
from service.stance import Target
from service.web.body import pointer
from service.web.problems import Problem

MAX_TARGETS = 100
MAX_ALIASES = 100
QUERY_FIELDS = ("offset_unit", "media", "targets", "min_confidence", "strict")
_DEFAULT = Options()
_OBJECT = {"type": "Not an object.", "unknown": "Unknown field."}


@dataclass(frozen=True)
class Article:
    """One article to analyze. `echo` holds its id, title, published and source."""

    text: str
    echo: Mapping[str, str | None]
    offset_unit: OffsetUnit
    options: Options


class StrictFloat(fields.Float):
    """A JSON number; never a string that reads like one."""

    def _validated(self, value: Any) -> float:
        if isinstance(value, str):
            raise self.make_error("invalid")
        return super()._validated(value)


class StrictBoolean(fields.Boolean):
    """true or false; never 1, "yes" or "on"."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid")
        return value


class TargetSchema(Schema):
    """A target with other names that count as its own."""

    error_messages = _OBJECT

    name = fields.String(required=True, validate=Length(min=1))
    aliases = fields.List(fields.String(validate=Length(min=1)), load_default=list, validate=Length(max=MAX_ALIASES))

    @post_load
    def _made(self, data: dict[str, Any], **_: Any) -> Target:
        return Target(data["name"], tuple(data["aliases"]))


class TargetField(fields.Field[Target]):
    """A name, or an object as `TargetSchema` has it."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Target:
        if isinstance(value, str) and value:
            return Target(value)
        if isinstance(value, dict):
            target: Target = TargetSchema().load(value)
            return target
        raise ValidationError("Neither a name nor an object with `name` and `aliases`.")


class ArticleSchema(Schema):
    """The body of POST /v1/quotes, and one article of a batch."""

    error_messages = _OBJECT

    text = fields.String(required=True)
    id = fields.String(load_default=None, allow_none=True)
    title = fields.String(load_default=None, allow_none=True)
    published = fields.String(load_default=None, allow_none=True)
    source = fields.String(load_default=None, allow_none=True)
    offset_unit = fields.String(load_default=OFFSET_UNITS[0], validate=OneOf(OFFSET_UNITS))
    media = fields.List(
        fields.String(validate=OneOf(MEDIA)),
        load_default=[m for m in MEDIA if m in _DEFAULT.media],
        validate=Length(min=1),
    )
    targets = fields.List(TargetField(), load_default=list, validate=Length(max=MAX_TARGETS))
    min_confidence = StrictFloat(load_default=_DEFAULT.min_confidence, validate=Range(0, 1))
    strict = StrictBoolean(load_default=_DEFAULT.strict)

    @post_load
    def _made(self, data: dict[str, Any], **_: Any) -> Article:
        options = Options(frozenset(data["media"]), tuple(data["targets"]), data["min_confidence"], data["strict"])
        return Article(data["text"], {name: data[name] for name in ECHOED_FIELDS}, data["offset_unit"], options)


class BatchSchema(Schema):
    """The body of POST /v1/quotes/batch. Its articles are read one by one, so that one fault costs one result."""

    error_messages = _OBJECT

    articles = fields.List(fields.Raw(allow_none=True), required=True)


def article_of(value: Any, *path: str | int) -> Article:
    """The article that `value`, found along `path`, describes. Raises Problem (422) with pointers to the faults."""
    article: Article = _loaded(ArticleSchema(), value, lambda *p: {"pointer": pointer(*path, *p)})
    return article


def article_of_query(text: str, query: MultiDict[str, str]) -> Article:
    """`text` with the options of a query string, in which a list is a parameter that stands several times.

    Raises Problem (422) naming the parameters at fault.
    """
    unknown = [{"parameter": name, "detail": "Unknown parameter."} for name in query if name not in QUERY_FIELDS]
    if unknown:
        raise _invalid(unknown)
    value = {name: _of_query(name, given) for name, given in query.lists()}
    article: Article = _loaded(ArticleSchema(), value | {"text": text}, lambda *p: {"parameter": str(p[0])})
    return article


def articles_of(value: Any, max_articles: int) -> list[Any]:
    """The unread articles of a batch.

    Raises Problem: 422 when `value` is no batch or an id stands in it twice, 413 above `max_articles`.
    """
    articles: list[Any] = _loaded(BatchSchema(), value, lambda *p: {"pointer": pointer(*p)})["articles"]
    if len(articles) > max_articles:
        detail = f"The batch has {len(articles)} articles; the limit is {max_articles}."
        raise Problem("too-many-articles", detail, limit=max_articles, actual=len(articles))
    first: dict[str, int] = {}
    errors = []
    for i, article in enumerate(articles):
        name = article.get("id") if isinstance(article, dict) else None
        if isinstance(name, str) and first.setdefault(name, i) != i:
            errors.append({"pointer": pointer("articles", i, "id"), "detail": f"Also the id of article {first[name]}."})
    if errors:
        raise _invalid(errors)
    return articles


def _loaded(schema: Schema, value: Any, place: Callable[..., dict[str, str]]) -> Any:
    try:
        return schema.load(value)
    except ValidationError as error:
        raise _invalid([{**place(*path), "detail": detail} for path, detail in _faults(error.messages)]) from error


def _invalid(errors: list[dict[str, str]]) -> Problem:
    first = errors[0]
    more = f" and {len(errors) - 1} more" if len(errors) > 1 else ""
    where = first.get("pointer", first.get("parameter")) or "the body"
    return Problem("invalid-request", f"{where}: {first['detail']}{more}"[:200], errors=errors)


def _faults(messages: Any, *path: str | int) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """marshmallow's tree of messages as pairs of a path and a message; "_schema" stands for the object itself."""
    if isinstance(messages, dict):
        for step, below in messages.items():
            yield from _faults(below, *path, *(() if step == "_schema" else (step,)))
    else:
        yield from ((path, message) for message in messages)


def _of_query(name: str, given: list[str]) -> Any:
    """The JSON value that a query parameter stands for; what stands for none is left for the schema to refuse."""
    if name in ("media", "targets") or len(given) > 1:
        return given
    if name == "strict":
        return {"true": True, "false": False}.get(given[0], given[0])
    if name == "min_confidence":
        try:
            return float(given[0])
        except ValueError:
            return given[0]
    return given[0]
