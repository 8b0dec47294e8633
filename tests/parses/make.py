"""Parses with the shipped models what the tests need and is not stored yet: `python -m tests.parses.make [--all]`.

A test asks for the stored parse of its parameter `text` by using the fixture `document` or one built on it. Parses
that no test asks for any more are removed; `--all` makes every parse anew, for new models.
"""

from __future__ import annotations

import sys

import pytest

from service.parsing import StanzaParser
from service.settings import Settings
from service.syntax import conllu
from service.text import read_article

from . import HERE, stored


class _Wanted:
    """A pytest plugin that notes the texts of the collected tests by module, in order."""

    def __init__(self) -> None:
        self.texts: dict[str, dict[str, None]] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            if isinstance(item, pytest.Function) and "document" in item.fixturenames:
                name = item.path.stem.removeprefix("test_")
                self.texts.setdefault(name, {})[str(item.callspec.params["text"])] = None


def main() -> int:
    """Writes the files; the exit status is that of the collection."""
    wanted = _Wanted()
    status = pytest.main(["--collect-only", "-p", "no:terminal", "-o", "addopts=", str(HERE.parent)], plugins=[wanted])
    if status != pytest.ExitCode.OK:
        return int(status)
    known = {} if "--all" in sys.argv else dict(stored())
    missing = dict.fromkeys(text for texts in wanted.texts.values() for text in texts if text not in known)
    if missing:
        settings = Settings()
        parser = StanzaParser(settings.models_dir, settings.max_sentence_words)
        for text in missing:
            document, _ = parser.parse(read_article(text))
            known[text] = conllu.write(document)
    for file in HERE.glob("*.conllu"):
        if file.stem not in wanted.texts:
            file.unlink()
    for name, texts in wanted.texts.items():
        (HERE / f"{name}.conllu").write_text("".join(known[text] for text in texts), "utf-8")
    print(f"{len(missing)} parsed, {sum(map(len, wanted.texts.values()))} stored")
    return 0


if __name__ == "__main__":
    sys.exit(main())
