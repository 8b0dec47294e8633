"""Document → candidates: every word that may be a cue, with what it would attribute to whom.

This step is generous: each pattern of `lexicons/attribution_rules.yaml` that fits a word of the right part of speech
makes a candidate. Which of them attribute is decided in `attribution`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import takewhile
from typing import Any, Literal

import yaml

from service.document import Document, Sentence, Word
from service.lexicons import CUES, QUOTING_CUES, Cue
from service.patterns import agent, follow, introducer, subject
from service.results import Medium

_MAX_NAME_WORDS = 4

Extent = Literal["clause", "to the end", "from the cue", "all behind the cue"]


@dataclass(frozen=True)
class Rule:
    """One pattern; the fields are explained at the top of the YAML file."""

    name: str
    example: str
    cue: str
    content: tuple[str, ...]
    source: str | tuple[str, ...]
    known: bool = False
    climbs: bool = False
    addressee: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()
    medium: Medium | None = None
    given: float | None = None


@dataclass(frozen=True, eq=False)
class Candidate:
    """What one pattern found at one cue. All words stand in text order; `content` are the words below its ends.

    `lemma` is the cue's lemma with its particle or fixed words; `entry` its row in the lexicon of cues, None when it
    has none. `source` and `addressee` are the heads of those phrases, None when the sentence does not have them.
    `extent` tells how far the content reaches: the clause of the tree, or more of the sentence. `given` is the chance
    that it attributes where the pattern alone tells; None leaves that to the model.
    """

    rule: str
    head: Word
    cue: tuple[Word, ...]
    lemma: str
    entry: Cue | None
    content: tuple[Word, ...]
    ends: tuple[Word, ...]
    source: Word | None
    addressee: Word | None
    extent: Extent = "clause"
    medium: Medium = "speech"
    given: float | None = None


@cache
def rules() -> tuple[Rule, ...]:
    """The rules in the order of the file. Raises ValueError when the file has a field that no rule has."""
    rows: list[dict[str, Any]] = yaml.safe_load(
        files("service").joinpath("lexicons", "attribution_rules.yaml").read_text(encoding="utf-8")
    )
    return tuple(_rule(row) for row in rows)


def _rule(row: dict[str, Any]) -> Rule:
    fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    return Rule(**fields)


def find_candidates(document: Document) -> list[Candidate]:
    """All candidates of the document, in the order of their cues, then of the rules."""
    return [c for sentence in document.sentences for word in sentence.words for c in _at(sentence, word)]


def _at(sentence: Sentence, word: Word) -> Iterator[Candidate]:
    kind = _cue_kind(sentence, word)
    if kind is None:
        return
    for rule in rules():
        if rule.cue == kind:
            yield from _match(sentence, word, rule)


def _cue_kind(sentence: Sentence, word: Word) -> str | None:
    """The `cue` value of the rules that may apply to `word`."""
    if word.text.casefold() == "according" and sentence.child(word, "fixed"):
        return "CASE"
    return word.upos if word.upos in ("VERB", "NOUN", "ADJ") else None


def cue_words(sentence: Sentence, word: Word) -> tuple[Word, ...]:
    """The cue with its particle ("rule out") or its fixed words ("according to")."""
    return tuple(sorted((word, *sentence.children(word, "compound:prt", "fixed")), key=lambda w: w.index))


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


def _match(sentence: Sentence, word: Word, rule: Rule) -> Iterator[Candidate]:
    needed: list[Word] = []
    for expression in rule.needs:
        found = next(follow(sentence, word, expression), None)
        if found is None:
            return
        needed.append(found)
    ends: list[Word] = []
    for expression in rule.content:
        end = next((w for w in follow(sentence, word, expression) if w not in ends and w not in needed), None)
        if end is None or _is_said(sentence, end):
            return
        ends.append(end)
    extra = needed if rule.name.startswith("made-clear") else []
    cue = tuple(sorted({*cue_words(sentence, word), *extra}, key=lambda w: w.index))
    lemma = cue_lemma(cue)
    entry = CUES.get(lemma)
    if (rule.known and entry is None) or (rule.lemmas and lemma not in rule.lemmas):
        return
    medium = rule.medium or (entry.medium if entry is not None else "speech")
    source = _source(sentence, word, rule)
    if source is None and rule.cue == "NOUN":
        return  # "criticism of the plan": nobody speaks
    addressee = _first(sentence, word, rule.addressee)
    for extent, words in _extents(sentence, word, rule, ends, source):
        content = tuple(w for w in words if w not in cue)
        if all(w.upos in ("PUNCT", "PRON", "PART", "DET") for w in content):
            continue
        if rule.climbs and source is not None and source in content:
            continue
        yield Candidate(
            rule.name, word, cue, lemma, entry, content, tuple(ends), source, addressee, extent, medium, rule.given
        )


def _is_said(sentence: Sentence, end: Word) -> bool:
    """ "was quoted as saying that": "saying" is the cue, "quoted" is none."""
    return end.xpos == "VBG" and introducer(sentence, end) == "as" and cue_lemma((end,)) in QUOTING_CUES


def _extents(
    sentence: Sentence, word: Word, rule: Rule, ends: list[Word], source: Word | None
) -> Iterator[tuple[Extent, list[Word]]]:
    """The content as the tree has it, and as it would be had the parser cut its end or its beginning off."""
    if rule.climbs:
        yield "clause", _climbed(sentence, ends[0], _own_clause(sentence, word, rule))
        return
    words = _below(sentence, ends)
    if ends[0].index < word.index:
        clausal = ends[0].relation in ("ccomp", "parataxis", "csubj")
        yield "clause", _from_start(sentence, words, source) if clausal else words
        return
    yield "clause", words
    reports = {w.index for phrase in _report_phrases(sentence) for w in sentence.subtree(phrase)}
    rest = [w for w in sentence.words if w.index > words[-1].index and w.index not in reports]
    between = [w for w in sentence.words[word.index + 1 : words[0].index] if w.index not in reports]
    if _has_words(rest):
        yield "to the end", words + rest
    if _has_words(between) and source not in between:
        yield "from the cue", between + words
        if _has_words(rest):
            yield "all behind the cue", between + words + rest


def _has_words(words: Iterable[Word]) -> bool:
    return any(w.upos != "PUNCT" for w in words)


def _report_phrases(sentence: Sentence) -> list[Word]:
    """The heads of the phrases that "according to" opens."""
    return [sentence.words[w.head] for w in sentence.words if w.head >= 0 and _cue_kind(sentence, w) == "CASE"]


def _below(sentence: Sentence, ends: Iterable[Word]) -> list[Word]:
    """The subtrees of `ends`; an "according to" inside reports them and is no part of them."""
    outside = [phrase for phrase in _report_phrases(sentence) if phrase not in ends]
    found = {w.index: w for end in ends for w in sentence.subtree(end, without=outside)}
    return [found[i] for i in sorted(found)]


def _from_start(sentence: Sentence, words: list[Word], source: Word | None) -> list[Word]:
    """A clause before its cue opens the sentence, whatever the parser attached elsewhere; unless the source does."""
    first = words[0].index
    opening = list(sentence.words[:first])
    if source is not None and source.index < first:
        return words
    return opening + words


def _own_clause(sentence: Sentence, word: Word, rule: Rule) -> list[Word]:
    """The cue with all that belongs to it: for "according to the Kremlin" the whole phrase."""
    if rule.cue == "CASE":
        phrase = sentence.head(word)
        return sentence.subtree(phrase) + _apposed_name(sentence, phrase) if phrase is not None else [word]
    return sentence.subtree(word)


def _apposed_name(sentence: Sentence, phrase: Word) -> list[Word]:
    """ "According to its chairman, Tom Reyes, the mayor …": the name between two commas, which parsers misread."""
    words = sentence.words
    i = [w for w in sentence.subtree(phrase) if w.upos != "PUNCT"][-1].index + 1
    if i >= len(words) or words[i].text != ",":
        return []
    name = list(takewhile(lambda w: w.upos == "PROPN", words[i + 1 :]))
    end = i + 1 + len(name)
    closed = end < len(words) and words[end].text == ","
    return name if closed and len(name) <= _MAX_NAME_WORDS and phrase.upos == "NOUN" else []


def _climbed(sentence: Sentence, governor: Word, own: list[Word]) -> list[Word]:
    """What governs the cue, without the cue's clause.

    An attribution that ends or opens its sentence belongs to the whole of it, wherever the parser attached it.
    """
    last = own[-1].index
    rest = [w for w in sentence.words if w.index > last and w.upos != "PUNCT"]
    opens = all(w.upos in ("PUNCT", "CCONJ", "ADV") for w in sentence.words[: own[0].index])
    top = sentence.root if not rest or opens else governor
    excluded = {w.index for w in own}
    if top.index in excluded:
        top = governor
    return [w for w in sentence.subtree(top) if w.index not in excluded]


def _source(sentence: Sentence, word: Word, rule: Rule) -> Word | None:
    phrase = sentence.head(word)
    if rule.cue == "CASE" and phrase is not None and (name := _apposed_name(sentence, phrase)):
        return name[0]
    if rule.source == "subject":
        return subject(sentence, word)
    if rule.source == "agent":
        return agent(sentence, word)
    return _first(sentence, word, rule.source if isinstance(rule.source, tuple) else (rule.source,))


def _first(sentence: Sentence, word: Word, expressions: Iterable[str]) -> Word | None:
    for expression in expressions:
        for found in follow(sentence, word, expression):
            return found
    return None
