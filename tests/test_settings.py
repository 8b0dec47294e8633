from pathlib import Path

import pytest

from service.errors import SettingsError
from service.settings import SHIPPED_MODELS_DIR, Settings, usable_cores

HASH = "sha256:" + "0a" * 32


def test_the_defaults() -> None:
    settings = Settings.from_environment({"HOME": "/nowhere", "QUOTH_SERVICE_HOST": "not ours"})
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.workers == usable_cores() >= 1
    assert settings.models_dir == SHIPPED_MODELS_DIR


@pytest.mark.parametrize(
    ("variable", "value", "field", "read"),
    [
        ("QUOTH_HOST", "0.0.0.0", "host", "0.0.0.0"),
        ("QUOTH_PORT", "65535", "port", 65535),
        ("QUOTH_WORKERS", "3", "workers", 3),
        ("QUOTH_MODELS_DIR", "/models", "models_dir", Path("/models")),
        ("QUOTH_MAX_TEXT_CHARS", "7", "max_text_chars", 7),
        ("QUOTH_MAX_BODY_BYTES", "7", "max_body_bytes", 7),
        ("QUOTH_MAX_BATCH_ARTICLES", "7", "max_batch_articles", 7),
        ("QUOTH_MAX_SENTENCE_WORDS", "7", "max_sentence_words", 7),
        ("QUOTH_MAX_WAITING_REQUESTS", "7", "max_waiting_requests", 7),
        ("QUOTH_MAX_ANALYSIS_S", "7", "max_analysis_s", 7),
        ("QUOTH_UPLOAD_TIMEOUT_S", "7", "upload_timeout_s", 7),
        ("QUOTH_SEND_TIMEOUT_S", "7", "send_timeout_s", 7),
        ("QUOTH_DRAIN_TIMEOUT_S", "7", "drain_timeout_s", 7),
        ("QUOTH_SCRATCH_DIR", "/memory", "scratch_dir", Path("/memory")),
        ("QUOTH_API_KEYS", f"{HASH} , {HASH}", "api_keys", (HASH, HASH)),
        ("QUOTH_RATE_LIMIT_PER_MINUTE", "7", "rate_limit_per_minute", 7),
        ("QUOTH_PROXY_HOPS", "0", "proxy_hops", 0),
        ("QUOTH_CORS_ORIGINS", "https://a.example,http://b:80", "cors_origins", ("https://a.example", "http://b:80")),
        ("QUOTH_CORS_ORIGINS", "*", "cors_origins", ("*",)),
        ("QUOTH_ACCESS_LOG", "true", "access_log", True),
        ("QUOTH_TRACING", "false", "tracing", False),
    ],
)
def test_a_variable_is_read(variable: str, value: str, field: str, read: object) -> None:
    assert getattr(Settings.from_environment({variable: value}), field) == read


@pytest.mark.parametrize("value", ["", " ", "0", "-1", "+1", "1.5", "1e3", "eighty", "٣", "65536", "9" * 5000])
def test_a_value_that_cannot_be_used_names_its_variable(value: str) -> None:
    with pytest.raises(SettingsError, match=r"^QUOTH_PORT "):
        Settings.from_environment({"QUOTH_PORT": value})


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("QUOTH_PROXY_HOPS", "-1"),
        ("QUOTH_PROXY_HOPS", "11"),
        ("QUOTH_ACCESS_LOG", "yes"),
        ("QUOTH_ACCESS_LOG", "True"),
        ("QUOTH_API_KEYS", "a key in clear text"),
        ("QUOTH_API_KEYS", f"{HASH},"),
        ("QUOTH_CORS_ORIGINS", "example.org"),
        ("QUOTH_CORS_ORIGINS", "https://example.org/"),
        ("QUOTH_CORS_ORIGINS", "https://*.example.org"),
    ],
)
def test_a_value_of_another_form_is_refused(variable: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"^{variable} must be ") as caught:
        Settings.from_environment({variable: value})
    assert "clear text" not in str(caught.value)


@pytest.mark.parametrize("variable", ["QUOTH_HOST", "QUOTH_MODELS_DIR", "QUOTH_API_KEYS", "QUOTH_ACCESS_LOG"])
def test_an_empty_value_is_no_value(variable: str) -> None:
    with pytest.raises(SettingsError, match=f"^{variable} is empty"):
        Settings.from_environment({variable: ""})


@pytest.mark.parametrize(("quota", "cores"), [("50000 100000", 1), ("100000 100000", 1), ("1 100000", 1)])
def test_a_containers_cpu_quota_bounds_the_workers(tmp_path: Path, quota: str, cores: int) -> None:
    file = tmp_path / "cpu.max"
    file.write_text(quota)
    assert usable_cores(file) == cores


@pytest.mark.parametrize("quota", ["max 100000", "what?", "99900000 100000"])
def test_without_a_quota_every_core_works(tmp_path: Path, quota: str) -> None:
    file = tmp_path / "cpu.max"
    file.write_text(quota)
    assert usable_cores(file) == usable_cores(tmp_path / "missing")
