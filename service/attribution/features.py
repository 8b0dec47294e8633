"""What the attribution model looks at: readable features of a cue and of a content that it may attribute.

`cue_features` ask whether the word attributes anything at all (does "found" report, here?), `content_features` whether
it attributes just this (the clause, or only the object?). Training and service read the same ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.attribution.candidates.candidate import Candidate
from service.attribution.clause_boundaries import boundary_before, boundary_traits, clause_boundaries
from service.attribution.content_spans import quote_type
from service.attribution.cues import cue_lemma
from service.lexicons import QUOTING_CUES
from service.mentions import kind_of_noun, mention_of
from service.spans import Span
from service.syntax import Sentence, Word, introducer, is_passive
from service.text import ArticleText

_CLOSED = frozenset({"ADP", "SCONJ", "PRON", "DET", "PUNCT", "PART", "AUX", "CCONJ"})


def cue_features(candidate: Candidate) -> Iterator[str]:
    """What speaks for or against the cue attributing anything at all, whatever the content."""
    sentence = candidate.head.sentence
    head, entry = candidate.head, candidate.entry
    lemma = f"{candidate.lemma}/{head.upos}"
    source = source_class(candidate.source)
    yield f"lemma={lemma}"
    yield f"lemma+form={lemma} {head.xpos}"
    yield f"source={source}"
    yield f"lemma+source={lemma} {source}"
    if candidate.source is not None and candidate.source.upos == "NOUN":
        kind = kind_of_noun(candidate.source.lemma.casefold(), candidate.source.has("Number=Plur"))
        yield f"source kind={kind}"
        yield f"act+source kind={entry.speech_act if entry else '-'} {kind}"
    yield f"form={head.xpos}"
    yield f"relation={head.relation}"
    yield f"relation+form={head.relation} {head.xpos}"
    if entry is not None:
        yield f"act={entry.speech_act}"
        yield f"act+source={entry.speech_act} {source}"
        yield f"medium+form={entry.medium} {head.xpos}"
        yield f"quotes={candidate.lemma in QUOTING_CUES}"
    else:
        yield f"unknown={head.upos}"
        yield f"unknown+source={source}"
    if candidate.source is not None and candidate.source.upos in ("NOUN", "PRON"):
        yield f"source lemma={candidate.source.lemma.casefold()}"
    if is_passive(head):
        yield f"passive={source}"
    for child in head.children():
        if child.relation == "aux":
            yield f"aux={child.lemma.casefold()}"
        elif child.relation in ("advmod", "mark", "case", "cop", "expl", "det"):
            yield f"{child.relation}={child.lemma.casefold()}"
            yield f"{child.relation}+pos={child.lemma.casefold()} {head.upos}"
        elif child.relation in ("ccomp", "xcomp", "obj", "iobj", "nsubj", "advcl", "obl", "acl", "nmod", "parataxis"):
            by = introducer(child)
            yield f"has={child.relation}"
            yield f"act+has={entry.speech_act if entry else '-'} {child.relation} {by}"
            yield f"lemma+has={lemma} {child.relation} {by}"
            if child.relation in ("obj", "obl", "nmod"):
                yield f"{child.relation} noun={child.lemma.casefold() if child.upos == 'NOUN' else child.upos}"
    governor = head.head
    if governor is not None:
        yield f"governor={governor.upos} {head.relation}"
        yield f"governor lemma={governor.lemma.casefold()}"
    if sentence.words[-1].text == "?":
        yield "question"
    before = sentence.words[candidate.cue[0].index - 1] if candidate.cue[0].index else None
    following = (
        sentence.words[candidate.cue[-1].index + 1] if candidate.cue[-1].index + 1 < len(sentence.words) else None
    )
    yield f"before={_seen(before) if before else '^'}"
    yield f"after={_seen(following) if following else '$'}"


def content_features(candidate: Candidate, spans: Sequence[Span]) -> Iterator[str]:
    """What speaks for or against this being what the cue attributes, given that it attributes."""
    document = candidate.head.document
    sentence = candidate.head.sentence
    rule, lemma = candidate.rule, f"{candidate.lemma}/{candidate.head.upos}"
    end = candidate.ends[-1]
    by = introducer(end)
    marks = quote_type(document.article, spans)  # of whomever: what is reported within a quote stands in marks too
    act = candidate.entry.speech_act if candidate.entry is not None else "-"
    length = sum(s.end - s.start for s in spans)
    size = min(8, length // 20 if length < 80 else 3 + length // 80)
    yield f"rule={rule}"
    yield f"lemma+rule={lemma} {rule}"
    yield f"act+rule={act} {rule}"
    yield f"rule+by={rule} {by}"
    yield f"lemma+by={lemma} {by}"
    yield f"rule+type={rule} {marks}"
    yield f"rule+length={rule} {size}"
    yield f"length={size}"
    yield f"rule+relation={rule} {candidate.head.relation}"
    yield f"rule+source={rule} {source_class(candidate.source)}"
    yield f"end={end.upos} {end.relation}"
    yield f"side={'before' if end.index < candidate.head.index else 'after'} {rule}"
    yield f"pieces={min(3, len(spans))}"
    yield from _extent_features(sentence, document.article, candidate)
    for child in candidate.head.children("ccomp", "xcomp", "obj", "iobj", "advcl", "obl", "acl", "nmod", "parataxis"):
        if child not in candidate.ends:
            yield f"beside={child.relation} {rule}"
            yield f"beside+by={child.relation} {introducer(child)} {rule}"
    children = end.children()
    mark = next((c for c in children if c.relation == "mark"), None)
    clause = any(c.relation in ("nsubj", "expl", "csubj") for c in children)
    finite = end.has("VerbForm=Fin") or any(c.relation in ("aux", "cop") and c.has("VerbForm=Fin") for c in children)
    yield f"clause={clause} finite={finite} mark={mark.lemma.casefold() if mark else '-'}"
    yield f"rule+clause={rule} {clause} {finite}"
    if end.upos == "NOUN":
        yield f"content noun={end.lemma.casefold()}"
    named = mention_of(end).kind if end.upos in ("NOUN", "PROPN", "PRON") else "clause"
    yield f"rule+kind={rule} {named}"
    yield f"act+kind={act} {rule} {named}"
    yield f"rule+end={rule} {end.upos}"


def _extent_features(sentence: Sentence, article: ArticleText, candidate: Candidate) -> Iterator[str]:
    """What the content leaves of its sentence, after it and between the cue and it."""
    own = [w for w in candidate.content if w.sentence.index == sentence.index]
    if not own:
        return
    extent = candidate.extent
    yield f"extent={extent} {candidate.rule}"
    last, first = own[-1], own[0]
    rest = [w for w in sentence.words if w.index > last.index and w.upos != "PUNCT" and w not in candidate.cue]
    if rest:
        following = sentence.words[last.index + 1]
        opening = following.text if following.upos == "PUNCT" else "-"
        yield f"rest={opening} {_seen(rest[0])}"
        if len(rest) > 1 and rest[0].upos in ("CCONJ", "SCONJ"):
            yield f"rest={_seen(rest[0])} {_seen(rest[1])} {extent}"
        yield f"rest+relation={rest[0].relation} {extent}"
        yield f"rest size={min(5, len(rest) // 3)} {extent}"
        yield f"rest quoted={bool(article.quoted_in(rest[0].span))} {bool(article.quoted_in(last.span))}"
    else:
        yield f"ends sentence {extent} {candidate.rule}"
    yield from _boundary_features(sentence, article, candidate, own)
    if extent != "clause":
        end = max(candidate.ends, key=lambda w: w.index)
        inside = end.subtree()
        added = next((w for w in own if w.index > inside[-1].index and w.upos != "PUNCT"), None)
        if added is not None:
            comma = sentence.words[inside[-1].index + 1].upos == "PUNCT"
            yield f"added={_seen(added)} {comma}"
            if added.index + 1 < len(sentence.words):
                yield f"added={_seen(added)} {_seen(sentence.words[added.index + 1])}"
            yield f"added+relation={added.relation} {comma}"
            head = added.head
            yield f"added governor={'cue' if head is candidate.head else head.upos if head is not None else '-'}"
    for clause in candidate.head.children("conj", "parataxis", "advcl"):
        if clause not in candidate.ends and clause.upos in ("VERB", "ADJ", "NOUN", "AUX"):
            held = "holds" if clause in own else "leaves"
            subject = next((c.upos for c in clause.children("nsubj")), "-")
            speaks = cue_lemma((clause,)) in QUOTING_CUES
            yield f"{held} {clause.relation} subject={subject} {extent}"
            yield f"{held} {clause.relation} subject={subject != '-'} cue={speaks}"
            yield f"{held} {clause.relation} {clause.xpos} quoted={bool(article.quoted_in(clause.span))}"
    if first.index > candidate.cue[-1].index:
        between = [w for w in sentence.words[candidate.cue[-1].index + 1 : first.index] if w.upos != "PUNCT"]
        if between:
            yield f"between={between[0].relation} {extent}"
            yield f"between size={min(4, len(between))} {extent}"
    yield f"first={_seen(first)} {extent}"


def _boundary_features(
    sentence: Sentence, article: ArticleText, candidate: Candidate, own: list[Word]
) -> Iterator[str]:
    """The boundaries that the content reaches over, and the one that it stops at."""
    last = next((w for w in reversed(own) if w.upos != "PUNCT"), own[-1])
    following = next((w for w in sentence.words[last.index + 1 :] if w.upos != "PUNCT"), None)
    stop = boundary_before(following) if following is not None else None
    held = [("over", boundary) for boundary in clause_boundaries(own)]
    quoted = bool(article.quoted_in(own[0].span))
    start, end = own[0].span.start, sentence.span.end
    for way, boundary in held + ([("stops at", stop)] if stop is not None else []):
        for trait in boundary_traits(boundary, candidate.source):
            yield f"{way} {trait}"
        yield f"{way} {boundary.sign} quoted={quoted} {bool(article.quoted_in(boundary.word.span))}"
        at = boundary.word.span.start
        marks = [bool(article.quoted_in(span)) for span in (Span(start, at), Span(at, end))]
        yield f"{way} {boundary.sign} marks={marks[0]} {marks[1]}"


def _seen(word: Word) -> str:
    """What a feature tells of a word beside: a small word itself, of any other its part of speech."""
    return word.text.casefold() if word.upos in _CLOSED else word.upos


def source_class(source: Word | None) -> str:
    """What kind of word is the source: none, I, you, he, it, who, person, organization, place, noun …"""
    if source is None:
        return "none"
    text = source.text.casefold()
    if source.upos in ("PRON", "DET"):
        for name, members in _PRONOUNS.items():
            if text in members:
                return name
        return "pronoun"
    entity = source.entity
    return entity.label if entity is not None else source.upos


_PRONOUNS = {
    "I": {"i", "me", "my"}, "we": {"we", "us", "our"}, "you": {"you", "your"}, "he": {"he", "she", "his", "her", "him"},
    "it": {"it", "its"}, "they": {"they", "them", "their"}, "who": {"who"}, "which": {"which", "that", "what"},
    "this": {"this", "these", "those", "there"}, "some": {"some", "many", "others", "several", "one", "both", "all"},
}  # fmt: skip
