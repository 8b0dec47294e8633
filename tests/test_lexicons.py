"""The data files that a linguist edits: each loads, says each thing once, and uses only the values that are known."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest

from service import lexicons
from service.labels import Medium, Modality, Reporter, SpeechAct
from service.lexicons import ALLIANCES, ATTRIBUTION_AFTER_MARK, CUES, EVALUATIVE, QUOTING_CUES, WORDS, table
from service.text import furniture_patterns

FOLDER = files("service.lexicons")
DATA = FOLDER.joinpath("data")
NAMES = sorted(f.name.removesuffix(".tsv") for f in DATA.iterdir() if f.name.endswith(".tsv"))


@pytest.mark.parametrize("name", NAMES)
class TestEveryFile:
    def test_has_a_row_of_column_names_and_as_many_cells_in_each_row(self, name: str) -> None:
        header, *rows = DATA.joinpath(f"{name}.tsv").read_text("utf-8").splitlines()
        assert rows
        assert len(set(header.split("\t"))) == len(header.split("\t"))
        assert [row for row in rows if row.count("\t") > header.count("\t")] == []

    def test_has_no_blank_or_padded_key(self, name: str) -> None:
        for row in table(name):
            key = next(iter(row.values()))
            assert key.strip()
            assert key == key.strip()

    def test_says_each_thing_once(self, name: str) -> None:
        rows = table(name)
        counts = Counter(next(iter(row.values())) for row in rows)
        assert [key for key, count in counts.items() if count > 1] == []

    def test_is_explained_in_the_readme(self, name: str) -> None:
        assert f"`{name}.tsv`" in FOLDER.joinpath("README.md").read_text("utf-8")


VALUES: dict[tuple[str, str], set[str]] = {
    ("cues", "medium"): set(get_args(Medium)),
    ("cues", "speech_act"): set(get_args(SpeechAct)),
    ("cues", "complement_polarity"): {"+", "-", "0"},
    ("cues", "reporter_stance"): set(get_args(Reporter)),
    ("cues", "quotes"): {"yes", "no"},
    ("role_nouns", "gender"): {"m", "f", "-"},
    ("titles", "gender"): {"m", "f", "-"},
    ("first_names", "gender"): {"m", "f"},
    ("consequences", "polarity"): {"+", "-", "0"},
    ("polities", "kind"): {"state", "capital", "place", "seat", "alliance", "adjective"},
    ("evaluative", "kind"): {"", "judgement", "need", "state", "fact"},
    ("modality", "modality"): set(get_args(Modality)),
    ("furniture", "kind"): set(get_args(furniture_patterns.Kind)) - {"pull quote"},
    ("furniture", "where"): set(get_args(furniture_patterns.Where)),
    ("blows", "kind"): {"cue", "fighter"},
    ("silences", "kind"): {"request", "hidden", "unnamed", "answer", "withheld", "nobody", "ring"},
}


@pytest.mark.parametrize(("name", "column"), VALUES, ids=[f"{n}.{c}" for n, c in VALUES])
def test_a_column_holds_only_values_that_are_known(name: str, column: str) -> None:
    assert {row[column] for row in table(name)} <= VALUES[name, column]


@pytest.mark.parametrize(
    ("name", "column", "low", "high"),
    [
        ("evaluative", "valence", -4, 4),
        ("mark_costs", "cost", -10, 10),
    ],
)
def test_a_column_of_numbers(name: str, column: str, low: float, high: float) -> None:
    assert [row for row in table(name) if not low <= float(row[column]) <= high] == []


@pytest.mark.parametrize("lookup", ["ROLE_NOUNS", "TITLES", "FIRST_NAMES", "POLITIES", "CUES", "MODALITY"])
def test_what_is_looked_up_in_lower_case_stands_in_lower_case(lookup: str) -> None:
    assert [key for key in getattr(lexicons, lookup) if key != key.casefold()] == []


@pytest.mark.parametrize(
    ("cue", "medium", "speech_act", "polarity", "reporter"),
    [
        pytest.param("say", "speech", "assert", "0", "neutral"),
        pytest.param("according to", "speech", "assert", "0", "neutral"),
        pytest.param("write", "writing", "assert", "0", "neutral"),
        pytest.param("believe", "thought", "believe", "0", "neutral"),
        pytest.param("deny", "speech", "deny", "-", "neutral"),
        pytest.param("rule out", "speech", "refuse", "-", "neutral"),
        pytest.param("urge", "speech", "demand", "+", "neutral"),
        pytest.param("warn", "speech", "warn", "-", "neutral"),
        pytest.param("accuse", "speech", "criticize", "-", "neutral"),
        pytest.param("praise", "speech", "praise", "+", "neutral"),
        pytest.param("claim", "speech", "assert", "0", "distancing"),
        pytest.param("admit", "speech", "concede", "0", "endorsing"),
    ],
)
def test_cues_that_everything_rests_on(cue: str, medium: str, speech_act: str, polarity: str, reporter: str) -> None:
    entry = CUES[cue]
    assert (entry.medium, entry.speech_act, entry.complement_polarity, entry.reporter) == (
        medium, speech_act, polarity, reporter,
    )  # fmt: skip


def test_cues_beside_quotation_marks() -> None:
    assert {"say", "add", "write", "tell", "ask", "according to"} <= QUOTING_CUES
    assert not {"accuse", "deny", "believe"} & QUOTING_CUES


@pytest.mark.parametrize("word", ["lol", "thx", "xoxo", "x-d", "fav", "ecstacy", "mia"])
def test_no_chat_word_abbreviation_or_misspelling_judges(word: str) -> None:
    assert word not in EVALUATIVE


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        pytest.param("britain", "state"),
        pytest.param("london", "capital"),
        pytest.param("england", "place", id="a part of a state"),
        pytest.param("la paz", "place", id="a city that is no capital"),
        pytest.param("kremlin", "seat"),
        pytest.param("knesset", "seat", id="a parliament"),
        pytest.param("taliban", "seat", id="who governs the state is not the state"),
        pytest.param("vatican", "seat"),
        pytest.param("nato", "alliance"),
        pytest.param("swiss", "adjective"),
    ],
)
def test_what_stands_for_a_state_is_what_it_is(form: str, kind: str) -> None:
    assert [row["kind"] for row in table("polities") if row["form"] == form] == [kind]


OTHER_NAMES_OF_CAPITALS = {"kiev", "delhi", "nur-sultan", "berne", "sana'a"}


def test_a_state_has_one_capital() -> None:
    capitals: dict[str, set[str]] = {}
    for row in table("polities"):
        if row["kind"] == "capital" and row["form"] not in OTHER_NAMES_OF_CAPITALS:
            capitals.setdefault(row["polity"], set()).add(without_accents(row["form"]))
    assert {polity: forms for polity, forms in capitals.items() if len(forms) > 1} == {}


def without_accents(form: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", form) if not unicodedata.combining(c))


def test_only_bodies_of_many_states_are_alliances() -> None:
    assert {"EU", "NATO", "UN"} == ALLIANCES


def test_every_speech_form_is_a_word() -> None:
    assert [form for form in lexicons.SPEECH_FORMS if not re.fullmatch(r"[a-z]+( [a-z]+)?", form)] == []


@pytest.mark.parametrize(
    ("behind_the_mark", "attributes"),
    [
        pytest.param(" he said.", True, id="pronoun and cue"),
        pytest.param(" said Lee.", True, id="inverted"),
        pytest.param(" Yuri Lee, an adviser, told the press.", True, id="apposition between"),
        pytest.param(" is what they want.", False, id="no cue"),
        pytest.param(" and left. He said more.", False, id="cue in the next sentence"),
        pytest.param(" and “so on,” he said.", False, id="cue behind another mark"),
        pytest.param(" saidso.", False, id="part of a word"),
    ],
)
def test_words_that_show_that_a_mark_closes(behind_the_mark: str, attributes: bool) -> None:
    assert bool(ATTRIBUTION_AFTER_MARK.match(behind_the_mark)) is attributes


def test_every_class_of_words_is_asked_for_and_every_one_asked_for_is_there() -> None:
    sources = Path(str(files("service"))).rglob("*.py")
    asked = {name for file in sources for name in re.findall(r'\bWORDS\["([^"]+)"\]', file.read_text("utf-8"))}
    assert asked == set(WORDS)
