"""The names of a request: whether words of the article mean what a name means."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from service.coreference import Referent
from service.stance.vocabulary import CLASSES, form, lemma, plain
from service.syntax import Document, Word

_ARTICLE = re.compile(rf"^(?:{'|'.join(CLASSES['article'])})\s+")
_BEFORE_ARGUMENT = re.compile(rf"\s(?:{'|'.join(CLASSES['argument word'])})\s")
_SMALL_WORDS = CLASSES["small word"]
_STEM = 4
_SAME_STEMS = 0.6


@dataclass(frozen=True)
class TargetName:
    """A name as the caller wrote it or as it stands in the article; `text` is its plain form without the article."""

    text: str

    @classmethod
    def of(cls, name: str) -> TargetName:
        """In lower case, with straight apostrophes, without marks around and without an article."""
        return cls(_ARTICLE.sub("", " ".join(plain(name.strip()).split())))

    @cached_property
    def head(self) -> str:
        """The word that the phrase turns on: "sanctions" of "sanctions against Russia"."""
        return _BEFORE_ARGUMENT.split(self.text)[0].split()[-1]

    @cached_property
    def content(self) -> frozenset[str]:
        """Its words but for articles, prepositions and the like."""
        return frozenset(self.text.split()) - _SMALL_WORDS

    @cached_property
    def stems(self) -> frozenset[str]:
        """The beginnings of its content words."""
        return frozenset(w[:_STEM] for w in self.content)

    def is_head(self, word: Word) -> bool:
        """True when `word` is the head of the name, also in the singular."""
        return form(word) == self.head or lemma(word) in (self.head, self.head.removesuffix("s"))

    def is_phrase(self, head: Word, words: Collection[str]) -> bool:
        """True when `head` is the head of the name and the rest of its content stands among `words`."""
        return self.is_head(head) and self.content - {self.head} <= frozenset(words)

    def has_stems_of(self, other: TargetName) -> bool:
        """ "a Russian invasion of Ukraine" and "Russia invades more Ukraine": most words begin alike."""
        shared = len(self.stems & other.stems)
        return len(self.stems) > 1 and shared >= _SAME_STEMS * len(self.stems) and self.head[:_STEM] in other.stems


def known_names(referent: Referent, document: Document) -> frozenset[str]:
    """The plain names by which the article calls somebody; none for somebody who has no name."""
    if referent.anonymous:
        return frozenset()
    mentioned = (m.span.of(document.text) for m in referent.mentions if m.form == "name")
    known = {TargetName.of(name).text for name in (referent.name, *mentioned)}
    if referent.kind == "person":
        known.add(plain(referent.surname))
    return frozenset(known)
