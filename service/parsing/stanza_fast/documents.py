"""Stanza's sentences, tokens and words, made quickly.

Stanza makes each word from a dictionary that says little of it, looks for what is not there, and marks the white space.
Here what nobody has said yet is None for the whole class. What only a CoNLL-U file has, comments and the marks of white
space, is left out, and a sentence's `dependencies` until who wants them calls `build_dependencies`.

The processors set what they find past Stanza's setters (`_upos` for `upos`), which ask of each value whether it is "_".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from stanza.models.common import doc

SEVERAL = "MWT=Yes"
"""What a token of several words has in `misc` until it is split."""
Part = tuple[str, int | None, int | None]
"""A word's spelling, and its place in the token where the words spell the token."""


class Word(doc.Word):  # type: ignore[misc]  # Stanza's source is not read
    """A word of a token, not yet analysed."""

    _lemma = _upos = _xpos = _feats = _head = _deprel = None
    _misc = _mexp = _coref_chains = _line_number = None

    def __init__(self, token: Token, number: int, text: str, start: int | None, end: int | None) -> None:
        self._parent, self._sent = token, token._sent
        self._id, self._text, self._start_char, self._end_char = number, text, start, end


class Token(doc.Token):  # type: ignore[misc]
    """A token, which is one word as long as `split` does not say otherwise."""

    _misc: str | None = None
    _ner = _multi_ner = _mexp = _line_number = None
    _spaces_before, _spaces_after = "", " "

    def __init__(self, sentence: Sentence, number: int, text: str, start: int, end: int) -> None:
        self._sent = sentence
        self._id: tuple[int, ...] = (number,)
        self._text, self._start_char, self._end_char = text, start, end
        self._words = [Word(self, number, text, start, end)]

    def move(self, number: int) -> None:
        """Makes the token's one word that with this number."""
        self._id, self._words[0]._id = (number,), number

    def split(self, number: int, parts: Sequence[Part]) -> None:
        """Makes the token the words `parts`, from `number` on."""
        self._misc, begin = None, self._start_char
        self._id = (number,) if len(parts) == 1 else (number, number + len(parts) - 1)
        self._words = [
            Word(self, place, text, None if start is None else begin + start, None if end is None else begin + end)
            for place, (text, start, end) in enumerate(parts, number)
        ]


class Sentence(doc.Sentence):  # type: ignore[misc]
    """A sentence of `document`; tokens are put in with `add`."""

    _enhanced_dependencies = None

    def __init__(self, document: Any, index: int) -> None:
        self._doc, self._index = document, index
        self._tokens: list[Token] = []
        self._words: list[Word] = []
        self._empty_words: list[Any] = []
        self._dependencies: list[Any] = []
        self._ents: list[Any] = []
        self._comments = doc.CommentList()
        self.to_split = False

    def add(self, text: str, start: int, end: int, several: bool) -> None:
        """A new token at the end of the sentence, of one word until it is split."""
        token = Token(self, len(self._tokens) + 1, text, start, end)
        if several:
            token._misc, self.to_split = SEVERAL, True
        self._tokens.append(token)
        self._words += token._words

    @property
    def text(self) -> str:
        """The sentence as the document has it."""
        whole: str = self._doc.text
        return whole[self._tokens[0]._start_char : self._tokens[-1]._end_char]

    def split(self, parts: dict[str, list[Part]]) -> None:
        """Splits its tokens of several words into these parts."""
        self._words = []
        for token in self._tokens:
            if token._misc == SEVERAL:
                token.split(len(self._words) + 1, parts[token._text])
            else:
                token.move(len(self._words) + 1)
            self._words += token._words
        self.to_split = False
