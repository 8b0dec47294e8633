"""Mentions: the noun phrases that may speak, what they look like, and what kind of thing they name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from heapq import merge
from typing import Literal

from service.labels import Kind
from service.lexicons import DOCUMENT_NOUNS, ORGANIZATION_NOUNS, POLITIES, ROLE_NOUNS, WORDS
from service.mentions.body_roles import names_body
from service.mentions.entity_names import Gender, Name, bare_name, gender_shown, name_of
from service.mentions.label_mentions import is_named, label_gender, label_heads, label_kind, label_name
from service.mentions.noun_phrases import AGED, phrase
from service.spans import Span
from service.syntax import Document, Word, kept, top
from service.text import Turn

Form = Literal["name", "description", "pronoun"]

_PRONOUN_GENDER: dict[str, Gender] = {
    **dict.fromkeys(WORDS["masculine pronoun"], "m"),
    **dict.fromkeys(WORDS["feminine pronoun"], "f"),
}
_GAP_BEFORE_NAME = 2  # a space and a quotation mark
_MAX_WORDS_TO_NAME, _MAX_WORDS_TO_APPOSITION = 3, 10
_OF_ALL = ("s", "sh", "ch", "ese")  # "the Swedes", "the Irish", "the French", "the Japanese" are many
_PARTY_MEMBERS = WORDS["member of a party"]
_ARTICLES = WORDS["article or possessive"]


@dataclass(frozen=True, eq=False)
class Mention:
    """A phrase that refers to somebody or something.

    `span` is the phrase without relative clauses and appositions. `name` is set for names, without titles and
    possessive ending; `noun` is the head's lemma of a description, or what a label calls somebody unnamed. `gender` is
    "-" where the words do not show it.
    """

    head: Word
    span: Span
    form: Form
    kind: Kind
    gender: Gender
    plural: bool
    name: str | None = None
    noun: str | None = None

    @cached_property
    def words(self) -> str:
        """The phrase as it stands in the text."""
        return self.span.of(self.head.document.text)

    @cached_property
    def own_span(self) -> Span:
        """The phrase without a leading article or possessive."""
        first, *rest = self.words.split(maxsplit=1)
        is_article = bool(rest) and first.casefold() in _ARTICLES
        return Span(self.span.end - len(rest[0]), self.span.end) if is_article else self.span

    @cached_property
    def own_words(self) -> str:
        """Those words, one space between two."""
        return " ".join(self.own_span.of(self.head.document.text).split())


@kept
def mention_of(head: Word) -> Mention:
    """The mention whose phrase has this head word."""
    turn = head.document.article.label_at(head.span.start)
    if turn is not None:
        return _of_label(turn, head)
    span = phrase(head)
    plural = _is_plural(head)
    if head.upos in ("PRON", "DET") or head.text.casefold() in _PRONOUN_GENDER:
        gender = _PRONOUN_GENDER.get(head.text.casefold(), "-")
        return Mention(head, head.span, "pronoun", "person" if gender != "-" else "unknown", gender, plural)
    if not plural and is_one_of_a_people(head):
        return Mention(head, span, "description", "person", "-", plural, None, head.lemma.casefold())
    named = _name_of_phrase(head)
    if named is not None and not (plural and named.kind == "person" and head.upos == "NOUN"):
        return Mention(head, span, "name", named.kind, named.gender, plural, named.text)
    role = ROLE_NOUNS.get(head.lemma.casefold())
    if head.upos == "PROPN" and (role is None or not _is_office(_proper_name(head), head)):
        return Mention(head, span, "name", "unknown", "-", plural, bare_name(_proper_name(head)))
    noun = head.lemma.casefold()
    shown = gender_shown(role.gender) if role is not None else "-"
    return Mention(head, span, "description", kind_of_noun(noun, plural), shown, plural, None, noun)


def _of_label(turn: Turn, head: Word) -> Mention:
    """The speaker whom a label names; `noun` is set where it gives no name."""
    document = head.document
    name = label_name(document, turn)
    noun = None if is_named(document, turn) else name.casefold()
    kind, gender = label_kind(document, turn), label_gender(document, turn)
    return Mention(head, turn.words, "name", kind, gender, False, name, noun)


def is_one_of_a_people(head: Word) -> bool:
    """ "the Norwegian", "the Social Democrat", "the 41-year-old": somebody called by their people, party or age."""
    document = head.document
    if head.text == "old":
        return AGED.search(phrase(head).of(document.text)) is not None
    entity = document.entity_at(head.span.start)
    # "The Brescian": taggers take it for a name, but no person's name has an article.
    belongs = entity is not None and (entity.label == "NORP" or (entity.label == "PERSON" and entity.span == head.span))
    belongs = belongs or head.lemma.casefold() in _PARTY_MEMBERS
    if not belongs or head.upos not in ("PROPN", "NOUN", "ADJ") or head.text.endswith(_OF_ALL):
        return False
    return phrase(head).of(document.text).split()[0].casefold() in ("the", "a", "an")


def entity_mentions(document: Document) -> Iterator[Mention]:
    """A mention for each label of a speaker, and for each named entity that may speak, in text order; adjectives of
    peoples name nobody."""
    labels = (_of_label(turn, head) for turn, head in label_heads(document))
    yield from merge(labels, _tagged(document), key=lambda mention: mention.span.start)


def _tagged(document: Document) -> Iterator[Mention]:
    """The names that the tagger found outside of labels."""
    for entity in document.entities:
        name = name_of(entity) if not document.article.turns_in(entity.span) else None
        if name is None:
            continue
        head = top(document.words_in(name.span))
        if entity.label in ("NORP", "PERSON") and is_one_of_a_people(head):
            continue
        if entity.label != "NORP" or (head.upos != "ADJ" and head.relation not in ("amod", "compound")):
            yield Mention(head, name.span, "name", name.kind, name.gender, False, name.text)


def _is_plural(head: Word) -> bool:
    coordinated = bool(head.children("conj"))
    return (
        coordinated
        or head.has("Number=Plur")
        or head.text.casefold() in ("both", "they", "them", "we", "these", "those")
    )


def _name_of_phrase(head: Word) -> Name | None:
    """The name at the head of the phrase, or beside a title that the parser took for the head."""
    name = _name_at(head)
    if name is not None:
        return name
    if names_body(head):
        return _name_of_body(head)
    if head.upos not in ("NOUN", "PROPN") or (head.upos == "NOUN" and head.lemma.casefold() not in ROLE_NOUNS):
        return None
    sentence = head.sentence
    for child in head.children("appos", "flat", "nmod:desc", "compound", "nmod"):
        # "The spokesman of the Treasury Erik Berg": a title with its body may stand between.
        far = child.deprel == "appos" or any(w.upos == "ADP" for w in sentence.words[head.index : child.index])
        near = _MAX_WORDS_TO_APPOSITION if far else _MAX_WORDS_TO_NAME
        if 0 < child.index - head.index <= near and not child.child("case"):
            named = _name_at(child)
            if named is not None and named.kind == "person":
                return named
    return None


def _name_of_body(noun: Word) -> Name | None:
    """The name right behind what a body is: "the newspaper Kommersant", in marks or without."""
    for child in noun.children("appos", "flat", "nmod:desc", "compound", "nmod"):
        named = _name_at(child) if child.index > noun.index and not child.child("case") else None
        if named is not None and named.kind != "person" and named.span.start - noun.span.end <= _GAP_BEFORE_NAME:
            return named
    return None


def _name_at(word: Word) -> Name | None:
    """The name that covers `word`, as far as the tagger's entity is one."""
    document = word.document
    entity = document.entity_at(word.span.start)
    name = name_of(entity) if entity is not None else None
    return name if name is not None and name.span.covers(word.span) else None


def _is_office(name: str, head: Word) -> bool:
    """ "President", "US President": an office with its state, in capitals, is no name."""
    return all(part == head.text or part.casefold() in POLITIES for part in name.split())


def _proper_name(head: Word) -> str:
    parts = [head, *head.children("flat", "compound")]
    near = [w for w in parts if w.upos == "PROPN" and abs(w.index - head.index) <= 4]
    return " ".join(w.text for w in sorted(near, key=lambda w: w.index))


def kind_of_noun(noun: str, plural: bool) -> Kind:
    """What a noun that may speak stands for; "unknown" for a thing or an idea."""
    if noun in DOCUMENT_NOUNS:
        return "document"
    if noun in ORGANIZATION_NOUNS:
        return "organization"
    if plural:
        return "group"
    return "person" if noun in ROLE_NOUNS else "unknown"
