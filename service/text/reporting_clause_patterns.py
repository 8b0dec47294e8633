"""Raw text → where a comment on a quote begins: “…, complains Lee, …”; “…, he told to journalists.

Quotation marks are read before there is a parse, so the comment must be known by its words: a finite form of a quoting
verb beside somebody's name, noun or pronoun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.lexicons import ATTRIBUTION_AFTER_MARK, QUOTING_CUES, SPEECH_FORMS, table

_SOMEBODY = r"(?:(?:the|an?|one|some|this|these|those|his|her|its|their)\b|[A-Z]\w)"
_STOP = re.compile(r"[.,!?…]\s+(?=\S)")
_SENTENCE_END = re.compile(r"[.!?…](?=\s+[A-Z“«„\"])")
_DOUBLED = re.compile(r"[^aeiou][aeiou][bgmnpt]$")


def _finite(verb: str) -> Iterator[str]:
    """The third person and the past of a regular verb."""
    softened = verb[:-1] + "i" if re.search(r"[^aeiou]y$", verb) else verb
    yield softened + ("es" if softened != verb or re.search(r"(?:s|x|z|ch|sh)$", verb) else "s")
    yield softened + ("d" if verb.endswith("e") else "ed")
    if _DOUBLED.search(verb):
        yield verb + verb[-1] + "ed"


COMMENT_VERBS = frozenset(row["verb"] for row in table("comment_verbs"))
"""Verbs that translated news puts beside a quote, and that are no quoting cues otherwise."""

_VERBS = {cue for cue in QUOTING_CUES if " " not in cue} | COMMENT_VERBS
_FORMS = sorted({form for verb in _VERBS for form in _finite(verb)} | set(SPEECH_FORMS))
_FORM = rf"(?:{'|'.join(f for f in _FORMS if ' ' not in f)})"
_COMMENT = re.compile(  # complains the lawyer; confided to the agency; has he said; he told
    rf"{_FORM}\s(?:out\s|up\s)?(?:\w+ly\s|yesterday\s|instead\s|then\s)?(?:(?:to|on|in|with|before)\s)?{_SOMEBODY}"
    rf"|{_FORM}\s(?:he|she|it|they)\b"
    rf"|(?:he|she|it|they|one|the\s\w+)\s(?:has\s|had\s|also\s|then\s)?{_FORM}\b"
)
_NAMED = re.compile(r"[a-z]{2,}(?:ed|s)\s[A-Z]\w+(?:\s[A-Z]\w+)*\s?[,.]")  # launched Nadia, – any verb


def has_comment(text: str, start: int, end: int) -> bool:
    """True when a comment stands between `start` and `end`, after a comma or stop that a quote may end with."""
    return any(_COMMENT.match(text, stop.end(), end) for stop in _STOP.finditer(text, start, end))


def end_of_unclosed(text: str, start: int, end: int) -> int:
    """Where a quote without closing mark ends that begins at `start`, in a paragraph or stretch that ends at `end`.

    Before a comment that goes on in small letters; else, where the quote began in the middle of a sentence, with that
    sentence; else at `end`.
    """
    for stop in _STOP.finditer(text, start, end):
        if text[stop.end()].islower() and any(
            pattern.match(text, stop.end(), end) for pattern in (ATTRIBUTION_AFTER_MARK, _COMMENT, _NAMED)
        ):
            return stop.start() + 1
    if text[start:end].lstrip()[:1].islower():
        return next((stop.start() for stop in _SENTENCE_END.finditer(text, start, end)), end)
    return end
