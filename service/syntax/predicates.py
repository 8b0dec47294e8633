"""Who does what a predicate says: subjects that are shared, inverted or lost by the parser, agents of passives."""

from __future__ import annotations

from service.lexicons import ROLE_NOUNS, WORDS
from service.syntax.dependency_paths import follow, introducer
from service.syntax.document import Word

TIMES = WORDS["noun of time"]
"""Nouns that parsers take for a subject or object of the cue: "the mayor said Monday", "warned this Thursday that"."""

_SUBJECTS = ("nsubj", "nsubj:outer", "nsubj:pass")


def subject(verb: Word) -> Word | None:
    """Who does what `verb` says: its own subject, or the one it shares with the clause it depends on.

    Covers coordinated verbs ("denied it and said"), open complements and participles ("went on to say", "said …,
    adding"), participles after a noun ("a statement saying") and relative clauses without an overt subject.
    None when the sentence has no such word. The subject of a passive verb is no doer: see `agent`.
    """
    own = [w for w in verb.children() if w.deprel in _SUBJECTS and w.lemma.casefold() not in TIMES]
    if own:
        # Inverted cues are sometimes parsed with two subjects: the nearer one speaks.
        nearest = min(own, key=lambda w: abs(w.index - verb.index))
        return agent(verb) if nearest.deprel == "nsubj:pass" and is_passive(verb) else nearest
    if is_passive(verb):
        return agent(verb)
    if found := _quoted_as(verb) or _inverted(verb) or _name_before(verb):
        return found
    head = verb.head
    if head is None:
        return None
    if verb.deprel in ("acl", "acl:relcl"):
        return None if is_aim(verb) else head
    if verb.relation in ("conj", "xcomp", "advcl", "ccomp", "parataxis", "dep") and head.upos in ("VERB", "AUX", "ADJ"):
        if verb.relation in ("ccomp", "parataxis") and not verb.has("VerbForm=Ger") and not verb.has("VerbForm=Part"):
            return None
        shared = [w for w in head.children() if w.deprel in _SUBJECTS]
        if shared:
            return min(shared, key=lambda w: abs(w.index - head.index))
        return subject(head)
    return None


def is_aim(verb: Word) -> bool:
    """ "a call to explain the plan": the infinitive says what the call is for, and nobody has explained it yet."""
    head = verb.head
    if head is None or verb.deprel != "acl" or verb.xpos != "VB" or introducer(verb) != "to":
        return False
    return head.upos == "NOUN" and head.lemma.casefold() not in ROLE_NOUNS


def _quoted_as(verb: Word) -> Word | None:
    """ "The agency quoted the minister as saying": the minister says it; "was quoted as saying": the subject does."""
    head = verb.head
    if head is None or not is_quoted_saying(head, verb):
        return None
    return head.child("obj", "iobj") or head.child(*_SUBJECTS)


def is_quoted_saying(quoted: Word, said: Word) -> bool:
    """True for "quoted" and "saying" in "quoted as saying": the second one is the cue."""
    if quoted.lemma not in ("quote", "cite") or said.head_index != quoted.index or said.upos != "VERB":
        return False
    return introducer(said) == "as"


def quoter(said: Word) -> Word | None:
    """Who hands on what another "said": the agency of "the agency quoted her as saying"; None for any other verb."""
    quoted = said.head
    if quoted is None or not is_quoted_saying(quoted, said):
        return None
    if quoted.child("nsubj:pass") is None:
        return quoted.child("nsubj")
    return agent(quoted) or next((w for w in said.children("obl", "iobj") if introducer(w) == "by"), None)


def _inverted(verb: Word) -> Word | None:
    """ "P, stressed Berg, Q"; "P, said an official": parsers take who stands after the verb for its object.

    What is said stands before: below the verb, or above it as the clause that it is a comment on.
    """
    comment = verb.relation == "parataxis"
    before = {w.relation for w in verb.children("ccomp", "parataxis", "advcl") if w.index < verb.index}
    if verb.relation == "root" and before and (verb.has("VerbForm=Fin") or verb.child("aux")):
        comment = True  # "P, would have confided the president": a finite main verb has a subject somewhere
    if not comment and not before - {"advcl"}:
        return None
    following = next((w for w in verb.children("obj", "iobj") if w.index > verb.index), None)
    if following is None or (comment and following.upos in ("PROPN", "NOUN")):
        return following
    return following if following.upos == "PROPN" and following.index == verb.index + 1 else None


def _name_before(verb: Word) -> Word | None:
    """ "In a talk with the Post Lund said": the name right before a finite verb speaks, wherever the parser hung it.

    An apposition may stand between: "In a talk with the Post, Anna Lund, the mayor, said".
    """
    before = verb.sentence.words[verb.index - 1] if verb.index else None
    if before is None or not verb.has("VerbForm=Fin") or verb.upos != "VERB" or verb.relation == "conj":
        return None
    if before.text == ",":
        role = before.head if before.head_index < before.index else None
        while role is not None and role.upos != "PROPN":
            role = role.head if role.relation == "appos" else None
        return role if role is not None and role.relation == "appos" and role.index < before.index else None
    return before if before.upos == "PROPN" and before.lemma.casefold() not in TIMES else None


def is_passive(verb: Word) -> bool:
    """True for "was told", "quoted by"; False for an active participle.

    A passive subject alone proves nothing: parsers give one to "An official who asked not to be named said". Nor does
    the passive feature of a participle with a subject but no auxiliary ("Lee, the mayor, assured on Friday that …").
    """
    children = verb.children()
    if any(w.deprel in ("aux:pass", "obl:agent") for w in children):
        return True
    return verb.has("Voice=Pass") and not any(w.deprel in _SUBJECTS for w in children)


def agent(verb: Word) -> Word | None:
    """Who does what a passive verb says: the "by" phrase; None when it is left out."""
    return verb.child("obl:agent") or next(follow(verb, ">obl[by]"), None)
