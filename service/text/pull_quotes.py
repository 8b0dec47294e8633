"""Lines → pull quotes: a sentence of the article printed a second time, in a line of its own, to be looked at."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from service.spans import Span

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_SIGNATURE = re.compile(r"(?<=[”\".!?]) ?(?:—|–|―|--?) ?[A-Z][^“”\".!?]{2,60}$")
_LEAST_WORDS, _MOST_WORDS = 6, 60
_MOST_ALIKE = 4


def pull_quotes(text: str, lines: Sequence[Span]) -> Iterator[Span]:
    """The lines all of whose words stand in one piece within a longer line, in order.

    The first line is a headline and none. A name signed after a dash does not count: “We will go.” — Ann Lee.
    """
    words = [_WORD.findall(line.of(text).casefold()) for line in lines]
    candidates: dict[tuple[str, ...], list[int]] = defaultdict(list)
    printed: dict[int, list[str]] = {}
    for number in range(1, len(lines)):
        if not _LEAST_WORDS <= len(words[number]) <= _MOST_WORDS:
            continue
        own = _WORD.findall(_SIGNATURE.sub("", lines[number].of(text)).casefold())
        alike = candidates[tuple(own[:_LEAST_WORDS])]
        if len(own) >= _LEAST_WORDS and len(alike) < _MOST_ALIKE:
            alike.append(number)
            printed[number] = own
    found = set()
    for line, of_line in enumerate(words):
        for i in range(len(of_line) - _LEAST_WORDS + 1):
            for number in candidates.get(tuple(of_line[i : i + _LEAST_WORDS]), ()):
                own = printed[number]
                if number != line and len(of_line) > len(words[number]) and of_line[i : i + len(own)] == own:
                    found.add(number)
    return (lines[number] for number in sorted(found))
