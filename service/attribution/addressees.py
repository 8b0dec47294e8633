"""To whom is spoken: told reporters; wrote to the mayor; said in an interview with the newspaper.

The paths of `lexicons/data/addressee_paths.tsv` are tried in order from the cue or from the source. What they lead to
is an addressee where it can hear: a name, a pronoun, a noun for people or bodies; "expressed regret" has none. Those
for certain words alone ("urged the players to stay") also lead into the content.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from service.attribution.candidates.candidate import Candidate
from service.lexicons import ORGANIZATION_NOUNS, ROLE_NOUNS, WORDS, table
from service.mentions import MAY_SPEAK, SUBJECT_PRONOUNS
from service.syntax import TIMES, Word, follow

_HEARERS = WORDS["hearers"]
_PERSONS = SUBJECT_PRONOUNS | WORDS["pronoun that may be an object"] | WORDS["he or she"] | WORDS["first person"]
_NO_PERSON = WORDS["it"]


@dataclass(frozen=True)
class _Path:
    """From `start`, the cue or the source, of one of `words` or of any where there are none."""

    start: str
    expression: str
    words: frozenset[str]


@cache
def _paths() -> tuple[_Path, ...]:
    return tuple(_Path(row["start"], row["path"], frozenset(row["words"].split())) for row in table("addressee_paths"))


def addressee_of(candidate: Candidate) -> Word | None:
    """The head of the phrase for whom is spoken to at the candidate's cue; None where the text does not tell."""
    for path in _paths():
        start = candidate.head if path.start == "cue" else candidate.source
        if start is None or (path.words and start.lemma.casefold() not in path.words):
            continue
        for word in follow(start, path.expression):
            if word is not candidate.source and _can_hear(word) and (path.words or word not in candidate.content):
                return word
    return None


def _can_hear(word: Word) -> bool:
    lemma = word.lemma.casefold()
    if word.upos in ("PRON", "DET") and lemma not in _HEARERS:
        return word.text.casefold() in _PERSONS - _NO_PERSON
    entity = word.entity
    named = (entity is not None and entity.label in MAY_SPEAK) or (word.upos == "PROPN" and entity is None)
    return lemma not in TIMES and (named or lemma in ROLE_NOUNS or lemma in ORGANIZATION_NOUNS or lemma in _HEARERS)
