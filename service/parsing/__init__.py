"""Text → `Document`: the one room that knows Stanza and torch.

A text with its readable twin and its paragraphs goes in, a document of `syntax` comes out, its entity labels mapped to
ours. `stanza_fast` makes the same models run faster.
"""

from __future__ import annotations

from service.parsing.parser import Parser, StanzaParser

__all__ = ["Parser", "StanzaParser"]
