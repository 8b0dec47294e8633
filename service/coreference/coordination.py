"""People named together: "Biden and Putin" is a group with both names, and "both" may mean it later."""

from __future__ import annotations

from collections.abc import Mapping

from service.coreference.referent import Referent
from service.mentions import Mention, mention_of
from service.syntax import Document, Word

_PAIR_SENTENCES = 3


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
        members = self._members(head)
        group = self._group_of(members)
        if group is not None:
            if not group.mentions:
                group.add(mention_of(head))
            self._read.append((head.sentence.index, group, frozenset(members)))
        return group

    def together(self, head: Word) -> Referent | None:
        """ "Biden and Putin": a group with the full names of all; None where the phrase is no list of names."""
        return self._group_of(self._members(head))

    def _group_of(self, members: list[Referent]) -> Referent | None:
        if not members:
            return None
        name = ", ".join(r.name for r in members[:-1]) + f" and {members[-1].name}"
        return self._known.setdefault(name.casefold(), Referent(name, "group"))

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

    def _members(self, head: Word) -> list[Referent]:
        others = [w for w in head.children("conj") if not _is_possessor(w)]
        if not others:
            return []
        parts = [self._meanings.get(w) for w in (head, *others)]
        members = list(dict.fromkeys(r for r in parts if r is not None and not r.anonymous and r.kind != "group"))
        people = sum(r.kind == "person" for r in members)
        return members if len(members) > 1 and None not in parts and people in (0, len(members)) else []


def _is_possessor(word: Word) -> bool:
    case = word.child("case")
    return case is not None and case.index > word.index
