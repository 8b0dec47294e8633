"""The picture of the rooms in README.md: what it names stands in the code, and no room is left out."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "service"
PICTURE = ElementTree.parse(ROOT / "docs" / "rooms.svg").getroot()
ROOMS = {path.parent.name for path in HOUSE.glob("*/__init__.py")}
MODULES = {path.stem for path in HOUSE.glob("*.py")} - {"__init__"}


def drawn(kind: str) -> list[ElementTree.Element]:
    """The pieces of text of one kind."""
    return [element for element in PICTURE.iter() if element.get("class") == kind]


def words(element: ElementTree.Element) -> str:
    """What it says; a name that is broken into lines is one word again."""
    return "".join(element.itertext())


TYPES = [pytest.param(words(it), it.get("data-in"), it.get("data-to"), id=words(it)) for it in drawn("type")]
STEPS = [pytest.param(words(it), it.get("data-in"), id=words(it)) for it in drawn("module")]


def defined_in(room: str) -> set[str]:
    """The classes and names that the modules of a room define."""
    names = set()
    for path in (HOUSE / room).rglob("*.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef):
                names.add(node.name)
            elif isinstance(node, ast.Assign):
                names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return names


def named_in(room: str) -> set[str]:
    """Every name that the code of a room uses, in annotations too."""
    trees = (ast.parse(path.read_text("utf-8")) for path in (HOUSE / room).rglob("*.py"))
    return {node.id for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Name)}


def test_every_room_is_drawn_once_and_nothing_else_is() -> None:
    assert sorted(map(words, drawn("room"))) == sorted(ROOMS)


def test_every_module_at_the_door_is_drawn_once() -> None:
    assert sorted(words(it) for it in drawn("module") if it.get("data-in") == "") == sorted(MODULES)


def test_a_folder_that_is_drawn_is_there() -> None:
    assert [words(it) for it in drawn("folder") if not (HOUSE / words(it)).is_dir()] == []


@pytest.mark.parametrize(("name", "room"), STEPS)
def test_a_step_is_a_module(name: str, room: str) -> None:
    path = HOUSE / room / name
    assert path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


@pytest.mark.parametrize(("name", "room", "reader"), TYPES)
def test_what_travels_is_a_type_of_its_room_that_the_next_one_reads(name: str, room: str, reader: str) -> None:
    assert name in defined_in(room)
    assert name in named_in(reader)


def test_whoever_asks_is_drawn_above_the_way_of_the_data_and_whoever_is_asked_below() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    [way] = [it for it in drawn("caption") if "analysis" in words(it)]
    above = {words(it) for it in drawn("room") if float(it.get("y", 0)) < float(way.get("y", 0))}
    assert above == set(layers[: layers.index("analysis")]) & ROOMS


def test_the_readme_shows_the_picture_and_has_a_row_for_every_room() -> None:
    how = (ROOT / "README.md").read_text("utf-8").partition("## How it works\n")[2].partition("\n## ")[0]
    assert "(docs/rooms.svg)" in how
    rows = [row for row in how.splitlines() if row.startswith("| `")]
    assert sorted(name for row in rows for name in re.findall(r"`(\w+)`", row.split("|")[1])) == sorted(ROOMS)
