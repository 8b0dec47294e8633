"""Words in order → the noun phrases among them, by their parts of speech alone.

Where a cue stands in an order that English does not have ("confided to the agency his daughter Ada"), parsers hang its
phrases anywhere; the words still tell where each phrase begins and which preposition introduces it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.lexicons import ROLE_NOUNS, TITLES, WORDS
from service.mentions.entity_names import MAY_SPEAK
from service.mentions.mention import kind_of_noun
from service.syntax import Document, Word

_OPENS = ("DET", "NUM", "ADJ", "NOUN", "PROPN", "PRON")
_NOUNS = ("NOUN", "PROPN", "PRON")
SUBJECT_PRONOUNS = WORDS["pronoun that may be a subject"]
"""Pronouns that may speak."""

_OBJECT_PRONOUNS = WORDS["pronoun that may be an object"]
_ENDS = ("VERB", "AUX", "SCONJ")


@dataclass(frozen=True, eq=False)
class NounPhrase:
    """One phrase: its words up to the next preposition, its head, and the preposition that introduces it, or None."""

    words: tuple[Word, ...]
    head: Word
    introduced_by: str | None

    @property
    def is_object_pronoun(self) -> bool:
        """ "defined IT the judge": a pronoun that can be an object."""
        return len(self.words) == 1 and self.head.text.casefold() in _OBJECT_PRONOUNS

    def touches(self, following: NounPhrase) -> bool:
        """True when nothing stands between this phrase and the one after it."""
        return following.words[0].index == self.words[-1].index + 1


def noun_phrases(words: Sequence[Word]) -> Iterator[NounPhrase]:
    """The noun phrases of `words` up to the first verb or conjunction of a clause; an "of" phrase belongs to its noun.

    A phrase ends where an article or possessive, a preposition, punctuation or another person's title or name begins.
    """
    current: list[Word] = []
    by: str | None = None
    for word in words:
        is_part = word.upos in _OPENS or _is_noun(word) or word.relation == "amod"  # "the managing director"
        if word.upos in _ENDS and not is_part:
            break
        if not (is_part or word.upos == "PART") or (current and _begins_anew(current, word, by)):
            if (found := _phrase(current, by)) is not None:
                yield found
            current, by = [], None
        if is_part or (word.upos == "PART" and current):
            current.append(word)
        elif word.upos == "ADP" or word.xpos == "TO":
            by = word.text.casefold()
    if (found := _phrase(current, by)) is not None:
        yield found


def _is_noun(word: Word) -> bool:
    return word.upos in _NOUNS or (word.upos == "ADP" and word.text.isupper())  # "on X the president"


def _begins_anew(current: Sequence[Word], word: Word, by: str | None) -> bool:
    last = current[-1]
    if last.upos == "PRON" and not last.has("Poss=Yes"):
        return True
    if word.upos in ("DET", "NUM", "PRON") or word.has("Poss=Yes"):
        return any(_is_noun(w) for w in current)
    if by is None or word.upos != "PROPN" or last.upos != "NOUN":
        return False
    # "on national television Captain Holm", but "to the lawyer Eva Holm"
    entity = word.entity
    is_person = word.text.casefold() in TITLES or word.text.casefold() in ROLE_NOUNS
    is_person = is_person or (entity is not None and entity.label == "PERSON")
    return is_person and last.lemma.casefold() not in ROLE_NOUNS


def _phrase(words: Sequence[Word], by: str | None) -> NounPhrase | None:
    if by == "of" or not words:
        return None
    inside = {w.index for w in words}
    nouns = [w for w in words if w.upos in _NOUNS and not w.has("Poss=Yes")] or [w for w in words if w.upos != "PART"]
    if not nouns:
        return None
    head = next((w for w in nouns if w.head_index not in inside), nouns[-1])
    return NounPhrase(tuple(words), head, by)


def can_speak(document: Document, phrase: NounPhrase) -> bool:
    """True for names, pronouns, and nouns for people, bodies and texts."""
    lemma = phrase.head.lemma.casefold()
    if phrase.head.upos in ("PRON", "DET", "NUM") or lemma == "one":
        return phrase.head.text.casefold() in SUBJECT_PRONOUNS
    if any((e := document.entity_at(w.span.start)) is not None and e.label in MAY_SPEAK for w in phrase.words):
        return True
    return kind_of_noun(lemma, False) != "unknown" or (phrase.head.upos == "PROPN" and phrase.head.text[:1].isupper())
