"""How far a content reaches: from the ends of a pattern's paths to the words of the content.

The tree tells most of it. Parsers attach the end of a long clause, or its subject, to the wrong verb; so the longer
readings are offered too, and the attribution model chooses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import takewhile
from typing import Literal

from service.attribution.clause_boundaries import clause_boundaries
from service.attribution.cues import cue_kind, cue_lemma
from service.attribution.rules import Rule
from service.lexicons import CUES
from service.syntax import Sentence, Word

Extent = Literal[
    "clause", "up to a comment", "up to a boundary", "to the end", "from the cue", "all after the cue", "read"
]

_MAX_NAME_WORDS = 4
_LEAST_WORDS = 2
_MAX_STRAY_WORDS = 6
_PHRASE_OPENERS = (":", ";", ",", "–", "—", "(")
_FINITE = ("VBD", "VBZ", "VBP", "MD")


def extents(word: Word, rule: Rule, ends: list[Word], source: Word | None) -> Iterator[tuple[Extent, list[Word]]]:
    """The content as the tree has it, and as it would be had the parser cut its end or its beginning off."""
    sentence = word.sentence
    if rule.climbs:
        figure = _figure(word) if rule.cue == "CASE" else []
        yield "clause", figure or _climbed(ends[0], _own_clause(word, rule))
        return
    words = _below(sentence, ends)
    if ends[0].index < word.index:
        clausal = ends[0].relation in ("ccomp", "parataxis", "csubj")
        yield "clause", _from_start(sentence, words, source) if clausal else words
        return
    closed = up_to_semicolon(sentence, words)
    words = closed or words
    yield "clause", words
    shorter = up_to_comment(sentence, words)
    if shorter:
        yield "up to a comment", shorter
    for cut in up_to_boundaries(words):
        yield "up to a boundary", cut
    reports = report_words(sentence)
    rest = [w for w in sentence.words if w.index > words[-1].index and w.index not in reports and not closed]
    spoken_to = {w.index for o in word.children("iobj", "obj") for w in o.subtree()}
    between = [w for w in sentence.words[word.index + 1 : words[0].index] if w.index not in reports | spoken_to]
    if _has_words(rest):
        yield "to the end", words + rest
    complete = words[0].relation == "mark"  # "said on Tuesday that …": the clause begins with its "that"
    if _has_words(between) and source not in between and not complete:
        yield "from the cue", between + words
        if _has_words(rest):
            yield "all after the cue", between + words + rest


def up_to_comment(sentence: Sentence, words: list[Word]) -> list[Word]:
    """The words before the reporter's own comment; none where there is no such comment.

    It is a participle of speech ("said it would rain, citing the forecast"), a relative clause after a comma ("called
    for talks, which Lee rejects"), or what stands after a dash.
    """
    for word in words[_LEAST_WORDS:]:
        before = sentence.words[word.index - 1].text
        speaks_on = word.xpos == "VBG" and cue_lemma((word,)) in CUES
        relative = word.text.casefold() in ("which", "who", "where", "whose")
        if (before == "," and (speaks_on or relative)) or before in ("—", "–", "--", "―"):
            return [w for w in words if w.index < word.index]
    return []


def up_to_boundaries(words: list[Word]) -> Iterator[list[Word]]:
    """The words before each of the first boundaries (`clause_boundaries`): there the reporter may go on."""
    for boundary in clause_boundaries(words):
        yield [w for w in words if w.index < boundary.word.index]


def up_to_semicolon(sentence: Sentence, words: list[Word]) -> list[Word]:
    """The words before a semicolon that stands in no quotation marks, unless another "that" follows; else none.

    There indirect speech ends: nothing shows that the speaker goes on.
    """
    depth = 0
    for word in words[_LEAST_WORDS:]:
        depth += {"“": 1, "”": -1}.get(word.text, 0)
        following = [w.text.casefold() for w in sentence.words[word.index + 1 : word.index + 3]]
        if word.text == ";" and depth <= 0 and "that" not in following:
            return [w for w in words if w.index < word.index]
    return []


def _has_words(words: Iterable[Word]) -> bool:
    return any(w.upos != "PUNCT" for w in words)


@lru_cache(maxsize=16)
def _report_phrases(sentence: Sentence) -> tuple[Word, ...]:
    """The heads of the phrases that "according to" opens."""
    return tuple(w.head for w in sentence.words if w.head is not None and cue_kind(w) == "CASE")


@lru_cache(maxsize=16)
def report_words(sentence: Sentence) -> frozenset[int]:
    """The indexes of the words in "according to the Kremlin": they report a content and are no part of it."""
    return frozenset(w.index for phrase in _report_phrases(sentence) for w in _report_phrase(phrase))


def _report_phrase(phrase: Word) -> list[Word]:
    """All of ", according to two guests present in the hall," whatever the parser hung elsewhere."""
    sentence = phrase.sentence
    own = phrase.subtree()
    while own and own[0].upos == "PUNCT":
        own = own[1:]
    before = sentence.words[own[0].index - 1].text if own[0].index else ""
    rest = list(takewhile(lambda w: w.text != ",", sentence.words[own[-1].index + 1 :]))
    closed = own[-1].index + 1 + len(rest) < len(sentence.words)
    stray = before == "," and closed and len(rest) <= _MAX_STRAY_WORDS and not any(w.xpos in _FINITE for w in rest)
    return own + rest if stray and own[-1].text != "," else own


def _below(sentence: Sentence, ends: Iterable[Word]) -> list[Word]:
    """The subtrees of `ends`; an "according to" inside reports them and is no part of them."""
    outside = [phrase for phrase in _report_phrases(sentence) if phrase not in ends]
    found = {w.index: w for end in ends for w in end.subtree(without=outside)}
    return [found[i] for i in sorted(found)]


def _from_start(sentence: Sentence, words: list[Word], source: Word | None) -> list[Word]:
    """A clause before its cue opens the sentence, whatever the parser attached elsewhere; unless the source does."""
    first = words[0].index
    opening = list(sentence.words[:first])
    if source is not None and source.index < first:
        return words
    return opening + words


def _own_clause(word: Word, rule: Rule) -> list[Word]:
    """The cue with all that belongs to it: for "according to the Kremlin" the whole phrase."""
    if rule.cue == "CASE":
        phrase = word.head
        if phrase is None:
            return [word]
        own = _report_phrase(phrase) + apposed_name(phrase)
        return [w for w in own if w not in _lost_subject(phrase, own)]
    return word.subtree()


def _climbed(governor: Word, own: list[Word]) -> list[Word]:
    """What governs the cue, without the cue's clause.

    An attribution that ends or opens its sentence belongs to the whole of it, wherever the parser attached it.
    """
    sentence = governor.sentence
    while governor.relation == "advcl" and governor.head is not None and not _is_relative(governor):
        governor = governor.head  # "reacted when X called, according to Y": Y reports all of it
    last = own[-1].index
    rest = [w for w in sentence.words if w.index > last and w.upos != "PUNCT"]
    opens = all(w.upos in ("PUNCT", "CCONJ", "ADV") for w in sentence.words[: own[0].index])
    top = sentence.root if not rest or opens else governor
    excluded = {w.index for w in own}
    if top.index in excluded:
        top = governor
    return [w for w in top.subtree() if w.index not in excluded]


def _figure(word: Word) -> list[Word]:
    """ "… for themselves: 40,000 visitors according to the city, 10,000 according to the police": the number alone."""
    sentence = word.sentence
    at = next((w.index for w in reversed(sentence.words[: word.index]) if w.text in _PHRASE_OPENERS), None)
    if at is None or (sentence.words[at].text != ":" and len(_report_phrases(sentence)) < 2):
        return []
    found = list(sentence.words[at + 1 : word.index])
    counted = any(w.upos == "NUM" for w in found) and not any(w.upos in ("VERB", "AUX", "SCONJ") for w in found)
    return found if counted else []


def _lost_subject(phrase: Word, own: list[Word]) -> list[Word]:
    """ "According to a poll published on Sunday, a third of us would go": parsers hang "a third of us" below "poll".

    It is what stands between a comma and a verb that has no other subject.
    """
    verb = phrase.head
    if verb is None or verb.upos != "VERB" or verb.child("nsubj", "csubj", "expl") is not None:
        return []
    start = next((w.index + 1 for w in reversed(own[:-1]) if w.text == ","), None)
    between = phrase.sentence.words[own[-1].index + 1 : verb.index]
    if start is None or own[-1].text == "," or any(w.upos not in ("AUX", "ADV", "PART") for w in between):
        return []
    lost = [w for w in own if w.index >= start]
    return lost if own[-1].index < verb.index and any(w.upos in ("NOUN", "PROPN", "PRON") for w in lost) else []


def _is_relative(verb: Word) -> bool:
    """ "an attack, which according to Y could come soon": Y reports the relative clause alone."""
    return any(w.text.casefold() in ("which", "who") for w in verb.children("nsubj", "obj"))


def apposed_name(phrase: Word) -> list[Word]:
    """ "According to its chairman, Tom Reyes, the mayor …": the name that parsers take for a subject."""
    words = phrase.sentence.words
    i = [w for w in phrase.subtree() if w.upos != "PUNCT"][-1].index + 1
    i += i < len(words) and words[i].text == ","
    name = list(takewhile(lambda w: w.upos == "PROPN", words[i:]))
    end = i + len(name)
    closed = end < len(words) and words[end].text == ","
    return name if closed and len(name) <= _MAX_NAME_WORDS and phrase.upos == "NOUN" else []
