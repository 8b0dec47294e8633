"""How far a noun phrase reaches: from its determiner to its last complement, without clauses and appositions."""

from __future__ import annotations

import re

from service.lexicons import WORDS
from service.spans import Span
from service.syntax import Word, kept

AGED = re.compile(r"\b(?:[Tt]he |[Aa]n? )?\d+-year-old$")
"""Matches, up to its last word, somebody called by their age: parsers hang its words on each other in many ways."""

_OUTSIDE_PHRASE = ("acl", "appos", "parataxis", "advcl", "ccomp", "nsubj", "csubj", "cop", "obl", "mark", "discourse",
                   "advmod", "aux", "dep", "expl", "obj", "xcomp", "punct")  # fmt: skip
_ADJUNCT_CASES = WORDS["preposition of an adjunct"]
_SOMEBODY_TO = WORDS["noun that takes to"]


@kept
def phrase(head: Word) -> Span:
    """The span of a noun phrase: determiners, modifiers, "of" phrases, coordinated names; no clause, no apposition."""
    sentence = head.sentence
    if head.text == "old" and (aged := AGED.search(head.document.text, sentence.span.start, head.span.end)):
        return Span(*aged.span())  # its words hang on each other in ways that no rule tells
    outside = [c for c in head.children() if c.relation in _OUTSIDE_PHRASE or _is_case(c)]
    outside += [c for c in head.children("nmod") if c.index > head.index + 6]
    outside += [w for w in head.subtree() if w is not head and _is_adjunct(w)]
    words = [w for w in head.subtree(without=outside) if w.upos != "PUNCT" or w.text in "-.’'&/"]
    # Only the unbroken run around the head: what stands after a comma is another phrase.
    run = {head.index}
    indexes = {w.index for w in words}
    left, right = head.index - 1, head.index + 1
    while left in indexes:
        run.add(left)
        left -= 1
    while right in indexes or (right + 1 in indexes and sentence.words[right].text in ("“", "”", '"')):
        run.add(right)
        right += 1
    chosen = [sentence.words[i] for i in sorted(run)]
    return Span(chosen[0].span.start, chosen[-1].span.end)


def _is_adjunct(noun: Word) -> bool:
    """ "said the premier to the deputies in the hall": what parsers hang on the premier belongs to the verb.

    An adviser to somebody and a government in Moscow keep what is after them.
    """
    case, head = noun.child("case"), noun.head
    if case is None or head is None or noun.index < head.index or case.text.casefold() not in _ADJUNCT_CASES:
        return False
    if case.text.casefold() == "to":
        return head.lemma.casefold() not in _SOMEBODY_TO
    entity = noun.entity
    return case.text.casefold() != "in" or entity is None or entity.label != "LOC"


def _is_case(word: Word) -> bool:
    return word.relation == "case" or word.relation == "cc"
