"""A role as an answer words it, where the article's words for it stand apart or speak of several people.

Sen. Anna Lund (D-Ohio)                        Sen. (D-Ohio)
Sen. Anna Lund of Ohio                         Sen. of Ohio
presidential candidates Anna Lund and Erik Berg    presidential candidate
"""

from __future__ import annotations

import re

from service.lexicons import WORDS
from service.mentions.role_heads import OFFICES, first_nouns, names_role
from service.spans import Span
from service.syntax import Document

_OF = " of "
_GAP = re.compile(r"\.? ?")
_PARTIES = "|".join(sorted(WORDS["party of a member"], key=len, reverse=True))
_PARTY = re.compile(rf"\s*\((?:{_PARTIES})\b[^()]{{,20}}\)|,\s(?:{_PARTIES})[-–][A-Z][\w.]*", re.I)
"""Matches party and seat behind a name: "(R-Fla.)", "(D)", ", D-Ohio"."""


def wording(document: Document, role: Span) -> str:
    """The words for `role`, which stands beside a name: with party or seat from behind the name, and of one person."""
    text = _of_one(document, role)
    if f"{text}.".casefold() in OFFICES and document.text.startswith(".", role.end):
        text += "."  # the tokenizer cut it off
    return " ".join(part for part in (text, _behind_name(document, role)) if part)


def _of_one(document: Document, role: Span) -> str:
    """ "candidate" for "candidates": the role nouns that are plural in the singular, where none is singular."""
    text, words = role.of(document.text), document.words_in(role)
    named = [w for w in first_nouns(words) if names_role(w)]
    if not named or not all(w.has("Number=Plur") for w in named) or any(w.text.casefold() == "one" for w in words):
        return text
    head = named[-1]
    single = OFFICES.get(head.text.casefold(), head.lemma)
    return text[: head.span.start - role.start] + single + text[head.span.end - role.start :]


def _behind_name(document: Document, title: Span) -> str:
    """ "(R-Fla.)" or "of Florida" behind the name that `title` stands before; empty where the text tells neither."""
    text = document.text
    gap = _GAP.match(text, title.end)
    name = document.entity_at(gap.end()) if gap is not None else None
    if name is None or name.label != "PERSON":
        return ""
    party = _PARTY.match(text, name.span.end)
    if party is not None:
        return party[0].strip(" ,")
    place = document.entity_at(name.span.end + len(_OF))
    if place is None or place.label != "LOC" or not text.startswith(_OF, name.span.end):
        return ""
    return text[name.span.end : place.span.end].strip()
