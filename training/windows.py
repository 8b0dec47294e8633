"""Annotated sentences, and the windows of them that the encoder reads together.

A window is a stretch of one document, whole sentences with a mark behind each, at most so many pieces (subwords). The
service reads paragraphs this way; stock Stanza reads sentence by sentence, so some windows are single sentences.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

MOST_PIECES = 300
"""Pieces of a window, its marks included."""
OUTSIDE = "O"


@dataclass(frozen=True)
class Sentence:
    """Words of one sentence and what is known of each; an empty list is not annotated.

    Heads count from 1, 0 is the root.
    """

    words: list[str]
    upos: list[str]
    xpos: list[str]
    feats: list[str]
    heads: list[int]
    deprels: list[str]
    names: list[str]


Document = list[Sentence]


def read_treebank(path: Path) -> list[Document]:
    """The documents of a CoNLL-U file; words, not tokens of several words."""
    documents: list[Document] = [[]]
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.strip("\n").split("\n")
        if any(line.startswith("# newdoc") for line in lines) and documents[-1]:
            documents.append([])
        rows = [row for row in (line.split("\t") for line in lines if line[:1].isdigit()) if row[0].isdigit()]
        if rows:
            _, words, _, upos, xpos, feats, heads, deprels, *_ = map(list, zip(*rows, strict=True))
            documents[-1].append(Sentence(words, upos, xpos, feats, [int(h) for h in heads], deprels, []))
    return documents


def read_names(path: Path, in_document: int = 20) -> list[Document]:
    """The sentences of a JSON file of {text, ner}, in stretches, since the file does not say where documents end."""
    sentences = [
        Sentence([t["text"] for t in row], [], [], [], [], [], with_ends([t["ner"] for t in row]))
        for row in json.loads(path.read_text(encoding="utf-8"))
        if row
    ]
    return [sentences[i : i + in_document] for i in range(0, len(sentences), in_document)]


def with_ends(tags: Sequence[str]) -> list[str]:
    """BIO tags as BIOES: the last word of a name has a tag of its own, and the only one too."""
    found = list(tags)
    for i, tag in enumerate(tags):
        if tag == OUTSIDE:
            continue
        goes_on = i + 1 < len(tags) and tags[i + 1] == f"I-{tag[2:]}"
        begins = tag[0] == "B" or i == 0 or tags[i - 1][2:] != tag[2:]
        found[i] = ("B" if goes_on else "S") + tag[1:] if begins else ("I" if goes_on else "E") + tag[1:]
    return found


class Pieces:
    """Words → the numbers of their pieces in the cased vocabulary."""

    def __init__(self, folder: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.start, self.end = (self._tokenizer.token_to_id(t) for t in ("[CLS]", "[SEP]"))
        self._unknown = self._tokenizer.token_to_id("[UNK]")
        self.of = cache(self._of)

    def _of(self, word: str) -> tuple[int, ...]:
        return tuple(self._tokenizer.encode(word, add_special_tokens=False).ids) or (self._unknown,)

    def count(self, sentence: Sentence) -> int:
        """The pieces of a sentence."""
        return sum(len(self.of(word)) for word in sentence.words)


def windows(document: Document, pieces: Pieces, most: int = MOST_PIECES) -> Iterator[Document]:
    """The document's sentences in stretches of at most `most` pieces; longer sentences are left out."""
    window: Document = []
    size = 1
    for sentence in document:
        length = pieces.count(sentence) + 1
        if window and size + length > most:
            yield window
            window, size = [], 1
        if length < MOST_PIECES:
            window.append(sentence)
            size += length
    if window:
        yield window


def shuffled(documents: list[Document], pieces: Pieces, alone: float = 0.25) -> list[Document]:
    """One epoch of windows in random order: of random lengths, a share of the documents sentence by sentence."""
    found = []
    for document in documents:
        most = 0 if random.random() < alone else random.randint(120, MOST_PIECES)
        found += list(windows(document, pieces, most))
    random.shuffle(found)
    return found


def damaged(sentence: Sentence) -> Sentence:
    """Now and then another case, a lost last mark or lost quotation marks, as headlines and translations have them."""
    draw = random.random()
    if draw < 0.05:
        return replace(sentence, words=[word.lower() for word in sentence.words])
    if draw < 0.07:
        return replace(sentence, words=[word.upper() for word in sentence.words])
    if draw < 0.17:
        return without(sentence, {len(sentence.words)})
    if draw < 0.25:
        marks = {
            i
            for i, word in enumerate(sentence.words, 1)
            if word in ('"', "``", "''", "“", "”") and random.random() < 0.6
        }
        return without(sentence, marks)
    return sentence


def without(sentence: Sentence, places: set[int]) -> Sentence:
    """The sentence without the punctuation at these places, counted from 1, where nothing depends on it."""
    heads = set(sentence.heads)
    if sentence.upos:
        gone = {p for p in places if sentence.upos[p - 1] == "PUNCT" and p not in heads}
    else:
        gone = {
            p for p in places if not any(map(str.isalnum, sentence.words[p - 1])) and sentence.names[p - 1] == OUTSIDE
        }
    if not gone or len(gone) >= len(sentence.words):
        return sentence
    kept = [i for i in range(len(sentence.words)) if i + 1 not in gone]
    places_now = {0: 0} | {old + 1: new for new, old in enumerate(kept, 1)}
    columns = {name: [column[i] for i in kept] if column else [] for name, column in vars(sentence).items()}
    columns["heads"] = [places_now[head] for head in columns["heads"]]
    return Sentence(**columns)


@dataclass(frozen=True)
class Batch:
    """Windows side by side. `ids` is (windows x pieces), 0 is padding; `length` the pieces of each window.

    `places` is (sentences x 1 + words): where in the flattened `ids` the root (the mark before the sentence) and each
    word's last piece stand, 0 where a shorter sentence has no word; `words` is the number of words of each sentence.
    """

    sentences: Document
    ids: np.ndarray
    length: np.ndarray
    places: np.ndarray
    words: np.ndarray


def batch(some: list[Document], pieces: Pieces) -> Batch:
    """The windows as one batch."""
    rows, places = [], []
    for window in some:
        row = [pieces.start]
        for sentence in window:
            found = [len(row) - 1]
            for word in sentence.words:
                row += pieces.of(word)
                found.append(len(row) - 1)
            places.append((len(rows), found))
            row.append(pieces.end)
        rows.append(row)
    width = max(map(len, rows))
    ids = np.zeros((len(rows), width), np.int64)
    for number, row in enumerate(rows):
        ids[number, : len(row)] = row
    longest = max(len(found) for _, found in places)
    index = np.zeros((len(places), longest), np.int64)
    for number, (row, found) in enumerate(places):
        index[number, : len(found)] = np.array(found) + row * width
    sentences = [sentence for window in some for sentence in window]
    words = np.array([len(sentence.words) for sentence in sentences])
    return Batch(sentences, ids, np.array([len(row) for row in rows]), index, words)


def grouped(some: list[Document], pieces: Pieces, size: int) -> list[list[Document]]:
    """The windows in groups of like length, each at most `size` pieces with padding, in random order."""
    lengths = [1 + sum(1 + pieces.count(sentence) for sentence in window) for window in some]
    order = sorted(range(len(some)), key=lambda i: lengths[i] * random.uniform(0.9, 1.1))
    groups: list[list[Document]] = []
    longest = 0
    for i in order:
        longest = max(longest, lengths[i])
        if not groups or longest * (len(groups[-1]) + 1) > size:
            groups.append([])
            longest = lengths[i]
        groups[-1].append(some[i])
    random.shuffle(groups)
    return groups
