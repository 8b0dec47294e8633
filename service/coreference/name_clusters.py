"""Names → referents: which names mean the same person, organization or place, and in which roles they appear.

A surname joins the full name that ends in it ("Mr. Biden" → "Joe Biden"), wherever in the article that stands; so does
the first of two surnames ("Arango" → "Lucía Arango Restrepo"). Of two people with one surname a title decides ("Mrs.
Clinton"), else the one who has just been named in full as a subject, else the one of whom the article speaks most.
Bodies and states are joined by their acronyms, by their words and by short forms ("OSCE", "Justice Department" =
"Department of Justice", "the Post").
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from service.coreference.referent import Referent
from service.labels import Kind
from service.lexicons import FIRST_NAMES, ORGANIZATION_NOUNS, POLITIES, STATES, WORDS
from service.mentions import (
    Mention,
    parts_of,
    roles_beside,
    same_first_name,
    same_full_name,
    same_surname,
    skeleton,
    surnames_of,
)
from service.spans import Span
from service.syntax import Document

_MAX_PARTS_SHOWN = 4
_NEAR_SENTENCES = 3
_ACRONYM_AFTER = re.compile(r"\s*\((?:the )?[“\"]?([A-Z][A-Za-z.&-]{1,9})[”\"]?\)")
_SMALL_WORDS = WORDS["small word in the name of a body"]
_AFTER_NOUN = WORDS["preposition in the name of a body"]
_PAPERS = WORDS["last word in the name of a newspaper"]


def referents_of_names(document: Document, mentions: Iterable[Mention]) -> list[Referent]:
    """One referent for each bearer of a name, in the order of first mention. `mentions` are names in text order."""
    names = [m for m in mentions if m.form == "name" and m.name]
    kinds = _kind_by_name(document, names)
    people = _People(
        [m for m in names if kinds[_key(m)] == "person" and len(parts_of(m.name or "")) > 1 and not m.noun]
    )
    acronyms = _acronyms(document, names) | _short_forms(n for n in names if kinds[_key(n)] == "organization")
    others: dict[str, Referent] = {}
    for mention in names:
        key = _key(mention)
        referent = people.bearer(mention, kinds[key])
        if referent is None:
            body = key if kinds[key] == "person" else _body_key(mention.name or "", acronyms)
            referent = others.get(body)
            if referent is None:
                referent = others[body] = Referent(mention.name or "", kinds[key], mention.gender)
                referent.anonymous = mention.noun is not None
        referent.add(mention, _roles(mention) if referent.kind == "person" else ())
    referents = [r for r in [*people.full, *others.values()] if r.mentions]
    for referent in referents:
        referent.name = _fullest(referent)
    return sorted(referents, key=lambda r: r.mentions[0].span.start)


def unshared_surnames(referents: Iterable[Referent]) -> dict[str, Referent]:
    """The people who alone bear their surname, by it."""
    found: dict[str, list[Referent]] = defaultdict(list)
    for referent in referents:
        if referent.kind == "person" and not referent.anonymous:
            found[referent.surname].append(referent)
    return {surname: bearers[0] for surname, bearers in found.items() if len(bearers) == 1}


def _roles(mention: Mention) -> list[Span]:
    """The roles beside the name; in "Tim Cook" the cook is none."""
    document = mention.head.document
    own = set(parts_of(mention.name or ""))
    return [r for r in roles_beside(document, mention.span) if not set(parts_of(r.of(document.text))) <= own]


def _key(mention: Mention) -> str:
    return " ".join(parts_of(mention.name or "")) or (mention.name or "").casefold()


def _fullest(referent: Referent) -> str:
    """The name with the most words, four at most for a person, in the spelling used most; capitals last."""
    counts = Counter(m.name for m in referent.mentions if m.name)
    ends = Counter(parts_of(m.name)[-1] for m in referent.mentions if m.name and parts_of(m.name))

    def worth(name: str) -> tuple[bool, int, int, bool, int]:
        parts = parts_of(name)
        fits = referent.kind != "person" or len(name.split()) <= _MAX_PARTS_SHOWN
        spelling = ends[parts[-1]] if len(parts) > 1 and referent.kind == "person" else 0
        words = min(len(name.split()), 2) if referent.kind == "person" else len(name.split())
        return fits, words, spelling, not name.isupper() or len(parts) == 1, len(name.split()) if fits else 0

    return max(counts, key=lambda name: (*worth(name), counts[name]), default=referent.name)


def _kind_by_name(document: Document, names: Iterable[Mention]) -> dict[str, Kind]:
    """The kind that most mentions of a name were tagged with; a first name with a role makes a person of it."""
    votes: dict[str, Counter[Kind]] = defaultdict(Counter)
    for mention in names:
        kind = mention.kind
        parts = parts_of(mention.name or "")
        named_like_person = len(parts) > 1 and parts[0] in FIRST_NAMES and parts[-1] not in ORGANIZATION_NOUNS
        if kind == "organization" and named_like_person:
            if next(roles_beside(document, mention.span), None) is not None:
                kind = "person"
        votes[_key(mention)][kind] += 1
    return {name: counts.most_common(1)[0][0] for name, counts in votes.items()}


class _People:
    """The people with a full name, found by surname, its sound, or first name."""

    def __init__(self, names: Sequence[Mention]) -> None:
        self.full: list[Referent] = []
        self._by_part: dict[str, list[Referent]] = defaultdict(list)
        self._named: dict[Referent, Mention] = {}
        for mention in names:
            if self._with_full_name(mention) is None:
                referent = Referent(mention.name or "", "person", mention.gender)
                self.full.append(referent)
                self._index(referent, mention.name or "")

    def _index(self, referent: Referent, name: str) -> None:
        parts = parts_of(name)
        for part in {parts[0], *surnames_of(name), skeleton(parts[-1]).upper()}:
            self._by_part[part].append(referent)

    def _with_full_name(self, mention: Mention) -> Referent | None:
        name = mention.name or ""
        parts = parts_of(name)
        near = [*self._by_part[skeleton(parts[-1]).upper()], *self._by_part[parts[0]]]
        return next((r for r in near if _one_gender(r, mention) and same_full_name(r.name, name)), None)

    def bearer(self, mention: Mention, kind: Kind) -> Referent | None:
        """The person with a full name whom this mention means; None where there is none."""
        parts = parts_of(mention.name or "")
        is_capital = kind == "place" and (mention.name or "").casefold() in POLITIES
        if not parts or (is_capital and mention.head.relation != "nsubj"):
            return None  # "Paris claims" may be Valeska Paris, "in Paris" is not
        if len(parts) > 1:
            found = self._with_full_name(mention) if kind == "person" else None
            if found is not None:
                self._named[found] = mention
            return found
        word = parts[0]
        by_sound = [r for r in self._by_part[skeleton(word).upper()] if same_surname(r.surname, word)]
        fitting = (
            [r for r in self._by_part[word] if r.surname == word]
            or (by_sound if kind == "person" else [])
            or [r for r in self._by_part[word] if word in surnames_of(r.name)]
            or [r for r in self._by_part[word] if same_first_name(parts_of(r.name)[0], word)]
        )
        return self._meant([r for r in fitting if _one_gender(r, mention)], mention)

    def _meant(self, fitting: Sequence[Referent], mention: Mention) -> Referent | None:
        """Of several people with this surname the one named in full as a subject just before, else the main one."""
        if len(fitting) <= 1:
            return fitting[0] if fitting else None
        near = [
            (full.span.start, i)
            for i, r in enumerate(fitting)
            if (full := self._named.get(r)) is not None
            and mention.head.sentence.index - full.head.sentence.index <= _NEAR_SENTENCES
            and full.head.relation == "nsubj"
        ]
        if near:
            return fitting[max(near)[1]]
        known = [r for r in fitting if r.mentions]
        return max(known, key=lambda r: len(r.mentions)) if known else None


def _one_gender(referent: Referent, mention: Mention) -> bool:
    return {referent.gender, mention.gender} != {"m", "f"}


def _acronyms(document: Document, names: Iterable[Mention]) -> dict[str, str]:
    """Acronym → key of the full name: from brackets after it, or by its capitals when the article uses both."""
    found: dict[str, str] = {}
    capitals = {m.name for m in names if m.name and m.name.isupper() and len(m.name) > 1 and " " not in m.name}
    for mention in names:
        name = mention.name or ""
        if mention.kind == "person" or " " not in name:
            continue
        following = _ACRONYM_AFTER.match(document.text, mention.span.end)
        initials = "".join(w[0] for w in re.split(r"[\s-]+", name) if w and w[0].isupper())
        if following is not None and following[1][0].casefold() == name[0].casefold():
            found.setdefault(following[1].casefold(), _words_key(name))
        elif len(initials) > 1 and initials in capitals:
            found.setdefault(initials.casefold(), _words_key(name))
    return found


def _short_forms(bodies: Iterable[Mention]) -> dict[str, str]:
    """Short form → key of the one longer name in the article that it is cut from.

    Brennan Center, Labour    "Brennan Center for Justice", "Labour Party"
    Holocaust Museum          "Holocaust Memorial Museum"
    the Post, Daily News      "Washington Post", "New York Daily News"; but the House is not the White House
    """
    names = {m.name.casefold(): _words_key(m.name) for m in bodies if m.name}
    found: dict[str, str] = {}
    for short in names:
        longer = {key for name, key in names.items() if _is_cut(tuple(short.split()), tuple(name.split()))}
        if len(longer) == 1:
            found[short] = longer.pop()
    return found


def _is_cut(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    rest = long[len(short) :]
    if not rest:
        return False
    if long[: len(short)] == short:
        return rest[0] in _AFTER_NOUN or (len(rest) == 1 and rest[0] in ORGANIZATION_NOUNS)
    inner = len(short) == 2 and len(long) == 3 and (long[0], long[-1]) == short
    return inner or (long[-len(short) :] == short and short[-1] in _PAPERS)


def _body_key(name: str, acronyms: dict[str, str]) -> str:
    plain = name.casefold()
    state = STATES.get(plain)
    return f"={state}" if state is not None else acronyms.get(plain) or _words_key(name)


def _words_key(name: str) -> str:
    """ "Department of Justice", "Justice Department", "the Trump’s campaign": the words that count, in one order."""
    return " ".join(sorted(w for w in parts_of(name) if w not in _SMALL_WORDS and w != "s")) or name.casefold()
