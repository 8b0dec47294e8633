"""Sentences → candidates whose cue comments on the clause around it, though the parser takes it for a part of that.

    It is good that they talk, the 41-year-old told the newspapers.
    The union had walked out, specifies the same source.
    The bridge, announced on Monday the head of the council, will be closed.

English news puts such a comment after the clause; translations put the verb first everywhere, and parsers then read
it as one more thing that the subject of the clause did, and the source as its object.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from service.attribution.candidates.candidate import Candidate, in_order
from service.attribution.content_extents import report_words
from service.attribution.cues import cue_kind, cue_lemma, cue_words
from service.lexicons import CUES, QUOTING_CUES, WORDS, Cue
from service.mentions import mention_of
from service.syntax import TIMES, Document, Word

_FINITE = ("VBD", "VBZ", "VBP", "VBN")
_MAX_SOURCE_WORDS = 10
_MAX_INSERTED_WORDS = 8
_NOMINAL = ("PROPN", "NOUN", "PRON", "ADJ")  # "the 41-year-old"
_VERBAL = ("VERB", "AUX", "SCONJ")
_RELATIVES = WORDS["relative word before a clause"]
_TAKES_PERSONS = frozenset({"criticize", "praise", "warn", "demand", "question", "deny"})
"""Acts that take an object: no source stands after in "…, praised the minister"."""

_SPEAKERS = ("person", "organization", "group", "place")
_INVERTED = 0.75  # 7 of 8 in PolNeAR's training part


def parenthetical_candidates(document: Document) -> Iterator[Candidate]:
    """A candidate for each finite verb of speech that a comma parts from the clause it comments on."""
    for sentence in document.sentences:
        for word in sentence.words:
            if cue_kind(word) != "VERB" or word.xpos not in _FINITE:
                continue
            cue = cue_words(word)
            entry = CUES.get(cue_lemma(cue))
            if entry is None or entry.lemma not in QUOTING_CUES or word.child("ccomp", "parataxis"):
                continue
            yield from _source_first(word, cue, entry)
            if entry.speech_act not in _TAKES_PERSONS and entry.lemma != "call":
                yield from _verb_first(word, cue, entry)


def _source_first(word: Word, cue: tuple[Word, ...], entry: Cue) -> Iterator[Candidate]:
    """ ", the minister told reporters" at a sentence's end."""
    sentence = word.sentence
    comma = next((w for w in reversed(sentence.words[: word.index]) if w.text == ","), None)
    if comma is None or not 1 < word.index - comma.index <= _MAX_SOURCE_WORDS:
        return
    phrase = sentence.words[comma.index + 1 : word.index]
    reported = report_words(sentence)  # ", the minister warned, according to the agency"
    said = sentence.words[: comma.index]
    rest = [w for w in sentence.words[word.index + 1 :] if w.index not in reported]
    if any(w.upos in _VERBAL for w in (*phrase, *rest)) or not _is_clause(said):
        return
    inside = {w.index for w in phrase}
    source = next((w for w in phrase if w.head_index not in inside and w.upos in _NOMINAL), None)
    if source is not None:
        yield in_order("trailing-cue", word, cue, entry, said, source)


def _verb_first(word: Word, cue: tuple[Word, ...], entry: Cue) -> Iterator[Candidate]:
    """ ", announced on Monday the head of the council": at a sentence's end, or short and between commas."""
    sentence = word.sentence
    words = sentence.words
    start = min([word, *word.children("aux")], key=lambda w: w.index).index
    if not 1 < start <= word.index or words[start - 1].text != ",":
        return
    subjects = word.children("nsubj")
    # A subject before the comma is that of a clause whose verb the parser lost, where another one stands after.
    if word.child("cc", "mark") or (subjects and all(w.index < start for w in subjects)):
        return
    said, rest = words[: start - 1], list(words[word.index + 1 :])
    comment = list(takewhile(lambda w: w.text != ",", rest))
    following = rest[len(comment) + 1 :]
    if _is_clause(said) and not any(w.upos in _VERBAL for w in _before_relative(rest)):
        content = said
    elif _is_clause(following) and len(comment) <= _MAX_INSERTED_WORDS and not any(w.upos in _VERBAL for w in comment):
        content = (*said, *following)
    else:
        return
    source = _source_after(comment)
    if source is not None:
        yield in_order("verb-first", word, cue, entry, content, source, given=_INVERTED)


def _before_relative(words: Sequence[Word]) -> Iterator[Word]:
    return takewhile(lambda w: w.text.casefold() not in _RELATIVES, words)


def _source_after(words: Sequence[Word]) -> Word | None:
    """The first phrase that no preposition opens, where it names somebody who can speak."""
    inside = {w.index for w in words}
    for word in words:
        if word.upos not in _NOMINAL or word.head_index in inside or word.child("case"):
            continue
        if word.lemma.casefold() not in TIMES:
            return word if word.upos == "PROPN" or mention_of(word).kind in _SPEAKERS else None
    return None


def _is_clause(words: Sequence[Word]) -> bool:
    return any(w.has("VerbForm=Fin") for w in words)
