"""Dependency trees written by hand, for tests of what walks on them."""

from __future__ import annotations

from service.spans import Span
from service.syntax import Document, Sentence, Word
from service.text import read_article


def tree(rows: str) -> Sentence:
    """The sentence of `rows`: one word a line, `text lemma upos deprel head [feats]`; heads count from 1, 0 is none."""
    words: list[Word] = []
    start = 0
    for row in rows.strip().splitlines():
        text, lemma, upos, deprel, head, *feats = row.split()
        span = Span(start, start + len(text))
        words.append(Word(len(words), span, text, lemma, upos, "", "".join(feats), int(head) - 1, deprel))
        start = span.end + 1
    return Sentence(0, Span(0, start - 1), tuple(words))


def document_of(sentence: Sentence) -> Document:
    """An article of one sentence, its words parted by spaces."""
    text = " ".join(w.text for w in sentence.words)
    return Document(read_article(text), (sentence,), ())
