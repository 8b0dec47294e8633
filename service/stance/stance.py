"""The stance of each quote: positions, speech act, commitment, the reporter's signal, and the caller's targets.

Four independent questions: where the speaker stands (by the rules R1 to R8, which `stance_rules` lists), what was done
by speaking and how sure the speaker sounds, and what the reporter signals (`stance_acts`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from service.attribution import Attribution
from service.coreference import CoreferenceResolver, Referent
from service.labels import StanceLabel
from service.lexicons import CUES, POLITIES
from service.mentions import polities_in
from service.spans import Span
from service.speakers import AttributedQuote
from service.stance.asked_targets import Asked
from service.stance.clauses import is_clause
from service.stance.cue_reading import reading
from service.stance.entity_positions import entity_positions
from service.stance.findings import Finding
from service.stance.positions import Position, Stance, Target
from service.stance.rules.table import findings_of
from service.stance.speech_acts import commitment, reporter, speech_act
from service.stance.statement import Said
from service.stance.target_reference import Memory
from service.stance.words import is_negated, plain
from service.syntax import Document, Word
from service.text import ArticleText

_FIRST_PERSON = frozenset({"i", "we"})


def stances(
    document: Document, cast: CoreferenceResolver, spoken: Sequence[AttributedQuote], targets: Sequence[Target]
) -> list[Stance]:
    """The stance of each quote, in the order given.

    `cast` is the one that the speakers were resolved with, `targets` are those that the caller names.
    """
    inner: dict[Attribution, list[AttributedQuote]] = {}
    for s in spoken:
        for outer in s.reporters[:1]:
            inner.setdefault(outer, []).append(s)

    memory = Memory(document, cast.who)
    found = []
    for number, s in enumerate(spoken):
        said = said_of(document, s, inner.get(s.attribution, ()), cast.who)
        findings = findings_of(said) if said is not None else []
        positions = _positions(said, findings, memory, number) if said is not None else ()
        asked = Asked(document, said, positions, s.attribution.content, cast) if targets else None
        cue = said.cue if said is not None else CUES.get(s.attribution.lemma or "")
        modality, polarity = commitment(said, cue)
        found.append(
            Stance(
                label=_label(positions, findings),
                positions=positions,
                speech_act=speech_act(said, cue, findings),
                modality=modality,
                polarity=polarity,
                reporter=reporter(cue, s.attribution.cue, s.attribution.content),
                targets=tuple(asked.toward(t) for t in targets) if asked is not None else (),
            )
        )
    return found


def said_of(
    document: Document,
    spoken: AttributedQuote,
    inner: Sequence[AttributedQuote],
    who: Callable[[Word], Referent | None],
) -> Said | None:
    """What the rules look at; None for a content without a word.

    `inner` are the reports directly inside, `who` tells whom a pronoun means.
    """
    attribution = spoken.attribution
    words = [w for span in attribution.content for w in document.words_in(span)]
    if not any(w.upos != "PUNCT" for w in words):
        return None
    inside = set(words)
    tops = [w for w in words if w.upos != "PUNCT" and w.head not in inside] or words[:1]
    predicate = next((w for w in tops if w.upos in ("VERB", "ADJ", "AUX")), tops[0])
    entry = reading(CUES.get(attribution.lemma or ""), attribution.cue, words)
    head = attribution.cue[0] if attribution.cue else None
    return Said(
        document=document,
        words=words,
        tops=tops,
        predicate=predicate,
        cue=entry,
        cue_head=head,
        polar=entry.complement_polarity if entry is not None else "0",
        negated_cue=head is not None and is_negated(head),
        direct=_is_direct(document.article, attribution, predicate),
        reported=frozenset(w for i in inner if not _own_words(spoken, i) for w in _words_of(document, i)),
        own_side=_own_side(document, spoken),
        means_speaker=lambda word: _is_speaker(spoken, word, who),
    )


def _is_direct(article: ArticleText, attribution: Attribution, predicate: Word) -> bool:
    """True for a clause in quotation marks, and for one that stands before its cue: they are no complement of it."""
    mark = predicate.child("mark")
    if not is_clause(predicate) or (mark is not None and plain(mark.text) in ("that", "to")):
        return False
    if any(r.inner.covers(attribution.content[0]) for r in article.quoted_in(attribution.content[0])):
        return True
    cue = attribution.cue[0] if attribution.cue else None
    return cue is None or predicate.sentence != cue.sentence or predicate.index < cue.index


def _is_speaker(spoken: AttributedQuote, word: Word, who: Callable[[Word], Referent | None]) -> bool:
    """True when a pronoun means whoever speaks, also where it is not known who that is: "she said she …"."""
    referent, source = spoken.resolution.referent, spoken.attribution.source
    if referent is None:
        return source is not None and plain(source.text) == plain(word.text)
    return who(word) is referent


def _own_words(outer: AttributedQuote, inner: AttributedQuote) -> bool:
    """True when the report inside is the speaker's own: "I think", "we reject"."""
    source = inner.attribution.source
    same = inner.resolution.referent is not None and inner.resolution.referent is outer.resolution.referent
    return same or (source is not None and plain(source.text) in _FIRST_PERSON)


def _words_of(document: Document, spoken: AttributedQuote) -> list[Word]:
    attribution = spoken.attribution
    return [*attribution.cue, *(w for span in attribution.content for w in document.words_in(span))]


def _own_side(document: Document, spoken: AttributedQuote) -> frozenset[str]:
    """The words for the speaker's own state or body: for a Kremlin adviser "Russia", "Russian", "Moscow"."""
    referent = spoken.resolution.referent
    if referent is None:
        return frozenset()
    role = spoken.role.of(document.text) if spoken.role is not None else ""
    own = polities_in(f"{role} {referent.name}")
    names = {form for polity in own for form in _forms().get(polity, ())}
    if referent.kind in ("organization", "place", "group"):
        names |= {plain(w) for w in referent.name.split() if w[:1].isupper()}
    return frozenset(names)


@cache
def _forms() -> dict[str, frozenset[str]]:
    forms: dict[str, set[str]] = {}
    for form, polity in POLITIES.items():
        forms.setdefault(polity, set()).add(form)
    return {polity: frozenset(words) for polity, words in forms.items()}


def _positions(said: Said, findings: Sequence[Finding], memory: Memory, number: int) -> tuple[Position, ...]:
    """The findings with their targets resolved, those on one target with one label joined; else the model's."""
    joined: dict[tuple[Span, str], Position] = {}
    for finding in findings:
        place = finding.target if finding.target is not None and said.holds(finding.target) else said.predicate
        position = memory.resolved(said, finding, place, number)
        if position is None:
            continue
        key = position.target, position.label
        known = joined.get(key)
        if known is not None:
            evidence = tuple(sorted({*known.evidence, *position.evidence}))
            position = replace(known, evidence=evidence, score=max(known.score, position.score))
        joined[key] = position
        memory.remember(position, place, number)
    if joined:
        return tuple(joined.values())
    return tuple(entity_positions(said))


def _label(positions: Sequence[Position], findings: Sequence[Finding]) -> StanceLabel:
    """That of the first position; mixed when one target has both signs. A concession is no second sign."""
    if not positions:
        return "neutral"
    conceded = {f.span for f in findings if f.concession}
    signs: dict[Span, set[str]] = {}
    for position in positions:
        if position.target not in conceded:
            signs.setdefault(position.target, set()).add(position.label)
    return "mixed" if any(len(s) > 1 for s in signs.values()) else positions[0].label
