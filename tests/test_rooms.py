"""The house in order: rooms are entered by what they offer, say what they are, and stay small.

Which room may know which is import-linter's to say (`make lint`); here is what it cannot.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "service"
MODULES = sorted(HOUSE.rglob("*.py"))
ROOMS = sorted(path.parent.name for path in HOUSE.glob("*/__init__.py"))
NEIGHBOURS = sorted(path for folder in ("tests", "training", "benchmarks") for path in (ROOT / folder).rglob("*.py"))


@dataclass(frozen=True)
class Import:
    """`from source import name`, or `import source` without a name."""

    source: str
    name: str | None
    line: int


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports_in(path: Path) -> Iterator[Import]:
    """Every import of a module, those in functions and those for types too."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, None, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = "." * node.level + (node.module or "")
            yield from (Import(source, alias.name, node.lineno) for alias in node.names)


def room_of(path: Path) -> str | None:
    """The room that a file stands in; None for one at the door, or outside."""
    inside = path.is_relative_to(HOUSE) and path.parent != HOUSE
    return path.relative_to(HOUSE).parts[0] if inside else None


@cache
def offered_by(room: str) -> frozenset[str]:
    """What stands in a room's `__all__`."""
    for node in tree_of(HOUSE / room / "__init__.py").body:
        if isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == ["__all__"]:
            return frozenset(ast.literal_eval(node.value))
    return frozenset()


def is_proper(imported: Import, room: str | None) -> bool:
    """Whether a module of `room` may import this so."""
    top, _, below = imported.source.partition(".")
    if top != "service":
        return bool(top)  # "" is the beginning of a relative import
    if imported.name is None:
        return not below
    if not below:
        return imported.name not in ROOMS
    if below.split(".")[0] in ROOMS and below.split(".")[0] != room:
        return below in ROOMS and imported.name in offered_by(below)
    return not imported.name.startswith("_")


@pytest.mark.parametrize("room", [None, *ROOMS])
def test_another_room_is_entered_by_what_it_offers(room: str | None) -> None:
    improper = [
        f"{path.relative_to(ROOT)}:{it.line}: {it.name} of {it.source}"
        for path in MODULES
        if room_of(path) == room
        for it in imports_in(path)
        if not is_proper(it, room)
    ]
    assert improper == []


def names_used(path: Path) -> Iterator[tuple[str, str]]:
    """(room, name) for each name that a file takes from a room by its door: imported, or as an attribute of it."""
    doors = set()
    for it in imports_in(path):
        if it.source == "service" and it.name in ROOMS:
            doors.add(it.name)
        elif it.name and it.source.removeprefix("service.") in ROOMS:
            yield it.source.removeprefix("service."), it.name
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in doors:
            yield node.value.id, node.attr


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_offers_nothing_that_nobody_uses(room: str) -> None:
    outside = [path for path in (*MODULES, *NEIGHBOURS) if room_of(path) != room]
    used = {name for path in outside for where, name in names_used(path) if where == room}
    assert offered_by(room) - used == set()


@pytest.mark.parametrize("package", sorted(path.parent for path in HOUSE.rglob("__init__.py")), ids=lambda p: p.name)
def test_a_package_says_what_goes_in_and_what_comes_out(package: Path) -> None:
    docstring = ast.get_docstring(tree_of(package / "__init__.py")) or ""
    shortest = 2 if package.parent == HOUSE else 1
    assert shortest <= len(docstring.splitlines()) <= 12


def test_few_modules_stand_at_the_door() -> None:
    assert len([path for path in HOUSE.glob("*.py") if path.name != "__init__.py"]) <= 8


def test_modules_are_small() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {path: lines for path, lines in lengths.items() if not 1 <= lines <= 250} == {}
