"""Requests made from openapi.yaml, right and wrong ones, and whether every answer is one that it states.

SCHEMATHESIS_EXAMPLES says how many requests each operation gets of each kind; `make fuzz` sets 1,000, which are others
each time. Without it they are the same each time.
"""

from __future__ import annotations

import os
from typing import Any

import schemathesis
from fake_engine import FakeAnalyzer
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import negative_data_rejection

from service.settings import Settings
from service.web import create_app
from service.web.ndjson import MEDIA_TYPE

FUZZING = "SCHEMATHESIS_EXAMPLES" in os.environ
EXAMPLES = int(os.environ.get("SCHEMATHESIS_EXAMPLES", "40"))

schema = schemathesis.openapi.from_wsgi("/openapi.yaml", create_app(Settings(), FakeAnalyzer()))


@schemathesis.serializer(MEDIA_TYPE)
def lines(_: Any, value: Any) -> Any:
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")


@schema.parametrize()
@settings(max_examples=EXAMPLES, derandomize=not FUZZING, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_one_of_the_contract(case: Any) -> None:
    if case.meta.generation.mode.is_positive and case.media_type == "application/json":
        _keep_to_what_no_schema_says(case)
    # Every text is a text, also one that was made as a number; and a bad article of a batch draws a problem of its own,
    # with which the batch is answered 200.
    wrong_may_pass = case.media_type != "application/json" or case.path == "/v1/quotes/batch"
    excluded = [negative_data_rejection] if case.operation.body and wrong_may_pass else []
    case.call_and_validate(excluded_checks=excluded)


def _keep_to_what_no_schema_says(case: Any) -> None:
    """The query belongs to text/plain, and no id stands twice in a batch."""
    case.query = {}
    if case.path == "/v1/quotes/batch":
        case.body["articles"] = [article | {"id": str(i)} for i, article in enumerate(case.body["articles"])]
