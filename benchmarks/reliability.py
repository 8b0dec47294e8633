"""How far `confidence` can be believed: quotes by confidence, and the share of each band that is right.

    python benchmarks/reliability.py CORPUS_DIR BASE_URL

CORPUS_DIR holds `text/*.txt` and `attributions/*.ann` (brat standoff, as PolNeAR has them). Asks a running service. A
quote is right when its content agrees with an annotated one (Jaccard overlap of letters and digits of at least a half)
and, in the last column, its source's mention overlaps the annotated source too. Reports inside reports are left out:
the annotators took the outer one only.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

from service.evaluation import read_articles, service_at
from service.evaluation.answers import found_attributions, letters, outermost
from service.evaluation.matching import SAME, jaccard


def main() -> None:
    """Ask, compare, print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("service")
    given = arguments.parse_args()
    bands: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    engine = service_at(given.service)
    for article in read_articles(given.corpus):
        annotated = [(letters(article.text, a.content), letters(article.text, a.source)) for a in article.attributions]
        quotes = outermost(engine(article.text)["quotes"], article.text)
        for quote, found in zip(quotes, found_attributions(quotes), strict=True):
            content, source = letters(article.text, found.content), letters(article.text, found.source)
            sources = [s for c, s in annotated if jaccard(content, c) >= SAME]
            band = bands[min(9, int(quote["confidence"] * 10))]
            band[0] += 1
            band[1] += bool(sources)
            band[2] += any(bool(source & s) or not (source or s) for s in sources)
    print("confidence  quotes  content right  content and source right")
    for number, (count, content_right, both_right) in sorted(bands.items()):
        band_name = f"{number / 10:.1f}-{(number + 1) / 10:.1f}"
        print(f"{band_name} {count:11} {content_right / count:14.2f} {both_right / count:20.2f}")


if __name__ == "__main__":
    main()
