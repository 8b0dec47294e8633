"""The words that stance is read from, by their plain form: threats, attitudes, reporter words, closed classes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from service.lexicons import table
from service.syntax import Word

_MARKS = "“”\"„‟«»`‘’'.,;:!?()"

CLASSES = {
    row["class"]: frozenset(word.replace("_", " ") for word in row["words"].split()) for row in table("stance_classes")
}
"""The small classes of words that the rules ask for: modals, negations, light verbs, nouns for claims."""

THREATS = frozenset(row["word"] for row in table("threats"))
"""What a speaker threatens with: respond, sanctions, consequences."""

REPORTER_WORDS = {row["words"]: row["reporter"] for row in table("reporter_words")}
"""Words beside a cue by which the reporter doubts or vouches: falsely, rightly, without evidence."""


@dataclass(frozen=True)
class Attitude:
    """A noun that shows where somebody stands on what follows it.

    `polarity` is "+" (support for X), "-" (the dangers of X) or "0" (a round of X: what is said of it is said of X);
    `takes` are the prepositions of X.
    """

    polarity: str
    takes: frozenset[str]


ATTITUDES = {row["noun"]: Attitude(row["polarity"], frozenset(row["takes"].split("|"))) for row in table("attitudes")}
"""The nouns of `attitudes.tsv`."""


@cache
def plain(text: str) -> str:
    """Lower case, straight apostrophes, no marks at the ends: `mistake,”` is "mistake"; "n’t" stays "n't"."""
    return text.casefold().replace("’", "'").strip(_MARKS) or text.casefold()


def form(word: Word) -> str:
    """The plain form of the word as it stands."""
    return plain(word.text)


def lemma(word: Word) -> str:
    """The plain form of the word's lemma."""
    return plain(word.lemma)
