"""What an organization is, in the article's words, read off the words beside its name.

the public relations firm MWW                     before the name
the Telegram channel "Military Observer"          before the name, which stands in marks
Internet Retailer, a magazine on online shopping  apposition after the name
The FDIC, a major U.S. banking regulator          apposition
"""

from __future__ import annotations

from collections.abc import Iterator

from service.lexicons import ORGANIZATION_NOUNS, WORDS
from service.mentions.appositions import apposition
from service.spans import Span
from service.syntax import Document, Sentence, Word

_BODIES = ORGANIZATION_NOUNS | WORDS["noun for an organization by what it does"]
_TITLE_POS = ("NOUN", "ADJ", "PROPN")
_OPENING_MARKS = ("“", '"', "«", "‘")


def names_body(word: Word) -> bool:
    """True for a noun in small letters for an organization: "newspaper", "firm"."""
    return word.upos == "NOUN" and word.text.islower() and word.lemma.casefold() in _BODIES


def body_roles_beside(document: Document, name: Span) -> Iterator[Span]:
    """What stands beside the name of an organization at `name` and says what it is, without article."""
    words = document.words_in(name)
    if not words:
        return
    sentence = words[0].sentence
    after = apposition(sentence, words[-1].index, names_body)
    while after and after[0].upos == "DET":
        after = after[1:]
    for found in (_before(sentence, words[0].index), after):
        if found:
            yield Span(found[0].span.start, found[-1].span.end)


def _before(sentence: Sentence, first: int) -> list[Word]:
    """The nouns and adjectives before the name that end in a noun for one organization."""
    words = sentence.words
    end = first - 1 if first and words[first - 1].text in _OPENING_MARKS else first
    if not end or not names_body(words[end - 1]) or words[end - 1].has("Number=Plur"):
        return []
    start = end - 1
    while start and (words[start - 1].upos in _TITLE_POS or words[start - 1].text == "-"):
        start -= 1
    return list(words[start:end])
