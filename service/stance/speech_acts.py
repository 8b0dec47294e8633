"""What was done by speaking, how sure the speaker sounds, and what the reporter signals: three answers beside stance.

The cue decides on the speech act; only a plain or stressed statement is raised by what is said: a threat under a
condition is a warning, what others must do a demand, what "we will" do a promise. Judging words never change it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, cast

from service.labels import Modality, Reporter, SpeechAct
from service.lexicons import MODALITY, Cue
from service.spans import Span
from service.stance.clauses import condition_of
from service.stance.findings import Finding
from service.stance.statement import Said
from service.stance.words import CLASSES, REPORTER_WORDS, is_negated, is_question, negations_of, plain
from service.syntax import Word

_NAMING_ACTS = frozenset({"call", "label", "brand", "dub", "describe", "characterize", "characterise", "portray"})
_NECESSITY = frozenset({"must", "should", "ought"})
_OWN = frozenset({"i", "we"})
_NO_PROMISE = CLASSES["no promise"]
_DOUBTING_CLAUSE = frozenset({"although", "though", "despite"})


def speech_act(said: Said | None, cue: Cue | None, findings: Sequence[Finding]) -> SpeechAct:
    """One of the fifteen acts. `said` is None where the content has no word."""
    act: SpeechAct = cue.speech_act if cue is not None else "assert"
    if said is None:
        return act
    if cue is not None and cue.lemma in _NAMING_ACTS and findings and findings[0].rule == "R5":
        return "criticize" if findings[0].label == "oppose" else "praise"
    if act not in ("assert", "emphasize"):
        return act
    if _asks(said):
        return "question"
    if any(f.threat and f.label == "oppose" for f in findings[:1]):
        return "warn"
    _sentence, head = said.sentence, said.predicate
    subject = said.subject(head)
    own_side = subject is not None and plain(subject.text) in _OWN
    auxiliaries = {plain(c.lemma) for c in head.children("aux")} | {plain(c.text) for c in head.children("aux")}
    needs = plain(head.lemma) == "need" and head.child("xcomp") is not None
    if (auxiliaries & _NECESSITY or needs) and subject is not None and not own_side and findings[:1]:
        return "demand" if findings[0].rule == "R6" else act
    conditional = any(condition_of(w) is not None for w in said.words)
    if own_side and auxiliaries & {"will", "'ll"} and not conditional and plain(head.lemma) not in _NO_PROMISE:
        return "promise"
    return act


def _asks(said: Said) -> bool:
    return is_question(said.sentence) or said.words[-1].text == "?"


def commitment(said: Said | None, cue: Cue | None) -> tuple[Modality, Literal["+", "-"]]:
    """How sure, and whether of something that is or is not."""
    if said is None:
        return "unspecified", "+"
    if _asks(said):
        return "unspecified", "+"
    head = said.clauses[0].head if said.clauses else said.predicate
    denied = cue is not None and cue.speech_act == "deny" and said.polar == "-"
    marks = [w for w in (head, *head.children()) if w.upos in ("AUX", "ADV", "ADJ", "VERB", "SCONJ")]
    grades = [MODALITY[plain(w.lemma)] for w in marks if plain(w.lemma) in MODALITY and _weakens(w, head)]
    modality: Modality = "possible" if "possible" in grades else "probable" if grades else "certain"
    return modality, "-" if is_negated(head) != denied else "+"


def _weakens(word: Word, head: Word) -> bool:
    """An auxiliary, an adverb, or the predicate itself: "may", "probably", "is likely to"; not the month of May."""
    return word is head or word.relation in ("aux", "advmod")


def reporter(cue: Cue | None, words: Sequence[Word], content: Sequence[Span]) -> Reporter:
    """What the reporter's own words say of the quote's truth. `words` are the cue's; what stands in `content` is not
    the reporter's."""
    if not words:
        return "neutral"
    head = words[0]
    sentence = head.sentence
    beside = [w for w in sentence.words if not any(s.overlaps(w.span) for s in content)]
    if not is_negated(head):
        for child in head.children("advmod"):
            if plain(child.text) in REPORTER_WORDS and child in beside:
                return cast(Reporter, REPORTER_WORDS[plain(child.text)])
        text = " ".join(plain(w.text) for w in beside)
        for phrase, signal in REPORTER_WORDS.items():
            if " " in phrase and f" {phrase}" in text:
                return cast(Reporter, signal)
    for clause in head.children("advcl"):
        mark = clause.child("mark")
        if clause in beside and mark is not None and plain(mark.text) in _DOUBTING_CLAUSE:
            return "distancing"
    return cue.reporter if cue is not None and not negations_of(head) else "neutral"
