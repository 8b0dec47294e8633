"""What a response holds: the contract as marshmallow schemas.

`output` writes the responses; these schemas say what must come out, and the tests hold both, and `openapi.yaml`,
against them. A field is required unless it says otherwise; `allow_none` marks those that may be null.
"""

from __future__ import annotations

from typing import Any, get_args

from marshmallow import Schema, fields
from marshmallow.validate import OneOf, Range

from service.labels import Kind, Medium, Modality, QuoteType, Reporter, SpeechAct, StanceLabel, TargetLabel, TargetType
from service.output import OFFSET_UNITS
from service.web.schemas import StrictBoolean, StrictFloat


def _text(**options: Any) -> fields.String:
    return fields.String(required=True, **options)


def _one_of(literal: Any) -> fields.String:
    return _text(validate=OneOf(get_args(literal)))


def _offset(*, required: bool = True) -> fields.Integer:
    return fields.Integer(required=required, strict=True, validate=Range(min=0))


def _share() -> StrictFloat:
    return StrictFloat(required=True, validate=Range(0, 1))


def _flag() -> StrictBoolean:
    return StrictBoolean(required=True)


def _one(schema: type[Schema], **options: Any) -> fields.Nested:
    return fields.Nested(schema, required=True, **options)


def _many(item: type[Schema] | fields.Field[Any]) -> fields.List[Any]:
    return fields.List(item if isinstance(item, fields.Field) else fields.Nested(item), required=True)


class SpanSchema(Schema):
    """A piece of the text."""

    start = _offset()
    end = _offset()
    text = _text()


class ContentSchema(Schema):
    """What was said, in one piece or several."""

    text = _text()
    spans = _many(SpanSchema)


class MemberSchema(Schema):
    """One of several people who speak together."""

    id = _text()
    name = _text()
    role = _text(allow_none=True)


class SpeakerOfQuoteSchema(Schema):
    """Who speaks in a quote."""

    id = _text(allow_none=True)
    name = _text(allow_none=True)
    kind = _one_of(Kind)
    role = _text(allow_none=True)
    affiliation = _text(allow_none=True)
    anonymous = _flag()
    mention = _one(SpanSchema, allow_none=True)
    members = _many(MemberSchema)


class CueSchema(SpanSchema):
    """The words that attribute."""

    lemma = _text()


class AddresseeSchema(Schema):
    """To whom the speaker spoke."""

    name = _text()
    mention = _one(SpanSchema)


class ReportSchema(Schema):
    """One link of the chain of attribution."""

    quote = _text(allow_none=True)
    speaker = _text(allow_none=True)
    name = _text(allow_none=True)


class PositionTargetSchema(SpanSchema):
    """What a position is about."""

    type = _one_of(TargetType)


class PositionSchema(Schema):
    """Where the speaker stands on one thing."""

    target = _one(PositionTargetSchema)
    label = _text(validate=OneOf(("support", "oppose")))
    evidence = _many(SpanSchema)
    derived = _flag()
    score = _share()
    rule = _text()


class CommitmentSchema(Schema):
    """How sure the speaker sounds."""

    modality = _one_of(Modality)
    polarity = _text(validate=OneOf(("+", "-")))


class TargetStanceSchema(Schema):
    """The stance toward a target of the request."""

    name = _text()
    label = _one_of(TargetLabel)
    score = _share()
    evidence = _many(SpanSchema)


class StanceSchema(Schema):
    """Where the speaker stands, what the speaker does, how sure, and what the reporter signals."""

    label = _one_of(StanceLabel)
    positions = _many(PositionSchema)
    speech_act = _one_of(SpeechAct)
    commitment = _one(CommitmentSchema)
    reporter = _one_of(Reporter)
    targets = _many(TargetStanceSchema)


class QuoteSchema(Schema):
    """One attribution."""

    id = _text()
    type = _one_of(QuoteType)
    medium = _one_of(Medium)
    content = _one(ContentSchema)
    speaker = _one(SpeakerOfQuoteSchema)
    cue = _one(CueSchema, allow_none=True)
    addressee = _one(AddresseeSchema, allow_none=True)
    reported_by = _many(ReportSchema)
    stance = _one(StanceSchema)
    confidence = _share()
    evidence = fields.Dict(keys=fields.String(), values=fields.Raw(allow_none=True), required=True)


class SpeakerSchema(Schema):
    """One speaker of the article."""

    id = _text()
    name = _text(allow_none=True)
    kind = _one_of(Kind)
    roles = _many(fields.String())
    aliases = _many(fields.String())
    anonymous = _flag()
    quotes = _many(fields.String())
    mentions = _many(SpanSchema)
    members = _many(MemberSchema)


class WarningSchema(Schema):
    """Something about the text; without offsets when it concerns the whole."""

    code = _text()
    detail = _text()
    start = _offset(required=False)
    end = _offset(required=False)


class ModelSchema(Schema):
    """What answered."""

    name = _text()
    version = _text()
    rules = _text()


class ResultSchema(Schema):
    """The body of a 200 answer to POST /v1/quotes, and a result of a batch."""

    id = _text(allow_none=True)
    title = _text(allow_none=True)
    published = _text(allow_none=True)
    source = _text(allow_none=True)
    language = _text()
    offset_unit = _text(validate=OneOf(OFFSET_UNITS))
    quotes = _many(QuoteSchema)
    speakers = _many(SpeakerSchema)
    warnings = _many(WarningSchema)
    model = _one(ModelSchema)
