"""Candidates that report no speech: blows of weapons, and silence.

Blows: "Russia attacks our people" reports nothing, "Lee attacks the plan" does. States, crowds, soldiers and weapons
strike; people, parties and ministries criticize. `lexicons/data/blows.tsv` holds cues that may be either, and the nouns
of those who do not strike with words.

Silence: the cue says that nothing is said, or nothing to the point.

    an official who asked not to be identified
    Asked for a comment, the ministry said no.
    He avoided to specify whether they will meet.
    Nothing says that prices will fall.
    He called his wife.

The words lie in `lexicons/data/silences.tsv`.
"""

from __future__ import annotations

from service.attribution.candidates.candidate import Candidate
from service.lexicons import WORDS, table
from service.mentions import mention_of
from service.syntax import Word

_BLOWS = frozenset(row["word"] for row in table("blows") if row["kind"] == "cue")
_FIGHTERS = frozenset(row["word"] for row in table("blows") if row["kind"] == "fighter")


def _words(kind: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table("silences") if row["kind"] == kind)


_REQUESTS, _UNNAMED, _HIDDEN = _words("request"), _words("unnamed"), _words("hidden")
_ANSWERS, _NOBODY, _WITHHELD = _words("answer"), _words("nobody"), _words("withheld")
_RINGS = _words("ring")
_QUESTIONS = WORDS["question word"]


def is_no_speech(candidate: Candidate) -> bool:
    """True where nothing is said by whom the candidate names."""
    return _is_blow(candidate) or _is_silence(candidate)


def _is_blow(candidate: Candidate) -> bool:
    """True where the cue may be a blow and its source is a place, a fighter or nobody: then nothing is said."""
    if candidate.lemma not in _BLOWS:
        return False
    if candidate.source is None:
        return True
    source = mention_of(candidate.source)
    return source.kind == "place" or source.noun in _FIGHTERS or candidate.source.text.casefold() == "it"


def _is_silence(candidate: Candidate) -> bool:
    """True where a source wants to stay unnamed, somebody is asked to speak, or nothing speaks."""
    if candidate.source is not None and candidate.source.lemma.casefold() in _NOBODY:
        return True
    head = candidate.head
    governor = head.head
    if head.relation == "xcomp" and governor is not None and governor.lemma.casefold() in _WITHHELD:
        opening = next((w.text.casefold() for w in candidate.content if w.upos != "PUNCT"), "")
        if opening in _QUESTIONS:
            return True
    if candidate.lemma in _RINGS and _is_somebody(candidate.ends[0]):
        return True
    if candidate.lemma not in _REQUESTS:
        return False
    end = candidate.ends[-1]
    noun = end.lemma.casefold()
    if end.upos == "NOUN":
        return noun in _HIDDEN or noun in _ANSWERS
    negated = any(w.text.casefold() in ("not", "n't", "without") for w in end.children())
    return noun in _UNNAMED and negated and end.child("aux") is not None


def _is_somebody(word: Word) -> bool:
    """ "his wife", "the agent of the player": a person, and nothing that they are called."""
    beside = word.children("appos", "dep", "parataxis", "nmod:desc", "xcomp", "list", "acl")
    return mention_of(word).kind == "person" and not beside
