"""Mentions as antecedents: the grammatical role in which somebody was mentioned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.coreference.referent import Referent
from service.mentions import Mention
from service.spans import Span
from service.syntax import Word

_CLAUSES = frozenset({"advcl", "ccomp", "acl", "csubj", "xcomp"})
_MOST_BEFORE_TOPIC = 3


@dataclass(frozen=True, eq=False)
class MentionInContext:
    """A mention that may be an antecedent. `anchor` carries its role: "spokesman" in "the spokesman, Earnest".

    `tells` is True for a source whose words the article reports itself, not in the words of another one.
    """

    mention: Mention
    anchor: Word
    referent: Referent
    relation: str
    depth: int
    quoted: Span | None
    is_source: bool
    probability: float


def syntactic_anchor(referent: Referent, mention: Mention) -> Word:
    """The word whose grammatical role a mention has: that of the title or noun it stands beside.

    In "The president of the party, Ann Lee, denied" the president denied, wherever the parser hung the name.
    """
    titles = (role for role, beside in referent.roles if beside is mention and role.end <= mention.span.start)
    title = next(titles, None)
    words = mention.head.document.words_in(title) if title is not None else []
    main = next((w for w in words if w.relation in ("nsubj", "obj", "obl", "iobj", "root")), None)
    return main or _anchor(mention.head)


def _anchor(word: Word) -> Word:
    while word.deprel in ("appos", "flat", "nmod:desc") and (head := word.head) is not None:
        word = head
    return word


def relation_of(word: Word) -> str:
    """The grammatical role in a few classes; a coordinated word has that of the first."""
    while word.deprel == "conj" and (head := word.head) is not None:
        word = head
    match word.relation:
        case "nsubj" | "csubj":
            return "subject"
        case "obj" | "iobj" | "xcomp":
            return "object"
        case "obl":
            return "oblique"
        case "nmod":
            return "possessor" if word.deprel == "nmod:poss" else "attribute"
        case "compound" | "amod":
            return "attribute"
        case "root" | "parataxis":
            return "root"
    return "other"


def clauses_around(word: Word) -> int:
    """How many clauses stand around the clause of `word`; "P, X said" is the main clause, wherever it hangs."""
    return sum(a.relation in _CLAUSES for a in word.ancestors())


def is_topic(mention: Mention) -> bool:
    """ "As for Moscow, it denied"."""
    sentence = mention.head.sentence
    before = mention.head.document.text[sentence.span.start : mention.span.start].casefold().split()
    return before[:2] == ["as", "for"] and len(before) <= _MOST_BEFORE_TOPIC


def is_subject_above(antecedent: Word, anaphor: Word) -> bool:
    """ "Clinton says she hopes": the subject of a verb that governs the anaphor's clause."""
    if antecedent.relation != "nsubj" or antecedent.sentence != anaphor.sentence:
        return False
    return any(a.index == antecedent.head_index for a in anaphor.ancestors())


def nearest(seen: Sequence[MentionInContext]) -> list[MentionInContext]:
    """Those of the mentions, the nearest first, that stand in one sentence with the first."""
    return [s for s in seen if s.mention.head.sentence == seen[0].mention.head.sentence]


def best_relation(seen: Sequence[MentionInContext]) -> str:
    """The most prominent role among the mentions."""
    roles = {s.relation for s in seen}
    order = ("subject", "object", "root", "oblique", "possessor", "attribute")
    return next((r for r in order if r in roles), "other")
