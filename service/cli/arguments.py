"""What the options of `quoth` accept: each function reads one value, or raises ArgumentTypeError saying why not."""

from __future__ import annotations

from argparse import ArgumentTypeError
from typing import get_args
from urllib.parse import urlsplit

from service.results import Medium, Target

MEDIA: tuple[Medium, ...] = get_args(Medium)


def media(value: str) -> frozenset[Medium]:
    """ "speech, thought" → those media."""
    asked = {name.strip() for name in value.split(",")}
    if not asked <= set(MEDIA):
        raise ArgumentTypeError(f"{value!r} is no list of {', '.join(MEDIA)}")
    return frozenset(medium for medium in MEDIA if medium in asked)


def target(value: str) -> Target:
    """ "NAME" or "NAME=ALIAS,ALIAS" → the name with its aliases."""
    name, _, aliases = value.partition("=")
    if not name.strip():
        raise ArgumentTypeError(f"{value!r} names nobody")
    return Target(name.strip(), tuple(alias.strip() for alias in aliases.split(",") if alias.strip()))


def share(value: str) -> float:
    """A number from 0 to 1."""
    try:
        share = float(value)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise ArgumentTypeError(f"{value!r} is no number from 0 to 1")
    return share


def service_url(value: str) -> str:
    """The root of a service, over http or https."""
    try:
        url = urlsplit(value)
        usable = url.scheme in ("http", "https") and bool(url.hostname) and url.port != 0
    except ValueError:  # a port that is no number, half of a pair of brackets
        usable = False
    if not usable:
        raise ArgumentTypeError(f"{value!r} is no URL of a service; it looks like http://127.0.0.1:8000")
    return value
