"""What the room returns: somebody said something."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.labels import Medium, QuoteType
from service.spans import Span
from service.syntax import Word


@dataclass(frozen=True, eq=False)
class Attribution:
    """Somebody said something. Spans are in text order; words are heads of their phrases.

    `cue` is empty for a quote that goes on without one; then `speaks_on` is the attribution whose speaker it shares.
    Without both, nobody is named. `reasons` are the model's features that weighed most. `reporters` are the
    attributions around it, nearest first, once all of an article are known (`nesting`).
    """

    rule: str
    type: QuoteType
    content: tuple[Span, ...]
    cue: tuple[Word, ...]
    lemma: str | None
    medium: Medium
    source: Word | None
    addressee: Word | None
    confidence: float
    reasons: tuple[str, ...] = ()
    speaks_on: Attribution | None = None
    reporters: tuple[Attribution, ...] = field(default=(), init=False)

    @property
    def start(self) -> int:
        """Where its content begins."""
        return self.content[0].start

    @property
    def size(self) -> int:
        """How many code points its content has."""
        return sum(s.end - s.start for s in self.content)

    @property
    def cue_span(self) -> Span | None:
        """The place of the cue; None without one."""
        return Span(self.cue[0].span.start, self.cue[-1].span.end) if self.cue else None
