"""An article as it was sent: checked text, its paragraphs, and the language it seems to be in."""

from __future__ import annotations

import re

from service.errors import InvalidText, TextTooLong
from service.lexicons import WORDS
from service.spans import Span

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_WORD = re.compile(r"[^\W\d_]+")

_ENGLISH = WORDS["frequent English word"]
"""The most frequent function words of English news; other languages that use Latin letters share few of them."""

_ENGLISH_SHARE = 0.12
_ENOUGH_WORDS = 20


def check(text: str, max_chars: int) -> None:
    """Raises TextTooLong above `max_chars` code points and InvalidText when `text` holds a lone surrogate."""
    if len(text) > max_chars:
        raise TextTooLong(max_chars, len(text))
    if re.search("[\ud800-\udfff]", text):
        raise InvalidText("The text holds a lone surrogate and is no Unicode text.")


def lines_of(text: str) -> tuple[Span, ...]:
    """The lines of `text` that hold more than white space, trimmed, in order."""
    return tuple(s for m in _LINE.finditer(text) if (s := Span(*m.span()).trimmed(text)))


def language_of(text: str) -> str:
    """An ISO 639-1 code: "en" when enough of the words are English function words, else "und".

    In running English a third or more of the words are in the list; in other languages less than a tenth.
    """
    words = _WORD.findall(text.casefold())
    letters = sum(map(len, words))
    visible = sum(not c.isspace() for c in text)
    if len(words) < _ENOUGH_WORDS:
        return "en" if letters * 2 >= visible and all(w.isascii() for w in words) and words else "und"
    return "en" if sum(w in _ENGLISH for w in words) / len(words) >= _ENGLISH_SHARE else "und"
