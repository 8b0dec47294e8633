"""Pronouns of the third person by what they can mean."""

from __future__ import annotations

from service.lexicons import WORDS
from service.syntax.document import Word

_CLASSES = {
    **dict.fromkeys(WORDS["he or she"], "he"),
    **dict.fromkeys(WORDS["it"], "it"),
    **dict.fromkeys(WORDS["they"], "they"),
}


def pronoun_class(word: Word) -> str | None:
    """ "he" (with "she"), "it" or "they" for a third-person pronoun; None for any other word."""
    return _CLASSES.get(word.text.casefold()) if word.upos in ("PRON", "DET") else None
