"""Pairs what was found with what was annotated, one to one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from service.evaluation.tokens import Tokens

SAME = Fraction(1, 2)
"""Two contents are the same attribution from this Jaccard overlap of their tokens on."""


def jaccard(one: frozenset[int], other: frozenset[int]) -> Fraction:
    """What two sets share of what they hold together, exactly; 0 for two empty sets."""
    together = len(one | other)
    return Fraction(len(one & other), together) if together else Fraction(0)


def matched(found: Sequence[Tokens], annotated: Sequence[Tokens], least: Fraction = SAME) -> dict[int, int]:
    """Index in `found` → index in `annotated` of the pairs; nothing stands in two pairs.

    Pairs overlap by `least` or more, above 0. There are as many as possible, and of all ways to have that many theirs
    has the largest sum of overlaps.
    """
    overlaps = {
        (i, j): overlap
        for i, one in enumerate(found)
        for j, other in enumerate(annotated)
        if one & other and (overlap := jaccard(one, other)) >= least
    }
    pairs: dict[int, int] = {}
    while path := _augmenting_path(overlaps, pairs):
        pairs.update(path)
    return pairs


def _augmenting_path(overlaps: dict[tuple[int, int], Fraction], pairs: dict[int, int]) -> dict[int, int]:
    """The pairs to make, over those of before, for one pair more at the largest gain; none where that cannot be.

    `pairs` are the best of their number, and stay so along the path of largest gain (successive shortest paths, found
    as by Bellman and Ford). Gains are exact fractions: rounded ones could make going round in a circle look like one.
    """
    taken = {j: i for i, j in pairs.items()}
    gain = {i: Fraction(0) for i, _ in overlaps if i not in pairs}
    reached: dict[int, tuple[Fraction, int]] = {}  # an annotated one → the largest gain there, and from where
    changed = True
    while changed:
        changed = False
        for (i, j), overlap in overlaps.items():
            if i not in gain or pairs.get(i) == j:
                continue
            there = gain[i] + overlap
            if j not in reached or there > reached[j][0]:
                reached[j] = there, i
                changed = True
                if j in taken:  # whose partner gives it up and looks for another
                    gain[taken[j]] = there - overlaps[taken[j], j]
    ends = [j for j in reached if j not in taken]
    if not ends:
        return {}
    return dict(_steps(max(ends, key=lambda j: reached[j][0]), reached, pairs))


def _steps(end: int, reached: dict[int, tuple[Fraction, int]], pairs: dict[int, int]) -> Iterator[tuple[int, int]]:
    """The new pairs of the path that ends at `end`, walked backwards."""
    j: int | None = end
    while j is not None:
        i = reached[j][1]
        yield i, j
        j = pairs.get(i)
