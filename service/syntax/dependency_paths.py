"""The pattern type, and its matcher on the dependency tree.

A pattern is a row of `lexicons/data/attribution_rules.yaml`; its paths, from the cue, are written in a small language:

    >ccomp               a dependent with this relation ("obl" also takes "obl:tmod"; "obl:agent" only itself)
    <parataxis           the governor, when the word itself has this relation
    >nsubj|nsubj:pass    either
    >obl[to|with]        a dependent introduced by one of these case or mark words
    >acl[that|0]         "0" stands for no introducing word
    >xcomp,obl|advcl[as] a comma parts alternatives of which each has its own introducing words
    >ccomp<              the dependent stands before the cue; > after it: >obj>
    >xcomp=clear|plain   only a word with one of these lemmas
    >obl[as] >acl        steps one after the other

Matching is linear in the number of dependents it visits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from service.syntax.document import Word

_STEP = re.compile(r"([<>])((?:[\w:|]+(?:\[[^\]]+\])?,?)+)([<>]?)(?:=([\w|-]+))?$")
_ALTERNATIVE = re.compile(r"([\w:|]+)(?:\[([^\]]+)\])?")


class Edge(NamedTuple):
    """The relations that an edge may have; `introduced_by` None means that any case or mark word will do, or none."""

    relations: frozenset[str]
    introduced_by: frozenset[str] | None


class Step(NamedTuple):
    """One step of a path; `side` "" means either side of the word, `lemmas` None any lemma."""

    direction: Literal["<", ">"]
    edges: tuple[Edge, ...]
    side: str
    lemmas: frozenset[str] | None


@lru_cache(maxsize=512)
def path(expression: str) -> tuple[Step, ...]:
    """Reads a path expression. Raises ValueError naming the step that cannot be read."""
    steps = []
    for part in expression.split():
        match = _STEP.match(part)
        if match is None:
            raise ValueError(f"{part!r} is no step of a path")
        direction, alternatives, side, lemmas = match.groups()
        edges = tuple(Edge(frozenset(r.split("|")), _set(by)) for r, by in _ALTERNATIVE.findall(alternatives))
        steps.append(Step("<" if direction == "<" else ">", edges, side, _set(lemmas)))
    return tuple(steps)


def _set(alternatives: str | None) -> frozenset[str] | None:
    return frozenset(alternatives.split("|")) if alternatives else None


def follow(word: Word, expression: str) -> Iterator[Word]:
    """The words that `expression` leads to from `word`, in text order."""
    found = [word]
    for step in path(expression):
        found = [end for start in found for end in _take(start, step)]
    return iter(found)


def first(word: Word, expressions: Iterable[str]) -> Word | None:
    """The first word that the first of `expressions` to lead anywhere leads to; None when none does."""
    return next((found for expression in expressions for found in follow(word, expression)), None)


def _take(word: Word, step: Step) -> list[Word]:
    if step.direction == "<":
        head = word.head
        return [head] if head is not None and _fits(word, step) and _stands(word, head, step) else []
    return [child for child in word.dependents if _fits(child, step) and _stands(word, child, step)]


def _fits(dependent: Word, step: Step) -> bool:
    """True when the edge above `dependent` is one that the step takes."""
    for relations, introduced_by in step.edges:
        if dependent.deprel in relations or dependent.relation in relations:
            if introduced_by is None or introducer(dependent) in introduced_by:
                return True
    return False


def _stands(start: Word, end: Word, step: Step) -> bool:
    """True when the word that the step leads to stands on the right side and has the right lemma."""
    if step.lemmas is not None and end.lemma.casefold() not in step.lemmas:
        return False
    return not step.side or (step.side == "<") == (end.index < start.index)


def introducer(word: Word) -> str:
    """The lemma of the first case or mark word of `word`: "as" in "as a mistake"; "0" where there is none."""
    by = word.child("case", "mark")
    return by.lemma.casefold() if by is not None else "0"
