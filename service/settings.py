"""Settings: every QUOTH_* variable, read once at start, checked there, with its unit in its name."""

from __future__ import annotations

import math
import os
import re
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, get_type_hints

from service.errors import SettingsError

SHIPPED_MODELS_DIR = Path(__file__).parent / "models"
_CPU_QUOTA = Path("/sys/fs/cgroup/cpu.max")
_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  (files there are made by tempfile)
_HIGHEST_NUMBER = 2**31 - 1
_BOUNDS = {"port": (1, 65_535), "proxy_hops": (0, 10)}
_ITEMS = {
    "api_keys": (re.compile(r"sha256:[0-9a-f]{64}"), "sha256:… as `quoth key` prints it"),
    "cors_origins": (re.compile(r"https?://[a-z0-9.-]+(:[0-9]+)?|\*"), "an origin such as https://example.org, or *"),
}


def usable_cores(quota: Path = _CPU_QUOTA) -> int:
    """How many cores this process may keep busy: those of its affinity, within the container's CPU quota."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        allowed, period = quota.read_text().split()
    except (OSError, ValueError):  # no cgroup v2, or not its form: no quota
        return cores
    return cores if allowed == "max" else max(1, min(cores, math.ceil(int(allowed) / int(period))))


def _memory_dir() -> Path:
    return _SHARED_MEMORY if os.access(_SHARED_MEMORY, os.W_OK) else Path(tempfile.gettempdir())


@dataclass(frozen=True)
class Settings:
    """What the operator decides. The environment variable of a field is its name in capitals after `QUOTH_`."""

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
    """Bytes of one request body; of a stream, bytes of one line."""
    max_batch_articles: int = 50
    """Articles of one batch in JSON; a stream has no limit."""
    max_sentence_words: int = 200
    """Words of one sentence; the parser's memory grows with their square, so longer sentences are cut."""
    max_waiting_requests: int = 32
    """Requests that may wait for the analyzer of one worker; more are answered with 503 at once."""
    max_analysis_s: int = 120
    """Seconds of work on one article, waiting not counted; looked at between the stages of the analysis."""
    upload_timeout_s: int = 30
    """Seconds within which a request must have arrived, headers and body; in a stream, the next line."""
    send_timeout_s: int = 30
    """Seconds for which a client may leave an answer unread."""
    drain_timeout_s: int = 30
    """Seconds after SIGTERM in which what was accepted is still answered."""
    scratch_dir: Path = field(default_factory=_memory_dir)
    """Where workers share heartbeats and counters, a few hundred kB in all: memory, where there is such a place."""
    api_keys: tuple[str, ...] = field(default=(), repr=False)
    """The hashes of the keys of which a request must bring one; none: everybody may ask."""
    rate_limit_per_minute: int | None = None
    """Requests of one client (key, else address) in any minute, over all workers; none: as many as can be answered."""
    proxy_hops: int = 0
    """Proxies in front, each of which adds the address that it saw to X-Forwarded-For."""
    cors_origins: tuple[str, ...] = ()
    """The origins whose pages may ask from a browser."""
    access_log: bool = False
    """Log one line a request."""
    tracing: bool = False
    """Send OpenTelemetry spans; needs the extra `quoth[otel]`, which reads OTEL_* variables."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """The settings that `environment` (by default the process's own) asks for.

        Raises SettingsError naming the variable when a value is not usable.
        """
        environment = os.environ if environment is None else environment
        types = get_type_hints(cls)
        given = {f.name: environment[v] for f in fields(cls) if (v := f"QUOTH_{f.name.upper()}") in environment}
        return cls(**{name: _read(name, value, types[name]) for name, value in given.items()})


def _read(name: str, value: str, kind: Any) -> Any:
    if not value.strip():
        raise SettingsError(f"QUOTH_{name.upper()} is empty. Unset it for the default.")
    reader = _READERS.get(kind)
    return reader(name, value) if reader else kind(value)


def _number(name: str, value: str) -> int:
    low, high = _BOUNDS.get(name, (1, _HIGHEST_NUMBER))
    digits = value if value.isascii() and value.isdigit() and len(value) <= len(str(high)) else "-1"
    if not low <= int(digits) <= high:
        raise SettingsError(f"QUOTH_{name.upper()} must be a whole number from {low} to {high}, not {value[:40]!r}.")
    return int(digits)


def _truth(name: str, value: str) -> bool:
    if value not in ("true", "false"):
        raise SettingsError(f"QUOTH_{name.upper()} must be true or false, not {value[:40]!r}.")
    return value == "true"


def _items(name: str, value: str) -> tuple[str, ...]:
    pattern, form = _ITEMS[name]
    items = tuple(item.strip() for item in value.split(","))
    if not all(map(pattern.fullmatch, items)):  # without the value, which may be a secret
        raise SettingsError(f"QUOTH_{name.upper()} must be a list, with commas between, of: {form}.")
    return items


_READERS: dict[Any, Callable[[str, str], Any]] = {
    int: _number,
    int | None: _number,
    bool: _truth,
    tuple[str, ...]: _items,
}
