"""How models are fetched, and what is said where they cannot be had. Nothing is downloaded here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import stanza
from test_model_files import official_resources, write_models

from service.errors import ModelsError
from service.parsing import fetch_models
from service.settings import SHIPPED_MODELS_DIR


def test_fetch_asks_stanza_for_what_is_needed_and_checks_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def download(language: str, model_dir: str, processors: str) -> None:
        asked.append((language, model_dir, processors))
        write_models(tmp_path, official_resources())

    monkeypatch.setattr(stanza, "download", download)
    assert fetch_models(tmp_path).name == "stanza-en-combined"
    assert asked == [("en", str(tmp_path), "tokenize,mwt,pos,lemma,depparse,ner")]


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (ConnectionError("No route\nto host"), "(No route to host)"),
        (ValueError("md5 for x.pt is 1, expected 2"), "(md5 for x.pt is 1, expected 2)"),
        (TimeoutError(), "(TimeoutError)"),
        (RuntimeError("long " * 100), "[...])"),
    ],
)
def test_fetch_without_network_says_so_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception, reason: str
) -> None:
    def download(*arguments: Any, **options: Any) -> None:
        raise fault

    monkeypatch.setattr(stanza, "download", download)
    with pytest.raises(ModelsError) as raised:
        fetch_models(tmp_path)
    message = str(raised.value)
    assert message.startswith(f"Cannot download the models into {tmp_path}. Check the network")
    assert message.endswith(reason)
    assert "\n" not in message


def test_fetch_never_writes_over_the_shipped_models() -> None:
    with pytest.raises(ModelsError, match="Name another directory"):
        fetch_models(SHIPPED_MODELS_DIR)
