"""How far `confidence` can be believed: quotes by confidence, and the share of each band that is right.

    python benchmarks/reliability.py CORPUS_DIR BASE_URL

CORPUS_DIR holds `text/*.txt` and `attributions/*.ann` (brat standoff, as PolNeAR has them). Asks a running service. A
quote is right when its content agrees with an annotated one (Jaccard overlap of letters and digits of at least a half)
and, in the last column, its source's mention overlaps the annotated source too. Reports inside reports are left out:
the annotators took the outer one only.
"""

from __future__ import annotations

import argparse
import json
import re
import urllib.request
from collections import defaultdict
from pathlib import Path
from typing import Any

Spans = list[tuple[int, int]]


def main() -> None:
    """Ask, compare, print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("service")
    given = arguments.parse_args()
    bands: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    for file in sorted((given.corpus / "text").glob("*.txt")):
        with file.open(encoding="utf-8", newline="") as opened:
            text = opened.read()
        golds = annotated(min((given.corpus / "attributions").glob(f"{file.stem}_*.ann")))
        for quote in outermost(asked(given.service, text), text):
            band = bands[min(9, int(quote["confidence"] * 10))]
            content = letters(text, [(s["start"], s["end"]) for s in quote["content"]["spans"]])
            mention = quote["speaker"]["mention"]
            source = letters(text, [(mention["start"], mention["end"])]) if mention else set()
            sources = [letters(text, s) for c, s in golds if overlap(content, letters(text, c)) >= 0.5]
            band[0] += 1
            band[1] += bool(sources)
            band[2] += any(bool(source & s) or not (source or s) for s in sources)
    print("confidence  quotes  content right  content and source right")
    for number, (count, content_right, both_right) in sorted(bands.items()):
        band_name = f"{number / 10:.1f}-{(number + 1) / 10:.1f}"
        print(f"{band_name} {count:11} {content_right / count:14.2f} {both_right / count:20.2f}")


def asked(service: str, text: str) -> list[dict[str, Any]]:
    """The service's quotes of all media."""
    body = json.dumps({"text": text, "media": ["speech", "writing", "thought"]}).encode()
    url = service.rstrip("/") + "/v1/quotes"
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=120) as answer:
        quotes: list[dict[str, Any]] = json.load(answer)["quotes"]
    return quotes


def outermost(quotes: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """Those whose content is not inside another's."""
    sets = [letters(text, [(s["start"], s["end"]) for s in q["content"]["spans"]]) for q in quotes]
    return [
        quote
        for i, quote in enumerate(quotes)
        if not any(len(sets[i]) < len(s) and len(sets[i] & s) >= 0.9 * len(sets[i]) for s in sets)
    ]


def annotated(file: Path) -> list[tuple[Spans, Spans]]:
    """The (content, source) spans of one annotator's file."""
    spans: dict[str, Spans] = {}
    events = []
    for key, _, rest in (line.partition("\t") for line in file.read_text(encoding="utf-8").split("\n")):
        if key[:1] == "T":
            places = rest.split("\t")[0].partition(" ")[2]
            spans[key] = [(int(a), int(b)) for a, b in re.findall(r"(\d+) (\d+)", places)]
        elif key[:1] == "E" and rest.startswith("Attribution"):
            events.append([argument.partition(":") for argument in rest.split()[1:]])
    return [
        (
            [s for role, _, ref in event if role.startswith("Content") for s in spans.get(ref, ())],
            [s for role, _, ref in event if role.startswith("Source") for s in spans.get(ref, ())],
        )
        for event in events
    ]


def letters(text: str, spans: Spans) -> set[int]:
    """The code points of the letters and digits in `spans`."""
    return {i for start, end in spans for i in range(start, end) if text[i].isalnum()}


def overlap(one: set[int], other: set[int]) -> float:
    """Jaccard overlap; 0 for two empty sets."""
    return len(one & other) / len(one | other) if one | other else 0.0


if __name__ == "__main__":
    main()
