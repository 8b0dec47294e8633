"""Precision, recall and F1 of what was found beside what was annotated, over all and by type of quote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from service.evaluation.answers import FoundAttribution
from service.evaluation.brat import AnnotatedArticle, AnnotatedAttribution
from service.evaluation.matching import matched
from service.evaluation.tokens import TokenizedText, Tokens
from service.labels import QuoteType

ALL = "all"
ROWS: tuple[str, ...] = (ALL, "direct", "mixed", "indirect")
"""All quotes, then each type."""

_FUNCTION_WORDS = frozenset(
    """a an the of and or in on at to for from by with as s t who whom whose that which this these those
    his her its their our my your he she it they we i you him them us me""".split()
)
"""Words that two sources may share without being the same."""


@dataclass(frozen=True)
class Tally:
    """How many were annotated, how many found, and how many of both are right."""

    right: int = 0
    found: int = 0
    annotated: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.found + other.found, self.annotated + other.annotated)

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 where nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what was annotated that was found; 0 where nothing was annotated."""
        return self.right / self.annotated if self.annotated else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.annotated) if self.right else 0.0


@dataclass(frozen=True)
class Scores:
    """One row of the table.

    `detected`: quotes whose contents pair (`matching`). `source`: paired quotes whose sources agree too, of those that
    have a source; sources agree when they share a word that is no function word (any word, where the annotated source
    has function words alone). `tokens`: tokens inside some content, whichever it is.
    """

    detected: Tally = Tally()
    source: Tally = Tally()
    tokens: Tally = Tally()

    def __add__(self, other: Scores) -> Scores:
        return Scores(self.detected + other.detected, self.source + other.source, self.tokens + other.tokens)


Table = Mapping[str, Scores]
"""A row of `ROWS` → its scores."""


def total(tables: Iterable[Table]) -> Table:
    """The counts of several articles together; every article counts as much as it holds."""
    rows = {row: Scores() for row in ROWS}
    for table in tables:
        rows = {row: scores + table[row] for row, scores in rows.items()}
    return rows


@dataclass(frozen=True)
class _Read:
    """An attribution as tokens of its text."""

    type: QuoteType
    content: Tokens
    source: Tokens


def score(article: AnnotatedArticle, answer: Iterable[FoundAttribution]) -> Table:
    """What was found in `article` beside what was annotated.

    An annotated quote has the type that its text shows. A found one takes the type of the quote that it pairs with, and
    without one its own; a found token that of the annotated quote around it, if there is one.
    """
    text = TokenizedText(article.text)
    annotated = list(_read(text, article.attributions))
    found = list(_read(text, answer))
    pairs = matched([f.content for f in found], [a.content for a in annotated])
    types = [annotated[pairs[i]].type if i in pairs else f.type for i, f in enumerate(found)]
    same_source = (j for i, j in pairs.items() if _same_source(text, found[i].source, annotated[j].source))
    annotated_tokens, found_tokens = _types_of_tokens(annotated), _types_of_tokens(found)
    detected = _tallies(
        right=(annotated[j].type for j in pairs.values()),
        found=types,
        annotated=(a.type for a in annotated),
    )
    source = _tallies(
        right=(annotated[j].type for j in same_source),
        found=(kind for kind, f in zip(types, found, strict=True) if f.source),
        annotated=(a.type for a in annotated if a.source),
    )
    tokens = _tallies(
        right=(kind for token, kind in annotated_tokens.items() if token in found_tokens),
        found=(annotated_tokens.get(token, kind) for token, kind in found_tokens.items()),
        annotated=annotated_tokens.values(),
    )
    return {row: Scores(detected[row], source[row], tokens[row]) for row in ROWS}


def _read(text: TokenizedText, attributions: Iterable[AnnotatedAttribution | FoundAttribution]) -> Iterator[_Read]:
    for attribution in attributions:
        if content := text.tokens(attribution.content):
            yield _Read(text.type_of(content), content, text.tokens(attribution.source))


def _same_source(text: TokenizedText, found: Tokens, annotated: Tokens) -> bool:
    shared = {text.words[token] for token in found & annotated}
    if all(text.words[token] in _FUNCTION_WORDS for token in annotated):
        return bool(shared)
    return not shared <= _FUNCTION_WORDS


def _types_of_tokens(attributions: Iterable[_Read]) -> dict[int, QuoteType]:
    """The tokens inside some content, each with the type of the first around it."""
    types: dict[int, QuoteType] = {}
    for attribution in attributions:
        for token in attribution.content:
            types.setdefault(token, attribution.type)
    return types


def _tallies(right: Iterable[str], found: Iterable[str], annotated: Iterable[str]) -> dict[str, Tally]:
    """Row → the tally of it, from the types of all that is right, found and annotated."""
    counts = [Counter(types) for types in (right, found, annotated)]
    return {row: Tally(*(c.total() if row == ALL else c[row] for c in counts)) for row in ROWS}
