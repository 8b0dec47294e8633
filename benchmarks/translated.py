"""How well Quoth reads machine-translated news: quotes, speakers, roles, types and chains of 16 annotated articles.

    python -m benchmarks.translated [--url BASE_URL] [-v]

Reads `benchmarks/translated/` (its README tells of the articles and of gold.json) and asks the service at BASE_URL, or
the engine itself. A quote is found when its content and an annotated one share at least half of their letters and
digits (Jaccard); pairs are made from the largest overlap down, one to one. Prints, with the numbers that stand behind,
for the articles that were looked at while rules were written (dev), the others (held-out) and all:

    recall      of the core quotes            soft        of the soft ones, which need not be found
    precision   of the answers: those that pair with either
    speaker, role, type, via                  right ones of the core quotes found, where the annotation has any
    wrong name  of the core quotes found: a name is answered, and none that is accepted
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from service.cli.arguments import service_url
from service.evaluation import in_process, service_at
from service.evaluation.answers import content_of, letters
from service.evaluation.engines import Engine
from service.evaluation.matching import SAME, jaccard
from service.output import Json
from service.spans import Span

FOLDER = Path(__file__).parent / "translated"
LOOKED_AT = "12"
"""Third digits of the numbers of the articles that were looked at while rules were written."""
MEASURES = ("recall", "soft", "precision", "speaker", "role", "type", "via", "wrong name")
SHORT = 3  # an answer of so few letters is no part of a name: too many have it
PARTS = ("dev", "held-out", "all")
_LEADING = re.compile(r"^(?:the|an?|mr|mrs|ms|dr|sir|president)\.? ")


@dataclass(frozen=True)
class Judgement:
    """Whether one thing counts for a measure, and the line to print where it is wrong."""

    measure: str
    counts: bool
    line: str = ""


def main() -> None:
    """Ask, judge, print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--url", type=service_url, help="the root of a running service; default: the engine itself")
    arguments.add_argument("-v", "--verbose", action="store_true", help="show what is missed, too much or wrong")
    given = arguments.parse_args()
    engine = service_at(given.url) if given.url else _engine()
    counts: Counter[tuple[str, str, bool]] = Counter()
    for number, text, annotated in articles():
        # The annotation holds no thoughts, which the service returns on demand only.
        answers = [q for q in engine(text)["quotes"] if q["medium"] != "thought"]
        for judgement in judge(text, annotated, answers):
            for part in ("dev" if number[2] in LOOKED_AT else "held-out", "all"):
                counts[part, judgement.measure, judgement.counts] += 1
            if given.verbose and judgement.line and not judgement.counts:
                print(number, judgement.line)
    print(f"{'':10}" + "".join(f"{part:>18}" for part in PARTS))
    for measure in MEASURES:
        shares = (_share(counts[part, measure, True], counts[part, measure, False]) for part in PARTS)
        print(f"{measure:10}" + "".join(f"{share:>18}" for share in shares))


def articles() -> Iterator[tuple[str, str, list[Json]]]:
    """(number, text, annotated quotes) of each article."""
    annotated = json.loads((FOLDER / "gold.json").read_text(encoding="utf-8"))
    for file in sorted(FOLDER.glob("*.txt")):
        number = file.name[:3]
        yield number, file.read_bytes().decode("utf-8"), [a for a in annotated if a["seed"] == number]


def judge(text: str, annotated: Sequence[Json], answers: Sequence[Json]) -> Iterator[Judgement]:
    """All that there is to say of the `answers` (quotes of a response, offsets in code points) on one article."""
    wanted = [letters(text, (Span(*span) for span in a["spans"])) for a in annotated]
    pairs = _pairs(wanted, [letters(text, content_of(q)) for q in answers])
    for j, quote in enumerate(answers):
        line = f"extra: {quote['speaker']['name']} | {quote['content']['text'][:80]}"
        yield Judgement("precision", j in pairs.values(), line)
    for i, entry in enumerate(annotated):
        words = " … ".join(entry["content"])[:80]
        if entry["need"] == "soft":
            yield Judgement("soft", i in pairs)
            continue
        yield Judgement("recall", i in pairs, f"missed: {entry['speaker'][0]} | {words}")
        if i in pairs:
            for measure, counts, line in _fields(entry, answers[pairs[i]]):
                yield Judgement(measure, counts, line and f"{line} | {words}")


def same_name(answered: str | None, accepted: Iterable[str | None]) -> bool:
    """Whether an accepted name (None: no name) is answered, or one extends the other by whole words; see `SHORT`."""
    if answered is None:
        return None in accepted
    name = f" {_bare(answered)} "
    names = [f" {_bare(a)} " for a in accepted if a]
    return any(a in name or (len(name.strip()) > SHORT and name in a) for a in names)


def _fields(entry: Json, quote: Json) -> Iterator[tuple[str, bool, str]]:
    """(measure, whether it counts, what to print where it does not) of a core quote that was found."""
    speaker = quote["speaker"]
    right = same_name(speaker["name"], entry["speaker"])
    wrong = not right and bool(speaker["name"]) and not speaker["anonymous"]
    yield "speaker", right, f"{'wrong name' if wrong else 'speaker'}: {speaker['name']}, not {entry['speaker'][0]}"
    yield "wrong name", wrong, ""
    yield "type", quote["type"] == entry["type"], f"type: {quote['type']}, not {entry['type']}"
    if entry["role"]:
        role = (speaker["role"] or "").casefold()
        yield "role", any(part in role for part in entry["role"]), f"role: {speaker['role']}, not {entry['role'][0]}"
    if entry["via"]:
        chain = [link["name"] for link in quote["reported_by"]]
        yield "via", any(same_name(name, entry["via"]) for name in chain), f"via: {chain}, not {entry['via'][0]}"


def _pairs(wanted: Sequence[frozenset[int]], found: Sequence[frozenset[int]]) -> dict[int, int]:
    """Index in `wanted` → index in `found`."""
    overlaps = ((jaccard(one, other), i, j) for i, one in enumerate(wanted) for j, other in enumerate(found))
    pairs: dict[int, int] = {}
    for _, i, j in sorted((o for o in overlaps if o[0] >= SAME), reverse=True):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _bare(name: str) -> str:
    """Without article, title, case and marks around."""
    return _LEADING.sub("", re.sub("[’‘`]", "'", name).casefold().strip(" .,\"“”'"), count=1)


def _share(yes: int, no: int) -> str:
    return f"{100 * yes / max(1, yes + no):.1f} ({yes}/{yes + no})"


def _engine() -> Engine:
    from service.analysis import Analyzer
    from service.settings import Settings

    return in_process(Analyzer.load(Settings.from_environment()))


if __name__ == "__main__":
    main()
