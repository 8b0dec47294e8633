"""How often what a rule or a resolution gives itself for a confidence is right: the figures beside such numbers.

    python -m benchmarks.confidence_by_rule --corpus TRAIN_DIR --parses CACHE_DIR [--names NAMES.json]

TRAIN_DIR holds `text/*.txt` and `attributions/*.ann` (PolNeAR's training part); CACHE_DIR keeps the parses. First
table: quotes whose confidence comes from no model, by rule, and the share whose content agrees with an annotated one.
Second, with `--names` (for each article the accepted names of every annotated source; none where the article names
nobody): quotes that agree, by how their source was resolved, and the share that is not given another's name; null and
the source's own words are nobody's name. Reports inside an annotated content are left out of the first: annotators took
the outer one only.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from service.attribution import attribute
from service.coreference import CoreferenceResolver, Resolution, read_discourse
from service.evaluation import read_articles
from service.evaluation.answers import INSIDE, letters
from service.evaluation.matching import SAME, jaccard
from service.mentions import bare_name, parts_of
from service.speakers import resolve_speakers
from training.kept_parses import KeptParses

Counts = defaultdict[str, list[float]]
"""By rule: how many, how many right, and the sum of their confidences."""


def main() -> None:
    """Read, compare, print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--corpus", type=Path, required=True)
    arguments.add_argument("--parses", type=Path, required=True)
    arguments.add_argument("--names", type=Path)
    given = arguments.parse_args()
    names = json.loads(given.names.read_text(encoding="utf-8")) if given.names else {}
    parses = KeptParses(given.parses)
    by_rule: Counts = defaultdict(lambda: [0, 0, 0])
    by_way: Counts = defaultdict(lambda: [0, 0, 0])
    for article in read_articles(given.corpus):
        document = parses.of(article.name, article.text)
        annotated = [letters(article.text, a.content) for a in article.attributions]
        rows = names.get(article.name, [])
        contents = [letters(article.text, row["content"]) for row in rows]
        attributions = attribute(document)
        resolver = CoreferenceResolver(read_discourse(document, attributions))
        for quote in resolve_speakers(document, resolver, attributions):
            found = letters(article.text, quote.attribution.content)
            agrees = any(jaccard(found, content) >= SAME for content in annotated)
            if not quote.attribution.reasons and (agrees or not _is_inside(found, annotated)):
                _count(by_rule, quote.attribution.rule, agrees, quote.attribution.confidence)
            same = [(jaccard(found, content), number) for number, content in enumerate(contents)]
            overlap, number = max(same, default=(0, 0))
            if overlap >= SAME:
                source = " ".join(article.text[start:end] for start, end in rows[number]["source"])
                right = not _is_another(quote.resolution, rows[number]["names"], source)
                _count(by_way, _way(quote.resolution), right, quote.resolution.confidence)
    _print("rule", by_rule)
    _print("speaker", by_way)


def _is_inside(found: frozenset[int], annotated: Sequence[frozenset[int]]) -> bool:
    return any(len(found) < len(outer) and len(found & outer) >= INSIDE * len(found) for outer in annotated)


def _is_another(resolution: Resolution, accepted: Sequence[str], source: str) -> bool:
    """True for a name that is none of the accepted, no part of one, and not what the source itself is called."""
    referent = resolution.referent
    if referent is None or referent.anonymous:
        return False
    own = set(parts_of(bare_name(referent.name)))
    known = [set(parts_of(name)) for name in (*accepted, *([] if accepted else [source]))]
    return not any(own <= name or name <= own for name in known)


def _way(resolution: Resolution) -> str:
    if resolution.how.startswith("pronoun") and resolution.referent is not None:
        return f"pronoun, from {int(resolution.confidence * 10) / 10}"
    return re.sub(r"'[^']*'|(?<=author of the )\w+", "…", resolution.how)


def _count(counts: Counts, key: str, right: bool, confidence: float) -> None:
    counts[key][0] += 1
    counts[key][1] += right
    counts[key][2] += confidence


def _print(title: str, counts: Mapping[str, Sequence[float]]) -> None:
    print(f"{title:50} quotes  right  confidence")
    for key, (count, right, confidence) in sorted(counts.items(), key=lambda item: -item[1][0]):
        print(f"{key:50} {count:6} {right / count:6.2f} {confidence / count:11.2f}")


if __name__ == "__main__":
    main()
