"""A parse and the vectors of its words → readings: what a net takes for cues, their contents and their sources.

A reading is one opinion among others: it proposes a candidate, and gives features to the classifier of attributions.
"""

from __future__ import annotations

from service.reading.readings import AttributionReader

__all__ = ["AttributionReader"]
