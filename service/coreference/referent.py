"""Somebody or something that an article speaks of, with all names, roles and mentions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from service.labels import Kind
from service.mentions import Gender, Mention, parts_of
from service.spans import Span


@dataclass(eq=False)
class Referent:
    """Somebody or something that the article speaks of; grows while the article is read, then stays as it is.

    `name` is the fullest name, or for the `anonymous` the words of the first mention. `roles` are spans of the text
    with the mention beside which they stand, in text order; `names` all forms of the name. Somebody `misgendered` was
    called "he" and "she" by the same article, as machine translation does. `members` are those
    of several people named together.
    """

    name: str
    kind: Kind
    gender: Gender = "-"
    anonymous: bool = False
    mentions: list[Mention] = field(default_factory=list)
    roles: list[tuple[Span, Mention]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    misgendered: bool = False
    members: tuple[Referent, ...] = ()

    @property
    def surname(self) -> str:
        """The last word of the name, in small letters and without accents."""
        return parts_of(self.name)[-1] if parts_of(self.name) else ""

    def add(self, mention: Mention, roles: Iterable[Span] = ()) -> None:
        """Takes in one more mention, with the roles that stand beside it."""
        self.mentions.append(mention)
        if mention.name is not None:
            self.names.add(mention.name)
        self.roles += [(role, mention) for role in roles]
        if self.gender == "-":
            self.gender = mention.gender
