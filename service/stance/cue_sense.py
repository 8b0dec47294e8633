"""What a cue means in its sentence: its speech act, and its attitude to what it takes.

The lexicon of cues gives one act a lemma; here the words around it decide between readings: "asked whether" and
"asked Russia to", "suggested that it was" and "suggested that it be", "called X" and "called for X".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from service.lexicons import CUES, Cue
from service.stance.clauses import is_clause
from service.stance.negation import is_negated
from service.stance.vocabulary import CLASSES, form, lemma
from service.syntax import Word

_INFINITIVE_DEMAND = CLASSES["infinitive demand"]
_WEAK_PROPOSAL = CLASSES["weak proposal"]
_SUBJUNCTIVE_DEMAND = CLASSES["subjunctive demand"]
_GRANTED = CLASSES["granted"]
_OCCASION = CLASSES["occasion"]
_TURNED_BY_NEGATION = ("praise", "feel", "agree")
_NON_FINITE = ("xcomp", "advcl", "acl", "ccomp")


def cue_sense(entry: Cue | None, cue: Sequence[Word], content: Iterable[Word]) -> Cue | None:
    """The cue's entry as it is to be read here; None for a cue that the lexicon does not have.

    `content` are the words of what is said.
    """
    if entry is None or not cue:
        return entry
    head, inside = cue[0], set(content)
    taken = [c for c in head.children() if c in inside]
    entry = _with_preposition(entry, cue)
    clause = next((c for c in taken if c.relation in ("ccomp", "acl") and is_clause(c)), None)
    if entry.lemma in _INFINITIVE_DEMAND and any(map(_is_infinitive, taken)):
        entry = replace(entry, speech_act="demand", complement_polarity="+")
    elif entry.lemma in _WEAK_PROPOSAL and clause is not None and not _is_subjunctive(clause):
        if clause.child("nsubj", "expl") is not None:
            entry = replace(entry, speech_act="assert", complement_polarity="0")
    elif entry.lemma in _SUBJUNCTIVE_DEMAND and clause is not None and clause.child("mark") and _is_subjunctive(clause):
        entry = replace(entry, speech_act="demand", complement_polarity="+")
    elif entry.speech_act == "deny" and any(map(_is_granted, taken)):
        entry = replace(entry, speech_act="refuse", complement_polarity="-")
    return replace(entry, complement_polarity=_negated_polarity(entry)) if is_negated(head) else entry


def _with_preposition(entry: Cue, cue: Sequence[Word]) -> Cue:
    """ "call for", "warn against", "argue against": the row for both words, or the preposition's own attitude."""
    words = cue[0].sentence.words
    place = cue[-1].index + 1
    if len(cue) > 1 or place >= len(words):
        return entry
    following = words[place]
    longer = CUES.get(f"{entry.lemma} {form(following)}")
    if longer is not None and following.upos in ("ADP", "SCONJ"):
        return entry if following.head is not None and lemma(following.head) in _OCCASION else longer
    if form(following) == "against" and cue[0].upos == "VERB":
        return replace(entry, complement_polarity="-")
    return entry


def _negated_polarity(entry: Cue) -> str:
    """The attitude of a negated cue: who does not support X is against it; who does not criticize X may be neither."""
    return "-" if entry.complement_polarity == "+" and entry.speech_act in _TURNED_BY_NEGATION else "0"


def _is_infinitive(clause: Word) -> bool:
    mark = clause.child("mark")
    return clause.relation in _NON_FINITE and mark is not None and form(mark) == "to"


def _is_subjunctive(clause: Word) -> bool:
    """ "that X be done", "that X leave", "that X should leave"; not "that X is done"."""
    if any(lemma(c) == "should" for c in clause.children("aux")):
        return True
    auxiliary = clause.child("aux:pass", "aux", "cop")
    verb = auxiliary or clause
    if form(verb) == "be":
        return not clause.children("aux") or auxiliary is not None
    return auxiliary is None and clause.xpos == "VB" and clause.child("nsubj") is not None


def _is_granted(word: Word) -> bool:
    return word.relation in ("obj", "nsubj") and lemma(word) in _GRANTED
