"""What stages found → the answer: quotes and speakers numbered and filtered, then JSON in the caller's offset unit.

`assemble` makes an `Analysis` of plain frozen data; `response` renders it as `openapi.yaml` says.
"""

from __future__ import annotations

from service.output.analyzer import ArticleAnalyzer
from service.output.assembly import assemble
from service.output.json_response import ECHOED_FIELDS, Json, response
from service.output.offsets import OFFSET_UNITS, OffsetTable, OffsetUnit
from service.output.results import Analysis, Cue, Member, ModelInfo, Options, Quote, Report, Speaker, SpeakerOfQuote

__all__ = [
    "ECHOED_FIELDS",
    "OFFSET_UNITS",
    "Analysis",
    "ArticleAnalyzer",
    "Cue",
    "Json",
    "Member",
    "ModelInfo",
    "OffsetTable",
    "OffsetUnit",
    "Options",
    "Quote",
    "Report",
    "Speaker",
    "SpeakerOfQuote",
    "assemble",
    "response",
]
