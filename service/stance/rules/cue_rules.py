"""R2 and R3: what the cue itself tells of what it takes. "denied P", "urged Y to do X", "calls X a mistake"."""

from __future__ import annotations

from collections.abc import Iterator

from service.stance.clauses import is_clause
from service.stance.findings import Finding, Label, argument_of, contrasts, sign, spans_of, turned, with_derived
from service.stance.outcomes import outcome
from service.stance.rules.predication import judgement
from service.stance.statement import Said
from service.stance.words import ATTITUDES, CLASSES, NEGATIONS, is_negated, negations_of, plain
from service.syntax import Word, cover

_NAMING = CLASSES["names"]
_ORDER = ("xcomp", "advcl", "ccomp", "csubj", "obl", "obj", "nsubj", "acl", "nmod")
_ABOUT_ONE = ("criticize", "praise")
_OF_WHAT = frozenset({"of", "for", "over", "with", "on", "about"})
_FEARED = frozenset({"warn", "criticize"})


def denial(said: Said) -> Iterator[Finding]:
    """R2: the claim is opposed, not what it speaks of."""
    if said.cue is None or said.cue_head is None or said.cue.speech_act != "deny" or said.polar != "-":
        return
    words = [w for w in said.words if w.upos != "PUNCT"]
    while len(words) > 1 and words[0].relation == "mark":
        words = words[1:]
    yield Finding("R2", said.predicate, cover(words), "claim", "oppose", (said.cue_head.span,), 0.9)


def polar_cue(said: Said) -> Iterator[Finding]:
    """R3: the cue's attitude to what it takes. A finite clause that is put forward is left to the other rules."""
    if said.cue is None or said.cue_head is None or said.polar == "0" or said.direct:
        return
    target = complement(said)
    if target is None:
        return
    act = said.cue.speech_act
    label = sign(said.polar == "+")
    finite = is_clause(target) and target.child("nsubj", "csubj", "expl") is not None
    if finite and (act in _FEARED or (act == "agree" and not _is_future(target))):
        return
    negations = negations_of(target)
    if target.upos == "NOUN" and negations and act != "feel":
        return  # "offered no proof"
    if negations and not finite:
        # "warned him not to go": the negation belongs to the warning; "urged him not to go" is against going.
        label = label if act == "warn" else turned(label)
    elif act == "warn" and target.relation == "xcomp" and _by(target) == "to":
        label = turned(label)
    kind = said.type_of(target, act)
    if act == "question" and finite:
        kind = "claim"
    evidence = said.cue_head, *negations, *_reasons(said, target, act)
    further = [c for c in said.children(target, "conj") if target.upos == "VERB" == c.upos and not finite]
    further = [c for c in further if not contrasts(c)]
    without = [*_outside(said, target, act), *negations, *further]
    span = said.event(target, without) if finite else said.below(target, without)
    yield from with_derived(said, Finding("R3", target, span, kind, label, spans_of(*evidence), 0.85))
    for other in further:  # "urged Russia to withdraw and to negotiate"
        span = said.below(other, [*negations_of(other), *(set(further) - {other})])
        yield from with_derived(said, Finding("R3", other, span, kind, label, spans_of(*evidence), 0.8))


def complement(said: Said) -> Word | None:
    """What the cue takes: the infinitive of "urged Russia to reduce", the object of "accuses Kiev of …"."""
    cue = said.cue_head
    if cue is None:
        return None
    children = [c for c in cue.children() if said.holds(c) and c.upos != "PUNCT"]
    act = said.cue.speech_act if said.cue is not None else ""
    if act == "warn":
        against = next((w for w in said.words if _by(w) == "against"), None)
        if against is not None and against.sentence is cue.sentence and against.head in (cue, *children):
            return against
    if len(children) < 2 and (not children or children[0].relation not in _ORDER):
        return said.predicate if said.tops else None
    if act in _ABOUT_ONE:
        if plain(cue.lemma) == "blame":
            blamed = next((c for c in children if _by(c) == "on"), None)
            if blamed is not None:
                return blamed
        about = next((c for c in children if c.relation in ("obj", "iobj") or c.deprel == "nsubj:pass"), None)
        if about is not None:
            return about
    for relation in _ORDER:
        for child in children:
            if child.relation == relation and not (relation == "obl" and _by(child) in ("to", "in", "at", "during")):
                return child
    return said.predicate


def _by(word: Word) -> str:
    by = word.child("case", "mark")
    return plain(by.lemma) if by is not None else ""


def _outside(said: Said, target: Word, act: str) -> list[Word]:
    """What is reason rather than target: the "of negligence" of "accused the ministry of negligence"."""
    if act not in _ABOUT_ONE:
        return []
    return [c for c in said.children(target, "nmod", "acl") if c.index > target.index and _is_reason(said, target, c)]


def _is_reason(said: Said, target: Word, word: Word) -> bool:
    """A phrase with "of" belongs to a noun ("criticism of X", "the head of the bank"), unless the cue accuses."""
    by = _by(word)
    accuses = said.cue is not None and said.cue.lemma in ("accuse", "accusation", "suspect", "convict")
    return by in _OF_WHAT and (by not in ("of", "on", "with", "about", "over") or accuses)


def _reasons(said: Said, target: Word, act: str) -> list[Word]:
    """The words for which somebody is blamed or praised: they are evidence."""
    if act not in _ABOUT_ONE or said.cue_head is None:
        return []
    beside = [c for c in said.children(said.cue_head, "obl", "advcl") if _by(c) in _OF_WHAT and c is not target]
    return [*_outside(said, target, act), *beside][:1]


def _is_future(head: Word) -> bool:
    auxiliaries = head.children("aux")
    return any(plain(c.lemma) in ("will", "would", "should", "shall", "must", "can", "could") for c in auxiliaries)


def named_as(said: Said) -> Iterator[Finding]:
    """R5 by the cue: "calls X a mistake", "described X as reckless"; in quotation marks only the fragment is said."""
    cue = said.cue_head
    if cue is None or plain(cue.lemma) not in _NAMING:
        return
    children = cue.children("obj", "iobj", "nsubj:pass", "xcomp", "obl", "advcl", "ccomp")
    named = next((c for c in children if c.relation in ("obj", "iobj") or c.deprel == "nsubj:pass"), None)
    if named is None:
        return
    for name in (*children, *named.children("appos")):
        as_what = name.relation not in ("obl", "advcl") or _by(name) == "as"
        if name is named or not as_what or not said.holds(name):
            continue
        value, shown = judgement(said, name)
        if value:
            negated = is_negated(name) != is_negated(cue)
            label, span = sign((value > 0) != negated), said.phrase(named, [name])
            found = Finding("R5", named, span, said.type_of(named), label, spans_of(*shown), 0.8)
            yield from with_derived(said, found)
            return


def attitude_noun(said: Said) -> Iterator[Finding]:
    """R3 by a noun: "stressed the importance of X", "voiced concern about X", "the red line for X"."""
    if said.direct or not said.tops:
        return
    for noun in said.tops[:2]:
        sentence = noun.sentence
        before = plain(sentence.words[noun.index - 1].text) if noun.index else ""
        attitude = ATTITUDES.get(f"{before} {plain(noun.lemma)}") or ATTITUDES.get(plain(noun.lemma))
        if attitude is None or attitude.polarity == "0" or _is_predicate(noun):
            continue
        owner = noun.child("nmod:poss")
        if owner is not None and plain(owner.text) not in ("his", "her", "its", "their", "my", "our"):
            continue
        target = argument_of(said, noun, attitude.takes)
        if target is None or target is noun:
            continue
        negated = any(plain(c.text) in NEGATIONS for c in noun.children())
        label: Label = sign((attitude.polarity == "+") != negated)
        cue = [said.cue_head] if said.cue_head is not None else []
        kind = said.type_of(target, said.cue.speech_act if said.cue is not None else "")
        found = Finding("R3", target, said.below(target), kind, label, spans_of(*cue, noun), 0.75)
        yield from with_derived(said, found)
        return


def _is_predicate(noun: Word) -> bool:
    """True for the head of a clause; "the will to peace" is a noun, whatever the tagger says."""
    return is_clause(noun) and noun.child("det") is None


def feared(said: Said) -> Iterator[Finding]:
    """R3 where no clause rule fired: "warned that Russia could attack", "complained that the vote was delayed"."""
    if said.cue is None or said.cue_head is None or said.polar != "-" or said.direct:
        return
    target = complement(said)
    if target is None or said.cue.speech_act not in _FEARED or not said.clauses:
        return
    value, shown = outcome(said, target)
    if said.cue.speech_act == "warn" and value >= 0:
        return
    span = said.event(target, target.children("mark"))
    yield Finding("R3", target, span, "event", "oppose", spans_of(said.cue_head, *shown), 0.65)
