"""What an analysis returns: plain frozen data, every offset in code points of the text as it was sent.

The names are those of the contract (`openapi.yaml`); `responses` turns these objects into the JSON that callers see,
in the offset unit that they asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.coreference import Link
from service.errors import Warning_
from service.labels import Kind, Medium, QuoteType
from service.spans import Span
from service.speakers import Addressee
from service.stance import Stance, Target


@dataclass(frozen=True)
class Options:
    """What the caller asked for. `media` are those to return; `strict` turns warnings into a refusal.

    Quotes less likely than `min_confidence` are left out; 0 returns all that the engine holds possible.
    """

    media: frozenset[Medium] = frozenset({"speech", "writing"})
    targets: tuple[Target, ...] = ()
    min_confidence: float = 0.5
    strict: bool = False


@dataclass(frozen=True)
class Member:
    """One of several people who speak together. `id` points into `Analysis.speakers`."""

    id: str
    name: str
    role: str | None


@dataclass(frozen=True)
class SpeakerOfQuote:
    """Who speaks in one quote.

    `id` points into `Analysis.speakers`. `name` is the fullest name in the article, or the source's own words without
    the article when it has no name (`anonymous`); None when the text names nobody: then the quote's evidence says why.
    `mention` is the source span beside this quote; None when the text has none (a free continuation). `members` are
    those of several people named together; empty for everybody else.
    """

    id: str | None
    name: str | None
    kind: Kind
    role: str | None
    affiliation: str | None
    anonymous: bool
    mention: Span | None
    members: tuple[Member, ...] = ()


@dataclass(frozen=True)
class Cue:
    """The words that attribute. `lemma` holds particles and fixed words too ("rule out", "according to")."""

    span: Span
    lemma: str


@dataclass(frozen=True)
class Report:
    """One link of the chain of attribution: `quote` reports this one, spoken by `speaker`.

    `quote` is None where the reporter says nothing but that it was said ("according to the Kremlin").
    """

    quote: str | None
    speaker: str | None
    name: str | None


@dataclass(frozen=True)
class Quote:
    """One attribution: `speaker` said `content` with `cue`. `content` spans are in text order, without outer marks."""

    id: str
    type: QuoteType
    medium: Medium
    content: tuple[Span, ...]
    speaker: SpeakerOfQuote
    cue: Cue | None
    addressee: Addressee | None
    reported_by: tuple[Report, ...]
    stance: Stance
    confidence: float
    evidence: Mapping[str, str | float | bool | None]
    """`rule` always; further entries say what made the decision, in words an editor understands."""
    speaker_links: tuple[Link, ...] = ()
    """The way from the source to the speaker's name; empty where it was not looked for or there is no source."""


@dataclass(frozen=True)
class Speaker:
    """One speaker of the article with all that is known of them.

    A member of several who speak together is a speaker too, of `quotes` that they say alone: perhaps none.
    """

    id: str
    name: str | None
    kind: Kind
    roles: tuple[str, ...]
    aliases: tuple[str, ...]
    anonymous: bool
    quotes: tuple[str, ...]
    mentions: tuple[Span, ...]
    members: tuple[Member, ...] = ()


@dataclass(frozen=True)
class ModelInfo:
    """What answered: the models' name and version, and the version of rules and lexicons."""

    name: str
    version: str
    rules: str


@dataclass(frozen=True)
class Analysis:
    """Everything that Quoth found in one text. `language` is an ISO 639-1 code, or "und" where it cannot tell."""

    text: str
    language: str
    quotes: tuple[Quote, ...]
    speakers: tuple[Speaker, ...]
    model: ModelInfo
    warnings: tuple[Warning_, ...] = field(default=())
