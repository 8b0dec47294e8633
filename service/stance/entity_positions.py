"""The back-off where no rule fires: somebody whom the sentence is plainly for or against, by the learned model."""

from __future__ import annotations

from collections.abc import Iterator

from service.lexicons import CUES
from service.spans import Span
from service.stance.model import opinion
from service.stance.positions import Position
from service.stance.statement import Said
from service.stance.words import is_question, plain, valence
from service.syntax import Word

RULE = "model"
_LABELS = ("PERSON", "ORG", "LOC")
_SURE = 0.9
_JUDGES = 1.2
_MOST = 8
_ROLES = ("nsubj", "obj", "nmod:poss")


def entity_positions(said: Said) -> Iterator[Position]:
    """The one position of which the model is surest; none below `_SURE`, none toward the speaker's own side.

    A judging word must be among those that decided: without one the model has only heard bad news.
    """
    asked = said.cue is not None and said.cue.speech_act == "question"
    if asked or is_question(said.sentence) or said.negated_cue:
        return
    sure: list[tuple[float, Position]] = []
    for mention in _mentions(said):
        held = opinion(said.document, mention)
        shown = [w for w in held.shown if said.holds(w)]
        if held.label == "neutral" or held.probability < _SURE or not any(abs(valence(w)) >= _JUDGES for w in shown):
            continue
        score = round(held.probability, 2)
        evidence = tuple(w.span for w in shown)
        sure.append((held.probability, Position(mention, "entity", held.label, evidence, False, score, RULE)))
    if sure:
        yield max(sure, key=lambda item: item[0])[1]


def _mentions(said: Said) -> list[Span]:
    """The names in the content that play a part in a clause of the speaker's, at most `_MOST` of them."""
    found: list[Span] = []
    for span in _spans(said):
        for entity in said.document.entities_in(span):
            if entity.label not in _LABELS or len(found) == _MOST:
                continue
            words = said.document.words_in(entity.span)
            head = next((w for w in words if w.head_index not in {x.index for x in words}), words[0]) if words else None
            if head is not None and head.deprel in _ROLES and _counts(said, head):
                found.append(entity.span)
    return found


def _counts(said: Said, head: Word) -> bool:
    """True for somebody of whom the speaker speaks, and who is not only said to think or say something."""
    governor = head.head
    speaks = governor is not None and head.relation == "nsubj" and plain(governor.lemma) in CUES
    return not speaks and head not in said.reported and plain(head.text) not in said.own_side


def _spans(said: Said) -> list[Span]:
    """The stretches of text that the content's words cover, sentence by sentence."""
    spans: list[Span] = []
    for word in said.words:
        if spans and said.document.sentence_at(spans[-1].start) is said.document.sentences[word.sentence.index]:
            spans[-1] = Span(spans[-1].start, word.span.end)
        else:
            spans.append(word.span)
    return spans
