"""How good the stance is: on hand-annotated news articles, and on NewsMTSC's held-out sentences.

    python benchmarks/stance.py --seeds SEEDS_DIR --newsmtsc NEWSMTSC_DIR --cache CACHE_DIR [-v]

SEEDS_DIR holds `stance.json` (one entry a quote: content, speaker, cue, target, stance, speech act) and the articles as
`NNN_*.txt`; NEWSMTSC_DIR `dev-rw.jsonl` and `dev-mt.jsonl` (Hamborg and Donnay 2021). CACHE_DIR keeps the parses.

Measured on the articles: (E1) the label toward the given target of the given quote, (E3) its speech act, (E4) how often
answers with a score of 0.7 or more are right, and (E2) from the bare text through the whole service the F1 of
(speaker, target, label). On NewsMTSC: the label toward each marked mention. Baselines: the commonest label, and the
sign of the sum of valences of the sentence or quote.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.stance_tuples import tuples
from service.attribution import Attribution, attribute
from service.attribution.cues import cue_lemma, cue_words
from service.coreference import CoreferenceResolver, read_discourse
from service.lexicons import CUES
from service.spans import Span
from service.speakers import resolve_speakers
from service.stance import Stance, Target, stances
from service.stance.classifier import classify
from service.stance.valence import LEAST_VALENCE, valence
from service.syntax import Document, Word
from training.kept_parses import KeptParses
from training.newsmtsc import examples

LABELS = ("support", "oppose", "neutral")
SURE = 0.7


@dataclass(frozen=True)
class Judged:
    """One answer beside the gold; `score` is None where the service gives none."""

    gold: str
    answer: str
    score: float | None = None


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--seeds", type=Path, required=True)
    arguments.add_argument("--newsmtsc", type=Path, required=True)
    arguments.add_argument("--cache", type=Path, required=True)
    arguments.add_argument("-v", "--verbose", action="store_true", help="show what is wrong")
    given = arguments.parse_args()
    seeds(given.seeds, given.cache, given.verbose)
    for name in ("dev-rw", "dev-mt"):
        newsmtsc(given.newsmtsc / f"{name}.jsonl", given.cache)


# --- the annotated articles ---


def seeds(folder: Path, cache: Path, verbose: bool) -> None:
    """E1 to E4 on the annotated articles."""
    gold: list[dict[str, Any]] = json.loads((folder / "stance.json").read_text(encoding="utf-8"))
    polarity, acts, lexicon = [], [], []
    hits = wanted = offered = 0
    spent = 0.0
    files = sorted(folder.glob("*.txt"))
    parses = KeptParses(cache)
    for file in files:
        document = parses.of(file.stem, file.read_bytes().decode("utf-8"))
        entries = [g for g in gold if file.name.startswith(g["seed"])]
        for entry, stance in zip(entries, given_quotes(document, entries), strict=True):
            answer = _label_of(stance, entry)
            polarity.append(answer)
            acts.append(Judged(entry["speech_act"], stance.speech_act))
            words = document.words_in(Span(entry["start"], entry["end"]))
            lexicon.append(Judged(entry["stance"], _by_valence(words)))
            if verbose and answer.gold != answer.answer:
                print(f"  {entry['id']}: {answer.gold}, not {answer.answer} ({answer.score}): {entry['content'][:90]}")
            if verbose and entry["speech_act"] != stance.speech_act:
                print(f"  {entry['id']}: {entry['speech_act']}, not {stance.speech_act}: {entry['content'][:90]}")
        found, missing, extra = tuples(document, entries)
        hits, wanted, offered = hits + found, wanted + found + len(missing), offered + found + len(extra)
        if verbose:
            print(*(f"  missed {m}" for m in missing), *(f"  extra {e}" for e in extra), sep="\n")
        spent += _stance_seconds(document)
    print(f"{len(files)} articles, {len(polarity)} quotes, the quote and the target given")
    _table("polarity", polarity)
    _table("  most common label", _majority(polarity))
    _table("  lexicon of valences", lexicon)
    print(
        f"  speech act: accuracy {_accuracy(acts):.1f}, macro-F1 {_macro_f1(acts, sorted({a.gold for a in acts})):.1f}"
    )
    precision, recall = hits / max(1, offered), hits / max(1, wanted)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(
        f"  end to end (speaker, target, label): F1 {100 * f1:.1f}, precision {100 * precision:.1f} ({offered}),",
        end="",
    )
    print(f" recall {100 * recall:.1f} ({wanted})")
    print(f"  cost of the stance stage: {1000 * spent / len(files):.1f} ms an article\n")


def given_quotes(document: Document, entries: Sequence[dict[str, Any]]) -> list[Stance]:
    """The stance of each annotated quote, toward the annotated targets."""
    attributions = [_attribution(document, e) for e in entries]
    resolver = CoreferenceResolver(read_discourse(document, attributions))
    spoken = resolve_speakers(document, resolver, attributions)
    found = []
    for number, entry in enumerate(entries):
        asked = () if not entry["target"] else (Target(entry["target"], (entry["target_resolved"],)),)
        found.append(stances(document, resolver, spoken, asked)[number])
    return found


def _attribution(document: Document, entry: dict[str, Any]) -> Attribution:
    """The annotated quote with its cue and its speaker found in the text, the nearest of several."""
    whole = Span(entry["start"], entry["end"])
    spans = [whole]
    if entry["content_parts"]:
        starts = [document.text.index(part, entry["start"]) for part in entry["content_parts"]]
        spans = [Span(s, s + len(part)) for s, part in zip(starts, entry["content_parts"], strict=True)]
    cue: list[Word] = []
    if entry["cue"]:
        place = _nearest(document.text, entry["cue"], whole, spans)
        cue = document.words_in(place) if place is not None else []
    lemma, words = _cue(document, cue)
    source = None
    if entry["speaker"]:
        place = _nearest(document.text, entry["speaker"], cue[0].span if cue else whole, spans)
        named = document.words_in(place) if place is not None else []
        inside = {w.index for w in named}
        source = next((w for w in named if w.head not in inside), None)
    return Attribution("given", "indirect", tuple(spans), words, lemma, "speech", source, None, 1.0)


def _nearest(text: str, words: str, to: Span, outside: Sequence[Span]) -> Span | None:
    places = [Span(*m.span()) for m in re.finditer(re.escape(words), text, re.IGNORECASE)]
    free = [p for p in places if not any(s.overlaps(p) for s in outside)] or places
    return min(free, key=lambda p: max(p.start - to.end, to.start - p.end), default=None)


def _cue(document: Document, words: Sequence[Word]) -> tuple[str | None, tuple[Word, ...]]:
    """The lexicon's lemma for the cue and its words: "made it clear" → "make clear"."""
    full = [w for w in words if w.upos not in ("PRON", "AUX", "PUNCT")]
    joined = cue_lemma(full) if full else ""
    if joined in CUES:
        return joined, tuple(full)
    for word in full:
        around = cue_words(word)
        if cue_lemma(around) in CUES:
            return cue_lemma(around), around
    return (cue_lemma(full[:1]), tuple(full[:1])) if full else (None, ())


def _label_of(stance: Stance, entry: dict[str, Any]) -> Judged:
    if not stance.targets:
        score = max((p.score for p in stance.positions), default=None)
        return Judged(entry["stance"], stance.label, score)
    [toward] = stance.targets
    return Judged(entry["stance"], "neutral" if toward.label == "not_mentioned" else toward.label, toward.score)


def _stance_seconds(document: Document, times: int = 5) -> float:
    attributions = attribute(document)
    resolver = CoreferenceResolver(read_discourse(document, attributions))
    spoken = resolve_speakers(document, resolver, attributions)
    start = time.perf_counter()
    for _ in range(times):
        stances(document, resolver, spoken, ())
    return (time.perf_counter() - start) / times


# --- NewsMTSC ---


def newsmtsc(file: Path, cache: Path) -> None:
    """The label toward each marked mention of one file."""
    found = list(examples(file, cache))
    held = [classify(e.document, e.mention) for e in found]
    answers = [Judged(e.polarity, h.label, h.probability) for e, h in zip(found, held, strict=True)]
    print(f"NewsMTSC {file.stem}, {len(found)} mentions")
    _table("stance model", answers)
    _table("  most common label", _majority(answers))
    _table("  lexicon of valences", [Judged(e.polarity, _by_valence(e.document.words_in(e.sentence))) for e in found])
    print()


# --- scores ---


def _by_valence(words: Iterable[Word]) -> str:
    total = sum(map(valence, words))
    return "neutral" if abs(total) < LEAST_VALENCE else "support" if total > 0 else "oppose"


def _majority(answers: Sequence[Judged]) -> list[Judged]:
    [(label, _)] = Counter(a.gold for a in answers).most_common(1)
    return [Judged(a.gold, label) for a in answers]


def _table(name: str, answers: Sequence[Judged]) -> None:
    sure = [a for a in answers if a.score is not None and a.score >= SURE]
    line = f"{name:<24} macro-F1 {_macro_f1(answers, LABELS):5.1f}  Favg {_macro_f1(answers, LABELS[:2]):5.1f}"
    line += f"  accuracy {_accuracy(answers):5.1f}"
    if sure:
        line += f"  at {SURE} or more: accuracy {_accuracy(sure):5.1f} of {100 * len(sure) / len(answers):.0f} %"
    print(line)


def _accuracy(answers: Sequence[Judged]) -> float:
    return 100 * sum(a.gold == a.answer for a in answers) / max(1, len(answers))


def _macro_f1(answers: Sequence[Judged], labels: Sequence[str]) -> float:
    def f1(label: str) -> float:
        count: Callable[[Callable[[Judged], bool]], int] = lambda fits: sum(map(fits, answers))  # noqa: E731
        hits = count(lambda a: a.gold == a.answer == label)
        return 2 * hits / max(1, count(lambda a: a.gold == label) + count(lambda a: a.answer == label))

    return 100 * sum(map(f1, labels)) / len(labels)


if __name__ == "__main__":
    main()
