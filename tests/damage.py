"""Articles as they arrive when something went wrong on the way: each damage a small function of chance and text.

Variant number N is the same each time: a piece of an article with one or two of the `DAMAGES`, all chosen by N.
"""

from __future__ import annotations

import html
import random
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Damage = Callable[[random.Random, str], str]

PARAGRAPHS = (1, 1, 2, 3, 5)
"""How many a piece may have; most are short, so that many fit into a minute."""

_MARKS = "“”\"„‟«»‹›‘’'`"
_SPACES = "\u00a0\u202f\u2009\u3000\t"
_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"
_CONTROLS = "\0\x08\x0b\x0c\x1c\x1f\x7f\x85"
_COMBINING = "\u0301\u0308\u0327\u20dd\ufe0f"
_EMOJI = ("😀", "👩‍🍳", "🇫🇷", "𝔸")
_STOPS = ".,;:?!-–—…"


@dataclass(frozen=True)
class Variant:
    """A damaged piece of an article, and the names of what was done to it."""

    damages: tuple[str, ...]
    text: str


def variant(seed: int, articles: Sequence[str]) -> Variant:
    """Variant number `seed` of `articles`."""
    chance = random.Random(seed)
    paragraphs = [line for line in chance.choice(articles).splitlines() if line.strip()]
    start = chance.randrange(len(paragraphs))
    text = "\n\n".join(paragraphs[start : start + chance.choice(PARAGRAPHS)])
    chosen = chance.sample(DAMAGES, chance.choice((1, 2, 2)))
    for damage in chosen:
        text = damage(chance, text)
    return Variant(tuple(damage.__name__ for damage in chosen), text)


def _here_and_there(chance: random.Random, text: str, pattern: str, change: Callable[[str], str]) -> str:
    """`text` with `change` made to some of what `pattern` matches: now to few places, now to most."""
    often = chance.choice((0.02, 0.1, 0.5, 1))
    return re.sub(pattern, lambda m: change(m[0]) if chance.random() < often else m[0], text)


# --- spaces


def spaces_before_stops(chance: random.Random, text: str) -> str:
    return _here_and_there(chance, text, r"[.,;:?!)”]", lambda stop: f" {stop}")


def spaces_before_clitics(chance: random.Random, text: str) -> str:
    return _here_and_there(chance, text, r"(?i)\B(?:n[’']t|[’'](?:s|re|ve|ll|d|m))\b", lambda clitic: f" {clitic}")


def tokenized(_: random.Random, text: str) -> str:
    return re.sub(r" +", " ", re.sub(r"(?i)(n[’']t\b|[’'](?:s|re|ve|ll|d|m)\b|[^\w\s])", r" \1 ", text))


def spaces_within_words(chance: random.Random, text: str) -> str:
    return _here_and_there(chance, text, r"\B(?=\w)", lambda _: " ")


def spaces_lost(chance: random.Random, text: str) -> str:
    return _here_and_there(chance, text, r" ", lambda _: "")


def spaces_doubled(chance: random.Random, text: str) -> str:
    return _here_and_there(chance, text, r" ", lambda _: " " * chance.randint(2, 4))


def other_spaces(chance: random.Random, text: str) -> str:
    return _here_and_there(chance, text, r" ", lambda _: chance.choice(_SPACES))


def zero_width_for_spaces(chance: random.Random, text: str) -> str:
    return _here_and_there(chance, text, r" ", lambda _: chance.choice(_ZERO_WIDTH))


def zero_width_added(chance: random.Random, text: str) -> str:
    return _here_and_there(chance, text, r"\S", lambda char: char + chance.choice(_ZERO_WIDTH))


# --- letters


def letters_lost(chance: random.Random, text: str) -> str:
    return _here_and_there(chance, text, r"\w", lambda letter: "" if chance.random() < 0.4 else letter)


def letters_doubled(chance: random.Random, text: str) -> str:
    return _here_and_there(chance, text, r"\w", lambda letter: letter * 2)


def letters_swapped(chance: random.Random, text: str) -> str:
    return _here_and_there(chance, text, r"\w\w", lambda pair: pair[::-1])


def capitals(_: random.Random, text: str) -> str:
    return text.upper()


def small_letters(_: random.Random, text: str) -> str:
    return text.lower()


def title_case(_: random.Random, text: str) -> str:
    return text.title()


def case_of_words_changed(chance: random.Random, text: str) -> str:
    return _here_and_there(chance, text, r"\w+", lambda word: chance.choice((str.upper, str.lower, str.title))(word))


def accents_apart(_: random.Random, text: str) -> str:
    return unicodedata.normalize("NFD", text)


def combining_marks(chance: random.Random, text: str) -> str:
    return _here_and_there(chance, text, r"\S", lambda char: char + chance.choice(_COMBINING))


def emoji(chance: random.Random, text: str) -> str:
    return _here_and_there(chance, text, r"\S\b", lambda char: char + chance.choice(_EMOJI))


def control_characters(chance: random.Random, text: str) -> str:
    return _here_and_there(chance, text, r"\b", lambda _: chance.choice(_CONTROLS))


# --- order


def words_shuffled(chance: random.Random, text: str) -> str:
    words = text.split()
    return " ".join(chance.sample(words, len(words)))


def sentences_shuffled(chance: random.Random, text: str) -> str:
    sentences = re.split(r"(?<=[.?!”\"])\s+", text)
    return " ".join(chance.sample(sentences, len(sentences)))


def words_lost(chance: random.Random, text: str) -> str:
    return _here_and_there(chance, text, r"\S+ ", lambda word: "" if chance.random() < 0.5 else word)


def words_doubled(chance: random.Random, text: str) -> str:
    return _here_and_there(chance, text, r"\S+ ", lambda word: word * 2)


def cut_anywhere(chance: random.Random, text: str) -> str:
    start, end = sorted(chance.choices(range(len(text) + 1), k=2))
    return text[start:end]


# --- lines


def one_word_a_line(chance: random.Random, text: str) -> str:
    return _here_and_there(chance, text, r"\s+", lambda _: chance.choice(("\n", "\r\n", "\u2028")))


def one_line(_: random.Random, text: str) -> str:
    return " ".join(text.split())


def empty_lines(chance: random.Random, text: str) -> str:
    return _here_and_there(chance, text, r"\s", lambda space: "\n \t\n\n" + space)


# --- quotation marks and other stops


def marks_lost(chance: random.Random, text: str) -> str:
    return _here_and_there(chance, text, f"[{_MARKS}]", lambda _: "")


def marks_doubled(chance: random.Random, text: str) -> str:
    return _here_and_there(chance, text, f"[{_MARKS}]", lambda mark: mark * chance.randint(2, 3))


def marks_of_other_kinds(chance: random.Random, text: str) -> str:
    return _here_and_there(chance, text, f"[{_MARKS}]", lambda _: chance.choice((*_MARKS, "``", "''", "<<", ">>")))


def marks_turned(chance: random.Random, text: str) -> str:
    return _here_and_there(chance, text, "[“”‘’«»]", lambda mark: mark.translate(str.maketrans("“”‘’«»", "”“’‘»«")))


def marks_added(chance: random.Random, text: str) -> str:
    return _here_and_there(chance, text, r"\b", lambda _: chance.choice((*_MARKS, "")))


def marks_behind_the_space(chance: random.Random, text: str) -> str:
    return _here_and_there(chance, text, f"[{_MARKS}] | [{_MARKS}]", lambda pair: pair[::-1])


def stops_changed(chance: random.Random, text: str) -> str:
    return _here_and_there(chance, text, r"[.,;:?!–—-]", lambda _: chance.choice((*_STOPS, "", "...", "--")))


def stops_added(chance: random.Random, text: str) -> str:
    return _here_and_there(chance, text, r"\b", lambda _: chance.choice(_STOPS + "()[]{}/&@#*_|"))


# --- other encodings


def entities(chance: random.Random, text: str) -> str:
    escaped = html.escape(text)
    return _here_and_there(chance, escaped, r"[^\w\s&;.,]| ", lambda c: "&nbsp;" if c == " " else f"&#{ord(c)};")


def wrongly_decoded(_: random.Random, text: str) -> str:
    return text.encode().decode("cp1252", "replace")


def lost_in_encoding(_: random.Random, text: str) -> str:
    return text.encode("ascii", "replace").decode()


DAMAGES: tuple[Damage, ...] = (
    spaces_before_stops, spaces_before_clitics, tokenized, spaces_within_words, spaces_lost, spaces_doubled,
    other_spaces, zero_width_for_spaces, zero_width_added,
    letters_lost, letters_doubled, letters_swapped, capitals, small_letters, title_case, case_of_words_changed,
    accents_apart, combining_marks, emoji, control_characters,
    words_shuffled, sentences_shuffled, words_lost, words_doubled, cut_anywhere,
    one_word_a_line, one_line, empty_lines,
    marks_lost, marks_doubled, marks_of_other_kinds, marks_turned, marks_added, marks_behind_the_space,
    stops_changed, stops_added,
    entities, wrongly_decoded, lost_in_encoding,
)  # fmt: skip
