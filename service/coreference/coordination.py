"""People named together: "Biden and Putin" is a group with both names, and "both" may mean it later.

Biden and Putin                          the names joined, wherever each stands in full
Lund and her aides                       Anna Lund and her aides: who has no name keeps the article's words
Two analysts, Anna Lund and Erik Berg    those apposed, whom the noun before only counts
Lund, Berg say                           a headline's comma
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from service.coreference.referent import Referent
from service.lexicons import WORDS
from service.mentions import Mention, mention_of
from service.syntax import Document, Word

_PAIR_SENTENCES = 3
_INDEFINITE = WORDS["indefinite determiner"]
_PEOPLE = ("person", "group")
_MAX_HEADLINE_WORDS = 6
_APPOSED = ("appos", "flat", "nmod", "nmod:desc", "compound")


class Coordination:
    """The groups of one document.

    `names` are the names of the article by their heads, `meanings` whom a word means, as far as that is known.
    """

    def __init__(
        self,
        document: Document,
        names: Mapping[Word, tuple[Mention, Referent]],
        meanings: Mapping[Word, Referent],
    ) -> None:
        self._document = document
        self._names = names
        self._meanings = meanings
        self._known: dict[str, Referent] = {}
        self._read: list[tuple[int, Referent, frozenset[Referent]]] = []

    def read(self, head: Word) -> Referent | None:
        """The group whose list of names begins at `head`, now mentioned there; None where there is no list."""
        parts = _row(head)
        members = self._members(parts)
        if any(m.anonymous or m.kind == "group" for m in members):
            return None  # whom "they" means is known of names alone
        group = self._group_of(parts, members)
        if group is not None:
            if not group.mentions:
                group.add(mention_of(head))
            self._read.append((head.sentence.index, group, frozenset(members)))
        return group

    def together(self, head: Word) -> Referent | None:
        """ "Biden and Putin": a group with the full names of all; None where the phrase is no list of names."""
        rows = (_row(head), _apposed_row(head), self._headline_row(head))
        return next((g for row in rows if (g := self._group_of(row, self._members(row))) is not None), None)

    def _group_of(self, parts: Sequence[Word], members: Sequence[Referent]) -> Referent | None:
        if not members:
            return None
        by_member = {self._meant(w): w for w in reversed(parts)}
        names = [mention_of(by_member[m]).words if m.anonymous else m.name for m in members]
        name = ", ".join(names[:-1]) + f" and {names[-1]}"
        return self._known.setdefault(name.casefold(), Referent(name, "group", members=tuple(members)))

    def pair_before(self, mention: Mention) -> Referent | None:
        """The two people named together just before, when no third person has been named since."""
        sentence = mention.head.sentence.index
        before = next((p for p in reversed(self._read) if p[1].mentions[0].span.start < mention.span.start), None)
        if before is None or sentence - before[0] > _PAIR_SENTENCES or len(before[2]) != 2:
            return None
        at, group, members = before
        since = (w for s in self._document.sentences[at : sentence + 1] for w in s.words)
        named = {self._names[w][1] for w in since if w in self._names and w.span < mention.span}
        return group if not any(r.kind == "person" and r not in members for r in named) else None

    def _members(self, parts: Sequence[Word]) -> list[Referent]:
        """Whom the words of a row mean: two or more, all known and of one sort, and at least one has a name."""
        meant = [self._meant(w) for w in parts]
        members = list(dict.fromkeys(r for r in meant if r is not None and not r.members))
        if len(members) < 2 or None in meant or all(m.anonymous or m.kind == "group" for m in members):
            return []
        if any(m.anonymous and not _may_join(parts[0], w) for m, w in zip(meant, parts, strict=True) if m is not None):
            return []
        people = sum(m.kind in _PEOPLE for m in members)
        persons = sum(m.kind == "person" for m in members)
        return members if persons == 0 or people == len(members) else []

    def _meant(self, word: Word) -> Referent | None:
        """Whom a word of a row means, or the name behind it where it is a title that nobody is called by."""
        meant = self._meanings.get(word)
        named = (self._meanings.get(w) for w in _apposed(word)) if meant is None and word.upos == "PROPN" else ()
        return meant or next((r for r in named if r is not None), None)

    def _headline_row(self, head: Word) -> list[Word]:
        """ "Lund, Berg say": two people that open a line, with a comma between them, before a verb of several."""
        if not self._is_person(head):
            return []
        words = head.sentence.words
        people = [w for w in words[: head.index + _MAX_HEADLINE_WORDS] if self._is_person(w)]
        row = list({self._meanings[w]: w for w in reversed(people)}.values())[::-1]
        if len(row) != 2:
            return []
        last = people[-1].index
        opening = [w for w in words[: last + 1] if w not in people]
        verb = words[last + 1 : last + 2]
        return row if [w.text for w in opening] == [","] and any(map(_is_of_several, verb)) else []

    def _is_person(self, word: Word) -> bool:
        meant = self._meanings.get(word)
        return word.upos == "PROPN" and meant is not None and meant.kind == "person" and not meant.anonymous


def _is_of_several(verb: Word) -> bool:
    """ "say", "will": not "says"."""
    return verb.upos in ("VERB", "AUX") and verb.text.casefold() == verb.lemma.casefold()


def _row(head: Word) -> list[Word]:
    """The words joined to `head` by "and"; possessors are no part of what they possess."""
    return [head, *(w for w in head.children("conj") if not _is_possessor(w))]


def _apposed_row(head: Word) -> list[Word]:
    """ "Two analysts, Anna Lund and Erik Berg": the names behind a noun of several people."""
    if not (head.has("Number=Plur") or head.upos == "PROPN"):
        return []
    return next((row for w in _apposed(head) if len(row := _row(w)) > 1), [])


def _apposed(head: Word) -> list[Word]:
    after = (w for w in head.children(*_APPOSED) if w.index > head.index and w.upos == "PROPN")
    return [w for w in after if w.child("case") is None]


def _may_join(first: Word, word: Word) -> bool:
    """Who has no name is one of a list as several ("and aides") or as one that is known ("and his wife").

    "Anna Lund, a lawyer and a mother of two": what stands behind an apposition tells who she is.
    """
    if any(w.index < word.index for w in first.children("appos", "acl")):
        return False
    determiner = word.child("det", "nmod:poss")
    return word.has("Number=Plur") or (determiner is not None and determiner.text.casefold() not in _INDEFINITE)


def _is_possessor(word: Word) -> bool:
    case = word.child("case")
    return case is not None and case.index > word.index
