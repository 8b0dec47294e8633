"""README.md and openapi.yaml show what the service answers, word for word. `make answers` writes them anew."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
import yaml
from documented import (
    ANSWER,
    ARTICLE,
    CONTRACT,
    TABLE,
    Place,
    answers,
    at,
    block,
    contract,
    laid_out,
    printed,
    requests,
)
from documented import with_examples as written
from test_contract import EXAMPLES

from service.analysis import Analyzer
from service.web.problems import KINDS, fault

REQUESTS = dict(requests())
ANSWERED = tuple("paths /v1/quotes post responses 200 content application/json examples article value".split())
IN_A_BATCH = "paths", "/v1/quotes/batch", *ANSWERED[2:8], "batch", "value"


def named(place: Place) -> str:
    """The place of an example as test_contract names it."""
    return "/".join(step for step in place if step not in ("examples", "value", "example"))


PROBLEM = "content/application/problem+json"
NOT_ASKED = {
    f"components/responses/TooManyRequests/{PROBLEM}/too-many-requests",
    f"components/responses/Overloaded/{PROBLEM}/overloaded",
    f"components/responses/Stuck/{PROBLEM}/stuck",
    f"components/responses/Fault/{PROBLEM}/fault",
    f"paths//readyz/get/responses/503/{PROBLEM}",
}
"""Problems of a service that is busy or broken."""


@pytest.fixture(scope="module")
def answered(real_analyzer: Analyzer) -> tuple[Any, dict[Place, Any]]:
    return answers(real_analyzer)


@pytest.mark.models
class TestAnswers:
    def test_the_readme_shows_the_answer_to_its_article(self, answered: tuple[Any, dict[Place, Any]]) -> None:
        assert json.loads(block(ANSWER)) == answered[0]

    def test_the_readme_shows_the_table_of_its_article(self) -> None:
        assert block(TABLE) == printed()

    @pytest.mark.parametrize("place", REQUESTS, ids=map(named, REQUESTS))
    def test_an_example_of_the_contract_is_what_is_answered(
        self, answered: tuple[Any, dict[Place, Any]], place: Place
    ) -> None:
        assert at(place) == answered[1][place]


def test_the_readme_and_the_contract_send_the_same_article() -> None:
    assert block(ARTICLE) == REQUESTS[ANSWERED]["json"]["text"] + "\n"


def test_every_other_example_of_an_answer_is_known() -> None:
    shown = {name.rstrip("/") for name, *_ in EXAMPLES if "responses" in name.split("/")}
    assert shown - set(map(named, REQUESTS)) == NOT_ASKED


@pytest.mark.parametrize("problem", [value for name, _, value in EXAMPLES if PROBLEM in name])
def test_an_example_of_a_problem_has_the_words_of_its_kind(problem: dict[str, Any]) -> None:
    if problem["type"] == "about:blank":
        assert problem == fault()
    else:
        kind = KINDS[problem["type"].removeprefix("/problems/")]
        assert (problem["status"], problem["title"]) == (kind.status, kind.title)


# --- how they are written anew


def test_what_is_true_already_stays_as_it_is_laid_out() -> None:
    text = CONTRACT.read_text("utf-8")
    assert written(text, {place: at(place) for place in REQUESTS}) == text


def test_what_is_not_true_any_more_is_replaced_and_nothing_else() -> None:
    expected = deepcopy(contract())
    result = at(ANSWERED, expected)  # one value at two places: it stands in the answer to the batch too
    result["quotes"][0]["confidence"] = 0.5
    result["quotes"][1]["speaker"] |= {"name": "Ilse Brandt", "role": "Transport Minister: of 'ports'"}
    result["warnings"] = [{"code": "language", "detail": "*result"}]
    at(IN_A_BATCH, expected)["results"][1]["title"] = "Two lines\nof words"
    at(("paths", "/healthz", "get", "responses", "200", "content", "application/json"), expected)["example"] = {}
    text = written(CONTRACT.read_text("utf-8"), {place: at(place, expected) for place in REQUESTS})
    assert yaml.safe_load(text) == expected
    assert text.count("*result") == 1 + 1  # the alias, and the words


def test_json_is_laid_out_on_lines_that_can_be_read() -> None:
    span = {"start": 0, "end": 48, "text": "“No”"}
    value = {"id": None, "spans": [span, span], "roles": [], "long": ["a" * 50, "b" * 50]}
    lines = laid_out(value).splitlines()
    assert json.loads("\n".join(lines)) == value
    assert lines[2:5] == ['  "spans": [', '    {"start": 0, "end": 48, "text": "“No”"},', lines[3].rstrip(",")]
    assert '  "roles": [],' in lines
    assert '  "long": [' in lines
