import json

import pytest
from fake_engine import HOLDER, FakeAnalyzer
from hypothesis import given
from hypothesis import strategies as st

from service.output import OFFSET_UNITS, OffsetUnit, Options, response
from service.stance import Target
from service.web.response_schemas import ResultSchema

TEXT = f"👩‍🍳 “Naïve €5 bread” {HOLDER}. “שלום é” “"


def analysis_of(text: str) -> dict[OffsetUnit, dict[str, object]]:
    analysis = FakeAnalyzer().analyze(text, Options(targets=(Target("bread"),)))
    return {unit: response(analysis, unit) for unit in OFFSET_UNITS}


def spans_in(value: object) -> list[tuple[int, int, str | None]]:
    """Every object with offsets in a response; a warning has no text."""
    if isinstance(value, list):
        return [span for item in value for span in spans_in(item)]
    if not isinstance(value, dict):
        return []
    here = [(value["start"], value["end"], value.get("text"))] if "start" in value else []
    return here + [span for item in value.values() for span in spans_in(item)]


def sliced(text: str, unit: OffsetUnit, start: int, end: int) -> str:
    """What a caller who counts in `unit` finds there."""
    if unit == "utf16":
        return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")
    return text.encode()[start:end].decode() if unit == "utf8" else text[start:end]


@pytest.mark.parametrize("unit", OFFSET_UNITS)
def test_the_whole_response_has_the_shape_of_the_contract(unit: OffsetUnit) -> None:
    assert ResultSchema().validate(analysis_of(TEXT)[unit]) == {}


@given(st.text(alphabet=st.sampled_from("“”aé€😀\u200d\u0301ש\r\n\x00") | st.characters(codec="utf-8")))
def test_every_span_covers_its_text_in_every_unit(noise: str) -> None:
    text = TEXT + noise
    for unit, body in analysis_of(text).items():
        for start, end, covered in spans_in(body):
            found = sliced(text, unit, start, end)
            assert found == ("“" if covered is None else covered)


def test_null_is_written_where_the_contract_allows_it() -> None:
    known, unknown = json.loads(json.dumps(analysis_of(TEXT)["code_point"]["quotes"]))
    assert known["cue"]["lemma"] == "say"
    assert known["addressee"] is not None
    assert known["speaker"]["mention"] is not None
    assert unknown["cue"] is unknown["addressee"] is unknown["speaker"]["mention"] is unknown["speaker"]["name"] is None


def test_what_identifies_the_article_is_echoed() -> None:
    body = response(FakeAnalyzer().analyze(""), echo={"id": "7", "title": None, "source": "Courier"})
    assert {name: body[name] for name in ("id", "title", "published", "source")} == {
        "id": "7",
        "title": None,
        "published": None,
        "source": "Courier",
    }
