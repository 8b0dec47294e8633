"""The head of a target → the span that is shown for it: a phrase, an action, or what happens."""

from __future__ import annotations

from collections.abc import Iterable

from service.mentions import phrase
from service.spans import Span
from service.stance.clauses import condition_of
from service.stance.negation import negations_of
from service.stance.statement import Statement
from service.stance.vocabulary import CLASSES, form, lemma
from service.syntax import Word, cover

_HAPPENS = CLASSES["happens"]
_TRIMMED_BEFORE = ("punct", "case", "mark", "cc", "discourse")
_NOT_ACTION = ("nsubj", "csubj", "expl", "aux", "advcl", "parataxis", "mark", "cc", "punct", "discourse", "vocative")


def subtree_span(statement: Statement, head: Word, without: Iterable[Word] = ()) -> Span:
    """What stands below `head` in the content, without function words and punctuation at its ends.

    Left out are the subtrees of `without`, and clauses that only add something (", which …").
    """
    clauses = (w for w in head.subtree() if w.deprel == "acl:relcl" or w.relation == "parataxis")
    aside = [c for c in clauses if c is not head and _follows_comma(c)]
    found = [w for w in head.subtree([*without, *aside]) if w in statement] or [head]
    while len(found) > 1 and found[0].relation in _TRIMMED_BEFORE:
        found = found[1:]
    while len(found) > 1 and (found[-1].relation in ("punct", "cc") or _is_aside(found[-1])):
        found = found[:-1]
    return cover(found)


def phrase_span(statement: Statement, head: Word, without: Iterable[Word] = ()) -> Span:
    """`subtree_span`; for a word outside of the content, such as the subject of a fragment, its noun phrase."""
    return subtree_span(statement, head, without) if head in statement else phrase(head)


def event_span(statement: Statement, head: Word, without: Iterable[Word] = ()) -> Span:
    """The span of a clause; of one that only says that something happens, that something: "the escalation
    continues"."""
    happens = lemma(head) in _HAPPENS
    subject = head.child("nsubj")
    if subject is None and (mark := condition_of(head)) is not None and mark.index + 1 < head.index:
        # The parser gave the subject to the main clause.
        return cover(head.sentence.words[mark.index + 1 : head.index + (not happens)])
    if happens and subject is not None and subject in statement and subject.upos == "NOUN":
        if lemma(head) != "take" or any(form(c) == "place" for c in head.children("obj")):
            return subtree_span(statement, subject)
    return subtree_span(statement, head, without)


def action_span(statement: Statement, verb: Word) -> Span:
    """A verb phrase without its subject, its auxiliaries and its negation: "close the bridge"."""
    outside = [*verb.children(*_NOT_ACTION), *negations_of(verb)]
    outside += [c for c in verb.children("conj") if c.child("nsubj") is not None]
    start = verb.child("cop") or verb
    found = [w for w in verb.subtree(without=outside) if w in statement and w.index >= start.index]
    while len(found) > 1 and found[-1].relation in ("punct", "cc"):
        found = found[:-1]
    return cover(found or [verb])


def _follows_comma(clause: Word) -> bool:
    """True for a clause that only adds something: ", which …"."""
    first = clause.subtree()[0]
    return first.text == "," or (first.index > 0 and first.sentence.words[first.index - 1].text == ",")


def _is_aside(word: Word) -> bool:
    """ ", meanwhile" at the end of a phrase."""
    return word.relation == "advmod" and word.index > 0 and word.sentence.words[word.index - 1].text == ","
