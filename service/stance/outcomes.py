"""What something comes to: whether an outcome is good or bad, read from the top of its phrase down.

"the complete breakdown of relations" is bad because of "breakdown"; the good word "relations" below it is what suffers.
"""

from __future__ import annotations

from service.lexicons import CONSEQUENCES, SHIFTERS
from service.stance.clauses import is_entity
from service.stance.statement import Said
from service.stance.words import THREATS, is_negated, judges, kind_of, phrase_at, plain, valence
from service.syntax import Word

_HARM = 1.5
_NEGATED = -1.0
_LEAST = 0.9
_SUFFERS = ("nmod", "obj", "obl", "acl", "xcomp", "ccomp")
_FUTURE = frozenset({"will", "would", "shall", "'ll", "'d", "can", "could", "may", "might"})
_READY = frozenset({"ready", "prepared", "go", "determined", "able"})


def outcome(said: Said, top: Word, without: Word | None = None) -> tuple[float, list[Word]]:
    """How good or bad what `top` heads is, with the words that say so; 0.0 where nothing does.

    The subtree of `without` is left out.
    """
    value, shown = _value(said, top, without)
    return (value, shown) if abs(value) >= _LEAST else (0.0, [])


def _value(said: Said, word: Word, without: Word | None) -> tuple[float, list[Word]]:
    own, shown = phrase_at(word)
    lemma = plain(word.lemma)
    children = [c for c in said.children(word) if c is not without]
    if not own and word.upos == "VERB" and CONSEQUENCES.get(lemma, "0") != "0":
        own, shown = effect(said, word)
    elif not own and word.upos == "VERB" and lemma in SHIFTERS:
        below, shown = _sum(said, [c for c in children if c.relation in ("obj", "nsubj:pass")], without)
        own, shown = -below, [word, *shown] if below else []
    elif not own and _counts(said, word) and (judges(word) or kind_of(word) == "fact"):
        own, shown = valence(word), [word]
    rest = [c for c in children if _tells(said, c) and (not own or c.relation not in _SUFFERS)]
    beside, more = _sum(said, rest, without)
    total = own + beside
    return (total * _NEGATED if is_negated(word) else total), [*shown, *more]


def _tells(said: Said, child: Word) -> bool:
    """False for the manner of a clause, and for somebody who acts in it."""
    return child.relation != "advmod" and not (child.relation == "nsubj" and is_entity(said.document, child))


def _counts(said: Said, word: Word) -> bool:
    """True for a word with a valence that is no state of mind and no part of a name ("United States")."""
    return bool(valence(word)) and kind_of(word) != "state" and said.document.entity_at(word.span.start) is None


def _sum(said: Said, words: list[Word], without: Word | None) -> tuple[float, list[Word]]:
    total, shown = 0.0, []
    for word in words:
        value, more = _value(said, word, without)
        total += value
        shown += more
    return total, shown


def effect(said: Said, verb: Word) -> tuple[float, list[Word]]:
    """What a verb that harms or helps comes to: harm to something bad is good."""
    helps = CONSEQUENCES[plain(verb.lemma)] == "+"
    affected = list(said.children(verb, "obj", "nsubj:pass"))
    value, shown = _sum(said, affected, None)
    value = (_HARM if helps else -_HARM) * (-1.0 if value <= -_HARM else 1.0)
    return value, [verb, *(shown if value < 0 and helps else [])]


def threat(said: Said, head: Word) -> list[Word]:
    """The words by which the clause of `head` threatens: "will respond", "would face consequences"; none else."""
    modal = [c for c in head.children("aux") if plain(c.text) in _FUTURE]
    if not modal and plain(head.lemma) not in _READY:
        return []
    if is_negated(head):
        return []
    reach = [head, *said.children(head, "obj", "xcomp", "obl", "conj", "ccomp")]
    reach += [c for w in reach[1:] for c in said.children(w, "obj", "amod", "nmod")]
    found = [w for w in reach if plain(w.lemma) in THREATS or plain(w.text) in THREATS]
    return [*modal, *found] if found else []
