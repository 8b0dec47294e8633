"""An article's text: its paragraphs, what is furniture, the stretches in quotation marks, and what a parser reads.

A string goes in (`check` refuses what no article may hold), an `ArticleText` comes out (`read_article`): from here on
text, paragraphs and quoted regions travel as one value, and furniture (datelines, bylines, captions) is in none of its
paragraphs. All offsets are code points of the string as it was sent. Nothing here knows of words or trees: marks are
decoded, and furniture is known, from characters alone.
"""

from __future__ import annotations

from service.text.article_text import ArticleText, read_article
from service.text.plain_text import check, language_of, lines_of
from service.text.quoted_regions import QuotedRegion
from service.text.reporting_clause_patterns import COMMENT_VERBS

__all__ = ["COMMENT_VERBS", "ArticleText", "QuotedRegion", "check", "language_of", "lines_of", "read_article"]
