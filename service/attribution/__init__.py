"""Document and quoted regions → attributions: somebody said something, by which words, with which confidence.

`attribute` proposes candidates generously (`candidates`), judges each with a learned model (`classifier`), and keeps
the likeliest at each cue. What comes out points at words: who a source is comes later.
"""

from __future__ import annotations

from service.attribution.attributing import attribute
from service.attribution.attribution import Attribution
from service.attribution.content_spans import quote_type

__all__ = ["Attribution", "attribute", "quote_type"]
