"""Damaged articles through the service with the shipped models: each is answered, with every offset right.

QUOTH_FUZZ_VARIANTS says how many variants are asked for; `make fuzz` sets 10,000. Variant N is the same in each run.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from damage import variant
from flask.testing import FlaskClient
from test_responses import sliced, spans_in

from service.analysis import Analyzer
from service.labels import Medium
from service.output import OFFSET_UNITS, OffsetUnit
from service.settings import Settings
from service.web import create_app
from service.web.response_schemas import ResultSchema

pytestmark = pytest.mark.models

VARIANTS = int(os.environ.get("QUOTH_FUZZ_VARIANTS", "400"))

ONCE_WRONG = [
    pytest.param("Opponents of Mr. Hale ’s nominee said that she has no experience.", id="a clitic apart in a role"),
    pytest.param("The  spokeswoman  said that the bridge was safe.", id="an article and two spaces before a role"),
    pytest.param("“\u202fThe bridge is safe\u202f”, she said.", id="narrow spaces within the marks"),
]
"""Texts that the service once answered with 500, or with white space at the ends of a span or a name."""

SHORT = (
    "Opponents of Mr. Hale’s nominee, the president’s former aide, said that she hasn’t any experience. “We’ll see,” "
    "the senator’s spokesman told The Courier’s reporters. He didn’t say who’d replace her.",
    "Marsh: Who told you?\nLee: “It’s the mayor’s brother’s car,” she said.\nMarsh: The mayor’s?\nLee: He said so.",
    "‘It wasn’t us,’ said Dr. Amélie O’Neil-Łukasz (the European Central Bank, ECB), whose sister isn’t. "
    'The ECB’s president, she added, “isn’t ‘on holiday’”. "Is he?" asked a 41-year-old Norwegian. The bank denied it.',
    "According to the Kremlin, the U.S.’s envoys “don’t want peace”; both denied this, and the latter’s adviser called "
    "the minister’s plan “a mistake, not a crime”. If it fails, he warned, it’s Germany that’ll pay.",
)
TRANSLATED = Path(__file__).parent.parent / "benchmarks" / "translated"
ARTICLES = (*SHORT, *(file.read_text(encoding="utf-8") for file in sorted(TRANSLATED.glob("*_*.txt"))))


@pytest.fixture(scope="module")
def service(real_analyzer: Analyzer) -> FlaskClient:
    return create_app(Settings(), real_analyzer).test_client()


@pytest.mark.parametrize("text", ONCE_WRONG)
def test_what_was_once_answered_wrongly(service: FlaskClient, text: str) -> None:
    for unit in OFFSET_UNITS:
        assert faults(text, unit, answer_to(service, text, unit)) == []


@pytest.mark.parametrize("seed", range(VARIANTS))
def test_a_damaged_article_is_answered(service: FlaskClient, request: pytest.FixtureRequest, seed: int) -> None:
    damaged = variant(seed, ARTICLES)
    unit = OFFSET_UNITS[seed % len(OFFSET_UNITS)]
    found = faults(damaged.text, unit, answer_to(service, damaged.text, unit))
    repeat = f"QUOTH_FUZZ_VARIANTS={seed + 1} .venv/bin/python -m pytest '{request.node.nodeid}'"
    assert not found, f"seed {seed}, {' + '.join(damaged.damages)}, repeat with: {repeat}\n{damaged.text!r}"


def answer_to(service: FlaskClient, text: str, unit: OffsetUnit) -> Any:
    """The answer to a request that asks for everything; None where there is none."""
    wanted = {"media": get_args(Medium), "targets": ["Kremlin", {"name": "bridge", "aliases": ["’s", "the"]}]}
    reply = service.post("/v1/quotes", json={"text": text, "offset_unit": unit, **wanted})
    return reply.json if reply.status_code == 200 else None


def faults(text: str, unit: OffsetUnit, answer: Any) -> list[str]:
    """What is wrong with the answer."""
    if answer is None:
        return ["no answer"]
    return [
        *(f"contract: {fault}" for fault in ResultSchema().validate(answer).items()),
        *(f"span: {fault}" for fault in _wrong_spans(text, unit, answer)),
        *(f"name: {fault}" for fault in _wrong_names(answer)),
        *(f"content: {fault}" for fault in _wrong_contents(answer["quotes"])),
        *(f"id: {fault}" for fault in _wrong_ids(answer)),
    ]


def _wrong_spans(text: str, unit: OffsetUnit, answer: Any) -> Iterator[tuple[int, int, str | None]]:
    length = len(text.encode("utf-16-le")) // 2 if unit == "utf16" else len(text.encode() if unit == "utf8" else text)
    for start, end, piece in spans_in(answer):
        if not 0 <= start < end <= length or piece not in (None, sliced(text, unit, start, end).strip()):
            yield start, end, piece


def _wrong_names(answer: Any) -> Iterator[str | None]:
    """Names and roles are null or words, without white space at their ends."""
    quotes, speakers = answer["quotes"], answer["speakers"]
    named = [*speakers, *(q["speaker"] for q in quotes), *(q["addressee"] for q in quotes if q["addressee"])]
    named += [link for quote in quotes for link in quote["reported_by"]]
    shown = [*(n["name"] for n in named), *(q["speaker"]["role"] for q in quotes)]
    shown += [q["speaker"]["affiliation"] for q in quotes]
    shown += [words for speaker in speakers for words in (*speaker["roles"], *speaker["aliases"])]
    yield from (words for words in shown if words is not None and words != (words.strip() or None))


def _wrong_contents(quotes: list[Any]) -> Iterator[str]:
    for quote in quotes:
        content, spans = quote["content"], quote["content"]["spans"]
        ends = [0, *(span["end"] for span in spans)]
        if not spans or any(span["start"] < end for span, end in zip(spans, ends, strict=False)):
            yield f"{quote['id']}: {spans} are not one behind the other"
        if content["text"] != " ".join(span["text"] for span in spans):
            yield f"{quote['id']}: {content['text']!r} is not what its spans say"


def _wrong_ids(answer: Any) -> Iterator[str]:
    """Quotes are numbered; each speaker's quotes are those that name the speaker; reports point to both."""
    quotes, speakers = answer["quotes"], {s["id"]: s for s in answer["speakers"]}
    numbers = [quote["id"] for quote in quotes]
    if numbers != [f"q{i}" for i in range(1, len(quotes) + 1)] or len(speakers) != len(answer["speakers"]):
        yield f"numbers {numbers}, speakers {list(speakers)}"
    for speaker in speakers.values():
        if speaker["quotes"] != [q["id"] for q in quotes if q["speaker"]["id"] == speaker["id"]]:
            yield f"{speaker['id']} is said to speak {speaker['quotes']}"
    for quote in quotes:
        links = quote["reported_by"]
        if any(link["quote"] not in (None, *numbers) for link in links):
            yield f"{quote['id']} is reported by {links}"
        if any(named not in (None, *speakers) for named in (quote["speaker"]["id"], *(k["speaker"] for k in links))):
            yield f"{quote['id']} names a speaker that is not listed"
