"""Paragraphs → the turns of a transcript: who has the word, by which label, and all that they say up to the next.

Many lines have the form of a label ("Note:", "Sanders: Win in a walk", the rows of a table). They hand the word over
where a text shows itself as a transcript:

- questions and answers that take turns;
- labels that only transcripts have: stage directions, times, seats, capitals behind a title;
- names that come back, or stand in capitals, with words to somebody behind them: "I", "you", "?";
- a panel: several people with their offices, each once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from service.lexicons import FIRST_NAMES
from service.spans import Span
from service.text.speaker_labels import SpeakerLabel, label_at
from service.text.stage_directions import LABEL_WORDS, spoken_from

_SPOKEN = LABEL_WORDS["spoken"]
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_WITHIN = re.compile(r"(?<=[.?!…”\"’])\s+(?:(?:And|Then)\s+)?(?=[A-Z][^:\n]{0,80}:\s)|(?<=[.?!…])\s+(?=[QA]\.\s)")
_BRACKETED = re.compile(r"[(\[][^()\[\]\n]*[)\]]\.?")
_ANNOUNCED = re.compile(r"\btranscripts?\b|\bBEGIN VIDEO|\bQ&A\b|\binterview", re.IGNORECASE)
_SEVERAL = 3
_LIVELY = 0.4
_LIVELY_OF_FEW = 0.7
_HEAD_CHARS = 400


@dataclass(frozen=True)
class Turn:
    """One turn: `label` with all that stands before the first word, `content` a span for each paragraph of it.

    `name` is the speaker's fullest name in the labels, without titles, or "Q", "A", or the words for somebody unnamed
    (`named` is false). `words` is the place of the name in the label, `role` what the label adds. `rule` is how the
    text shows that it is one.
    """

    label: Span
    content: tuple[Span, ...]
    words: Span
    name: str
    named: bool
    role: Span | None
    rule: str


@dataclass(frozen=True, eq=False)
class _Line:
    """A label, the paragraph it opens or stands in, and what is said up to the next label or the paragraph's end."""

    label: SpeakerLabel
    paragraph: int
    first: Span
    inline: bool
    lively: bool

    @property
    def key(self) -> str:
        return self.label.key


def turns_of(text: str, paragraphs: Sequence[Span]) -> tuple[Turn, ...]:
    """The turns of the text in order; none where it is no transcript. `paragraphs` are its lines."""
    lines = [line for number in range(len(paragraphs)) for line in _lines(text, paragraphs, number)]
    if not lines:
        return ()
    rules = _accepted(text, paragraphs, lines)
    boundaries = [line for line in lines if line in rules or line.label.form == "screen"]
    return tuple(_turns(text, paragraphs, boundaries, rules)) if rules else ()


def _lines(text: str, paragraphs: Sequence[Span], number: int) -> Iterator[_Line]:
    """The labels of one paragraph: at its beginning, and behind its sentences where there are several."""
    paragraph = paragraphs[number]
    opening = label_at(text, paragraph)
    found = [(paragraph.start, opening)] if opening is not None else []  # with the end of what is said before it
    for match in _WITHIN.finditer(text, paragraph.start, paragraph.end):
        label = label_at(text, Span(match.end(), paragraph.end))
        if label is not None and _stands_within(label, text) and (not found or match.start() >= found[-1][1].span.end):
            found.append((match.start(), label))
    if opening is None and len(found) < 2:
        return
    ends = [*(before for before, _ in found[1:]), paragraph.end]
    for (_, label), end in zip(found, ends, strict=True):
        first = Span(label.span.end, max(label.span.end, end)).trimmed(text, "*_")
        following = paragraphs[number + 1] if not first and number + 1 < len(paragraphs) else first
        if not first or any(map(str.isalpha, first.of(text))):
            yield _Line(label, number, first, label is not opening, _is_lively(text, following))


def _stands_within(label: SpeakerLabel, text: str) -> bool:
    """Within a paragraph only what can be nothing else: Q, A, a title, a first name with a surname."""
    if label.form in ("question", "answer"):
        return True
    full = len(label.name.split()) > 1 and label.name.split()[0].casefold() in FIRST_NAMES
    return label.form == "name" and (full or label.words.of(text) != label.name)


def _is_lively(text: str, span: Span) -> bool:
    """Somebody speaks to somebody: "I", "you", a question; or all of it stands in quotation marks."""
    head = Span(span.start, min(span.end, span.start + _HEAD_CHARS)).of(text)
    return "?" in head or head[:1] in tuple('“"') or _speaks(head)


def _speaks(words: str) -> bool:
    return any(w.casefold().replace("’", "'") in _SPOKEN for w in _WORD.findall(words))


def _accepted(text: str, paragraphs: Sequence[Span], lines: Sequence[_Line]) -> dict[_Line, str]:
    """The lines that hand the word over, with the evidence for it."""
    said = [line for line in lines if line.label.form != "screen"]
    rules = dict.fromkeys(_questions_and_answers(said), "question-and-answer")
    rest = [line for line in said if line.label.form not in ("question", "answer")]
    known = _surnames(text)
    sure = [line for line in rest if line.label.heard or line.label.seated]
    counts = Counter(line.key for line in rest)
    named = [line for line in rest if _may_be_named(text, line, known, counts)]
    if len(sure) == 1 and not sure[0].label.heard and len(named) < _SEVERAL:
        sure = []
    if sure or rules:
        chosen = dict.fromkeys([*named, *sure])
        rules |= dict.fromkeys(chosen, "speaker-label")
    elif _is_dialogue(text, lines, named):
        rules |= dict.fromkeys(named, "speaker-label")
    else:
        panel = [line for line in rest if (line.label.role is not None or line.inline) and _says(text, line.first)]
        if len({line.key for line in panel}) > 1:
            rules |= dict.fromkeys(panel, "panel-label")
    if rules and not sure:
        capitals = [line.label.capitals or line.label.form in ("question", "answer") for line in rules]
        if sum(capitals) * 2 > len(capitals):  # "Sanders: the bank failed" is the headline above SANDERS: and LEE:
            rules = {line: rule for line, rule in rules.items() if line.paragraph or line.label.capitals
                     or line.label.form in ("question", "answer")}  # fmt: skip
    return rules


def _questions_and_answers(said: Sequence[_Line]) -> list[_Line]:
    """Every Q and A, if an A follows a Q somewhere; and the Q alone among other labels."""
    kinds = [line.label.form for line in said]
    both = [line for line in said if line.label.form in ("question", "answer")]
    pairs = sum(pair == ("question", "answer") for pair in pairwise(kinds))
    if pairs > 1 or (pairs and all(len(line.label.name) == 1 for line in both)):  # else a riddle: Question: … Answer: …
        return both
    others = sum(line.label.form in ("name", "voice") and (line.label.capitals or line.label.seated) for line in said)
    questions = [line for line in both if line.label.form == "question"]
    return questions if others > 1 else []


def _may_be_named(text: str, line: _Line, known: frozenset[str], counts: Counter[str]) -> bool:
    """Capitals, a full name, the surname of one, a title, or what comes back."""
    label = line.label
    words = label.name.split()
    if label.capitals or len(words) > 1 or counts[line.key] > 1 or label.words.of(text) != label.name:
        return True
    return label.form == "name" and (words[0] in known or words[0].casefold() in FIRST_NAMES)


def _is_dialogue(text: str, lines: Sequence[_Line], named: Sequence[_Line]) -> bool:
    """Names that come back with words to somebody; of few labels nearly all must be such words."""
    if not named:
        return False
    lively = sum(line.lively for line in named) / len(named)
    speakers = Counter(line.key for line in named)
    if len(named) > 2 and len(speakers) > 1 and max(speakers.values()) > 1:
        return lively >= _LIVELY
    if len(named) > 1 and all(line.label.capitals or " " in line.label.name for line in named):
        return lively >= _LIVELY_OF_FEW
    shown = any(line.label.form == "screen" and line.label.capitals for line in lines)
    start = min(line.label.span.start for line in named)
    announced = shown or _ANNOUNCED.search(text, max(0, start - 3 * _HEAD_CHARS), start) is not None
    return announced and lively == 1 and all(line.label.capitals for line in named)


def _says(text: str, first: Span) -> bool:
    """Not "Jane Doe, keeper: 7 – made two saves"."""
    return not first or text[first.start].isalpha() or text[first.start] in "“\"‘'["


def _surnames(text: str) -> frozenset[str]:
    """The words in capitals that follow one: "Matthews" of "MSNBC’s Chris Matthews"."""
    pairs = pairwise(text.split())
    return frozenset(
        second.strip(".,:;”’'\"()").removesuffix("’s").removesuffix("'s")
        for first, second in pairs
        if first[:1].isupper() and second[:1].isupper() and first[-1] not in ".?!:;,”"
    )


def _turns(
    text: str, paragraphs: Sequence[Span], boundaries: Sequence[_Line], rules: dict[_Line, str]
) -> Iterator[Turn]:
    names = _fullest_names(list(rules))
    from_start = bool(boundaries) and boundaries[0].paragraph <= 1
    chairs: dict[str, str] = {}
    for line, following in zip(boundaries, [*boundaries[1:], None], strict=True):
        if line not in rules:
            continue
        last = following.paragraph if following is not None else len(paragraphs)
        content = [line.first] if line.first else []
        if rules[line] != "panel-label" or not content:
            more = paragraphs[line.paragraph + 1 : last]
            if rules[line] == "panel-label":
                more = more[:1]
            content += _further(text, more, following is not None or from_start)
        label = line.label
        if not content:
            continue
        if label.form == "name" and label.role is not None and label.role.start < label.words.start:
            chairs[label.role.of(text).split()[-1].casefold()] = label.name  # The ACTING SPEAKER (Mr Berg)
        chair = chairs.get(label.name.split()[-1].casefold()) if label.form == "voice" else None
        name = chair or names.get(label.key, label.name)
        named = label.form == "name" or chair is not None or label.key in names
        yield Turn(label.span, tuple(content), label.words, name, named, label.role, rules[line])


def _further(text: str, paragraphs: Sequence[Span], whole: bool) -> Iterator[Span]:
    """The paragraphs with which a turn goes on: all up to the next label; of the last turn those that still speak."""
    for paragraph in paragraphs:
        words = paragraph.of(text)
        if _BRACKETED.fullmatch(words):
            if "BEGIN" in words:
                return
        elif not whole and not _speaks(words):
            return
        elif any(map(str.isalpha, words)):
            yield Span(spoken_from(text, paragraph.start, paragraph.end), paragraph.end)


def _fullest_names(lines: Sequence[_Line]) -> dict[str, str]:
    """The fullest name in the labels for each surname, where it is one person's: TAPPER → JAKE TAPPER."""
    found: dict[str, set[str]] = {}
    for line in lines:
        if line.label.form == "name":
            found.setdefault(line.key, set()).add(line.label.name)
    names: dict[str, str] = {}
    for key, forms in found.items():
        full = {form.casefold(): form for form in forms if " " in form}
        if len(full) == 1 or not full:
            names[key] = next(iter(full.values()), min(forms))
    return names
