"""An attributed quote → the statement that the rules read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from service.attribution import Attribution
from service.coreference import Referent
from service.lexicons import CUES, POLITIES
from service.mentions import polities_in
from service.speakers import AttributedQuote
from service.stance.clauses import is_clause
from service.stance.cue_sense import cue_sense
from service.stance.statement import Statement
from service.stance.vocabulary import CLASSES, form, plain
from service.syntax import Document, Word

_FIRST_PERSON = CLASSES["first person subject"]


def statement_of(
    document: Document,
    quote: AttributedQuote,
    inner: Sequence[AttributedQuote],
    referent_of: Callable[[Word], Referent | None],
) -> Statement | None:
    """What the rules look at; None for a content without a word.

    `inner` are the reports directly inside, `referent_of` tells whom a pronoun means.
    """
    attribution = quote.attribution
    words = _content_words(document, attribution)
    if not any(w.upos != "PUNCT" for w in words):
        return None
    inside = set(words)
    roots = [w for w in words if w.upos != "PUNCT" and w.head not in inside] or words[:1]
    predicate = next((w for w in roots if w.upos in ("VERB", "ADJ", "AUX")), roots[0])
    others = [i.attribution for i in inner if not _in_own_voice(quote, i)]
    return Statement(
        document=document,
        words=words,
        roots=roots,
        predicate=predicate,
        cue=cue_sense(CUES.get(attribution.lemma or ""), attribution.cue, words),
        cue_head=attribution.cue[0] if attribution.cue else None,
        direct=_is_direct(document, attribution, predicate),
        reported=frozenset(w for a in others for w in (*a.cue, *_content_words(document, a))),
        in_group=_in_group(quote, document.text),
        means_speaker=lambda word: _is_speaker(quote, word, referent_of),
    )


def _content_words(document: Document, attribution: Attribution) -> list[Word]:
    return [w for span in attribution.content for w in document.words_in(span)]


def _is_direct(document: Document, attribution: Attribution, predicate: Word) -> bool:
    """True for a clause in quotation marks, and for one that stands before its cue: they are no complement of it."""
    mark = predicate.child("mark")
    if not is_clause(predicate) or (mark is not None and form(mark) in ("that", "to")):
        return False
    first = attribution.content[0]
    if any(r.inner.covers(first) for r in document.quoted_in(first)):
        return True
    cue = attribution.cue[0] if attribution.cue else None
    return cue is None or predicate.sentence is not cue.sentence or predicate.index < cue.index


def _is_speaker(quote: AttributedQuote, word: Word, referent_of: Callable[[Word], Referent | None]) -> bool:
    """True when a pronoun means whoever speaks, also where it is not known who that is: "she said she …"."""
    referent, source = quote.resolution.referent, quote.attribution.source
    if referent is None:
        return source is not None and form(source) == form(word)
    return referent_of(word) is referent


def _in_own_voice(outer: AttributedQuote, inner: AttributedQuote) -> bool:
    """True when the report inside is the speaker's own: "I think", "we reject"."""
    source = inner.attribution.source
    same = inner.resolution.referent is not None and inner.resolution.referent is outer.resolution.referent
    return same or (source is not None and form(source) in _FIRST_PERSON)


def _in_group(quote: AttributedQuote, text: str) -> frozenset[str]:
    """The plain words for the speaker's own state or body: for a Kremlin adviser "russia", "russian", "moscow"."""
    referent = quote.resolution.referent
    if referent is None:
        return frozenset()
    role = quote.role.text or ""
    names = {name for polity in polities_in(f"{role} {referent.name}") for name in _names_of_polities().get(polity, ())}
    if referent.kind in ("organization", "place", "group"):
        names |= {plain(w) for w in referent.name.split() if w[:1].isupper()}
    return frozenset(names)


@cache
def _names_of_polities() -> dict[str, frozenset[str]]:
    names: dict[str, set[str]] = {}
    for name, polity in POLITIES.items():
        names.setdefault(polity, set()).add(name)
    return {polity: frozenset(words) for polity, words in names.items()}
