"""Sentences → candidates where "For" opens what somebody thinks: For the lawyer, the report “is full of errors”.

A cue in news from Romance and Germanic languages. English begins sentences so for many other ends ("For Lund, the day
ended badly"), so there must be quotation marks around what only somebody else can have said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import dropwhile

from service.attribution.candidates.candidate import Candidate
from service.attribution.cues import cue_lemma
from service.lexicons import QUOTING_CUES, WORDS
from service.mentions import NounPhrase, can_speak, noun_phrases
from service.syntax import Document, Word
from service.text import ArticleText

_GIVEN = 0.7  # a judgement: news that is written in English has no such sentence in five hundred articles
_FINITE = ("VBZ", "VBD", "VBP", "MD")
_RELATIVE = ("WP", "WDT", "WP$", "WRB")
_PRONOUNS = WORDS["pronoun after for"]
_MAX_INSERTIONS = 3
_MIN_QUOTED_WORDS = 3


def viewpoint_candidates(document: Document) -> Iterator[Candidate]:
    """A candidate for each sentence that opens with "For", somebody, a comma, and a clause with quoted words."""
    for sentence in document.sentences:
        opening = next((w for w in sentence.words if w.upos != "PUNCT"), None)
        if opening is None or opening.text != "For" or document.quoted_in(opening.span):
            continue
        somebody = next(noun_phrases(sentence.words[opening.index :]), None)
        clause = _clause(opening, document.article)
        if somebody is None or not clause or not _is_somebody(somebody, opening):
            continue
        quoted = [w for w in clause if w.upos != "PUNCT" and document.quoted_in(w.span)]
        told = any(w.upos == "VERB" and w not in quoted and cue_lemma((w,)) in QUOTING_CUES for w in sentence.words)
        if told or not (len(quoted) >= _MIN_QUOTED_WORDS or any(w.upos in ("VERB", "AUX") for w in quoted)):
            continue
        words = tuple(clause)
        yield Candidate(
            "for-somebody", opening, (opening,), "for", None, words, words[:1], somebody.head, None, given=_GIVEN
        )


def _is_somebody(phrase: NounPhrase, preposition: Word) -> bool:
    """True for one who can speak, right after the preposition: "the lawyer", "Lund", "two of them"; not "voters"."""
    first = phrase.words[0]
    if first.index != preposition.index + 1:
        return False
    if phrase.head.text.casefold() in _PRONOUNS:
        return True
    return can_speak(preposition.document, phrase) and (first.upos in ("DET", "NUM", "PROPN") or first.has("Poss=Yes"))


def _clause(opening: Word, article: ArticleText) -> Sequence[Word]:
    """What follows the comma after the "for" phrase and its insertions; empty without a finite verb or quote."""
    sentence = opening.sentence
    commas = [w.index for w in sentence.words if w.text == ","]
    starts = [opening.index, *(i + 1 for i in commas)][: _MAX_INSERTIONS + 2]
    for position, start in enumerate(starts):
        end = starts[position + 1] if position + 1 < len(starts) else len(sentence.words)
        piece = list(dropwhile(lambda w: w.upos == "PUNCT", sentence.words[start:end]))
        if not piece:
            continue
        is_clause = piece[0].xpos not in _RELATIVE and any(w.xpos in _FINITE for w in piece)
        if not is_clause and not article.quoted_in(piece[0].span):  # a quote is taken as it is
            continue
        return sentence.words[piece[0].index :] if position else ()
    return ()
