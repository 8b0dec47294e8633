"""NewsMTSC (Hamborg and Donnay, EACL 2021): sentences of political news with the polarity toward each marked mention.

The sentences are parsed with the shipped models, many to a stored parse, and kept as CoNLL-U: the training of the
stance model and its benchmark read the same parses.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from service.cli.progress import progress
from service.spans import Span
from service.syntax import Document
from service.text import read_article
from training.kept_parses import KeptParses

Polarity = Literal["support", "oppose", "neutral"]
_PER_PARSE = 100
_POLARITY: dict[float, Polarity] = {2.0: "oppose", 4.0: "neutral", 6.0: "support"}


@dataclass(frozen=True)
class Example:
    """One target: the stored parse, the sentence's span in it, the mention's span, and the polarity toward it."""

    document: Document
    sentence: Span
    mention: Span
    polarity: Polarity


def examples(file: Path, cache: Path) -> Iterator[Example]:
    """The targets of a NewsMTSC file in its order. Parses missing in the folder `cache` are made and kept there."""
    parses = KeptParses(cache)
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    with progress(range(0, len(rows), _PER_PARSE), f"parses of {file.stem}") as shown:
        for number, first in enumerate(shown):
            group = rows[first : first + _PER_PARSE]
            # A line break would end the paragraph; every replacement is one code point long, so that offsets hold.
            texts = [" ".join(row["sentence_normalized"].splitlines()) or " " for row in group]
            # The sentences are paragraphs of one document, each with its quotation marks read for itself.
            readable = "\n".join(read_article(text).readable for text in texts)
            document = parses.of(f"{file.stem}-{number:03}", "\n".join(texts), readable)
            start = 0
            for row, text in zip(group, texts, strict=True):
                for target in row["targets"]:
                    place = Span(start + target["from"], start + target["to"])
                    yield Example(document, Span(start, start + len(text)), place, _POLARITY[target["polarity"]])
                start += len(text) + 1
