"""What the words of a stance mean: valence, judgements, attitudes, threats, and negation.

All look-ups go through `plain`, which takes curly marks off: `mistake,”` is the word "mistake".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from service.lexicons import EVALUATIVE, table
from service.syntax import Sentence, Word

NEGATIONS = frozenset(
    {"not", "n't", "never", "no", "hardly", "nor", "neither", "without", "none", "nobody", "nothing", "barely",
     "scarcely", "cannot", "less", "least"}
)  # fmt: skip
"""Words that turn what they modify over."""

LEAST_VALENCE = 0.9
"""A sum of valences below this judges nothing."""

_NEGATING = ("advmod", "det", "cc", "case", "aux", "nsubj")
_MARKS = "“”\"„‟«»`‘’'.,;:!?()"
_WITHOUT_VALENCE = frozenset({"PROPN", "ADP", "SCONJ", "CCONJ", "DET", "AUX", "PRON"})
_KINDS = {row["word"]: row["kind"] for row in table("evaluative")}
_PHRASES: dict[str, list[tuple[str, ...]]] = {}
for _entry in EVALUATIVE:
    if " " in _entry:
        _PHRASES.setdefault(_entry.partition(" ")[0], []).append(tuple(_entry.split()))

CLASSES = {row["class"]: frozenset(row["words"].split()) for row in table("stance_classes")}
"""The small classes of words that the rules ask for: light verbs, nouns for claims, verbs that name."""

THREATS = frozenset(row["word"] for row in table("threats"))
"""What a speaker threatens with: respond, sanctions, consequences."""

REPORTER_WORDS = {row["words"]: row["reporter"] for row in table("reporter_words")}
"""Words beside a cue by which the reporter doubts or vouches: falsely, rightly, without evidence."""


@dataclass(frozen=True)
class Attitude:
    """A noun that shows where somebody stands on what follows it.

    `polarity` is "+" (support for X), "-" (the dangers of X) or "0" (a round of X: what is said of it is said of X);
    `takes` are the prepositions behind it.
    """

    polarity: str
    takes: frozenset[str]


ATTITUDES = {row["noun"]: Attitude(row["polarity"], frozenset(row["takes"].split("|"))) for row in table("attitudes")}
"""The nouns of `attitudes.tsv`."""


@cache
def plain(text: str) -> str:
    """Lower case, straight apostrophes, no marks at the ends; "n’t" stays "n't"."""
    return text.casefold().replace("’", "'").strip(_MARKS) or text.casefold()


@cache
def _value(text: str, lemma: str) -> float:
    return EVALUATIVE.get(text) or EVALUATIVE.get(lemma) or 0.0


def valence(word: Word) -> float:
    """The word's valence from -4 to +4 by the lexicon; 0.0 for names and function words."""
    return 0.0 if word.upos in _WITHOUT_VALENCE else _value(plain(word.text), plain(word.lemma))


def kind_of(word: Word) -> str:
    """The word's `kind` in the lexicon: "judgement", "need", "state", "fact", or "" for any other."""
    return _KINDS.get(plain(word.text)) or _KINDS.get(plain(word.lemma)) or ""


def judges(word: Word) -> bool:
    """True where being called so is a judgement: adjectives but for states, facts, needs, and the nouns marked so."""
    kind = kind_of(word)
    participle = word.upos == "VERB" and word.xpos in ("VBN", "VBG")
    fits = kind == "judgement" or (not kind and (word.upos in ("ADJ", "ADV") or participle))
    return fits and bool(valence(word))


def phrase_at(word: Word) -> tuple[float, list[Word]]:
    """The valence of a phrase of several words that begins at `word` ("red line"), with its words; 0.0 without one."""
    for entry in _PHRASES.get(plain(word.text), ()):
        run = [w for w in word.sentence.words[word.index : word.index + 2 * len(entry)] if w.upos != "PUNCT"][
            : len(entry)
        ]
        if tuple(plain(w.text) for w in run) == entry:
            return EVALUATIVE[" ".join(entry)], run
    return 0.0, []


def negations_of(word: Word) -> list[Word]:
    """The negations that depend on `word`: "not a mistake", "no solution", "never works"."""
    return [c for c in word.children(*_NEGATING) if plain(c.text) in NEGATIONS]


def is_negated(word: Word) -> bool:
    """True when `word` has a negation."""
    return bool(negations_of(word))


def is_question(sentence: Sentence) -> bool:
    """True when the sentence asks."""
    return any(w.text == "?" for w in sentence.words[-2:])


def judged(words: Iterable[Word], predicate: Word) -> tuple[float, list[Word]]:
    """The sum of what `words` judge, and those that do; 0.0 below the least that counts.

    Each word is turned by its own negation, but for the `predicate`: that negates the whole judgement.
    """
    total, shown = 0.0, []
    done: set[int] = set()
    for word in words:
        if word.index in done:
            continue
        value, run = phrase_at(word)
        if not run and judges(word):
            value, run = valence(word), [word]
        if run:
            total += -value if word is not predicate and is_negated(word) else value
            shown += run
            done |= {w.index for w in run}
    return (total, shown) if abs(total) >= LEAST_VALENCE else (0.0, [])
