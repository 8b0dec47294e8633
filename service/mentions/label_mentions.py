"""The labels of a transcript → mentions: each is a name as a whole, whatever the tagger and the parser made of it.

TAPPER:                  Jake Tapper, if another label has his full name
JT:                      Jake Tapper, if the text before has one person of these initials
A:                       who is interviewed, if the text before the first question tells
The SPEAKER:  Q:         somebody unnamed, one in the whole text
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from service.labels import Kind
from service.lexicons import FIRST_NAMES, ORGANIZATION_NOUNS, POLITIES, TITLES
from service.mentions.entity_names import Gender, gender_shown, name_of
from service.mentions.name_matching import first_name, parts_of
from service.spans import Span
from service.syntax import Document, Word, kept
from service.text import LABEL_WORDS, Turn

_MANY = ("all", "audience", "crowd", "jury")
_PAIR = 2
_INITIALS = range(2, 4)


def label_name(document: Document, turn: Turn) -> str:
    """The fullest name that labels, or for letters the text before the first turn, give its speaker."""
    if turn.name in ("A", "Answer", "ANSWER"):
        return _interviewee(document) or turn.name
    if turn.name.isupper() and turn.name.isalpha() and len(turn.name) in _INITIALS:
        return _initials(document).get(turn.name, turn.name)
    return turn.name


def is_named(document: Document, turn: Turn) -> bool:
    """False for somebody whom the text calls by a letter or by what they are there for."""
    return turn.named or label_name(document, turn) != turn.name


def label_kind(document: Document, turn: Turn) -> Kind:
    """A person; a body or a group where the words say so, or for a name the tagger elsewhere in the text."""
    name = turn.name.casefold()
    last = name.split()[-1]
    if name in POLITIES or last in ORGANIZATION_NOUNS:
        return "organization"
    if not turn.named:
        return "group" if last in _MANY or (last.endswith("s") and last[:-1] in LABEL_WORDS["voice"]) else "person"
    votes = _labels_elsewhere(document).get(name)
    words = turn.words.of(document.text)
    is_body = votes.most_common(1)[0][0] == "ORG" if votes is not None else words.startswith("The ")
    return "organization" if is_body else "person"


def label_gender(document: Document, turn: Turn) -> Gender:
    """What the title or the first name shows."""
    words = turn.words.of(document.text).split()
    shown = TITLES.get(words[0].casefold(), "-") if words and words[0] not in turn.name.split() else "-"
    if gender_shown(shown) != "-" or len(turn.name.split()) == 1:
        return gender_shown(shown)
    return gender_shown(FIRST_NAMES.get(first_name(turn.name), "-"))


def label_heads(document: Document) -> Iterator[tuple[Turn, Word]]:
    """Each turn whose label has words, with the last word of the name."""
    for turn in document.article.turns:
        words = document.words_in(turn.words)
        if words:
            yield turn, words[-1]


@kept
def _labels_elsewhere(document: Document) -> dict[str, Counter[str]]:
    """How often the tagger gave a name outside of labels which label."""
    found: dict[str, Counter[str]] = {}
    for entity in document.entities:
        if document.article.label_at(entity.span.start) is None:
            words = entity.span.of(document.text).removeprefix("The ").removeprefix("the ")
            found.setdefault(words.casefold(), Counter())[entity.label] += 1
    return found


@kept
def _people_before(document: Document) -> tuple[str, ...]:
    """The full names of people before the first turn, one for each person, in text order."""
    end = document.article.turns[0].label.start if document.article.turns else 0
    names = (name_of(e) for e in document.entities_in(Span(0, end)) if e.label == "PERSON")
    full = [n.text for n in names if n is not None and n.kind == "person" and len(parts_of(n.text)) >= _PAIR]
    return tuple({parts_of(name)[-1]: name for name in reversed(full)}.values())[::-1]


@kept
def _interviewee(document: Document) -> str | None:
    """The one person named in full before the first question, else the one of them in the first paragraph."""
    people = _people_before(document)
    first = document.paragraphs[0].of(document.text).casefold() if document.paragraphs else ""
    titled = [name for name in people if parts_of(name)[-1] in parts_of(first)]
    return next((some[0] for some in (people, titled) if len(some) == 1), None)


@kept
def _initials(document: Document) -> dict[str, str]:
    """The people before the first turn by their initials, where only one has these."""
    found: dict[str, list[str]] = {}
    for name in _people_before(document):
        found.setdefault("".join(part[0] for part in parts_of(name)).upper(), []).append(name)
    return {initials: names[0] for initials, names in found.items() if len(names) == 1}
