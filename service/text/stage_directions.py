"""What stands beside a speaker's words and is not said: stage directions and times, in brackets."""

from __future__ import annotations

import re

from service.lexicons import table

LABEL_WORDS = {row["kind"]: frozenset(row["words"].split()) for row in table("label_words")}
"""The words of `lexicons/data/label_words.tsv` by their kind."""

CLOCK = r"\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?(?:\s?[ap]\.?m\.?)?"
IS_CLOCK = re.compile(CLOCK, re.IGNORECASE)
_LEADING_BRACKETS = re.compile(r"[\s*_]*(?:[(\[]([^()\[\]\n]{1,120})[)\]][\s:]*)")


def is_direction(words: str) -> bool:
    """Whether the words of a bracket tell how it sounds or looks: voice-over, via telephone, laughs, APPLAUSE."""
    plain = [w.strip(".,:;").casefold() for w in words.split()]
    if not plain:
        return False
    if words[0].islower() and (plain[0] in ("via", "by", "through", "off", "on", "in", "to", "from", "during")):
        return True
    lone = len(plain) == 1 and words[0].islower() and plain[0].endswith(("s", "ing"))
    return lone or any(w in LABEL_WORDS["stage"] for w in plain)


def spoken_from(text: str, start: int, end: int) -> int:
    """Where the first spoken word stands, behind the stage directions and times that open a turn."""
    at = start
    while (match := _LEADING_BRACKETS.match(text, at, end)) is not None:
        if not (is_direction(match.group(1)) or IS_CLOCK.fullmatch(match.group(1))):
            break
        at = match.end()
    while at < end and (text[at].isspace() or text[at] in "*_"):
        at += 1
    return at
