"""Which files a Stanza resources directory must hold, and what is said when they are not whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from service.errors import ModelsError
from service.model_files import PROCESSORS, check, needed
from service.settings import SHIPPED_MODELS_DIR


def _package(processor: str) -> str:
    return {"ner": "ontonotes_charlm", "lemma": "combined_nocharlm"}.get(processor, "combined")


DEPENDENCIES = {
    "pos": [{"model": "pretrain", "package": "conll17"}],
    "depparse": [{"model": "pretrain", "package": "conll17"}],
    "ner": [{"model": "pretrain", "package": "fasttext"}, {"model": "forward_charlm", "package": "1billion"}],
}
FILES = [
    *(f"en/{processor}/{_package(processor)}.pt" for processor in PROCESSORS),
    "en/pretrain/conll17.pt",
    "en/pretrain/fasttext.pt",
    "en/forward_charlm/1billion.pt",
]


def official_resources() -> Any:
    """The structure of Stanza's official resources.json, which also names packages that Quoth has no use for."""
    english: Any = {"lang_name": "English", "default_md5": "0"}
    for path in FILES:
        _, processor, file = path.split("/")
        english.setdefault(processor, {})[file.removesuffix(".pt")] = {"md5": _md5(path)}
    for processor, dependencies in DEPENDENCIES.items():
        english[processor][_package(processor)]["dependencies"] = dependencies
    english["sentiment"] = {"sst": {"md5": "1"}}
    default = {processor: _package(processor) for processor in (*PROCESSORS, "sentiment")}
    english["packages"] = {"default": {**default, "optional": {"coref": "large"}}}
    return {"url": "https://example.org/{lang}/{filename}", "en": english, "english": {"alias": "en"}}


def _md5(content: str) -> str:
    return hashlib.md5(content.encode()).hexdigest()


def write_models(folder: Path, resources: Any) -> None:
    for path in FILES:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(path)
    (folder / "resources.json").write_text(json.dumps(resources))


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """A whole resources directory; each file holds its own path."""
    write_models(tmp_path, official_resources())
    return tmp_path


def test_needed_are_the_processors_and_what_they_depend_on_each_once(models: Path) -> None:
    assert [str(file.path.relative_to(models)) for file in needed(models)] == FILES


def test_what_the_shipped_models_need_is_named_as_it_lies_there() -> None:
    files = {file.processor: file.path.name for file in needed(SHIPPED_MODELS_DIR)}
    assert files == {
        **dict.fromkeys(PROCESSORS, "news.pt"),
        "encoder": "news.onnx",
        "vocabulary": "news.json",
        "attributions": "news.npz",
        "names": "news.npz",
    }


def test_whole_models_have_a_name_and_a_version(models: Path) -> None:
    found = check(models)
    assert found.name == "stanza-en-combined"
    assert len(found.version) == 12
    assert check(models) == found


def test_the_version_changes_with_a_model(models: Path) -> None:
    before = check(models).version
    resources = official_resources()
    resources["en"]["pos"]["combined"]["md5"] = _md5("retrained")
    (models / "resources.json").write_text(json.dumps(resources))
    (models / "en/pos/combined.pt").write_text("retrained")
    assert check(models).version != before


def test_an_older_version_that_stanza_accepts_is_accepted(models: Path) -> None:
    resources = official_resources()
    resources["en"]["pretrain"]["conll17"] = {"md5": _md5("new"), "alternate_md5": _md5("en/pretrain/conll17.pt")}
    (models / "resources.json").write_text(json.dumps(resources))
    check(models)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda d: (d / "resources.json").unlink(), "is no Stanza resources directory: it holds no resources.json."),
        (lambda d: (d / "resources.json").write_text("{"), "resources.json cannot be read."),
        (lambda d: (d / "resources.json").write_bytes(b"\xff"), "resources.json cannot be read."),
        (lambda d: (d / "resources.json").write_text("[]"), "does not describe a default English package"),
        (lambda d: (d / "resources.json").write_text('{"de": {}}'), "does not describe a default English package"),
        (lambda d: _without(d, "packages"), "does not describe a default English package"),
        (lambda d: _without(d, "ner"), "does not describe a default English package"),
        (lambda d: (d / "en/ner/ontonotes_charlm.pt").unlink(), "en/ner/ontonotes_charlm.pt is missing."),
        (lambda d: (d / "en/pretrain/fasttext.pt").unlink(), "en/pretrain/fasttext.pt is missing."),
        (lambda d: (d / "en/pos/combined.pt").write_text("x"), "en/pos/combined.pt is damaged."),
        (lambda d: (d / "en/pos/combined.pt").write_text(""), "en/pos/combined.pt is damaged."),
        (lambda d: _folder(d / "en/mwt/combined.pt"), "en/mwt/combined.pt is unreadable."),
    ],
)
def test_what_is_not_whole_is_named_with_a_remedy(models: Path, damage: Callable[[Path], Any], said: str) -> None:
    damage(models)
    with pytest.raises(ModelsError) as raised:
        check(models)
    assert said in str(raised.value)
    assert f"quoth models fetch {models}" in str(raised.value)
    assert "\n" not in str(raised.value)


def _without(models: Path, key: str) -> None:
    resources = official_resources()
    del resources["en"][key]
    (models / "resources.json").write_text(json.dumps(resources))


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def test_the_shipped_models_are_whole() -> None:
    assert check(SHIPPED_MODELS_DIR).name == "stanza-en-news"
