"""Answers kept with what they are about, so that each is worked out once an article."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

Of = TypeVar("Of")
Answer = TypeVar("Answer")
_UNKNOWN: Any = object()


def kept(function: Callable[[Of], Answer]) -> Callable[[Of], Answer]:
    """`function` of one word, entity, document or referent, its answers kept in that object.

    That is what `functools.cached_property` does, for a function that stands elsewhere.

    They go when the document goes. Only for functions that give the same answer whenever they are asked: of a referent
    none that is asked while the article is still read.
    """
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def answer(of: Of) -> Answer:
        known: Answer = getattr(of, name, _UNKNOWN)
        if known is _UNKNOWN:
            known = function(of)
            object.__setattr__(of, name, known)  # past what freezes it; `vars` would slow all attributes of it down
        return known

    return answer
