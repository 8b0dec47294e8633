"""What a cue means in its sentence: its speech act, and its attitude to what it takes.

The lexicon of cues gives one act a lemma; here the words around it decide between readings: "asked whether" and
"asked Russia to", "suggested that it was" and "suggested that it be", "called X" and "called for X".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from service.lexicons import CUES, Cue
from service.stance.clauses import is_clause
from service.stance.words import CLASSES, is_negated, plain
from service.syntax import Sentence, Word

_DIRECTED = frozenset({"ask", "tell", "remind"})
_MAY_SUGGEST = frozenset({"suggest", "advise"})
_MAY_INSIST = frozenset({"insist", "insist on", "ask"})
_GRANTED = CLASSES["granted"]
_WHEN = CLASSES["occasion"]
_TURNED = ("praise", "feel", "agree")
_NON_FINITE = ("xcomp", "advcl", "acl", "ccomp")


def reading(entry: Cue | None, cue: Sequence[Word], content: Iterable[Word]) -> Cue | None:
    """The cue's entry as it is to be read here; None for a cue that the lexicon does not have.

    `content` are the words of what is said.
    """
    if entry is None or not cue:
        return entry
    head = cue[0]
    sentence = head.sentence
    inside = {w.index for w in content if w.sentence == head.sentence}
    children = [c for c in head.children() if c.index in inside]
    entry = _with_preposition(sentence, entry, cue)
    lemma = entry.lemma
    clause = next((c for c in children if c.relation in ("ccomp", "acl") and is_clause(c)), None)
    if lemma in _DIRECTED and any(_is_infinitive(c) for c in children):
        entry = replace(entry, speech_act="demand", complement_polarity="+")
    elif lemma in _MAY_SUGGEST and clause is not None and not _is_subjunctive(clause):
        if clause.child("nsubj", "expl") is not None:
            entry = replace(entry, speech_act="assert", complement_polarity="0")
    elif lemma in _MAY_INSIST and clause is not None and clause.child("mark") and _is_subjunctive(clause):
        entry = replace(entry, speech_act="demand", complement_polarity="+")
    elif entry.speech_act == "deny" and any(_is_granted(c) for c in children):
        entry = replace(entry, speech_act="refuse", complement_polarity="-")
    if is_negated(head):
        entry = replace(entry, complement_polarity=_turned(entry))
    return entry


def _with_preposition(sentence: Sentence, entry: Cue, cue: Sequence[Word]) -> Cue:
    """ "call for", "warn against", "argue against": the row for both words, or the preposition's own attitude."""
    last = cue[-1].index + 1
    if len(cue) > 1 or last >= len(sentence.words):
        return entry
    behind = plain(sentence.words[last].text)
    longer = CUES.get(f"{entry.lemma} {behind}")
    governor = sentence.words[last].head
    if longer is not None and sentence.words[last].upos in ("ADP", "SCONJ"):
        return entry if governor is not None and plain(governor.lemma) in _WHEN else longer
    if behind == "against" and cue[0].upos == "VERB":
        return replace(entry, complement_polarity="-")
    return entry


def _turned(entry: Cue) -> str:
    """The attitude of a negated cue: who does not support X is against it; who does not criticize X may be neither."""
    return "-" if entry.complement_polarity == "+" and entry.speech_act in _TURNED else "0"


def _is_infinitive(clause: Word) -> bool:
    mark = clause.child("mark")
    return clause.relation in _NON_FINITE and mark is not None and plain(mark.text) == "to"


def _is_subjunctive(clause: Word) -> bool:
    """ "that X be done", "that X leave", "that X should leave"; not "that X is done"."""
    if any(plain(c.lemma) == "should" for c in clause.children("aux")):
        return True
    verb = clause.child("aux:pass", "aux", "cop") or clause
    if plain(verb.text) == "be":
        return not clause.children("aux") or verb is clause.child("aux:pass", "aux", "cop")
    return verb is clause and clause.xpos == "VB" and clause.child("nsubj") is not None


def _is_granted(word: Word) -> bool:
    return word.relation in ("obj", "nsubj") and plain(word.lemma) in _GRANTED
