"""An article's text: its paragraphs, the stretches in quotation marks, and the same text as a parser reads it best.

A string goes in; a checked one comes out with its paragraphs (`paragraphs_of`), its language (`language_of`) and its
quoted regions (`read_quotation`). All offsets are code points of the string as it was sent. Nothing here knows of words
or trees: marks are decoded from characters alone.
"""

from __future__ import annotations

from service.text.article import check, language_of, paragraphs_of
from service.text.quoted_regions import Quotation, QuotedRegion, read_quotation
from service.text.reporting_clause_patterns import COMMENT_VERBS

__all__ = ["COMMENT_VERBS", "Quotation", "QuotedRegion", "check", "language_of", "paragraphs_of", "read_quotation"]
