import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.web.body import pointer, read_json
from service.web.problems import Problem

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JSON_VALUES)
def test_any_json_is_read_as_it_was_written(value: Any) -> None:
    for ensure_ascii in (True, False):
        assert read_json(json.dumps(value, ensure_ascii=ensure_ascii).encode()) == value


@given(st.binary())
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    try:
        read_json(body)
    except Problem as problem:
        assert problem.document()["status"] in (400, 422)  # noqa: PT017  (bytes that are JSON are fine too)


@pytest.mark.parametrize(
    ("body", "value"),
    [
        pytest.param(b'\xef\xbb\xbf{"a": 1}', {"a": 1}, id="byte order mark"),
        pytest.param(rb'"\ud83d\ude00"', "😀", id="escaped surrogate pair"),
        pytest.param(rb'"\\ud83d"', r"\ud83d", id="escaped backslash"),
        pytest.param(rb'"\u0000"', "\0", id="NUL"),
        pytest.param(b'{"a": {"b": 1}, "b": 2}', {"a": {"b": 1}, "b": 2}, id="one key in two objects"),
        pytest.param(b"9" * 1000, int("9" * 1000), id="integer of 1,000 digits"),
    ],
)
def test_read(body: bytes, value: Any) -> None:
    assert read_json(body) == value


@pytest.mark.parametrize(
    ("body", "kind", "detail"),
    [
        pytest.param(b"", "malformed-json", "Expecting value at line 1, column 1.", id="nothing"),
        pytest.param(b'{"a": 1', "malformed-json", "line 1, column 8", id="cut off"),
        pytest.param(b"{'a': 1}", "malformed-json", "line 1, column 2", id="single quotes"),
        pytest.param(b'{"a": 1}{', "malformed-json", "Extra data", id="more than one value"),
        pytest.param(b'"a\nb"', "malformed-json", "control character", id="raw newline in a string"),
        pytest.param(b'{"a": 1, "a": 1}', "malformed-json", 'The key "a" stands twice', id="key twice"),
        pytest.param(rb'[{"\u0061": 1, "a": 2}]', "malformed-json", "stands twice", id="key twice, once escaped"),
        pytest.param(b"9" * 5000, "malformed-json", "5000 digits", id="integer of 5,000 digits"),
        pytest.param(b"[" * 100_000, "malformed-json", "nested too deep", id="100,000 open brackets"),
        pytest.param(b"[" * 100_000 + b"]" * 100_000, "malformed-json", "nested too deep", id="100,000 brackets"),
        pytest.param(b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "malformed-json", "nested", id="100,000 objects"),
        pytest.param(b'"\xff"', "invalid-encoding", "Byte 1 ", id="not UTF-8"),
        pytest.param(b'"\xc3', "invalid-encoding", "Byte 1 ", id="UTF-8 cut off"),
        pytest.param('{"a": 1}'.encode("utf-16"), "invalid-encoding", "Byte 0 ", id="UTF-16"),
        pytest.param('{"a": 1}'.encode("utf-16-le"), "malformed-json", "", id="UTF-16 without a mark"),
        pytest.param(b'"\xed\xa0\x80"', "invalid-request", "lone surrogate", id="raw surrogate"),
    ],
)
def test_refused(body: bytes, kind: str, detail: str) -> None:
    with pytest.raises(Problem) as caught:
        read_json(body)
    assert caught.value.kind == kind
    assert detail in str(caught.value)


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (rb'"\ud800"', ""),
        (rb'{"text": "a\uDFFFb"}', "/text"),
        (rb'{"articles": [{"text": ""}, {"text": "\ud800\ud800"}]}', "/articles/1/text"),
        (rb'{"a/b~c": ["\udc00\ud800"]}', "/a~1b~0c/0"),
        (rb'{"a": {"\udead": 1}}', "/a"),
    ],
)
def test_a_lone_surrogate_is_refused_with_its_place(body: bytes, where: str) -> None:
    with pytest.raises(Problem) as caught:
        read_json(body)
    document = caught.value.document()
    assert document["status"] == 422
    assert [error["pointer"] for error in document["errors"]] == [where]


@pytest.mark.parametrize("body", [b"NaN", b"-Infinity", b"1e999"])
def test_what_is_no_number_is_left_to_the_schema(body: bytes) -> None:
    assert isinstance(read_json(body), float)


def test_pointers_escape_as_rfc_6901_says() -> None:
    assert pointer() == ""
    assert pointer("a/b", 0, "m~n", "") == "/a~1b/0/m~0n/"
