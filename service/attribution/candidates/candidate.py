"""A candidate: a word that may be a cue, with what it would attribute to whom.

The modules of this package propose generously; which of them attribute is decided in `selection`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.attribution.content_extents import Extent
from service.labels import Medium
from service.lexicons import Cue
from service.syntax import Word


@dataclass(frozen=True, eq=False)
class Candidate:
    """What one pattern found at one cue. All words stand in text order; `content` are the words below its ends.

    `lemma` is the cue's lemma with its particle or fixed words; `entry` its row in the lexicon of cues, None when it
    has none. `source` is the head of that phrase, None when the sentence does not have it. `addressee` is set where
    the order of the words tells it, and else left to `addressees`. `extent` tells how far the content reaches: the
    clause of the tree, or more of the sentence. `given` is the chance that it attributes where the pattern alone tells;
    None leaves that to the model.
    """

    rule: str
    head: Word
    cue: tuple[Word, ...]
    lemma: str
    entry: Cue | None
    content: tuple[Word, ...]
    ends: tuple[Word, ...]
    source: Word | None
    addressee: Word | None
    extent: Extent = "clause"
    medium: Medium = "speech"
    given: float | None = None


def in_order(
    rule: str,
    head: Word,
    cue: tuple[Word, ...],
    entry: Cue,
    content: Sequence[Word],
    source: Word,
    addressee: Word | None = None,
    extent: Extent = "to the end",
    given: float | None = None,
) -> Candidate:
    """A candidate that the order of the words tells, not the tree: `content` stands beside a cue of the lexicon."""
    words = tuple(content)
    return Candidate(
        rule, head, cue, entry.lemma, entry, words, words[:1], source, addressee, extent, entry.medium, given
    )
