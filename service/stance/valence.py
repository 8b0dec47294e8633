"""Whether words judge, and how: valence by the lexicon, turned over by a word's own negation."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from service.lexicons import EVALUATIVE, table
from service.stance.negation import is_negated
from service.stance.vocabulary import form, lemma
from service.syntax import Word

LEAST_VALENCE = 0.9
"""A sum of valences below this judges nothing."""

_WITHOUT_VALENCE = frozenset({"PROPN", "ADP", "SCONJ", "CCONJ", "DET", "AUX", "PRON"})
_KINDS = {row["word"]: row["kind"] for row in table("evaluative")}
_PHRASES: dict[str, list[tuple[str, ...]]] = {}
for _entry in EVALUATIVE:
    if " " in _entry:
        _PHRASES.setdefault(_entry.partition(" ")[0], []).append(tuple(_entry.split()))


def valence(word: Word) -> float:
    """The word's valence from -4 to +4 by the lexicon; 0.0 for names and function words."""
    return 0.0 if word.upos in _WITHOUT_VALENCE else _valence(form(word), lemma(word))


@cache
def _valence(text: str, base: str) -> float:
    return EVALUATIVE.get(text) or EVALUATIVE.get(base) or 0.0


def kind_of(word: Word) -> str:
    """The word's `kind` in the lexicon: "judgement", "need", "state", "fact", or "" for any other."""
    return _KINDS.get(form(word)) or _KINDS.get(lemma(word)) or ""


def judges(word: Word) -> bool:
    """True where being called so is a judgement: adjectives but for states, facts, needs, and the nouns marked so."""
    kind = kind_of(word)
    participle = word.upos == "VERB" and word.xpos in ("VBN", "VBG")
    fits = kind == "judgement" or (not kind and (word.upos in ("ADJ", "ADV") or participle))
    return fits and bool(valence(word))


def phrase_at(word: Word) -> tuple[float, list[Word]]:
    """The valence of a phrase of several words that begins at `word` ("red line"), with its words; 0.0 without one."""
    for entry in _PHRASES.get(form(word), ()):
        near = word.sentence.words[word.index : word.index + 2 * len(entry)]
        run = [w for w in near if w.upos != "PUNCT"][: len(entry)]
        if tuple(map(form, run)) == entry:
            return EVALUATIVE[" ".join(entry)], run
    return 0.0, []


def judgement_of(words: Iterable[Word], predicate: Word) -> tuple[float, list[Word]]:
    """The sum of what `words` judge, and those that do; 0.0 below the least that counts.

    Each word is turned over by its own negation, but for the `predicate`: that negates the whole judgement.
    """
    total, evidence = 0.0, []
    seen: set[Word] = set()
    for word in words:
        if word in seen:
            continue
        value, run = phrase_at(word)
        if not run and judges(word):
            value, run = valence(word), [word]
        if run:
            total += -value if word is not predicate and is_negated(word) else value
            evidence += run
            seen.update(run)
    return (total, evidence) if abs(total) >= LEAST_VALENCE else (0.0, [])
