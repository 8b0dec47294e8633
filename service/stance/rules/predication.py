"""R5: what a predicate says of its subject. "X would be a mistake", "it is wrong to X"."""

from __future__ import annotations

from collections.abc import Iterator

from service.stance.findings import Finding, sign, spans_of, with_derived
from service.stance.statement import Clause, Said
from service.stance.words import CLASSES, is_negated, is_question, judged, kind_of, negations_of, plain
from service.syntax import Word

_SPEAKERS = frozenset({"i", "we", "you", "one", "there", "what", "who"})
_LIGHT = CLASSES["light verb"]
_TOO = -1.5
_STRONG = 1.8
_CLEAR, _MILD, _NEGATED = 0.8, 0.7, 0.1


def predication(said: Said, clause: Clause) -> Iterator[Finding]:
    """The subject judged by the predicate; "it" by the clause that it stands for."""
    head = clause.head
    sentence = head.sentence
    predicates = head.child("cop") is not None or (head.upos in ("ADJ", "NOUN") and head.child("nsubj") is not None)
    if not predicates or is_question(sentence) or kind_of(head) == "need":
        return
    subject, clausal = said.subject(head), extraposed(said, head)
    if subject is not None and subject is not clausal and is_negated(subject):
        return  # "no country is safe" is of no country
    negated = is_negated(head) != clause.negated
    negations: list[Word] = []
    if clausal is not None:
        negations = negations_of(clausal)
        negated = negated != bool(negations)
        if plain(clausal.lemma) in _LIGHT:  # "not to make such mistakes" is about the mistakes
            clausal = next(iter(said.children(clausal, "obj")), clausal)
    target = clausal if clausal is not None else subject
    value, shown = judgement(said, head)
    if target is None or plain(target.text) in _SPEAKERS or not value:
        return
    without = target.children("acl:relcl", "mark")
    score = (_CLEAR if abs(value) >= _STRONG else _MILD) - (_NEGATED if negated else 0.0)
    label, span = sign((value > 0) != negated), said.phrase(target, [*without, *negations])
    found = Finding("R5", target, span, said.type_of(target), label, spans_of(*shown), round(score, 2))
    yield from with_derived(said, found)


def judgement(said: Said, head: Word) -> tuple[float, list[Word]]:
    """What a predicate judges, its own negation left out: "a colossal mistake", "too expensive"."""
    beside = [w for w in said.children(head, "conj", "xcomp") if w.upos in ("ADJ", "NOUN")]
    near = [head, *said.children(head, "amod", "compound", "nmod:desc"), *beside]
    near += [c for w in beside for c in said.children(w, "amod")]
    too = next((c for c in said.children(head, "advmod") if plain(c.text) == "too" and c.index < head.index), None)
    if too is not None and head.upos == "ADJ" and kind_of(head) != "state":
        return _TOO, [too, head]
    return judged(near, head)


def extraposed(said: Said, head: Word) -> Word | None:
    """The clause that "it" stands for: "it would be wrong to X", "it is good that X"; None without one."""
    it = head.child("expl", "nsubj")
    if it is None or plain(it.text) != "it":
        return None
    relations = ("csubj", "ccomp", "advcl", "acl", "xcomp") if it.relation == "expl" else ("csubj", "ccomp")
    clauses = [c for c in said.children(head, *relations) if c.index > head.index]
    return next((c for c in clauses if c.child("mark") is not None), None)
