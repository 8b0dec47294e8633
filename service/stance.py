"""The stance of each quote: positions, speech act, commitment, the reporter's signal, and the caller's targets.

Four independent questions (see the section on stance in the README): where the speaker stands, what was done by
speaking, how sure the speaker sounds, what the reporter signals. Neutral without a position is the default.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from service.attribution import Attribution
from service.document import Document, Word
from service.lexicons import CUES, MODALITY
from service.lexicons import Cue as CueEntry
from service.quotation_marks import Quotation
from service.results import Modality, Position, SpeechAct, Stance, StanceLabel, Target, TargetStance
from service.spans import Span
from service.speakers import Spoken
from service.stance_rules import Said, positions_of

_NEGATIONS = frozenset({"not", "n't", "n’t", "never"})
_OWN_SIDE = frozenset({"i", "we"})
_RESOLVE_BACK = 2
"""A pronoun target takes over the target of a position at most this many sentences before."""


def stances(
    document: Document, quotation: Quotation, spoken: Sequence[Spoken], targets: Sequence[Target]
) -> list[Stance]:
    """The stance of each quote, in the order given. `targets` are those that the caller names."""
    inner_cues: dict[Attribution, list[Word]] = {}
    for s in spoken:
        for outer in s.reporters[:1]:
            inner_cues.setdefault(outer, []).extend(s.attribution.cue)
    found: list[Stance] = []
    for s in spoken:
        said = _said(document, s)
        # R1: what is said is itself a report, so the stance is the inner speaker's.
        positions = () if said is None or said.predicate in inner_cues.get(s.attribution, ()) else positions_of(said)
        positions = tuple(_resolved(document, p, found) for p in positions)
        cue = _entry(s)
        modality, polarity = _commitment(said, cue)
        found.append(
            Stance(
                label=_label(positions),
                positions=positions,
                speech_act=_speech_act(said, cue),
                modality=modality,
                polarity=polarity,
                reporter=cue.reporter if cue is not None else "neutral",
                targets=tuple(_toward(document, s, positions, t) for t in targets),
            )
        )
    return found


def _entry(spoken: Spoken) -> CueEntry | None:
    return CUES.get(spoken.attribution.lemma or "")


def _said(document: Document, spoken: Spoken) -> Said | None:
    words = [w for span in spoken.attribution.content for w in document.words_in(span)]
    if not any(w.upos != "PUNCT" for w in words):
        return None
    inside = {(w.sentence, w.index) for w in words}
    tops = [w for w in words if w.upos != "PUNCT" and (w.sentence, w.head) not in inside]
    predicate = next((w for w in tops if w.upos in ("VERB", "ADJ", "AUX")), (tops or words)[0])
    cue = spoken.attribution.cue
    head = cue[0] if cue else None
    negated = head is not None and any(
        c.text.casefold() in _NEGATIONS for c in document.sentence_of(head).children(head, "advmod")
    )
    return Said(document, words, predicate, _entry(spoken), head, negated)


def _label(positions: Sequence[Position]) -> StanceLabel:
    """That of the first position; mixed when one target has both signs."""
    if not positions:
        return "neutral"
    signs: dict[Span, set[str]] = {}
    for position in positions:
        signs.setdefault(position.target, set()).add(position.label)
    return "mixed" if any(len(s) > 1 for s in signs.values()) else positions[0].label


def _resolved(document: Document, position: Position, before: Sequence[Stance]) -> Position:
    """A target that is only "that" or "this" becomes the target of the position just before it."""
    if position.target.of(document.text).casefold() not in ("that", "this", "it", "such", "all of this"):
        return position
    sentence = document.sentence_at(position.target.start)
    earlier = [p for s in before for p in s.positions if p.target.end <= position.target.start and not p.derived]
    if sentence is None or not earlier:
        return position
    last = max(earlier, key=lambda p: p.target.start)
    place = document.sentence_at(last.target.start)
    if place is None or sentence.index - place.index > _RESOLVE_BACK:
        return position
    return replace(position, target=last.target, target_type=last.target_type, score=round(position.score * 0.9, 2))


def _speech_act(said: Said | None, cue: CueEntry | None) -> SpeechAct:
    """The cue's act; a plain statement is raised by what is said (stance rules, "speech_act")."""
    act: SpeechAct = cue.speech_act if cue is not None else "assert"
    if said is None or act not in ("assert", "emphasize"):
        return act
    sentence = said.sentence
    if (sentence.words[-1].text == "?" and sentence.words[-1] in said.words) or said.words[-1].text == "?":
        return "question"
    auxiliaries = {c.lemma.casefold() for c in sentence.children(said.predicate, "aux")}
    subject = sentence.child(said.predicate, "nsubj")
    own_side = subject is not None and subject.text.casefold() in _OWN_SIDE
    conditional = any(
        w.relation == "advcl" and (m := document_mark(said, w)) is not None and m.lemma.casefold() in ("if", "unless")
        for w in said.words
    )
    if "will" in auxiliaries and conditional and said.words:
        return "warn" if any(p.rule == "R4" and p.label == "oppose" for p in positions_of(said)) else act
    if auxiliaries & {"must", "should"} and subject is not None and not own_side:
        return "demand"
    if own_side and "will" in auxiliaries:
        return "promise"
    return act


def document_mark(said: Said, clause: Word) -> Word | None:
    """The conjunction of a subordinate clause."""
    return said.document.sentence_of(clause).child(clause, "mark")


def _commitment(said: Said | None, cue: CueEntry | None) -> tuple[Modality, Literal["+", "-"]]:
    if said is None:
        return "unspecified", "+"
    children = said.sentence.children(said.predicate)
    negated = any(c.text.casefold() in _NEGATIONS for c in children)
    denied = cue is not None and cue.speech_act == "deny"
    modalities = [MODALITY[c.lemma.casefold()] for c in children if c.lemma.casefold() in MODALITY]
    if said.sentence.words[-1].text == "?":
        return "unspecified", "+"
    modality: Modality = "possible" if "possible" in modalities else "probable" if modalities else "certain"
    return modality, "-" if negated != denied else "+"


def _toward(document: Document, spoken: Spoken, positions: Sequence[Position], target: Target) -> TargetStance:
    """The stance toward a target that the caller named.

    A position counts when its target is the name itself or ends in it; one on a phrase that only contains the name
    ("sanctions against Russia") says nothing of the name.
    """
    names = [n.casefold() for n in (target.name, *target.aliases)]
    for position in positions:
        own = re.sub(r"^(the|a|an)\s+", "", position.target.of(document.text).casefold())
        if any(
            own == n or (own.endswith(" " + n) and len(own) <= len(n) + 25) or (own.startswith(n + " ") and " " in n)
            for n in names
        ):
            return TargetStance(target.name, position.label, position.score, position.evidence)
    for span in spoken.attribution.content:
        found = next((m for n in names if (m := _mention(n, span.of(document.text)))), None)
        if found:
            place = Span(span.start + found.start(), span.start + found.end())
            return TargetStance(target.name, "neutral", 0.6, (place,))
    return TargetStance(target.name, "not_mentioned", 0.9)


def _mention(name: str, text: str) -> re.Match[str] | None:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
