"""Mentions: the noun phrases that may speak, what they look like, and what kind of thing they name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from service.document import Document, Entity, Word
from service.lexicons import DOCUMENT_NOUNS, FIRST_NAMES, ORGANIZATION_NOUNS, ROLE_NOUNS, TITLES
from service.results import Kind
from service.spans import Span

Form = Literal["name", "description", "pronoun"]
Gender = Literal["m", "f", "-"]

_ENTITY_KINDS: dict[str, Kind] = {"PERSON": "person", "ORG": "organization", "LOC": "place", "GPE": "place",
                                  "FAC": "organization", "NORP": "group"}  # fmt: skip
_OUTSIDE_PHRASE = ("acl", "appos", "parataxis", "advcl", "ccomp", "nsubj", "csubj", "cop", "obl", "mark", "discourse",
                   "advmod", "aux", "dep", "expl", "obj", "xcomp", "punct")  # fmt: skip
_PRONOUN_GENDER: dict[str, Gender] = {"he": "m", "him": "m", "his": "m", "himself": "m",
                                      "she": "f", "her": "f", "hers": "f", "herself": "f"}  # fmt: skip
_ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those", "its", "their", "his", "her", "our", "my"})


@dataclass(frozen=True, eq=False)
class Mention:
    """A phrase that refers to somebody or something.

    `span` is the phrase without relative clauses and appositions. `name` is set for names, without titles and
    possessive ending; `noun` is the head's lemma of a description. `gender` is "-" where the words do not show it.
    """

    head: Word
    span: Span
    form: Form
    kind: Kind
    gender: Gender
    plural: bool
    name: str | None = None
    noun: str | None = None

    def words(self, text: str) -> str:
        """The mention's own words without a leading article or possessive."""
        own = self.span.of(text)
        first, _, rest = own.partition(" ")
        return rest if first.casefold() in _ARTICLES and rest else own


def mention_of(document: Document, head: Word) -> Mention:
    """The mention whose phrase has this head word."""
    span = phrase(document, head)
    plural = _is_plural(document, head)
    if head.upos in ("PRON", "DET") or head.text.casefold() in _PRONOUN_GENDER:
        gender = _PRONOUN_GENDER.get(head.text.casefold(), "-")
        return Mention(head, head.span, "pronoun", "person" if gender != "-" else "unknown", gender, plural)
    entity = _name_of_phrase(document, head)
    if entity is not None and not (plural and entity.kind == "PERSON" and head.upos == "NOUN"):
        name = bare_name(entity.span.of(document.text))
        kind = _ENTITY_KINDS[entity.kind]
        return Mention(head, span, "name", kind, gender_of_name(document, entity), plural, name)
    if head.upos == "PROPN":
        return Mention(head, span, "name", "unknown", "-", plural, bare_name(_proper_name(document, head)))
    noun = head.lemma.casefold()
    role = ROLE_NOUNS.get(noun)
    shown = _gender(role.gender if role is not None else "-")
    return Mention(head, span, "description", kind_of_noun(noun, plural), shown, plural, None, noun)


def entity_mentions(document: Document) -> Iterator[Mention]:
    """A mention for each named entity that may speak, in text order."""
    for entity in document.entities:
        if entity.kind in _ENTITY_KINDS:
            words = document.words_in(entity.span)
            if words:
                name = bare_name(entity.span.of(document.text))
                if name:
                    head = _top(words)
                    kind = _ENTITY_KINDS[entity.kind]
                    yield Mention(head, entity.span, "name", kind, gender_of_name(document, entity), False, name)


def phrase(document: Document, head: Word) -> Span:
    """The span of a noun phrase: determiners, modifiers, "of" phrases, coordinated names; no clause, no apposition."""
    sentence = document.sentence_of(head)
    outside = [c for c in sentence.children(head) if c.relation in _OUTSIDE_PHRASE or _is_case(c)]
    outside += [c for c in sentence.children(head, "nmod") if c.index > head.index + 6]
    words = [w for w in sentence.subtree(head, without=outside) if w.upos != "PUNCT" or w.text in "-.’'&/"]
    # Only the unbroken run around the head: what stands behind a comma is another phrase.
    run = {head.index}
    indexes = {w.index for w in words}
    left, right = head.index - 1, head.index + 1
    while left in indexes:
        run.add(left)
        left -= 1
    while right in indexes or (right + 1 in indexes and sentence.words[right].text in ("“", "”", '"')):
        run.add(right)
        right += 1
    chosen = [sentence.words[i] for i in sorted(run)]
    return Span(chosen[0].span.start, chosen[-1].span.end)


def _is_case(word: Word) -> bool:
    return word.relation == "case" or word.relation == "cc"


def _top(words: list[Word]) -> Word:
    indexes = {w.index for w in words}
    return next((w for w in words if w.head not in indexes), words[0])


def _is_plural(document: Document, head: Word) -> bool:
    coordinated = bool(document.sentence_of(head).children(head, "conj"))
    return (
        coordinated
        or head.has("Number=Plur")
        or head.text.casefold() in ("both", "they", "them", "we", "these", "those")
    )


def _name_of_phrase(document: Document, head: Word) -> Entity | None:
    """The entity that the phrase names: the one at its head, or beside a title that the parser took for the head."""
    entity = document.entity_at(head.span.start)
    if entity is not None and entity.kind in _ENTITY_KINDS:
        return entity
    if head.upos not in ("NOUN", "PROPN") or (head.upos == "NOUN" and head.lemma.casefold() not in ROLE_NOUNS):
        return None
    sentence = document.sentence_of(head)
    for child in sentence.children(head, "appos", "flat", "nmod:desc", "compound", "nmod"):
        named = document.entity_at(child.span.start)
        if (
            named is not None
            and named.kind == "PERSON"
            and 0 < child.index - head.index <= 3
            and not sentence.child(child, "case")
        ):
            return named
    return None


def _proper_name(document: Document, head: Word) -> str:
    sentence = document.sentence_of(head)
    parts = [head, *sentence.children(head, "flat", "compound")]
    near = [w for w in parts if w.upos == "PROPN" and abs(w.index - head.index) <= 4]
    return " ".join(w.text for w in sorted(near, key=lambda w: w.index))


def bare_name(text: str) -> str:
    """A name without possessive ending, marks and leading titles: "Mr. Putin’s" → "Putin"."""
    name = text.strip(' “”"‘,.')
    for ending in ("’s", "'s", "’", "'"):
        name = name.removesuffix(ending)
    words = name.split()
    while (len(words) > 1 and words[0].casefold() in TITLES) or (words and words[0].casefold() == "the"):
        words = words[1:]
    return " ".join(words)


def gender_of_name(document: Document, entity: Entity) -> Gender:
    """What a title or the first name shows; "-" where it shows nothing."""
    text = document.text
    words = entity.span.of(text).split()
    before = text[max(0, entity.span.start - 12) : entity.span.start].split()
    title = TITLES.get(before[-1].casefold(), "-") if before else "-"
    if title == "-" and words:
        title = TITLES.get(words[0].casefold(), "-")
    if title == "-" and len(words) > 1 and entity.kind == "PERSON":
        title = FIRST_NAMES.get(words[0].casefold(), "-")
    return _gender(title)


def _gender(cell: str) -> Gender:
    return "m" if cell == "m" else "f" if cell == "f" else "-"


def kind_of_noun(noun: str, plural: bool) -> Kind:
    """What a noun that may speak stands for; "unknown" for a thing or an idea."""
    if noun in DOCUMENT_NOUNS:
        return "document"
    if noun in ORGANIZATION_NOUNS:
        return "organization"
    if plural:
        return "group"
    return "person" if noun in ROLE_NOUNS else "unknown"
