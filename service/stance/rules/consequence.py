"""R7: what something leads to. "X could lead to ruin", "X undermines trust". A past fact is news, no position."""

from __future__ import annotations

from collections.abc import Iterator

from service.lexicons import CONSEQUENCES, SHIFTERS
from service.stance.findings import Finding, sign, spans_of, with_derived
from service.stance.outcomes import effect, outcome
from service.stance.statement import Clause, Said
from service.stance.words import CLASSES, LEAST_VALENCE, is_negated, is_question, plain
from service.syntax import Word

_MODALS = frozenset({"will", "would", "shall", "can", "could", "may", "might", "'ll", "'d", "must"})
_NO_CAUSE = frozenset({"i", "we", "you", "one", "there", "what"})
_PRESENT = ("VBZ", "VBP", "VB", "VBG")
_WITHOUT_OBJECT = frozenset({"fail", "backfire", "work", "escalate"})
_OF_NOTHING_ELSE = frozenset({"have", "make", "mean"})
_RESULTS = CLASSES["result"]
_WH = frozenset({"why", "how", "whether", "when", "where"})
_SCORE = 0.65


def consequence(said: Said, clause: Clause) -> Iterator[Finding]:
    """The subject judged by what the verb does or brings about.

    Somebody is judged only by what they harm; what they bring about is mostly plain news.
    """
    head = clause.head
    lemma = plain(head.lemma)
    sentence = head.sentence
    subject = said.subject(head)
    polarity = CONSEQUENCES.get(lemma)
    if head.upos != "VERB" or subject is None or plain(subject.text) in _NO_CAUSE:
        return
    if (polarity is None and lemma not in SHIFTERS) or is_question(sentence) or is_negated(subject):
        return
    if any(plain(c.text) in _WH for c in head.children("mark", "advmod")):
        return
    somebody = said.type_of(subject) == "entity"
    if (polarity != "-" and somebody) or (not somebody and not _is_argument(head)):
        return
    if head.child("nsubj:pass") is not None and polarity != "0":
        return
    value, shown = _result(said, head, polarity)
    if abs(value) < LEAST_VALENCE:
        return
    negated = is_negated(head) != clause.negated
    span = said.phrase(subject, subject.children("acl:relcl"))
    label = sign((value > 0) != negated)
    found = Finding("R7", subject, span, said.type_of(subject), label, spans_of(head, *shown), _SCORE)
    yield from with_derived(said, found)


def _is_argument(head: Word) -> bool:
    """True for what could, will or does happen; False for what happened."""
    auxiliaries = head.children("aux", "aux:pass")
    return head.xpos in _PRESENT or any(plain(a.lemma) in _MODALS | {"have"} for a in auxiliaries)


def _result(said: Said, head: Word, polarity: str | None) -> tuple[float, list[Word]]:
    lemma = plain(head.lemma)
    objects = said.children(head, "obj")
    if polarity in ("+", "-"):
        bare = lemma in _WITHOUT_OBJECT and not said.children(head, "obl", "xcomp")
        return effect(said, head) if objects or bare else (0.0, [])
    results = [*objects, *said.children(head, "obl", "xcomp", "advmod")] if polarity == "0" else objects
    if lemma in _OF_NOTHING_ELSE and not any(plain(r.lemma) in _RESULTS or plain(r.text) in _RESULTS for r in results):
        return 0.0, []
    value, shown = 0.0, []
    for result in results:
        more, words = outcome(said, result)
        value += more
        shown += words
    return (-value if polarity is None else value), shown
