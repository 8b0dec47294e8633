"""Names in a row, "Anna Lund (D) and Erik Berg": what stands before the first of them belongs to each."""

from __future__ import annotations

from collections.abc import Sequence

from service.syntax import Sentence, Word

_MAX_BRACKET = 8
_LISTING = (",", "and", "&")


def is_in_row(sentence: Sentence, first: int, last: int) -> bool:
    """True for each of "Anna Lund and Erik Berg"."""
    words = sentence.words
    i = _behind_bracket(words, last + 1)
    is_followed = i + 1 < len(words) and words[i].text.casefold() in _LISTING and is_of_person(words[i + 1])
    return is_followed or first_in_row(words, first) < first


def first_in_row(words: Sequence[Word], first: int) -> int:
    """The index of the first of the names in a row that end with the one at `first`: "Lund" of "Lund (D) and Berg"."""
    i = first
    while i > 1 and words[i - 1].text.casefold() in _LISTING:
        name = _before_bracket(words, i - 1)
        if not is_of_person(words[name - 1]):
            break
        i = name
        while i and is_of_person(words[i - 1]):
            i -= 1
    return i


def _before_bracket(words: Sequence[Word], end: int) -> int:
    """The index of the bracket that ends before `end`; `end` where none does."""
    opening = next((k for k in range(end - 1, max(0, end - _MAX_BRACKET), -1) if words[k].text == "("), end)
    return opening if words[end - 1].text == ")" else end


def _behind_bracket(words: Sequence[Word], start: int) -> int:
    """The index behind the bracket that begins at `start`; `start` where none does."""
    if start >= len(words) or words[start].text != "(":
        return start
    return next((k + 1 for k in range(start, min(len(words), start + _MAX_BRACKET)) if words[k].text == ")"), start)


def is_of_person(word: Word) -> bool:
    """True for a word of a person's name."""
    return word.entity is not None and word.entity.label == "PERSON"
