"""The rows of `lexicons/data/furniture.tsv` → compiled patterns, the names in angle brackets filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, cast

from service.lexicons import SPEECH_FORMS, WORDS, table

Kind = Literal["dateline", "byline", "credit", "caption", "promotion", "timestamp", "pull quote"]
Where = Literal["line", "line without a cue", "top line", "opening", "opening of a top line", "ending"]


@dataclass(frozen=True)
class Pattern:
    """One row: `regex` matches furniture of this kind where it fills a line, or opens or ends one."""

    regex: re.Pattern[str]
    kind: Kind
    where: Where


def _any(words: Iterable[str]) -> str:
    """A regular expression for one of `words`, longest first; `_` is the blank within a name."""
    spelled = sorted((re.escape(w.replace("_", " ")) for w in words), key=lambda w: (-len(w), w))
    return f"(?:{'|'.join(spelled)})"


def _with_capitals(words: Iterable[str]) -> set[str]:
    return {form for w in words for form in (w, w.upper())}


_CAPITAL = r"[A-ZÀ-ÖØ-Þ]\w*(?:[.’'-]\w+)*\.?"
_CITY = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ’']+\.?"
_MONTH = rf"(?:{'|'.join(m.capitalize() for m in sorted(WORDS['abbreviated month']))})[a-z]*\.?"
_DATE = rf"(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH})(?:,? \d{{4}})?"
_PARTICLE = _any(WORDS["particle of a surname"])
_NAME = rf"{_CAPITAL}(?: (?:{_CAPITAL}|{_PARTICLE})){{1,4}}"
_DESK = _any(WORDS["word of a byline"])
_TIME = r"\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: (?:[A-Z]{2,4}|ET))?|\d{1,2} ?[ap]\.?m\.?(?: [A-Z]{2,4})?"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tue|Wed|Thu|Fri|Sat|Sun"
_MOMENT = rf"(?:{_DAY}|{_DATE}|\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}}|{_TIME}|\d+ (?:minute|hour|day|week)s? ago)"
_PARTS = {
    "agency": _any(_with_capitals(WORDS["news agency"])),
    "city": rf"({_CITY}(?:[ -]{_CITY}){{0,3}})",
    "dash": r"(?:—|–|―|-{1,3})",
    "date": _DATE,
    "desk": _DESK,
    "name": _NAME,
    "names": rf"{_NAME}(?:(?:,| and|, and| &) {_NAME})*",
    "pictures": _any(WORDS["picture agency"]),
    "post": rf"(?: ?[,|/•·–—-] ?| (?=for |in |at ))(?:{_CAPITAL}|{_DESK})(?:,? (?:{_CAPITAL}|{_DESK}))*",
    "picture": r"(?i:photo|photograph|picture|image)s?(?: (?i:by|credit|courtesy of))?",
    "region": rf"(?:, {_CAPITAL}(?: {_CAPITAL}){{0,2}}| \[[\w ]+\])",
    "site": _any(WORDS["social network"]),
    "stamp": r"(?:(?:First |Last )?(?:[Pp]ublished|[Uu]pdated|[Pp]osted|[Mm]odified|PUBLISHED|UPDATED|POSTED)\b"
    rf"(?: on| at)?:? ?)?{_MOMENT}(?:(?: at | on | ?[,|•·–—-] ?| ){_MOMENT})*",
    "town": rf"{_CAPITAL}(?: {_CAPITAL}){{0,2}}",
    "work": r"(?i:reporting|writing|editing|compiled|translated|translation|photography|research)",
}


def _pattern(row: dict[str, str]) -> Pattern:
    regex = re.sub(r"<(\w+)>", lambda m: f"(?:{_PARTS[m[1]]})", row["pattern"])
    return Pattern(re.compile(regex), cast(Kind, row["kind"]), cast(Where, row["where"]))


SAID = re.compile(rf"\b{_any(SPEECH_FORMS)}\b")
"""A word of speech: a line that has one is hardly a caption."""

PATTERNS = tuple(map(_pattern, table("furniture")))
"""All patterns, in the order in which they are tried."""
