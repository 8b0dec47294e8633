"""Settings: every QUOTH_* variable, read once at start, checked there, with its unit in its name."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, get_type_hints

from service.errors import SettingsError

SHIPPED_MODELS_DIR = Path(__file__).parent / "models"
_CPU_QUOTA = Path("/sys/fs/cgroup/cpu.max")
_HIGHEST_NUMBER = 2**31 - 1
_HIGHEST_PORT = 65_535


def usable_cores(quota: Path = _CPU_QUOTA) -> int:
    """How many cores this process may keep busy: those of its affinity, within the container's CPU quota."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        allowed, period = quota.read_text().split()
    except (OSError, ValueError):  # no cgroup v2, or not its form: no quota
        return cores
    return cores if allowed == "max" else max(1, min(cores, math.ceil(int(allowed) / int(period))))


@dataclass(frozen=True)
class Settings:
    """What the operator decides. The environment variable of a field is its name in capitals behind `QUOTH_`."""

    host: str = "127.0.0.1"
    """The address to listen at."""
    port: int = 8000
    """The TCP port to listen at."""
    workers: int = field(default_factory=usable_cores)
    """Processes, each with one analysis at a time. By default one a usable core."""
    models_dir: Path = SHIPPED_MODELS_DIR
    """The Stanza resources directory with the parser's models."""
    max_text_chars: int = 200_000
    """Code points of one article."""
    max_body_bytes: int = 4_000_000
    """Bytes of one request body."""
    max_batch_articles: int = 50
    """Articles of one batch."""
    max_sentence_words: int = 200
    """Words of one sentence; the parser's memory grows with their square, so longer sentences are cut."""
    max_waiting_requests: int = 32
    """Requests that may wait for the analyzer of one worker; more are answered with 503 at once."""
    upload_timeout_s: int = 30
    """Seconds within which a request must have arrived, headers and body."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """The settings that `environment` (by default the process's own) asks for.

        Raises SettingsError naming the variable when a value is not usable.
        """
        environment = os.environ if environment is None else environment
        types = get_type_hints(cls)
        variables = {f"QUOTH_{f.name.upper()}": f.name for f in fields(cls)}
        given = {
            name: _read(variable, environment[variable], types[name])
            for variable, name in variables.items()
            if variable in environment
        }
        return cls(**given)


def _read(variable: str, value: str, kind: type) -> Any:
    if not value.strip():
        raise SettingsError(f"{variable} is empty. Unset it for the default.")
    if kind is int:
        highest = _HIGHEST_PORT if variable == "QUOTH_PORT" else _HIGHEST_NUMBER
        digits = value if value.isascii() and value.isdigit() and len(value) <= len(str(highest)) else "0"
        if not 1 <= int(digits) <= highest:
            raise SettingsError(f"{variable} must be a whole number from 1 to {highest}, not {value[:40]!r}.")
        return int(digits)
    return kind(value)
