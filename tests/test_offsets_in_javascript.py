"""The offsets of a response, as a program in another language finds them: with node, a real JavaScript engine."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from fake_engine import HOLDER
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_responses import spans_in

from service.output import OFFSET_UNITS

# Reads {text, unit, spans} a line and answers with the spans' texts: as each unit is used in JavaScript.
PROGRAM = """
const slices = {
  utf16: (text, start, end) => text.slice(start, end),
  utf8: (text, start, end) => Buffer.from(text).subarray(start, end).toString(),
  code_point: (text, start, end) => [...text].slice(start, end).join(""),
};
require("readline").createInterface({input: process.stdin}).on("line", line => {
  const {text, unit, spans} = JSON.parse(line);
  console.log(JSON.stringify(spans.map(([start, end]) => slices[unit](text, start, end))));
});
"""


@pytest.fixture(scope="module")
def node() -> Iterator[subprocess.Popen[str]]:
    program = shutil.which("node")
    if program is None:
        pytest.skip("node is not installed")
    with subprocess.Popen(
        [program, "-e", PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        yield process
        process.stdin and process.stdin.close()


def sliced_by(node: subprocess.Popen[str], text: str, unit: str, spans: list[Any]) -> list[str]:
    assert node.stdin
    assert node.stdout
    print(json.dumps({"text": text, "unit": unit, "spans": spans}), file=node.stdin, flush=True)
    found: list[str] = json.loads(node.stdout.readline())
    return found


UNUSUAL = st.sampled_from("“”aé€😀👩‍👩‍👧\u200d\u0301ש\u202e\r\n\0\ufeff")


@pytest.mark.parametrize("unit", OFFSET_UNITS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(before=st.text(UNUSUAL | st.characters(codec="utf-8")), inside=st.text(st.characters(codec="utf-8")))
def test_javascript_finds_the_text_of_every_span(
    client: FlaskClient, node: subprocess.Popen[str], unit: str, before: str, inside: str
) -> None:
    text = f"{before} “{inside}” {HOLDER} “😀”"
    answer = client.post("/v1/quotes", json={"text": text, "offset_unit": unit}).json
    spans = [(start, end, piece) for start, end, piece in spans_in(answer) if piece is not None]
    assert spans
    assert sliced_by(node, text, unit, [(start, end) for start, end, _ in spans]) == [piece for *_, piece in spans]
