"""Settings: every QUOTH_* variable, read once at start, checked there, with its unit in its name."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from service.errors import SettingsError

SHIPPED_MODELS_DIR = Path(__file__).parent / "models"


@dataclass(frozen=True)
class Settings:
    """What the operator decides. The environment variable of a field is its name in capitals behind `QUOTH_`."""

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    models_dir: Path = SHIPPED_MODELS_DIR
    max_text_chars: int = 200_000
    max_body_bytes: int = 4_000_000
    max_batch_articles: int = 50
    max_sentence_words: int = 200

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """The settings that `environment` (by default the process's own) asks for.

        Raises SettingsError naming the variable when a value is not usable.
        """
        environment = os.environ if environment is None else environment
        known = {f"QUOTH_{f.name.upper()}": f for f in fields(cls)}
        given: dict[str, Any] = {}
        for variable, f in known.items():
            if variable in environment:
                given[f.name] = _read(variable, environment[variable], type(f.default))
        return cls(**given)


def _read(variable: str, value: str, kind: type) -> Any:
    if not value.strip():
        raise SettingsError(f"{variable} is empty. Unset it for the default.")
    if kind is int:
        if not value.isascii() or not value.isdigit() or not int(value):
            raise SettingsError(f"{variable} must be a whole number above 0, not {value!r}.")
        if variable == "QUOTH_PORT" and int(value) > 65535:
            raise SettingsError(f"QUOTH_PORT must be at most 65535, not {value}.")
        return int(value)
    return Path(value) if issubclass(kind, Path) else value
