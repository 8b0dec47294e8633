"""A line → the speaker's label that it opens with, if it has the form of one.

    TAPPER (voice-over):                              a name, and how it is heard
    JOE LARTA, TRANSIT CHAIRMAN (ph):                 a name and a role
    [02:50:05] Mr SMITH (Barker—Minister for Arts) (15:02):
    The CHAIRMAN.   Mr. LEE of Texas.                 the full stop of parliaments, behind capitals alone
    The ACTING SPEAKER (Mr Berg):                     a role, and who has it
    Q.   A:   Q   UNIDENTIFIED MALE:   Moderator:     nobody's name
    Jane Doe  0:12                                    a name and a time, alone in their line

That a line has the form makes no label of it ("Washington: a statement …"): which of them hand the word over is
decided in `speaker_turns`, from all of a text.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from service.lexicons import FIRST_NAMES, ROLE_NOUNS, SPEECH_FORMS, TITLES, WORDS, table
from service.spans import Span
from service.text.stage_directions import CLOCK, IS_CLOCK, LABEL_WORDS, is_direction, spoken_from

Form = Literal["name", "voice", "question", "answer", "screen"]

_OPENING = re.compile(rf"(?:[•‣◦▪●*·–—-]\s+|\*\*|__|>>\s*|[“\"„]\s?|[\[(]?{CLOCK}[\])]?\s+)*")
_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_CAPITALS = r"(?:Mc|Mac|De|Du|La|Le|Van|O[’']|D[’'])?[A-Z](?:[A-Z’'-]*[A-Z])"
_FULL_STOP = re.compile(
    rf"((?:The|Mr|Mrs|Ms|Miss|Dr|Madam|Senator)\.?\s+(?:Acting\s+)?{_CAPITALS}(?:\s{_CAPITALS}){{0,3}}"
    r"(?:\spro tempore)?(?:\sof(?:\s[A-Z][a-z]+){1,2})?(?:\s?\([^()\n]{1,80}\)){0,2})\.\s+(?=[A-Z“\"(\[‘])"
)
_QUESTION = re.compile(r"Q(?:(?:[:.]|\d{0,2}:)\s*|\s+|(?=[A-Z][a-z’']))(?=\S)|Q[:.]$")
_ANSWER = re.compile(r"A(?:[:.]|\d{0,2}:)(?:\s+(?=\S)|$)")
_LETTERS: tuple[tuple[re.Pattern[str], Form], ...] = ((_QUESTION, "question"), (_ANSWER, "answer"))
_TIMED = re.compile(rf"([^\d:()\[\]]{{2,60}}?)\s+[(\[]?{CLOCK}[)\]]?$")
_LONGEST, _MOST_WORDS = 220, 7
_PARTICLES = WORDS["particle of a surname"]
_SMALL = frozenset({"of", "the", "and", "for", "pro", "tempore"})
_GENDERED = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof"})
_OFFICES = frozenset(row["title"] for row in table("titles") if row["office"])
_LOWER = _PARTICLES | _SMALL
_VOICES = LABEL_WORDS["voice"] | ROLE_NOUNS.keys()
_NUMBER = re.compile(r"#?\d{1,3}")


@dataclass(frozen=True)
class SpeakerLabel:
    """`span` reaches up to the first word that is said. `words` name the speaker, titles included; `name` is what they
    name, without titles, or the role of the unnamed; `role` the place of what the label tells more.

    Only transcripts have labels that are `heard` (a stage direction, a time) or `seated` (a member's seat, an office in
    brackets, the full stop of parliaments). `capitals`: the name is written in capitals.
    """

    form: Form
    span: Span
    words: Span
    name: str
    role: Span | None = None
    heard: bool = False
    seated: bool = False
    capitals: bool = False

    @property
    def key(self) -> str:
        """What one speaker's labels share: the surname, or the role."""
        return (self.name.split()[-1] if self.form == "name" else self.name).casefold()


def label_at(text: str, line: Span) -> SpeakerLabel | None:
    """The label that the line, or what follows a sentence in it, opens with; None where it has no form of one."""
    opening = _OPENING.match(text, line.start, line.end)
    start = opening.end() if opening else line.start
    timed = bool(IS_CLOCK.search(text, line.start, start))
    for pattern, form in _LETTERS:
        match = pattern.match(text, start, line.end)
        if match is not None:
            spoken = spoken_from(text, match.end(), line.end)
            return SpeakerLabel(form, Span(line.start, spoken), Span(start, start + 1), text[start])
    full_stop = _FULL_STOP.match(text, start, min(line.end, start + _LONGEST))
    if full_stop is not None:
        return _read(text, Span(line.start, full_stop.end()), Span(*full_stop.span(1)), line.end, seated=True)
    colon = _colon(text, start, line.end)
    if colon is not None:
        return _read(text, Span(line.start, colon + 1), Span(start, colon), line.end, heard=timed)
    clocked = _TIMED.fullmatch(text, start, line.end) if line.end - start < _LONGEST else None
    if clocked is not None:
        return _read(text, line, Span(*clocked.span(1)), line.end, heard=True)
    return None


def _colon(text: str, start: int, end: int) -> int | None:
    """The first colon outside of brackets, if something is said behind it and no sentence or quote stands before."""
    depth = 0
    for at in range(start, min(end, start + _LONGEST)):
        character = text[at]
        if character in "([":
            depth += 1
        elif character in ")]":
            depth -= 1
        elif depth <= 0 and character in '“”"!?;\t':
            return None
        elif depth <= 0 and character == ":":
            return at if at + 1 >= end or text[at + 1] in ' \t\u00a0*_[(“"‘' else None
    return None


def _read(
    text: str, span: Span, inside: Span, end: int, heard: bool = False, seated: bool = False
) -> SpeakerLabel | None:
    """The label whose words stand `inside`; None where they name nobody."""
    brackets = [Span(*m.span(1)) for m in _BRACKET.finditer(text, inside.start, inside.end)]
    lead = Span(inside.start, brackets[0].start - 1 if brackets else inside.end).trimmed(text, "*_,")
    words, rest = _divided(text, lead)
    behind = Span(brackets[-1].end + 1, inside.end).trimmed(text, "*_") if brackets else None
    if behind:
        if text[behind.start] != ",":
            return None  # a dateline: WASHINGTON (AP) — The latest:
        rest = behind.trimmed(text, ",")
    if seated and " of " in words.of(text) and not words.of(text).startswith("The "):  # Mr. LEE of Texas
        words = Span(words.start, text.index(" of ", words.start))
    read = _head(words.of(text))
    if read is None:
        return None
    form, name = read
    capitals = _in_capitals(name)
    titled = words.of(text).casefold().rstrip(".") != name.casefold().rstrip(".")
    role = rest if rest and _may_be_role(text, rest, form == "name" and " " in name) else None
    if rest and role is None and not is_direction(rest.of(text)):
        return None
    for bracket in brackets:
        what = bracket.of(text)
        dashed = re.search(r"\s?[—–]\s?|\s-\s", what)
        within = Span(bracket.start + dashed.end(), bracket.end) if dashed else bracket
        if IS_CLOCK.fullmatch(what) or is_direction(what):
            heard = True
            continue
        if form == "voice" and not _has_office(what) and (named := _head(what)) and named[0] == "name":
            form, name, words, role = "name", named[1], bracket, _without_article(text, words)
        elif _has_office(within.of(text)):
            role = role or within
        elif not (capitals or titled or len(brackets) > 1):
            return None
        seated = True
    if role is None and form == "name":
        role = _office_before(text, words)
    spoken = spoken_from(text, span.end, end)
    heard = heard or IS_CLOCK.search(text, span.end, spoken) is not None
    return SpeakerLabel(form, Span(span.start, spoken), words, name, role, heard, seated, capitals)


def _without_article(text: str, words: Span) -> Span:
    return Span(words.start + 4, words.end) if words.of(text).casefold().startswith("the ") else words


def _office_before(text: str, words: Span) -> Span | None:
    """ "Senator" of "Senator Lee"; not "Mr"."""
    parts = list(takewhile(lambda part: part.casefold() in _OFFICES, words.of(text).split()[:-1]))
    return Span(words.start, words.start + len(" ".join(parts))) if parts else None


def _divided(text: str, lead: Span) -> tuple[Span, Span | None]:
    """ "Jane Doe, analyst", "Jane Doe — CNN anchor": the name, and what follows it."""
    cut = re.search(r",\s+|\s[—–-]\s", lead.of(text))
    if cut is None:
        return lead, None
    rest = Span(lead.start + cut.end(), lead.end).trimmed(text, ",")
    return Span(lead.start, lead.start + cut.start()), rest or None


def _head(words: str) -> tuple[Form, str] | None:
    """What the words before a comma or bracket name: the form, and the name without titles."""
    parts = words.strip("*_ ").split()
    plain = [p.casefold().strip(".") for p in parts]
    first = 0
    while first < len(parts) - 1 and (plain[first] in LABEL_WORDS["title"] or plain[first] + "." in TITLES):
        first += 1
    own, small = parts[first:], plain[first:]
    if not own or len(parts) > _MOST_WORDS or not own[0][0].isalpha() or not own[0][0].isupper():
        return None
    if not all(p[0].isupper() or q in _LOWER or _NUMBER.fullmatch(p) for p, q in zip(own, small, strict=True)):
        return None
    titled = any(word != "the" for word in plain[:first])
    if len(own) == 1 and small[0] in LABEL_WORDS["screen"]:
        return "screen", " ".join(own)
    if len(own) == 1 and small[0] in LABEL_WORDS["question"] | LABEL_WORDS["answer"]:
        return ("question" if small[0] in LABEL_WORDS["question"] else "answer"), own[0]
    by_name = bool(_GENDERED & set(plain[:first]))  # MR. COOK
    if plain[:first] == ["the"] and own[0].istitle() and small[0] in LABEL_WORDS["paper"]:
        return "name", " ".join(own)
    if _is_voice(small, LABEL_WORDS["voice"] if by_name else _VOICES):
        return "voice", " ".join(own)
    if not titled and (small[-1] in LABEL_WORDS["none"] or small[0] in LABEL_WORDS["none"] or small[0] in SPEECH_FORMS):
        return None
    if any(p.endswith(".") and len(p) > 3 and q + "." not in TITLES for p, q in zip(own[:-1], small[:-1], strict=True)):
        return None  # a sentence ends within
    return "name", " ".join(own)


def _is_voice(words: list[str], nouns: Set[str]) -> bool:
    """ "speaker", "unidentified male", "speaker 2", "several honourable members", "secretary of state"."""
    up_to_of = list(takewhile(lambda word: word != "of", (w for w in words if not _NUMBER.fullmatch(w))))
    if not up_to_of or (len(up_to_of) > 1 and up_to_of[0] in FIRST_NAMES):  # Tim Cook
        return False
    return up_to_of[0] == "unidentified" or bool(nouns & {up_to_of[-1], up_to_of[-1].removesuffix("s")})


def _may_be_role(text: str, rest: Span, full_name: bool) -> bool:
    """An office, what stands in capitals, an age; behind a full name a name too ("Jane Doe, Lloyds Bank")."""
    words = rest.of(text).split()
    if len(words) > 2 * _MOST_WORDS:
        return False
    if _has_office(rest.of(text)) or rest.of(text).isupper() or re.match(r"\d\d\b", words[0]):
        return True
    return full_name and all(w[0].isupper() or w.casefold() in _SMALL | {"at", "in"} for w in words)


def _has_office(words: str) -> bool:
    return any(w.strip(".,’'").casefold() in ROLE_NOUNS for w in re.split(r"[\s/]+", words))


def _in_capitals(name: str) -> bool:
    """JAKE TAPPER, McCARTHY, D'AMARO; not "A"."""
    letters = [c for c in name if c.isalpha()]
    return len(letters) > 1 and sum(c.isupper() for c in letters) >= 0.7 * len(letters)
