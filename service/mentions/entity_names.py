"""Names: what of a named entity is really a name, of what kind, and with which gender it is shown.

A tagger cuts names wrongly and takes times, contractions and lone titles for names ("12:50 p.m.", "he’s", "Mrs.",
"Democrat Hillary", "Clinton’s van"). What is left after the rules here may stand under a quote.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from service.labels import Kind
from service.lexicons import FIRST_NAMES, ORGANIZATION_NOUNS, ROLE_NOUNS, TITLES, WORDS, table
from service.mentions.name_matching import PARTICLES, first_name, is_generation
from service.spans import Span
from service.syntax import Document, Entity, EntityLabel, Word, kept

Gender = Literal["m", "f", "-"]

MAY_SPEAK: frozenset[EntityLabel] = frozenset({"PERSON", "ORG", "LOC", "NORP"})
"""The labels of names that may speak."""

_KINDS: dict[EntityLabel, Kind] = {"PERSON": "person", "ORG": "organization", "LOC": "place",
                                   "FAC": "organization", "NORP": "group"}  # fmt: skip
_KIND_OF_POLITY: dict[str, Kind] = {"seat": "organization", "alliance": "organization", "state": "place",
                                    "capital": "place", "place": "place"}  # fmt: skip
_KNOWN: dict[str, Kind] = {
    row["form"]: _KIND_OF_POLITY[row["kind"]] for row in table("polities") if row["kind"] in _KIND_OF_POLITY
}
_GENITIVES = ("’s", "'s", "’", "'")
_CLOSED = frozenset({"PRON", "AUX", "SCONJ", "CCONJ", "ADV", "INTJ"})
_MONTHS = tuple(WORDS["abbreviated month"])
_ACRONYM = range(2, 6)
_HOLDERS = ("secretary", "chief")  # "Secretary of Defense Ann Lund", "chief of Staff Ann Lund"
_NICKNAME_MARKS = ('"', "“", "”")
_OPENING, _CLOSING = '“"‘«„', '”"’»“'


@dataclass(frozen=True)
class Name:
    """`text` is the name without titles and possessive ending; `span` its place, titles included."""

    text: str
    span: Span
    kind: Kind
    gender: Gender


@kept
def name_of(entity: Entity) -> Name | None:
    """The name in a named entity; None where there is none, or where the entity can name no speaker (a date, a sum)."""
    document = entity.document
    kind = _KINDS.get(entity.label)
    if kind is None:
        return None
    words, kind = _without_what_precedes_a_title(document.words_in(entity.span), kind)
    words = _core_of_person(document, words) if kind == "person" else _core_of_body(words)
    if not words or not _is_name(words, kind):
        return None
    span = Span(words[0].span.start, words[-1].span.end)
    text = bare_name(span.of(document.text), kind == "person")
    if not text or text.casefold() in TITLES:
        return None
    return Name(text, span, _kind(document, span, text, words, kind), _gender(document, span, kind))


def bare_name(text: str, person: bool = True) -> str:
    """A name without possessive ending, marks and, for a person, leading titles: "Mr. Putin’s" → "Putin"."""
    name = text.strip(' “”"‘,.')
    for ending in _GENITIVES:
        name = name.removesuffix(ending)
    words = name.split()
    while len(words) > 1 and (words[0].casefold() == "the" or (person and words[0].casefold() in TITLES)):
        words = words[1:]
    if text.rstrip().endswith(".") and words and "." in words[-1]:
        words[-1] += "."  # "U.S.", "John Smith Jr."
    return " ".join(words)


def _without_what_precedes_a_title(words: Sequence[Word], kind: Kind) -> tuple[list[Word], Kind]:
    """ "Republican Indiana Gov. Mike Pence" → "Gov. Mike Pence", a person whatever the tagger says.

    Of "secretary of State Clinton" a tagger takes "State Clinton".
    """
    before = words[0].sentence.words[max(0, words[0].index - 2) : words[0].index] if len(words) > 1 else ()
    if kind == "person" and len(before) == 2 and before[1].text == "of" and before[0].lemma.casefold() in _HOLDERS:
        return list(words[1:]), kind
    for i in range(len(words) - 2, -1, -1):
        if words[i].text.endswith(".") and words[i].text.casefold() in TITLES and _is_capital(words[i + 1]):
            return list(words[i:]), "person"
    return list(words), kind


def _core_of_person(document: Document, words: Sequence[Word]) -> list[Word]:
    """The first unbroken run of name words, with neighbours that the tagger left out ("Gennifer" Flowers)."""
    start = next((i for i, w in enumerate(words) if _is_capital(w) and w.upos not in _CLOSED), len(words))
    taken: list[Word] = []
    for i, word in enumerate(words[start:], start):
        initial = word.text == "." or (word.text in "-–" and len(word.text) == 1)
        part = initial or (_is_capital(word) and word.upos not in _CLOSED) or word.text.casefold() in PARTICLES
        if not (part or (taken and _marks_nickname(words, i))):
            break
        if len(taken) > 1 and word.upos == "VERB":
            break  # a headline: "Chris Christie Calls"
        taken.append(word)
    while taken and not _is_capital(taken[-1]) and taken[-1].text != ".":
        taken.pop()
    return [*taken, *_cut_off(document, taken)] if taken else taken


def _marks_nickname(words: Sequence[Word], i: int) -> bool:
    """True for both marks in "John “Jack” Lund": one capital word between them, a surname behind."""
    return any(
        start > 0 and start + 3 < len(words)
        and words[start].text in _NICKNAME_MARKS and words[start + 2].text in _NICKNAME_MARKS
        and _is_capital(words[start + 1]) and _is_capital(words[start + 3])
        for start in (i, i - 2)
    )  # fmt: skip


def _cut_off(document: Document, taken: Sequence[Word]) -> list[Word]:
    """What of the name stands behind what the tagger took: "White" of "Anna Richardson White", "IV"."""
    words = taken[0].sentence.words
    end = taken[-1].index + 1
    following = words[end] if end < len(words) else None
    if following is None:
        return []
    if is_generation(following.text):
        return [following]
    joined = following.deprel == "flat" and any(following.head_index == w.index for w in taken)
    entity = document.entity_at(following.span.start)
    apart = entity is None or (len(taken) > 1 and entity.label == "PERSON" and entity.span == following.span)
    is_part = joined and apart and _is_capital(following) and following.upos == "PROPN"
    return [following] if is_part else []


def _core_of_body(words: Sequence[Word]) -> list[Word]:
    """A name of a body or a place up to the first bracket or dash, without what is no part of it at its ends."""
    kept: list[Word] = []
    for word in words:
        if kept and (word.text in "([{;:—–―" or word.text == "--" or word.upos in ("AUX", "PRON")):
            break
        kept.append(word)
    while kept and (kept[0].upos in ("PUNCT", "PRON", "DET") or not kept[0].text[:1].isalnum()):
        kept = kept[1:]
    while kept and (kept[-1].upos in ("PUNCT", "ADP", "CCONJ") and kept[-1].text != "."):
        kept.pop()
    return kept


def _is_name(words: Sequence[Word], kind: Kind) -> bool:
    first, last = words[0].text.casefold(), words[-1]
    joined = "".join(w.text for w in words)
    if "http" in joined or "www." in joined or ("@" in joined and not joined.startswith("@")):
        return False
    if not any(_is_capital(w) and (len(w.text.strip(".")) > 1 or len(words) > 1) for w in words):
        return False
    if first.startswith(_MONTHS) and (first.endswith(".") or any(w.text[:1].isdigit() for w in words[1:])):
        return False
    if last.text.islower() and last.lemma.casefold() in ROLE_NOUNS:
        return False  # "Democratic presidential nominee" describes
    if kind != "person":
        return not any(w.upos == "VERB" and w.text.islower() for w in words)
    if len(words) == 1 and first.endswith("."):
        return False
    return len(words) > 1 or words[0].upos == "PROPN"


def _is_capital(word: Word) -> bool:
    return word.text[:1].isupper() or (word.text[:1] == "@" and len(word.text) > 1)


def _kind(document: Document, span: Span, text: str, words: Sequence[Word], tagged: Kind) -> Kind:
    known = _KNOWN.get(text.casefold())
    if known is not None:
        return known
    last = words[-1]
    if last.text.casefold().endswith("news") or (len(words) > 1 and last.lemma.casefold() in ORGANIZATION_NOUNS):
        return "organization"
    if tagged == "person" and len(words) == 1 and text.isupper() and len(text) in _ACRONYM:
        return "organization"
    if tagged == "person" and _stands_in_marks(document.text, span):
        return "unknown"  # “Morning Joe” is a title of a work
    return tagged


def _stands_in_marks(text: str, span: Span) -> bool:
    before, following = text[span.start - 1 : span.start], text[span.end : span.end + 2].lstrip(",.")
    return bool(before) and before in _OPENING and following[:1] != "" and following[:1] in _CLOSING


def _gender(document: Document, span: Span, kind: Kind) -> Gender:
    """What a title or the first name shows; "-" where it shows nothing."""
    if kind != "person":
        return "-"
    text = document.text
    before = text[max(0, span.start - 12) : span.start].split()
    shown = TITLES.get(before[-1].casefold(), "-") if before else "-"
    words = span.of(text).split()
    while words and shown == "-":
        shown = TITLES.get(words[0].casefold(), "")
        if not shown:
            shown = FIRST_NAMES.get(first_name(words[0]), "-") if len(words) > 1 else "-"
            break
        words = words[1:]
    return gender_shown(shown)


def gender_shown(cell: str) -> Gender:
    """The cell of a lexicon as a gender: anything but "m" and "f" shows none."""
    return "m" if cell == "m" else "f" if cell == "f" else "-"
