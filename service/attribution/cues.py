"""Cues: which words may be one, the words that belong to them, and their lemma in the lexicon."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from service.lexicons import CUES
from service.syntax import Word


def cue_kind(word: Word) -> str | None:
    """The `cue` value of the rules that may apply to `word`; None when it can be no cue."""
    if word.text.casefold() == "according" and word.child("fixed"):
        return "CASE"
    return word.upos if word.upos in ("VERB", "NOUN", "ADJ") else None


def cue_words(word: Word) -> tuple[Word, ...]:
    """The cue with its particle ("rule out") or its fixed words ("according to")."""
    others = word.children("compound:prt", "fixed")
    return tuple(sorted((word, *others), key=lambda w: w.index)) if others else (word,)


def cue_lemma(words: Sequence[Word]) -> str:
    """The lemmas of a cue, lower case and as the lexicon writes them: "rule out", "according to"."""
    if len(words) == 1:
        return _lexicon_lemma(words[0].lemma.casefold())
    fixed = words[0].text.casefold() == "according"
    return " ".join(w.text.casefold() if fixed else _lexicon_lemma(w.lemma.casefold()) for w in words)


@cache
def _lexicon_lemma(lemma: str) -> str:
    """Mends a lemma that the lemmatizer cut wrong where the lexicon knows the right one: "pledg", "slamm", "echoe"."""
    if lemma in CUES:
        return lemma
    guesses = (lemma + "e", lemma + "n", lemma[:-1], lemma.removesuffix("ed"), lemma.removesuffix("d"))
    return next((g for g in guesses if g in CUES and len(g) > 2), lemma)
