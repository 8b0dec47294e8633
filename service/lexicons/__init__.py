"""The linguistic knowledge that lies in `data/`, read once: files go in, typed tables come out.

Each file begins with a row of column names; a linguist edits the files, this module only gives them a shape.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, cast

import yaml

from service.labels import Medium, Reporter, SpeechAct
from service.tables import read_table

__all__ = [
    "ALLIANCES",
    "ATTRIBUTION_AFTER_MARK",
    "CONSEQUENCES",
    "CONTRASTS",
    "CUES",
    "DOCUMENT_NOUNS",
    "EVALUATIVE",
    "FIRST_NAMES",
    "MARK_COSTS",
    "MODALITY",
    "ORGANIZATION_NOUNS",
    "POLITIES",
    "QUOTING_CUES",
    "ROLE_NOUNS",
    "SEATS",
    "SHIFTERS",
    "SPEECH_FORMS",
    "STATES",
    "TITLES",
    "WORDS",
    "Cue",
    "rows",
    "table",
]

_DATA = files("service.lexicons").joinpath("data")


def table(name: str) -> list[dict[str, str]]:
    """The rows of `data/<name>.tsv`."""
    return read_table(_DATA.joinpath(f"{name}.tsv"))


def rows(name: str) -> list[dict[str, Any]]:
    """The list of mappings in `data/<name>.yaml`."""
    found: list[dict[str, Any]] = yaml.safe_load(_DATA.joinpath(f"{name}.yaml").read_text(encoding="utf-8"))
    return found


WORDS = {row["class"]: frozenset(row["words"].split()) for row in table("word_classes")}
"""Closed classes of English words, and small ones of news, by what the rules call them: "relative pronoun"."""

MARK_COSTS = {row["reading"]: float(row["cost"]) for row in table("mark_costs")}
"""What each way to read a quotation mark costs."""

SPEECH_FORMS = tuple(row["form"] for row in table("speech_forms"))
"""The inflected cues that commonly stand beside a quotation mark."""

ATTRIBUTION_AFTER_MARK = re.compile(rf"\s*[^.!?“”\"\n]{{0,60}}?\b(?:{'|'.join(SPEECH_FORMS)})\b")
"""Matches, just after a quotation mark, the words of an attribution: "he said", "Lee, an adviser, told"."""


@dataclass(frozen=True)
class Cue:
    """A row of `cues.tsv`.

    `lemma` as `candidates.cue_lemma` builds it; `complement_polarity` is the speaker's attitude to what the cue takes:
    "+" (demand), "-" (reject) or "0".
    """

    lemma: str
    medium: Medium
    speech_act: SpeechAct
    complement_polarity: str
    reporter: Reporter


CUES: dict[str, Cue] = {
    row["cue"]: Cue(
        row["cue"],
        cast(Medium, row["medium"]),
        cast(SpeechAct, row["speech_act"]),
        row["complement_polarity"],
        cast(Reporter, row["reporter_stance"]),
    )
    for row in table("cues")
}
"""The lexicon of cues by lemma: verbs, nouns and adjectives that attribute."""

QUOTING_CUES = frozenset(row["cue"] for row in table("cues") if row["quotes"] == "yes")
"""The cues that stand beside a quote in quotation marks: say, add, write; not accuse."""


@dataclass(frozen=True)
class RoleNoun:
    """A noun for a person by what they do; `gender` is "m", "f" or "-", `function` groups nouns for one office.

    `fields` are the kinds of work that it belongs to; a noun without one may stand for anybody.
    """

    noun: str
    gender: str
    function: str
    fields: frozenset[str]


ROLE_NOUNS = {
    row["noun"]: RoleNoun(row["noun"], row["gender"], row["class"], frozenset(row["field"].split()) - {"-"})
    for row in table("role_nouns")
}
"""Nouns for persons: spokeswoman, minister, analyst."""

DOCUMENT_NOUNS = frozenset(row["noun"] for row in table("document_nouns"))
"""Nouns for texts that speak: statement, poll, letter."""

ORGANIZATION_NOUNS = frozenset(row["noun"] for row in table("organization_nouns"))
"""Nouns for bodies that speak: ministry, court, campaign."""

POLITIES = {row["form"]: row["polity"] for row in table("polities")}
"""States and alliances by the names, adjectives and seats that stand for them: kremlin → Russia."""

STATES = {row["form"]: row["polity"] for row in table("polities") if row["kind"] in ("state", "alliance")}
"""Those of them that are the name of a state or alliance."""

CONTRASTS = {row["word"]: (row["about"], row["means"]) for row in table("contrasts")}
"""What one word of a description says that another contradicts: labour → ("party", "labour"), prosecution → ("side",
"prosecution"). A word of "order" (the second judge) brings in somebody else than whoever is known without it."""

SEATS = frozenset(row["form"] for row in table("polities") if row["kind"] == "seat")
"""The houses of governments: who resides in the White House leads a state, who resides in Moscow is anybody."""

ALLIANCES = frozenset(row["polity"] for row in table("polities") if row["kind"] == "alliance")
"""The polities that somebody of another state may speak for."""

TITLES = {row["title"]: row["gender"] for row in table("titles")}
"""Titles before a name, with the gender they show ("m", "f" or "-")."""

FIRST_NAMES = {row["name"]: row["gender"] for row in table("first_names")}
"""First names that nearly always belong to one gender. Used to reject pronouns, never returned."""

EVALUATIVE = {row["word"]: float(row["valence"]) for row in table("evaluative")}
"""Words that judge, with their valence."""

CONSEQUENCES = {row["verb"]: row["polarity"] for row in table("consequences")}
"""Verbs of consequence: "-" harms its object, "+" helps it, "0": the object tells."""

SHIFTERS = frozenset(row["noun"] for row in table("shifters"))
"""Words that turn a stance over for their argument: "an end to expansion"."""

MODALITY = {row["word"]: row["modality"] for row in table("modality")}
"""Words that make a statement "possible" or "probable"."""
