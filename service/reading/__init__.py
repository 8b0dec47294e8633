"""A parse and the vectors of its words → what nets read: attributions, and whom pronouns and descriptions mean.

A reading is one opinion among others: what follows weighs it with all else. `AttributionReader` proposes cues, their
contents and their sources; `NameReader` points from each anaphor to the names that it may mean.
"""

from __future__ import annotations

from service.reading.names_read import NameReader
from service.reading.readings import AttributionReader

__all__ = ["AttributionReader", "NameReader"]
