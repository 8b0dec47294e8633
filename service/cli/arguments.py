"""What the options of `quoth` accept: each function reads one value, or raises ValueError saying why not.

`Read` makes a type of click out of such a function.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlsplit

import click

from service.labels import MEDIA, Medium
from service.stance import Target

Value = TypeVar("Value")


class Read(click.ParamType[Value, str]):
    """The type of an option whose value `read` reads; the message of its ValueError tells the user what is wrong."""

    def __init__(self, read: Callable[[str], Value]) -> None:
        self.name = read.__name__
        self._read = read

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Value:
        """The value as read. Raises click's BadParameter."""
        try:
            return self._read(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


def media(value: str) -> frozenset[Medium]:
    """ "speech, thought" → those media."""
    asked = {name.strip() for name in value.split(",")}
    if not asked <= set(MEDIA):
        raise ValueError(f"{value!r} is no list of {', '.join(MEDIA)}")
    return frozenset(medium for medium in MEDIA if medium in asked)


def target(value: str) -> Target:
    """ "NAME" or "NAME=ALIAS,ALIAS" → the name with its aliases."""
    name, _, aliases = value.partition("=")
    if not name.strip():
        raise ValueError(f"{value!r} names nobody")
    return Target(name.strip(), tuple(alias.strip() for alias in aliases.split(",") if alias.strip()))


def share(value: str) -> float:
    """A number from 0 to 1."""
    try:
        share = float(value)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise ValueError(f"{value!r} is no number from 0 to 1")
    return share


def service_url(value: str) -> str:
    """The root of a service, over http or https."""
    try:
        url = urlsplit(value)
        usable = url.scheme in ("http", "https") and bool(url.hostname) and url.port != 0
    except ValueError:  # a port that is no number, half of a pair of brackets
        usable = False
    if not usable:
        raise ValueError(f"{value!r} is no URL of a service; it looks like http://127.0.0.1:8000")
    return value
