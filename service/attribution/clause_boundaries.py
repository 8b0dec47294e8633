"""The boundaries of a content: where its clause may end and the reporter go on.

    Berg said the talks were useful, although he did not name the next date.
    They agreed to meet on Monday; in Rome, on Tuesday; and in Oslo.

    Berg denied that it was late and wrote that the talks went on.

A boundary is a semicolon, a comma with a conjunction after it, or a conjunction before one more verb of speech, which
parsers like to hang on the clause before. Whether the speaker or the reporter goes on there, the
attribution model decides; it sees who is the subject after the boundary and whether something is said there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from service.attribution.cues import cue_lemma
from service.lexicons import CUES, QUOTING_CUES
from service.syntax import Word

MAX_JOINTS = 3
_LEAST_WORDS = 2
_CONJUNCTIONS = ("CCONJ", "SCONJ")


@dataclass(frozen=True, eq=False)
class ClauseBoundary:
    """The place before `word`; `verb` is what follows, None for a mere phrase.

    `sign` is the semicolon or comma before it, or the conjunction itself.
    """

    sign: str
    word: Word
    verb: Word | None


def clause_boundaries(words: Sequence[Word]) -> Iterator[ClauseBoundary]:
    """The first few boundaries inside the words of a content, in text order."""
    found = (boundary_before(word) for word in words[_LEAST_WORDS:])
    yield from islice((boundary for boundary in found if boundary is not None), MAX_JOINTS)


def boundary_before(word: Word) -> ClauseBoundary | None:
    """The boundary that `word` stands after; None where it stands after none."""
    sentence = word.sentence
    sign = sentence.words[word.index - 1].text if word.index else ""
    if sign == ";" or (sign == "," and word.upos in _CONJUNCTIONS):
        return ClauseBoundary(sign, word, _verb_after(word))
    following = sentence.words[word.index + 1] if word.index + 1 < len(sentence.words) else None
    if word.upos == "CCONJ" and following is not None and _speaks_on(following):
        return ClauseBoundary(word.text.casefold(), word, following)
    return None


def _speaks_on(word: Word) -> bool:
    finite = word.upos == "VERB" and word.xpos in ("VBD", "VBZ", "VBP")
    return finite and cue_lemma((word,)) in CUES and word.child("nsubj") is None


def _verb_after(word: Word) -> Word | None:
    """The predicate that `word` opens: the first governor of it that is one and stands after."""
    above: Word | None = word
    while above is not None and above.index >= word.index:
        if above.upos in ("VERB", "AUX") or above.child("cop", "nsubj") is not None:
            return above
        above = above.head
    return None


def boundary_traits(boundary: ClauseBoundary, source: Word | None) -> Iterator[str]:
    """What tells whether the reporter goes on at a boundary: its words, the subject after it, its verb."""
    word = boundary.word
    opening = f"{boundary.sign} {word.text.casefold() if word.upos in _CONJUNCTIONS else word.upos}"
    yield opening
    if boundary.verb is None:
        yield f"{boundary.sign} phrase"
        return
    subject = next((w for w in boundary.verb.children("nsubj", "expl") if w.index >= boundary.word.index), None)
    person = _subject_class(subject, source)
    speaks = "speaks" if cue_lemma((boundary.verb,)) in QUOTING_CUES else "is silent"
    yield f"{opening} subject={person}"
    yield f"{boundary.verb.xpos} {boundary.verb.relation} subject={person}"
    yield f"{speaks} subject={person}"


def _subject_class(subject: Word | None, source: Word | None) -> str:
    """none, the source, a pronoun that may or cannot stand for it, or another word's part of speech."""
    if subject is None:
        return "none"
    if source is not None and subject.lemma.casefold() == source.lemma.casefold():
        return "the source"
    text = subject.text.casefold()
    if text in ("he", "she", "it", "they") and source is not None:
        return "may be the source" if source.has("Number=Plur") == (text == "they") else "another pronoun"
    return subject.upos
