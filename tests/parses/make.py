"""Parses with the shipped models what the tests need: `python -m tests.parses.make [--all]`.

A test asks for the stored parse of its parameter `text` by using the fixture `document` or one built on it. What is
missing or stale is parsed, and what no test asks for any more is removed; `--all` makes every parse anew, after a
change of the parser's code.
"""

from __future__ import annotations

import sys

import pytest

from service.parsing import StanzaParser
from service.settings import Settings
from service.syntax import conllu
from service.text import read_article

from . import HERE, is_stale, models_version, stored


class _Wanted:
    """A pytest plugin that notes the texts of the collected tests by module, in order."""

    def __init__(self) -> None:
        self.texts: dict[str, dict[str, None]] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            if not isinstance(item, pytest.Function) or "document" not in item.fixturenames:
                continue
            text = item.callspec.params["text"]
            if isinstance(text, str):  # not a tree written by hand
                self.texts.setdefault(item.path.stem.removeprefix("test_"), {})[text] = None


def main() -> int:
    """Writes the files; the exit status is that of the collection."""
    wanted = _Wanted()
    status = pytest.main(["--collect-only", "-p", "no:terminal", "-o", "addopts=", str(HERE.parent)], plugins=[wanted])
    if status != pytest.ExitCode.OK:
        return int(status)
    known = {} if "--all" in sys.argv else {text: piece for text, piece in stored().items() if not is_stale(piece)}
    missing = dict.fromkeys(text for texts in wanted.texts.values() for text in texts if text not in known)
    if missing:
        settings = Settings()
        parser = StanzaParser(settings.models_dir, settings.max_sentence_words)
        for text in missing:
            document, _ = parser.parse(read_article(text))
            known[text] = conllu.write(document, models_version())
    for file in HERE.glob("*.conllu"):
        if file.stem not in wanted.texts:
            file.unlink()
    for name, texts in wanted.texts.items():
        (HERE / f"{name}.conllu").write_text("".join(known[text] for text in texts), "utf-8")
    print(f"{len(missing)} parsed, {sum(map(len, wanted.texts.values()))} stored")
    return 0


if __name__ == "__main__":
    sys.exit(main())
