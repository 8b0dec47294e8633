"""Candidates by the tree: each pattern of `lexicons/data/attribution_rules.yaml` at each word that fits it."""

from __future__ import annotations

from collections.abc import Iterator

from service.attribution.candidates.candidate import Candidate
from service.attribution.content_extents import apposed_name, extents
from service.attribution.cues import cue_kind, cue_lemma, cue_words
from service.attribution.rules import Rule, rules_for
from service.lexicons import CUES
from service.syntax import Document, Word, agent, first, follow, is_aim, is_quoted_saying, subject


def dependency_candidates(document: Document) -> list[Candidate]:
    """All candidates of the document, in the order of their cues, then of the rules."""
    return [c for sentence in document.sentences for word in sentence.words for c in _at(word)]


def _at(word: Word) -> Iterator[Candidate]:
    kind = cue_kind(word)
    if kind is None or is_aim(word) or any(is_quoted_saying(word, w) for w in word.children()):
        return
    for rule in rules_for(kind, cue_lemma(cue_words(word))):
        found = list(_match(word, rule))
        yield from found
        if found and rule.joins:
            return  # "let it be known", "made clear": no word of these is a cue by itself


def _match(word: Word, rule: Rule) -> Iterator[Candidate]:
    needed: list[Word] = []
    for expression in rule.needs:
        found = next(follow(word, expression), None)
        if found is None:
            return
        needed.append(found)
    ends: list[Word] = []
    for expression in rule.content:
        end = next((w for w in follow(word, expression) if w not in ends and w not in needed), None)
        if end is None:
            return
        ends.append(end)
    extra = needed if rule.joins else []
    cue = tuple(sorted({*cue_words(word), *extra}, key=lambda w: w.index))
    lemma = cue_lemma(cue)
    if not rule.takes(lemma):
        return
    entry = CUES.get(lemma)
    medium = rule.medium or (entry.medium if entry is not None else "speech")
    if word.upos == "VERB" and agent(word) in ends:
        return  # "explained by the fall of prices": who or what does it is not what is said
    source = _source(word, rule)
    if source is None and rule.cue == "NOUN":
        return  # "criticism of the plan": nobody speaks
    for extent, words in extents(word, rule, ends, source):
        content = tuple(w for w in words if w not in cue)
        said = [w for w in content if _is_said(w)]
        if not said or (_is_reflexive(ends[0]) and all(w.upos == "ADV" for w in said)):
            continue  # "expressed himself publicly"
        if source is not None and source in content:
            continue
        yield Candidate(
            rule.name, word, cue, lemma, entry, content, tuple(ends), source, None, extent, medium, rule.given
        )


def _is_said(word: Word) -> bool:
    """A word that can be what is said; in "said it to them" there is none."""
    return word.upos not in ("PUNCT", "PRON", "PART", "DET", "ADP")


def _is_reflexive(word: Word) -> bool:
    return word.upos == "PRON" and word.text.casefold().endswith(("self", "selves"))


def _source(word: Word, rule: Rule) -> Word | None:
    phrase = word.head
    if rule.cue == "CASE" and phrase is not None and (name := apposed_name(phrase)):
        return name[0]
    if rule.source == "subject":
        return subject(word)
    if rule.source == "agent":
        return agent(word)
    found = first(word, rule.source if isinstance(rule.source, tuple) else (rule.source,))
    return None if rule.cue == "NOUN" and found is not None and _is_of_others(word, found) else found


def _is_of_others(noun: Word, subject_above: Word) -> bool:
    """Who demands a guarantee or rejects a claim is not who gives or makes it."""
    verb = noun.head
    if verb is None or subject_above.head_index != verb.index or noun.relation != "obj":
        return False
    entry = CUES.get(cue_lemma(cue_words(verb)))
    return entry is not None and entry.complement_polarity in ("+", "-")
