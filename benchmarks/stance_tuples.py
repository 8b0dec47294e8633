"""From the bare text to (speaker, target, label): which of the annotated stances the whole engine finds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from service.analysis import find_quotes
from service.output import Options
from service.syntax import Document

SAME_TARGET = 0.5
SMALL_WORDS = frozenset({"the", "a", "an", "of", "to", "and", "in", "on", "its", "his"})


def tuples(document: Document, entries: Sequence[dict[str, Any]]) -> tuple[int, list[str], list[str]]:
    """How many annotated (speaker, target, label) the service finds, those that it misses, and those it has too many.

    Derived positions may find one, but are never too many.
    """
    quotes = find_quotes(document, Options(media=frozenset({"speech", "writing", "thought"}), min_confidence=0)).quotes
    free = [g for g in entries if g["stance"] != "neutral" and g["target"]]
    found, extra = 0, []
    for quote in quotes:
        for position in quote.stance.positions:
            words = position.target.of(document.text)
            speaker = quote.speaker.name or ""
            same = next(
                (
                    g
                    for g in free
                    if g["stance"] == position.label and _same_speaker(g, speaker) and same_target(g, words)
                ),
                None,
            )
            if same is not None:
                free.remove(same)
                found += 1
            elif not position.derived and not _is_known(entries, position.label, speaker, words):
                extra.append(f"{speaker} | {position.label} | {words[:60]} | {position.rule}")
    missing = [
        f"{g['speaker_resolved']} | {g['stance']} | {g['target']} | {g['id']}" for g in free if not g["optional"]
    ]
    return found, missing, extra


def _is_known(entries: Sequence[dict[str, Any]], label: str, speaker: str, words: str) -> bool:
    """True for what was found already, and for a derived position of the gold."""
    return any(
        _same_speaker(g, speaker)
        and (
            (g["stance"] == label and same_target(g, words))
            or any(d["stance"] == label and _overlap(d["target"], words) >= SAME_TARGET for d in g["derived"])
        )
        for g in entries
    )


def _same_speaker(entry: dict[str, Any], name: str) -> bool:
    return any(_words(n) & _words(name) for n in (entry["speaker"], entry["speaker_resolved"]) if n)


def same_target(entry: dict[str, Any], words: str) -> bool:
    return any(_overlap(t, words) >= SAME_TARGET for t in (entry["target"], entry["target_resolved"]) if t)


def _overlap(one: str, other: str) -> float:
    """Shared words over all words."""
    return len(_words(one) & _words(other)) / max(1, len(_words(one) | _words(other)))


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold())) - SMALL_WORDS
