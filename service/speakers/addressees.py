"""To whom somebody speaks: the phrase beside the cue, by the fullest name known, or who has been spoken to so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.attribution import Attribution
from service.coreference import CoreferenceResolver, Referent
from service.lexicons import WORDS
from service.mentions import mention_of
from service.spans import Span
from service.syntax import Word

_EVERYBODY = WORDS["hearers"]
_BEHIND = range(1, 4)


@dataclass(frozen=True)
class Addressee:
    """To whom the speaker spoke. A `house` is one that asks for others, such as a newspaper."""

    name: str
    mention: Span
    is_house: bool = False


def addressee_of(resolver: CoreferenceResolver, attribution: Attribution) -> Addressee | None:
    """To whom was spoken: by the fullest name known, else in its own words without article; None for "me"."""
    word = attribution.addressee
    if word is None:
        return None
    mention = mention_of(word)
    if mention.kind == "document" or (mention.form == "description" and word.upos != "NOUN"):
        return None
    referent = _named_behind(resolver, word) or resolver.referent_of(word)
    if referent is None and mention.form == "pronoun" and word.lemma.casefold() not in _EVERYBODY:
        return None
    name = referent.name if referent is not None else mention.name or mention.own_words
    kind = referent.kind if referent is not None else mention.kind
    return Addressee(name, mention.span, kind == "organization")


def _named_behind(resolver: CoreferenceResolver, word: Word) -> Referent | None:
    """ "told the newspaper Halden Post": who is named right behind the noun."""
    behind = (w for w in word.children("appos", "flat") if w.upos == "PROPN" and w.index - word.index in _BEHIND)
    return next((r for w in behind if (r := resolver.referent_of(w)) is not None), None)


def passed_on(
    told: Sequence[tuple[Attribution, Referent | None, Addressee | None]],
) -> dict[Attribution, Addressee]:
    """ "…,” Lund told the newspaper. “…,” she added: who goes on speaks to the same, as long as nobody else speaks.

    That holds for what asks for others, such as a newspaper, and for everybody where the quote has no cue of its own.
    `told` are the attributions of an article in the order of their contents, with speaker and addressee.
    """
    found: dict[Attribution, Addressee] = {}
    so_far: dict[Referent, Addressee] = {}
    for attribution, speaker, addressee in told:
        if attribution.reporters or speaker is None:
            continue
        before = so_far.get(speaker)
        if addressee is not None:
            so_far[speaker] = addressee
        elif before is not None and (before.is_house or attribution.speaks_on is not None):
            found[attribution] = before
    return found
