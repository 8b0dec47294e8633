"""Which attributions stand in the content of which: the chain of reports, worked out once."""

from __future__ import annotations

from collections.abc import Sequence

from service.attribution.attribution import Attribution
from service.spans import Span


def nest(attributions: Sequence[Attribution]) -> None:
    """Tells each of the attributions of an article which others report it."""
    for attribution, reporters in _reporters(attributions).items():
        object.__setattr__(attribution, "reporters", reporters)  # known only once all are


def _reporters(attributions: Sequence[Attribution]) -> dict[Attribution, tuple[Attribution, ...]]:
    """For each attribution those whose content holds its cue, or where it has none its content, smallest first."""
    spans = sorted(((s, a) for a in attributions for s in a.content), key=lambda item: item[0].start)
    places = sorted(((a.cue_span or a.content[0], a) for a in attributions), key=lambda item: item[0].start)
    found: dict[Attribution, tuple[Attribution, ...]] = {}
    open_spans: list[tuple[Span, Attribution]] = []
    next_span = 0
    for place, inner in places:
        while next_span < len(spans) and spans[next_span][0].start <= place.start:
            open_spans.append(spans[next_span])
            next_span += 1
        open_spans = [item for item in open_spans if item[0].end > place.start]
        around = {
            outer: span.end - span.start
            for span, outer in open_spans
            if outer is not inner and span.covers(place) and not _covers(inner, outer)
        }
        found[inner] = tuple(sorted(around, key=lambda a: around[a]))
    return found


def _covers(inner: Attribution, outer: Attribution) -> bool:
    """True when `outer`'s cue stands in `inner`'s content: then it is the other way round."""
    cue = outer.cue_span
    return cue is not None and any(s.covers(cue) for s in inner.content)
