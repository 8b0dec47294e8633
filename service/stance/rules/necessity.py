"""R6: what the speaker holds to be required. "Russia must withdraw", "the only way is a vote", "stop the war!"."""

from __future__ import annotations

from collections.abc import Iterator

from service.lexicons import CONSEQUENCES, SHIFTERS
from service.spans import Span
from service.stance.clauses import is_entity
from service.stance.findings import Finding, sign, spans_of, with_derived, with_negation
from service.stance.rules.predication import extraposed
from service.stance.statement import Clause, Said
from service.stance.words import CLASSES, NEGATIONS, is_negated, is_question, kind_of, negations_of, plain
from service.syntax import Word, cover

_MODALS = frozenset({"must", "should", "ought", "shall"})
_NEED = frozenset({"need", "have", "ought"})
_WAYS = CLASSES["way"]
_THE_ONE = frozenset({"only", "best", "right", "sole", "first", "main", "top"})
_MEANS = frozenset({"in", "through", "with", "via", "by", "under"})
_WH = frozenset({"why", "how", "whether", "when", "where"})
_ABLE = frozenset({"can", "could", "will", "would", "may"})
_OWN = frozenset({"i", "we"})
_ONLY_SAYING = CLASSES["only saying"]
_NO_COMMAND = CLASSES["no command"]
_NOT_ACTION = ("nsubj", "csubj", "expl", "aux", "advcl", "parataxis", "mark", "cc", "punct", "discourse", "vocative")


def necessity(said: Said, clause: Clause) -> Iterator[Finding]:
    """What `clause` requires, by the first of these that fits."""
    sentence = clause.head.sentence
    if is_question(sentence) or any(plain(c.text) in _WH for c in clause.head.children("advmod", "mark")):
        return
    for way in (_must, _needed, _only, _not_without, _the_only_way, _imperative):
        found = list(way(said, clause))
        if found:
            for finding in found:
                yield from with_derived(said, finding)
            return


def _must(said: Said, clause: Clause) -> Iterator[Finding]:
    head = clause.head
    need = next((c for c in head.children("aux") if plain(c.lemma) in _MODALS), None)
    required: Word | None = head
    if need is None and plain(head.lemma) in _NEED:
        if head.xpos == "VBD" and (said.direct or said.is_own_side(said.subject(head))):
            return  # "we had to leave" is told, not asked for
        need, required = head, head.child("xcomp")
        wanted = head.child("obj")
        if required is None and wanted is not None and said.holds(wanted) and said.is_own_side(said.subject(head)):
            if plain(head.lemma) == "need" and not is_negated(head):  # "we need peace"
                yield Finding("R6", wanted, said.below(wanted), said.type_of(wanted), "support", spans_of(head), 0.7)
        if required is None or required.child("mark") is None or head.child("obj") is not None:
            return  # "need money to", "have no business doing"
    has = [c for c in head.children("aux") if plain(c.lemma) == "have"]
    if need is None or required is None or not said.holds(required):
        return
    if need is not head and any(c.index > need.index for c in has) and plain(need.lemma) == "must":
        return  # "must have been": a guess
    subject = said.subject(head)
    if subject is not None and plain(subject.text) in _OWN and plain(required.lemma) in _ONLY_SAYING:
        return  # "I must say"
    negations = [*negations_of(head), *(negations_of(subject) if subject is not None else [])]
    nobody = subject is not None and plain(subject.text) in NEGATIONS
    label = sign((bool(negations) or nobody) == clause.negated)
    evidence = spans_of(need, *negations)
    passive = required.child("aux:pass") is not None
    if passive and subject is not None:
        yield _passive(said, required, subject, label == "support", evidence)
        return
    if subject is not None and plain(required.lemma) in SHIFTERS and not said.children(required, "obj", "obl", "xcomp"):
        yield _passive(said, required, subject, label == "support", evidence)  # "the violence must stop"
        return
    animate = subject is None or is_entity(said.document, subject) or plain(subject.text) in ("it", "that", "this")
    if animate or required.child("obj") is not None:
        yield Finding("R6", required, _action(said, required), "action", label, evidence, 0.75)
    elif subject is not None:
        start = said.phrase(subject)
        whole = Span(min(start.start, required.span.start), max(start.end, _action(said, required).end))
        yield Finding("R6", required, whole, "event", label, evidence, 0.75)


def _passive(said: Said, required: Word, subject: Word, positive: bool, evidence: tuple[Span, ...]) -> Finding:
    """ "Sanctions must be lifted": the target is what that is done to, turned over by a verb that ends or harms it."""
    lemma = plain(required.lemma)
    undone = lemma in SHIFTERS or CONSEQUENCES.get(lemma) == "-"
    kind = said.type_of(subject, "demand")
    return Finding(
        "R6", subject, said.phrase(subject), kind, sign(positive != undone), (*evidence, required.span), 0.75
    )


def _action(said: Said, verb: Word) -> Span:
    """A verb phrase without its subject, its auxiliaries and its negation: "close the bridge"."""
    outside = [*verb.children(*_NOT_ACTION), *negations_of(verb)]
    outside += [c for c in verb.children("conj") if c.child("nsubj") is not None]
    start = verb.child("cop") or verb
    found = [w for w in verb.subtree(without=outside) if said.holds(w) and w.index >= start.index]
    while len(found) > 1 and found[-1].relation in ("punct", "cc"):
        found = found[:-1]
    return cover(found or [verb])


def _needed(said: Said, clause: Clause) -> Iterator[Finding]:
    """ "It is necessary to X", "X is essential"."""
    head = clause.head
    passive = plain(head.lemma) == "need" and head.child("nsubj:pass") is not None
    if not passive and (kind_of(head) != "need" or head.child("cop") is None):
        return
    target = extraposed(said, head) or (said.subject(head) if head.upos != "NOUN" else None)
    if target is None or plain(target.text) in ("it", "i", "we", "you", "there"):
        return
    label = sign(is_negated(head) == clause.negated)
    if label == "oppose":
        return  # "not necessary" is no opposition
    evidence = with_negation(head)
    if is_negated(target):
        yield Finding("R6", target, _action(said, target), "action", "oppose", evidence, 0.7)
        return
    clausal = target.child("mark") is not None
    span = _action(said, target) if clausal else said.phrase(target, target.children("acl:relcl"))
    yield Finding("R6", target, span, said.type_of(target), "support", evidence, 0.7)


def _only(said: Said, clause: Clause) -> Iterator[Finding]:
    """ "Progress can only occur in Y", "only Y can bring peace"."""
    head = clause.head
    sentence = head.sentence
    able = any(plain(c.lemma) in _ABLE for c in head.children("aux"))
    for only in sentence.words:
        if plain(only.text) != "only" or not said.holds(only):
            continue
        governor = only.head
        if governor is head and able:
            for means in said.children(head, "obl", "advcl"):
                by = means.child("case", "mark")
                if by is not None and plain(by.lemma) in (_MEANS | {"if"}):
                    yield Finding(
                        "R6", means, said.below(means), said.type_of(means), "support", spans_of(only, by), 0.7
                    )
                    return
        elif governor is not None and governor is head.child("nsubj") and able:
            without = [only]
            yield Finding(
                "R6", governor, said.below(governor, without), said.type_of(governor), "support", spans_of(only), 0.65
            )
            return


def _not_without(said: Said, clause: Clause) -> Iterator[Finding]:
    """ "Without Y there can be no peace"."""
    head = clause.head
    none = negations_of(head)
    none += [n for c in head.children("nsubj") for n in negations_of(c)]
    if not none or not any(plain(c.lemma) in _ABLE for c in head.children("aux")):
        return
    for means in said.children(head, "obl", "advcl"):
        by = means.child("case", "mark")
        if by is not None and plain(by.text) == "without":
            evidence = spans_of(by, *none)
            yield Finding("R6", means, said.below(means), said.type_of(means), "support", evidence, 0.7)
            return


def _the_only_way(said: Said, clause: Clause) -> Iterator[Finding]:
    """ "The only way forward is Y", "Y is the only solution"."""
    head = clause.head
    subject = head.child("nsubj")
    if head.child("cop") is None or subject is None or is_negated(head):
        return
    for way, other in ((subject, head), (head, subject)):
        first = next((c for c in way.children("amod", "advmod") if plain(c.text) in _THE_ONE), None)
        if plain(way.lemma) in _WAYS and first is not None and other.upos in ("NOUN", "VERB", "PROPN"):
            outside = list(other.children("nsubj", "cop", "mark", "punct")) if other is head else []
            span = said.phrase(other, outside)
            yield Finding("R6", other, span, said.type_of(other), "support", spans_of(first, way), 0.75)
            return


def _imperative(said: Said, clause: Clause) -> Iterator[Finding]:
    """ "Stop the war!", "Don't touch it.", "Let us talk"."""
    head = clause.head
    if not head.has("Mood=Imp") or head.child("nsubj") is not None or not said.direct:
        return
    verb = head
    if plain(head.lemma) == "let":
        verb = head.child("ccomp", "xcomp") or head
    if plain(verb.lemma) in _NO_COMMAND:
        return
    label = sign(not is_negated(head))
    yield Finding("R6", verb, _action(said, verb), "action", label, with_negation(verb), 0.65)
