"""The words that answers are made of: the kinds of quotes, speakers and stances, as `openapi.yaml` names them."""

from __future__ import annotations

from typing import Literal, get_args

QuoteType = Literal["direct", "indirect", "mixed"]
Medium = Literal["speech", "writing", "thought"]
MEDIA: tuple[Medium, ...] = get_args(Medium)
Kind = Literal["person", "organization", "place", "group", "document", "unknown"]
StanceLabel = Literal["support", "oppose", "neutral", "mixed"]
TargetLabel = Literal["support", "oppose", "neutral", "not_mentioned"]
TargetType = Literal["entity", "action", "event", "claim"]
Modality = Literal["certain", "probable", "possible", "unspecified"]
Reporter = Literal["neutral", "distancing", "endorsing"]
SpeechAct = Literal[
    "assert", "emphasize", "concede", "deny", "question", "demand", "propose", "warn", "promise", "refuse",
    "praise", "criticize", "agree", "believe", "feel",
]  # fmt: skip
