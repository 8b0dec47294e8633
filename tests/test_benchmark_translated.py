"""The machine-translated articles of benchmarks/ and how answers on them are judged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

translated = pytest.importorskip("benchmarks.translated", reason="benchmarks/ is not part of the source distribution")

FIELDS = {"seed", "content", "spans", "speaker", "role", "cue", "type", "via", "to", "need", "stance"}
ARTICLES: list[tuple[str, str, list[dict[str, Any]]]] = list(translated.articles())

# --- gold.json fits the texts


def test_every_article_is_annotated() -> None:
    assert [number for number, _, _ in ARTICLES] == [f"{a}0{b}" for a in range(1, 5) for b in range(1, 5)]
    assert all(any(a["need"] == "core" for a in annotated) for _, _, annotated in ARTICLES)
    assert sum(len(annotated) for _, _, annotated in ARTICLES) == (
        (Path(translated.FOLDER) / "gold.json").read_text(encoding="utf-8").count('"seed"')
    )


@pytest.mark.parametrize(("text", "annotated"), [pytest.param(t, a, id=n) for n, t, a in ARTICLES])
def test_the_annotation_fits_the_text(text: str, annotated: list[dict[str, Any]]) -> None:
    for entry in annotated:
        assert set(entry) == FIELDS
        assert [text[start:end] for start, end in entry["spans"]] == entry["content"]
        assert entry["spans"] == sorted(entry["spans"])
        assert entry["type"] in ("direct", "indirect", "mixed")
        assert entry["need"] in ("core", "soft")
        assert entry["cue"] in text
        assert entry["speaker"]
        assert all(part == part.casefold() for part in entry["role"])
        names = filter(None, entry["speaker"] + entry["via"] + entry["to"])
        assert not [word for name in names for word in name.split() if word.casefold() not in text.casefold()]


# --- judging

TEXT = "“The bridge will stay closed,” Mayor Anna Lund told. Erik Berg said that it rains."
BRIDGE, RAIN = "The bridge will stay closed", "that it rains"


def _entry(content: str, **fields: Any) -> dict[str, Any]:
    start = TEXT.index(content)
    given = {"speaker": ["Anna Lund", "Lund"], "role": [], "type": "direct", "via": [], "need": "core"}
    return {"content": [content], "spans": [[start, start + len(content)]], **given, **fields}


def _quote(content: str, name: str | None, **fields: Any) -> dict[str, Any]:
    start = TEXT.index(content)
    span = {"start": start, "end": start + len(content)}
    speaker = {"name": name, "role": fields.get("role"), "anonymous": fields.get("anonymous", False)}
    links = [{"name": link} for link in fields.get("via", ())]
    content_ = {"text": content, "spans": [span]}
    return {"type": fields.get("type", "direct"), "content": content_, "speaker": speaker, "reported_by": links}


def _counts(annotated: list[dict[str, Any]], answers: list[dict[str, Any]]) -> dict[str, bool]:
    return {j.measure: j.counts for j in translated.judge(TEXT, annotated, answers)}


@pytest.mark.parametrize(
    ("entry", "quote", "counts"),
    [
        ({}, {"name": "Lund"}, {"speaker": True, "type": True, "wrong name": False}),
        ({}, {"name": "Erik Berg"}, {"speaker": False, "type": True, "wrong name": True}),
        ({}, {"name": "a woman", "anonymous": True}, {"speaker": False, "type": True, "wrong name": False}),
        ({}, {"name": None, "type": "mixed"}, {"speaker": False, "type": False, "wrong name": False}),
        ({"speaker": [None]}, {"name": None}, {"speaker": True, "type": True, "wrong name": False}),
        (
            {"role": ["mayor"], "via": ["Berg"]},
            {"name": "Lund", "role": "Mayor of Ystad", "via": ["a friend", "Erik Berg"]},
            {"speaker": True, "type": True, "wrong name": False, "role": True, "via": True},
        ),
        (
            {"role": ["mayor"], "via": ["Berg"]},
            {"name": "Lund"},
            {"speaker": True, "type": True, "wrong name": False, "role": False, "via": False},
        ),
    ],
)
def test_fields_of_a_core_quote(entry: dict[str, Any], quote: dict[str, Any], counts: dict[str, bool]) -> None:
    found = _counts([_entry(BRIDGE, **entry)], [_quote(BRIDGE, **quote)])
    assert found == {"precision": True, "recall": True, **counts}


def test_a_miss_and_an_extra() -> None:
    assert _counts([_entry(BRIDGE)], [_quote(RAIN, "Berg")]) == {"precision": False, "recall": False}


def test_a_soft_quote_is_credited_and_no_more() -> None:
    assert _counts([_entry(BRIDGE, need="soft")], []) == {"soft": False}
    assert _counts([_entry(BRIDGE, need="soft")], [_quote(BRIDGE, "Berg")]) == {"precision": True, "soft": True}


@pytest.mark.parametrize(
    ("part", "found"),
    [
        ("The bridge will", True),
        ("bridge will stay closed,” Mayor Anna Lund", True),
        ("The bridge", False),
        ("will stay closed,” Mayor Anna Lund told", False),
    ],
)
def test_contents_pair_from_half_their_letters_on(part: str, found: bool) -> None:
    assert _counts([_entry(BRIDGE)], [_quote(part, "Lund")])["recall"] is found


def test_the_larger_overlap_pairs_first() -> None:
    answers = [_quote("The bridge will stay", "Berg"), _quote(BRIDGE, "Lund")]
    judgements = list(translated.judge(TEXT, [_entry(BRIDGE)], answers))
    assert [j.counts for j in judgements if j.measure == "precision"] == [False, True]
    assert [j.counts for j in judgements if j.measure == "speaker"] == [True]


@pytest.mark.parametrize(
    ("answered", "accepted", "same"),
    [
        ("Lund", ["Anna Lund"], True),
        ("Anna Lund Berg", ["Anna Lund"], True),
        ("the City Council", ["City Council"], True),
        ("Mr. Berg", ["Berg"], True),
        ("d’Arc", ["d'Arc"], True),
        ("Lundgren", ["Lund"], False),
        ("Erik Lund", ["Anna Lund"], False),
        ("Ann Berg", ["Susan Berg"], False),
        ("Maye", ["Lan Maye"], True),
        ("Yue", ["Lan Yue"], False),  # too short for a part of a name
        ("Yue", ["Lan Yue", "Yue"], True),
        (None, ["Anna Lund"], False),
        ("Lund", [None], False),
    ],
)
def test_same_name(answered: str | None, accepted: list[str | None], same: bool) -> None:
    assert translated.same_name(answered, accepted) is same
