"""R7: what something leads to. "X could lead to ruin", "X undermines trust". A past fact is news, no position."""

from __future__ import annotations

from collections.abc import Iterator

from service.lexicons import CONSEQUENCES, SHIFTERS
from service.stance import scores
from service.stance.appraisal import effect, outcome
from service.stance.clauses import is_embedded_question, is_question
from service.stance.finding import Finding, sign, spans_of
from service.stance.negation import is_negated
from service.stance.shifters import with_derived
from service.stance.statement import Clause, Statement
from service.stance.target_spans import phrase_span
from service.stance.target_types import target_type
from service.stance.valence import LEAST_VALENCE
from service.stance.vocabulary import CLASSES, form, lemma
from service.syntax import Word

_MODALS = CLASSES["modal"]
_NO_CAUSE = CLASSES["no cause"]
_WITHOUT_OBJECT = CLASSES["effect on its subject"]
_WITH_RESULT = CLASSES["effect by its result"]
_RESULTS = CLASSES["result"]
_PRESENT = ("VBZ", "VBP", "VB", "VBG")


def consequence(clause: Clause) -> Iterator[Finding]:
    """The subject judged by what the verb does or brings about.

    Somebody is judged only by what they harm; what they bring about is mostly plain news.
    """
    statement, head, subject = clause.statement, clause.head, clause.subject
    polarity = CONSEQUENCES.get(lemma(head))
    if head.upos != "VERB" or subject is None or form(subject) in _NO_CAUSE:
        return
    if (polarity is None and lemma(head) not in SHIFTERS) or is_negated(subject):
        return
    if is_question(head) or is_embedded_question(head):
        return
    kind = target_type(statement, subject)
    news = polarity != "-" if kind == "entity" else not _may_happen(head)
    if news:
        return
    if head.child("nsubj:pass") is not None and polarity != "0":
        return
    value, evidence = _result(statement, head, polarity)
    if abs(value) < LEAST_VALENCE:
        return
    span = phrase_span(statement, subject, subject.children("acl:relcl"))
    label = sign((value > 0) != clause.negated)
    found = Finding("R7", subject, span, kind, label, spans_of(head, *evidence), scores.CONSEQUENCE)
    yield from with_derived(statement, found)


def _may_happen(head: Word) -> bool:
    """True for what could, will or does happen; False for what happened."""
    auxiliaries = head.children("aux", "aux:pass")
    return head.xpos in _PRESENT or any(lemma(a) in _MODALS or lemma(a) == "have" for a in auxiliaries)


def _result(statement: Statement, head: Word, polarity: str | None) -> tuple[float, list[Word]]:
    """How good or bad it is that the verb does what it does; `polarity` is None for a shifter: it ends its object."""
    results = statement.children(head, "obj")
    if polarity in ("+", "-"):
        bare = lemma(head) in _WITHOUT_OBJECT and not statement.children(head, "obl", "xcomp")
        return effect(statement, head) if results or bare else (0.0, [])
    if polarity == "0":
        results += statement.children(head, "obl", "xcomp", "advmod")
    if lemma(head) in _WITH_RESULT and not any(lemma(r) in _RESULTS or form(r) in _RESULTS for r in results):
        return 0.0, []
    value, evidence = 0.0, []
    for result in results:
        more, words = outcome(statement, result)
        value += more
        evidence += words
    return -value if polarity is None else value, evidence
