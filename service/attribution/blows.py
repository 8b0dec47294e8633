"""Blows of weapons are no blows of words: "Russia attacks our people" reports nothing, "Lee attacks the plan" does.

States, crowds, soldiers and weapons strike; people, parties and ministries criticize. The words lie in
`lexicons/blows.tsv`: cues that may be either, and the nouns of those who do not strike with words.
"""

from __future__ import annotations

from service.attribution.candidates.candidate import Candidate
from service.lexicons import table
from service.mentions import mention_of

_BLOWS = frozenset(row["word"] for row in table("blows") if row["kind"] == "cue")
_FIGHTERS = frozenset(row["word"] for row in table("blows") if row["kind"] == "fighter")


def is_blow(candidate: Candidate) -> bool:
    """True where the cue may be a blow and its source is a place, a fighter or nobody: then nothing is said."""
    if candidate.lemma not in _BLOWS:
        return False
    if candidate.source is None:
        return True
    source = mention_of(candidate.source)
    return source.kind == "place" or source.noun in _FIGHTERS or candidate.source.text.casefold() == "it"
