"""What users install: pins that agree with each other, and a package that holds all its data."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml
from hatchling.builders.wheel import WheelBuilder

from service import __version__
from service.settings import Settings

ROOT = Path(__file__).parent.parent
PYPROJECT: Any = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
INSTALLED = [*PROJECT["dependencies"], *(pin for extra in PROJECT["optional-dependencies"].values() for pin in extra)]
LOCKED = set((ROOT / "requirements.lock").read_text(encoding="utf-8").lower().replace("_", "-").split())


@pytest.mark.parametrize("pin", INSTALLED)
def test_each_dependency_is_pinned_exactly_and_locked(pin: str) -> None:
    assert re.fullmatch(r"[a-z0-9-]+==[0-9][0-9.]*", pin)
    assert pin in LOCKED


def test_the_lock_holds_no_build_of_one_machine() -> None:
    assert not [line for line in LOCKED if "+" in line or "@" in line or line.startswith("nvidia")]


def test_the_command_exists() -> None:
    module, name = PROJECT["scripts"]["quoth"].split(":")
    assert callable(getattr(import_module(module), name))


def test_the_wheel_holds_the_package_with_all_its_data() -> None:
    builder = WheelBuilder(str(ROOT))
    files = {file.distribution_path for file in builder.recurse_included_files()}
    on_disk = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "service").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert files == {*on_disk, "service/openapi.yaml"}
    assert {"service/models/resources.json", "service/models/en/pos/news.pt"} <= files


def test_ci_runs_the_tests() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").endswith("exec make test\n")


def test_a_commit_is_checked_by_what_make_lint_checks_and_nothing_is_downloaded() -> None:
    [source] = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    assert source["repo"] == "local"
    assert [(hook["entry"], hook["language"]) for hook in source["hooks"]] == [("make lint", "system")]


COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]


def test_compose_starts_this_version_behind_a_proxy_for_this_machine_alone() -> None:
    assert COMPOSE["quoth"]["image"] == f"quoth:{__version__}"
    assert "ports" not in COMPOSE["quoth"]
    assert all(port.startswith("127.0.0.1:") for port in COMPOSE["proxy"]["ports"])
    assert int(COMPOSE["quoth"]["stop_grace_period"].removesuffix("s")) > Settings().drain_timeout_s


@pytest.mark.parametrize("name", COMPOSE)
def test_a_container_may_do_little(name: str) -> None:
    container = COMPOSE[name]
    assert container["read_only"]
    assert container["cap_drop"] == ["ALL"]
    assert container["security_opt"] == ["no-new-privileges:true"]
    assert {"mem_limit", "cpus", "pids_limit"} <= set(container)
    assert "privileged" not in container


def test_the_image_runs_as_nobody_in_particular_and_tells_its_health() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("USER")] == ["USER 10001:10001"]
    assert [line for line in lines if line.startswith("HEALTHCHECK")]


@pytest.mark.parametrize(
    "command",
    [("hadolint", "Dockerfile"), ("check-jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml")],
)
def test_the_linters_of_containers_have_nothing_to_say(command: tuple[str, ...]) -> None:
    program = Path(sys.executable).with_name(command[0])
    ended = subprocess.run([program, *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, ""), ended.stdout
