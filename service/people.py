"""Names → referents: which names mean the same person, organization or place, and in which roles they appear.

A surname joins the one full name that ends in it ("Mr. Biden" → "Joe Biden"), wherever in the article that stands; two
people with one surname stay two, and a bare surname then means the one named last. Spellings of one name
("Vladimir Poutine", "Vladimir Putin") are joined when first name and sound of the surname agree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from service.document import Document
from service.mentions import Gender, Mention
from service.results import Kind
from service.roles import roles_beside
from service.spans import Span

_SAME_SPELLING = 0.72


@dataclass(eq=False)
class Referent:
    """Somebody or something that the article speaks of; grows while the article is read, then stays as it is.

    `name` is the fullest name, or for the `anonymous` the words of the first mention. `roles` are spans of the text
    with the mention beside which they stand, in text order.
    """

    name: str
    kind: Kind
    gender: Gender = "-"
    anonymous: bool = False
    mentions: list[Mention] = field(default_factory=list)
    roles: list[tuple[Span, Mention]] = field(default_factory=list)

    @property
    def surname(self) -> str:
        """The last word of the name, lower case."""
        return self.name.casefold().split()[-1] if self.name else ""

    def add(self, mention: Mention, roles: Iterable[Span] = ()) -> None:
        """Takes in one more mention, with the roles that stand beside it."""
        self.mentions.append(mention)
        self.roles += [(role, mention) for role in roles]
        if self.gender == "-":
            self.gender = mention.gender

    def last_before(self, offset: int) -> Mention | None:
        """The last mention that begins before the code point `offset`."""
        before = [m for m in self.mentions if m.span.start < offset]
        return max(before, key=lambda m: m.span.start) if before else None


def referents_of_names(document: Document, mentions: Iterable[Mention]) -> list[Referent]:
    """One referent for each bearer of a name, in the order of first mention. `mentions` are names in text order."""
    names = [m for m in mentions if m.form == "name" and m.name]
    kinds = _kind_by_name(names)
    full: list[Referent] = []
    for mention in names:
        if kinds[_key(mention.name)] == "person" and len(_parts(mention.name)) > 1:
            if not any(_same_full_name(r, mention) for r in full):
                full.append(Referent(mention.name or "", "person", mention.gender))
    others: dict[str, Referent] = {}
    for mention in names:
        referent = _bearer(full, mention, kinds) or others.get(_key(mention.name))
        if referent is None:
            referent = others[_key(mention.name)] = Referent(
                mention.name or "", kinds[_key(mention.name)], mention.gender
            )
        person = referent.kind == "person"
        referent.add(mention, roles_beside(document, mention.span) if person else ())
        if person and len(mention.name or "") > len(referent.name) and len(_parts(mention.name)) <= 4:
            referent.name = mention.name or referent.name
    return sorted((r for r in [*full, *others.values()] if r.mentions), key=lambda r: r.mentions[0].span.start)


def _key(name: str | None) -> str:
    return (name or "").casefold().removeprefix("the ")


def _parts(name: str | None) -> list[str]:
    return (name or "").split()


def _kind_by_name(names: Iterable[Mention]) -> dict[str, Kind]:
    """The kind that most mentions of a name were tagged with; a surname of a known person is a person's."""
    votes: dict[str, Counter[Kind]] = {}
    for mention in names:
        votes.setdefault(_key(mention.name), Counter())[mention.kind] += 1
    return {name: counts.most_common(1)[0][0] for name, counts in votes.items()}


def _same_full_name(referent: Referent, mention: Mention) -> bool:
    mine, other = _parts(referent.name.casefold()), _parts((mention.name or "").casefold())
    if {referent.gender, mention.gender} == {"m", "f"}:
        return False
    first_agrees = mine[0] == other[0] or (mine[0][:2] == other[0][:2] and min(len(mine[0]), len(other[0])) <= 4)
    if mine[-1] == other[-1]:
        return first_agrees
    alike = SequenceMatcher(None, mine[-1], other[-1]).ratio() >= _SAME_SPELLING and mine[-1][0] == other[-1][0]
    return mine[0] == other[0] and alike


def _bearer(full: list[Referent], mention: Mention, kinds: dict[str, Kind]) -> Referent | None:
    """The person with a full name that this mention means; of several the one named last before it."""
    parts = _parts((mention.name or "").casefold())
    if len(parts) > 1:
        if kinds[_key(mention.name)] != "person":
            return None
        return next((r for r in full if _same_full_name(r, mention)), None)
    word = parts[0]
    fitting = [r for r in full if r.surname == word] or [r for r in full if _parts(r.name.casefold())[0] == word]
    fitting = [r for r in fitting if {r.gender, mention.gender} != {"m", "f"}]
    if len(fitting) <= 1:
        return fitting[0] if fitting else None
    known = [(m.span.start, i) for i, r in enumerate(fitting) if (m := r.last_before(mention.span.start)) is not None]
    return fitting[max(known)[1]] if known else None
