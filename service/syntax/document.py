"""The parsed article: frozen words, sentences and named entities, and the ways through the dependency tree.

Everything after `parsing` works on these objects alone. Dependency relations and parts of speech are those of
Universal Dependencies 2; offsets are code points of the article as it was sent.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile
from typing import Literal

from service.spans import Span
from service.syntax.reading import PointedNames, Reading
from service.text import ArticleText, QuotedRegion

ROOT = -1
"""`Word.head_index` of the root of a sentence."""


@dataclass(frozen=True, eq=False)
class Word:
    """A syntactic word. `index` and `head_index` count words of the sentence from 0; the head of the root is `ROOT`.

    `span` is the word's own place in the text; the words of a multiword token that does not divide ("du" → "de le")
    share the span of the token. The sentence that a word is put in tells it the rest: `relation` is the dependency
    relation without its subtype ("nsubj" for "nsubj:pass"), `head` the governor, None for the root, and `dependents`
    are in text order.
    """

    index: int
    span: Span
    text: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head_index: int
    deprel: str
    sentence: Sentence = field(init=False, repr=False)
    relation: str = field(init=False, repr=False)
    head: Word | None = field(init=False, repr=False)
    dependents: tuple[Word, ...] = field(init=False, repr=False)

    @property
    def document(self) -> Document:
        """The article that the word stands in."""
        return self.sentence.document

    @property
    def entity(self) -> Entity | None:
        """The named entity that the word stands in; None where there is none."""
        return self.document.entity_at(self.span.start)

    def has(self, feature: str) -> bool:
        """True when the morphological feature, such as "VerbForm=Part", is set."""
        return feature in self.feats.split("|")

    def children(self, *deprels: str) -> tuple[Word, ...]:
        """The dependents in text order, all or those with one of `deprels` ("obl" also takes "obl:tmod")."""
        if not deprels:
            return self.dependents
        return tuple([w for w in self.dependents if w.deprel in deprels or w.relation in deprels])

    def child(self, *deprels: str) -> Word | None:
        """The first of `children`, or None."""
        for word in self.dependents:
            if not deprels or word.deprel in deprels or word.relation in deprels:
                return word
        return None

    def ancestors(self) -> Iterator[Word]:
        """The governors from the head up to the root."""
        head = self.head
        while head is not None:
            yield head
            head = head.head

    def subtree(self, without: Iterable[Word] = ()) -> list[Word]:
        """The word and all below it in text order, the subtrees of `without` left out."""
        banned = {w.index for w in without}
        found, stack = list[int](), [self]
        while stack:
            current = stack.pop()
            if current.index not in banned:
                found.append(current.index)
                stack += current.dependents
        words = self.sentence.words
        return [words[index] for index in sorted(found)]

    def is_below(self, ancestor: Word) -> bool:
        """True when the word is `ancestor` or stands in its subtree."""
        return self is ancestor or any(a is ancestor for a in self.ancestors())

    def __repr__(self) -> str:
        return f"<{self.text} {self.index} {self.upos} {self.deprel}>"


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence and its dependency tree; `index` is its place in the document, from 0.

    Its words are its own: each is given to one sentence, once.
    """

    index: int
    span: Span
    words: tuple[Word, ...]
    document: Document = field(init=False, repr=False)

    def __post_init__(self) -> None:
        dependents: list[list[Word]] = [[] for _ in self.words]
        for word in self.words:
            if word.head_index != ROOT:
                dependents[word.head_index].append(word)
        for word, below in zip(self.words, dependents, strict=True):
            # the fields that cannot be known before
            object.__setattr__(word, "sentence", self)
            object.__setattr__(word, "relation", word.deprel.partition(":")[0])
            object.__setattr__(word, "head", None if word.head_index == ROOT else self.words[word.head_index])
            object.__setattr__(word, "dependents", tuple(below))

    @cached_property
    def root(self) -> Word:
        """The word that has no head."""
        return next((w for w in self.words if w.head_index == ROOT), self.words[0])


EntityLabel = Literal["PERSON", "ORG", "LOC", "FAC", "NORP", "DATE", "MONEY", "PRODUCT", "MISC"]
"""What named entities are called here, whatever the tagger calls them: LOC are states and cities too, NORP peoples."""


@dataclass(frozen=True)
class Entity:
    """A named entity as the tagger found it; like a sentence it knows the document that it was put in."""

    label: EntityLabel
    span: Span
    document: Document = field(init=False, repr=False, compare=False)


@dataclass(frozen=True, eq=False)
class Document:
    """A parsed article: its text with paragraphs and quoted regions, its sentences, its entities in text order.

    `readings` tells what a net over the encoder takes for attributions, `pointed` whom another one takes pronouns and
    descriptions for, in text order; None where the models have no encoder.
    """

    article: ArticleText
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]
    readings: tuple[Reading, ...] | None = None
    pointed: tuple[PointedNames, ...] | None = None

    def __post_init__(self) -> None:
        for part in (*self.sentences, *self.entities):
            object.__setattr__(part, "document", self)

    @property
    def text(self) -> str:
        """The text as it was sent."""
        return self.article.text

    @property
    def paragraphs(self) -> tuple[Span, ...]:
        """The lines of the text that hold something."""
        return self.article.paragraphs

    @cached_property
    def _reading_at(self) -> dict[int, Reading]:
        return {reading.cue: reading for reading in self.readings or ()}

    def reading_at(self, cue: Word) -> Reading | None:
        """What the net read at this word; None where it takes it for no cue."""
        return self._reading_at.get(cue.span.start)

    @cached_property
    def _pointed_from(self) -> dict[int, PointedNames]:
        return {pointed.anaphor: pointed for pointed in self.pointed or ()}

    def pointed_from(self, anaphor: Word) -> PointedNames | None:
        """Whom the net takes this word for; None where that is surely nobody named, or there is no net."""
        return self._pointed_from.get(anaphor.span.start)

    def quoted_in(self, span: Span) -> Sequence[QuotedRegion]:
        """The quoted regions that share a code point with `span`, in text order."""
        return self.article.quoted_in(span)

    def paragraph_at(self, offset: int) -> int:
        """The index of the paragraph that covers `offset`, or of the last one before it."""
        return self.article.paragraph_at(offset)

    @cached_property
    def _starts(self) -> list[int]:
        return [s.span.start for s in self.sentences]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers the code point `offset`, or the last one before it; None before the first."""
        i = bisect_right(self._starts, offset) - 1
        return self.sentences[i] if i >= 0 else None

    def words_in(self, span: Span) -> list[Word]:
        """The words that lie at least partly in `span`, in text order."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        found: list[Word] = []
        for number in range(first, len(self.sentences)):
            sentence = self.sentences[number]
            if sentence.span.start >= span.end:
                break
            start = bisect_right(sentence.words, span.start, key=_end)
            found += takewhile(lambda word: word.span.start < span.end, sentence.words[start:])
        return found

    @cached_property
    def _entity_starts(self) -> list[int]:
        return [e.span.start for e in self.entities]

    def entity_at(self, offset: int) -> Entity | None:
        """The named entity that covers the code point `offset`; None where there is none."""
        i = bisect_right(self._entity_starts, offset) - 1
        return self.entities[i] if i >= 0 and offset < self.entities[i].span.end else None

    def entities_in(self, span: Span) -> list[Entity]:
        """The named entities that lie wholly in `span`, in text order."""
        first = bisect_right(self._entity_starts, span.start - 1)
        last = bisect_right(self._entity_starts, span.end)
        return [e for e in self.entities[first:last] if span.covers(e.span)]


def _end(word: Word) -> int:
    return word.span.end


def top(words: Sequence[Word]) -> Word:
    """The first word of a phrase of one sentence whose head lies outside of it; the phrase must not be empty."""
    inside = {w.index for w in words}
    return next((w for w in words if w.head_index not in inside), words[0])


def cover(words: Iterable[Word]) -> Span:
    """The smallest span that covers `words`; they must not be empty."""
    spans = [w.span for w in words]
    return Span(min(s.start for s in spans), max(s.end for s in spans))
