"""What was done by speaking, as one of fifteen illocutionary acts (Searle 1976).

The cue decides; only a plain or stressed statement is raised by what is said: a threat under a condition is a warning,
what others must do a demand, what "we will" do a promise. Judging words never change it.
"""

from __future__ import annotations

from collections.abc import Sequence

from service.labels import SpeechAct
from service.lexicons import Cue
from service.stance.clauses import condition_of, is_question
from service.stance.finding import Finding
from service.stance.statement import Statement
from service.stance.vocabulary import CLASSES, form, lemma

_JUDGING_NAMES = CLASSES["judging name"]
_DEMAND = CLASSES["demand modal"]
_FIRST_PERSON = CLASSES["first person subject"]
_NO_PROMISE = CLASSES["no promise"]


def speech_act(statement: Statement | None, cue: Cue | None, findings: Sequence[Finding]) -> SpeechAct:
    """The act of a quote, by its cue and what the rules found; `statement` is None where the content has no word."""
    act: SpeechAct = cue.speech_act if cue is not None else "assert"
    if statement is None:
        return act
    first = findings[0] if findings else None
    if cue is not None and cue.lemma in _JUDGING_NAMES and first is not None and first.rule == "R5":
        return "criticize" if first.label == "oppose" else "praise"
    if act not in ("assert", "emphasize"):
        return act
    if asks(statement):
        return "question"
    if first is not None and first.threat and first.label == "oppose":
        return "warn"
    head = statement.predicate
    subject = statement.subject(head)
    ours = subject is not None and form(subject) in _FIRST_PERSON
    auxiliaries = {text for c in head.children("aux") for text in (lemma(c), form(c))}
    needs = lemma(head) == "need" and head.child("xcomp") is not None
    if (auxiliaries & _DEMAND or needs) and subject is not None and not ours and first is not None:
        return "demand" if first.rule == "R6" else act
    promises = ours and auxiliaries & {"will", "'ll"} and lemma(head) not in _NO_PROMISE
    if promises and not any(condition_of(w) is not None for w in statement.words):
        return "promise"
    return act


def asks(statement: Statement) -> bool:
    """True when the statement is in the form of a question."""
    return is_question(statement.predicate) or statement.words[-1].text == "?"
