"""The answers that README.md and openapi.yaml show, and what the service answers to the requests beside them.

`python -m tests.documented` writes those anew that are no longer true.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from textwrap import indent
from typing import Any

import yaml

from service.analysis import Analyzer
from service.settings import Settings
from service.web import create_app, hashed, new_key

ROOT = Path(__file__).parent.parent
README, CONTRACT = ROOT / "README.md", ROOT / "openapi.yaml"

ARTICLE = re.compile(r"(?<=<<'END'\n).*?\n(?=END\n)", re.DOTALL)
ANSWER = re.compile(r"(?<=\n```json\n).*?(?=```\n)", re.DOTALL)
TABLE = re.compile(r"(?<=table < article\.txt`:\n\n```\n).*?(?=```\n)", re.DOTALL)
"""Each stands in the README once."""

_OF_THE_TERMINAL = ("COLUMNS", "FORCE_COLOR")
_LINE, _SHORT = 120, 90
_ANCHOR, _ALIAS = re.compile(r"\S+ &(\w+)\n"), re.compile(r'"\\0(\w+)"')

Place = tuple[str, ...]
"""The keys that lead to an example of the contract."""

_QUOTES, _BATCH = "/v1/quotes", "/v1/quotes/batch"
_JSON: Place = ("content", "application/json")
_PROBLEM: Place = ("content", "application/problem+json", "examples")
_OPERATIONS: dict[str, tuple[str, Place]] = {
    "/healthz": ("/healthz", _JSON),
    "/readyz": ("/readyz", _JSON),
    "/version": ("/version", _JSON),
    "/problems/{kind}": ("/problems/text-too-long", ("content", "text/plain")),
}
_REFUSED: dict[tuple[str, str], dict[str, Any]] = {
    ("BadBytes", "malformed-json"): {"data": '{"text": "News" "id": "1"}', "content_type": "application/json"},
    ("TooLarge", "text-too-long"): {"json": {"text": "a" * 312_044}},
    ("UnsupportedMediaType", "unsupported-media-type"): {"data": {"text": "News"}},
    ("Invalid", "invalid-request"): {"json": {"text": "News", "min_confidence": "high"}},
    ("Invalid", "strict-refusal"): {"json": {"text": "“The ban stands, Brandt said.", "strict": True}},
    ("Unauthorized", "unauthorized"): {"json": {"text": "News"}, "headers": {}},
}


# --- what is written


def block(pattern: re.Pattern[str]) -> str:
    """What stands in a block of the README."""
    [found] = pattern.findall(README.read_text("utf-8"))
    return str(found)


@cache
def contract() -> dict[str, Any]:
    """The contract as it is written."""
    read: dict[str, Any] = yaml.safe_load(CONTRACT.read_text("utf-8"))
    return read


def at(place: Place, value: Any = None) -> Any:
    """What stands at a place of the contract, or of `value`."""
    value = contract() if value is None else value
    for key in place:
        value = value[key]
    return value


def requests() -> Iterator[tuple[Place, dict[str, Any]]]:
    """The place of each example of an answer, with the request that draws it."""
    for path in (_QUOTES, _BATCH):
        asked: Place = ("paths", path, "post", "requestBody", *_JSON, "examples")
        answered: Place = ("paths", path, "post", "responses", "200", *_JSON, "examples")
        for name in at(answered):
            body = at((*asked, name, "value"))
            yield (*answered, name, "value"), {"method": "POST", "path": path, "json": body}
    for path, (asked_path, content) in _OPERATIONS.items():
        yield ("paths", path, "get", "responses", "200", *content, "example"), {"path": asked_path}
    for (response, name), request in _REFUSED.items():
        place: Place = ("components", "responses", response, *_PROBLEM, name, "value")
        yield place, {"method": "POST", "path": _QUOTES} | request


# --- what is answered


def answers(analyzer: Analyzer) -> tuple[Any, dict[Place, Any]]:
    """The service's answer to the README's request, and to those of the contract by the places of the examples."""
    key = new_key()
    client = create_app(Settings(api_keys=(hashed(key),)), analyzer).test_client()

    def ask(**request: Any) -> Any:
        response = client.open(**{"headers": {"Authorization": f"Bearer {key}"}} | request)
        return response.json if response.is_json else response.text

    body = block(ARTICLE).encode()
    shown = ask(method="POST", path=_QUOTES, data=body, content_type="text/plain; charset=utf-8")
    return shown, {place: ask(**request) for place, request in requests()}


def printed() -> str:
    """The table that the command prints of the README's article, into a pipe."""
    command = [sys.executable, "-m", "service.cli", "extract", "--format", "table"]
    environment = {name: value for name, value in os.environ.items() if name not in _OF_THE_TERMINAL}
    body = block(ARTICLE).encode()
    done = subprocess.run(command, input=body, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True)
    return done.stdout.decode()


# --- written anew


def laid_out(value: Any, margin: int = 0) -> str:
    """JSON on several lines, but what `stands_on_a_line`."""
    if not isinstance(value, dict | list) or stands_on_a_line(value):
        return json.dumps(value, ensure_ascii=False)
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    parts = value.items() if isinstance(value, dict) else (("", part) for part in value)
    names = ((f"{json.dumps(name)}: " if name else "", part) for name, part in parts)
    lines = [f"{' ' * (margin + 2)}{name}{laid_out(part, margin + 2)}" for name, part in names]
    return "\n".join((opening, ",\n".join(lines), " " * margin + closing))


def stands_on_a_line(value: dict[str, Any] | list[Any]) -> bool:
    """What is short and holds neither a further object or list nor a line end."""
    parts = value.values() if isinstance(value, dict) else value
    line = json.dumps(value, ensure_ascii=False)
    return len(line) <= _SHORT and "\\n" not in line and not any(isinstance(part, dict | list) for part in parts)


class _Dumper(yaml.SafeDumper):  # type: ignore[misc]
    def ignore_aliases(self, data: Any) -> bool:
        return True

    def of_text(self, text: str) -> Any:
        return self.represent_scalar("tag:yaml.org,2002:str", text, "|" if "\n" in text else None)

    def of_object(self, value: dict[str, Any]) -> Any:
        return self.represent_mapping("tag:yaml.org,2002:map", value.items(), stands_on_a_line(value))

    def of_list(self, value: list[Any]) -> Any:
        return self.represent_sequence("tag:yaml.org,2002:seq", value, stands_on_a_line(value))


_Dumper.add_representer(str, _Dumper.of_text)
_Dumper.add_representer(dict, _Dumper.of_object)
_Dumper.add_representer(list, _Dumper.of_list)


def with_examples(text: str, examples: Mapping[Place, Any]) -> str:
    """The text of the contract with these examples in it; those that are there already stay as they are laid out."""
    old, root = yaml.safe_load(text), yaml.compose(text, Loader=yaml.SafeLoader)
    pieces = {place: _piece(text, root, place) for place in examples}
    anchors = {place: found[1] for place, piece in pieces.items() if (found := _ANCHOR.match(text, piece.start))}
    for place, piece in sorted(pieces.items(), key=lambda item: -item[1].start):
        if at(place, old) != examples[place]:
            known = {anchor: examples[anchored] for anchored, anchor in anchors.items() if anchored != place}
            margin = piece.start - text.rindex("\n", 0, piece.start) - 1
            new = _dumped({place[-1]: _with_aliases(examples[place], known)}, margin, anchors.get(place))
            text = text[: piece.start] + new + text[piece.stop :]
    return text


def _dumped(pair: dict[str, Any], margin: int, anchor: str | None) -> str:
    dumped = yaml.dump(pair, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_LINE - margin)
    dumped = _ALIAS.sub(r"*\1", dumped.rstrip())
    return indent(dumped.replace(":", f": &{anchor}", 1) if anchor else dumped, " " * margin).lstrip()


def _piece(text: str, node: Any, place: Place) -> slice:
    """Where the key at the end of `place` and its value stand in the text."""
    for step in place:
        key, node = next((key, value) for key, value in node.value if key.value == step)
    return slice(key.start_mark.index, len(text[: node.end_mark.index].rstrip()))


def _with_aliases(value: Any, known: Mapping[str, Any]) -> Any:
    """The value with a NUL and the name for what stands elsewhere under that name."""
    for name, anchored in known.items():
        if value == anchored:
            return f"\0{name}"
    if isinstance(value, dict):
        return {key: _with_aliases(part, known) for key, part in value.items()}
    return [_with_aliases(part, known) for part in value] if isinstance(value, list) else value


def main() -> None:
    """Writes both files."""
    shown, examples = answers(Analyzer.load(Settings()))
    text = README.read_text("utf-8")
    for pattern, now in ((ANSWER, laid_out(shown) + "\n"), (TABLE, printed())):
        text = text.replace(block(pattern), now)
    README.write_text(text, "utf-8")
    CONTRACT.write_text(with_examples(CONTRACT.read_text("utf-8"), examples), "utf-8")


if __name__ == "__main__":
    main()
