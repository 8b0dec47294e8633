"""How good or bad the words make something: what a predicate judges, what something comes to, what a verb does to it.

An outcome is read from the top of its phrase down: "the complete breakdown of relations" is bad because of "breakdown";
the good word "relations" below it is what suffers.
"""

from __future__ import annotations

from collections.abc import Iterable

from service.lexicons import CONSEQUENCES, SHIFTERS
from service.stance.negation import is_negated
from service.stance.statement import Statement
from service.stance.target_types import is_entity
from service.stance.valence import LEAST_VALENCE, judgement_of, judges, kind_of, phrase_at, valence
from service.stance.vocabulary import form, lemma
from service.syntax import Word

_TOO = -1.5
"""The valence of "too" with an adjective: "too expensive"."""

_EFFECT = 1.5
"""The valence of a verb that helps, and below 0 of one that harms."""

_SUFFERS = ("nmod", "obj", "obl", "acl", "xcomp", "ccomp")


def judgement(statement: Statement, head: Word) -> tuple[float, list[Word]]:
    """The valence of the predicate `head` with the words that judge, its own negation left out; 0.0 without one."""
    beside = [w for w in statement.children(head, "conj", "xcomp") if w.upos in ("ADJ", "NOUN")]
    near = [head, *statement.children(head, "amod", "compound", "nmod:desc"), *beside]
    near += [c for w in beside for c in statement.children(w, "amod")]
    if head.upos == "ADJ" and kind_of(head) != "state":
        too = [c for c in statement.children(head, "advmod") if form(c) == "too" and c.index < head.index]
        if too:
            return _TOO, [too[0], head]
    return judgement_of(near, head)


def outcome(statement: Statement, top: Word, without: Word | None = None) -> tuple[float, list[Word]]:
    """How good or bad what `top` heads is, with the words that say so; 0.0 where nothing does.

    The subtree of `without` is left out.
    """
    value, evidence = _value(statement, top, without)
    return (value, evidence) if abs(value) >= LEAST_VALENCE else (0.0, [])


def effect(statement: Statement, verb: Word) -> tuple[float, list[Word]]:
    """What a verb that harms or helps comes to: harm to something bad is good."""
    helps = CONSEQUENCES[lemma(verb)] == "+"
    affected, evidence = _sum(statement, statement.children(verb, "obj", "nsubj:pass"))
    value = _EFFECT if helps != (affected <= -_EFFECT) else -_EFFECT
    return value, [verb, *(evidence if value < 0 and helps else [])]


def _value(statement: Statement, word: Word, without: Word | None) -> tuple[float, list[Word]]:
    own, evidence = phrase_at(word)
    children = [c for c in statement.children(word) if c is not without]
    if not own and word.upos == "VERB" and CONSEQUENCES.get(lemma(word), "0") != "0":
        own, evidence = effect(statement, word)
    elif not own and word.upos == "VERB" and lemma(word) in SHIFTERS:
        below, evidence = _sum(statement, [c for c in children if c.relation == "obj"], without)
        own, evidence = -below, [word, *evidence] if below else []
    elif not own and _counts(statement, word) and (judges(word) or kind_of(word) == "fact"):
        own, evidence = valence(word), [word]
    rest = [c for c in children if _tells(statement, c) and (not own or c.relation not in _SUFFERS)]
    beside, more = _sum(statement, rest, without)
    total = own + beside
    return -total if is_negated(word) else total, [*evidence, *more]


def _tells(statement: Statement, child: Word) -> bool:
    """False for the manner of a clause, and for somebody who acts in it."""
    return child.relation != "advmod" and not (child.relation == "nsubj" and is_entity(statement.document, child))


def _counts(statement: Statement, word: Word) -> bool:
    """True for a word with a valence that is no state of mind and no part of a name ("United States")."""
    in_name = statement.document.entity_at(word.span.start) is not None
    return bool(valence(word)) and kind_of(word) != "state" and not in_name


def _sum(statement: Statement, words: Iterable[Word], without: Word | None = None) -> tuple[float, list[Word]]:
    total, evidence = 0.0, []
    for word in words:
        value, more = _value(statement, word, without)
        total += value
        evidence += more
    return total, evidence
