"""R4: what a speaker threatens or promises under a condition. "If Russia invades, we will respond" is against that."""

from __future__ import annotations

from collections.abc import Iterator

from service.stance.clauses import condition_of
from service.stance.findings import Finding, sign, spans_of
from service.stance.outcomes import outcome, threat
from service.stance.rules.predication import judgement
from service.stance.statement import Clause, Said
from service.stance.words import CLASSES, negations_of, plain
from service.syntax import Word

_MODALS = frozenset({"will", "would", "shall", "can", "could", "may", "might", "'ll", "'d", "must"})
_GENERIC = CLASSES["generic condition"]
_COOPERATES = CLASSES["cooperates"]
_THREATENED, _OUTCOME, _MOOD = 0.8, 0.65, 0.6


def conditional(said: Said, clause: Clause) -> Iterator[Finding]:
    """ "if X, we will respond" is against X, "if X, things improve" for it; "otherwise" means the X before."""
    condition = said.condition_of(clause)
    if condition is None:
        yield from _otherwise(said, clause)
        return
    if plain(condition.lemma) in _GENERIC:
        return  # "if you look at the figures"
    head = clause.head
    modal = [c for c in head.children("aux") if plain(c.text) in _MODALS]
    menace = threat(said, head) or _withheld(said, head, modal)
    value, shown = _outcome(said, head, condition, bool(modal))
    act = said.cue.speech_act if said.cue is not None else "assert"
    if menace and (value <= 0 or negations_of(head)):
        positive, score = False, _THREATENED
    elif value and not said.is_own_side(said.subject(head)):  # what "we" do is no outcome
        positive, score = value > 0, _OUTCOME
    elif act == "warn" or (modal and act == "emphasize" and outcome(said, condition)[0] < 0):
        positive, score, menace = False, _MOOD, [*modal, head]
    else:
        return
    mark = condition_of(condition)
    marks = [] if mark is None else [mark]
    unless = mark is not None and plain(mark.lemma) == "unless"
    yield Finding(
        "R4",
        condition,
        said.event(condition, marks),
        "event",
        sign(positive != unless),
        spans_of(*marks, *(menace or modal), *shown),
        score,
        threat=bool(menace) and not positive,
    )


def _outcome(said: Said, head: Word, condition: Word, future: bool) -> tuple[float, list[Word]]:
    """What the main clause comes to; where it speaks of no future only a judgement counts."""
    return outcome(said, head, condition) if future else judgement(said, head)


def _withheld(said: Said, head: Word, modal: list[Word]) -> list[Word]:
    """ "we will not sign": the speaker's side threatens to stay away."""
    negations = negations_of(head)
    stays_away = plain(head.lemma) in _COOPERATES and said.is_own_side(said.subject(head))
    return [*modal, *negations, head] if modal and negations and stays_away else []


def _otherwise(said: Said, clause: Clause) -> Iterator[Finding]:
    before = clause.head.sentence.words[: clause.head.index]
    otherwise = next((w for w in before if plain(w.text) == "otherwise" and said.holds(w)), None)
    if otherwise is None:
        return
    menace = threat(said, clause.head)
    value, shown = outcome(said, clause.head)
    if menace or value < 0:
        evidence = spans_of(otherwise, *menace, *shown)
        yield Finding("R4", None, None, "event", "oppose", evidence, 0.7, threat=bool(menace))
