"""Sentences → candidates whose clause the parser hung elsewhere: it stands after the cue, but not below it.

    Biden reminded him, according to the Kremlin, that if the fighting goes on, sanctions will follow.
    The union said in recent days members had grown tired.
    She warned Russia at the same time: Any further step would have its price.

Long sentences and insertions make parsers lose the edge between a cue and its clause; the order of the words keeps it.
"""

from __future__ import annotations

from collections.abc import Iterator

from service.attribution.candidates.candidate import Candidate, in_order
from service.attribution.content_extents import report_words, up_to_boundaries, up_to_comment, up_to_semicolon
from service.attribution.cues import cue_kind, cue_lemma, cue_words
from service.lexicons import CUES, QUOTING_CUES, WORDS, Cue
from service.syntax import Document, Sentence, Word, subject

_MAX_WORDS_BETWEEN = 16
_COMPLEMENTIZERS = WORDS["complementizer"]


def detached_complement_candidates(document: Document) -> Iterator[Candidate]:
    """A candidate for each verb of the lexicon with a clause beside it that is none of its dependents."""
    for sentence in document.sentences:
        reports = report_words(sentence)
        for word in sentence.words:
            if cue_kind(word) != "VERB" or word.index in reports:
                continue
            cue = cue_words(word)
            entry = CUES.get(cue_lemma(cue))
            if entry is not None:
                yield from _after_cue(word, cue, entry)


def _after_cue(word: Word, cue: tuple[Word, ...], entry: Cue) -> Iterator[Candidate]:
    sentence = word.sentence
    source = subject(word)
    if source is None or _opens_sentence(word):
        return
    if any(w.index > word.index for w in word.children("ccomp", "xcomp", "parataxis")):
        return
    addressee = word.child("iobj", "obj")
    rest = _after_colon(cue[-1])
    rule = "colon-clause"
    if not rest:
        rule = "unattached-clause"
        opening = _that(cue[-1])
        if opening is None and entry.lemma in QUOTING_CUES:
            opening = _finite(cue[-1], addressee)
        if opening is None:
            return
        inserted = report_words(sentence)
        rest = [w for w in sentence.words[opening.index :] if w.index not in inserted]
    if not rest or source in rest:
        return
    following = rest[0].sentence
    rest = up_to_semicolon(following, rest) or rest
    yield in_order(rule, word, cue, entry, rest, source, addressee, "to the end")
    shorter = up_to_comment(following, rest)
    if shorter:
        yield in_order(rule, word, cue, entry, shorter, source, addressee, "up to a comment")
    for cut in up_to_boundaries(rest):
        yield in_order(rule, word, cue, entry, cut, source, addressee, "up to a boundary")


def _opens_sentence(verb: Word) -> bool:
    """ "If talks go on, the towns will leave": what stands after is the main clause."""
    head = verb.head
    return verb.relation == "advcl" and head is not None and head.index > verb.index


def _after_colon(cue: Word) -> list[Word]:
    """What stands after a colon that nothing but a phrase parts from the cue: to the end of its sentence."""
    sentence = cue.sentence
    for word in sentence.words[cue.index + 1 : cue.index + 1 + _MAX_WORDS_BETWEEN]:
        if word.upos in ("VERB", "AUX", "SCONJ"):
            return []
        if word.text == ":":
            rest = list(sentence.words[word.index + 1 :])
            return rest or _next_sentence(sentence)
    return []


def _next_sentence(sentence: Sentence) -> list[Word]:
    document = sentence.document
    if sentence.index + 1 >= len(document.sentences):
        return []
    following = document.sentences[sentence.index + 1]
    same = document.paragraph_at(following.span.start) == document.paragraph_at(sentence.span.start)
    return list(following.words) if same else []


def _that(cue: Word) -> Word | None:
    """The "that" of the clause: the first one after the cue, with no other verb between."""
    sentence = cue.sentence
    for word in sentence.words[cue.index + 1 : cue.index + 1 + _MAX_WORDS_BETWEEN]:
        if word.text.casefold() in _COMPLEMENTIZERS and (word.relation == "mark" or _is_no_relative(word)):
            return word
        if word.upos in ("VERB", "AUX") and cue_kind(word) != "CASE":
            return None
    return None


def _finite(cue: Word, addressee: Word | None) -> Word | None:
    """The word after the cue (and after whom it speaks to) where a finite verb follows."""
    start = cue.index + 1
    if addressee is not None and addressee.index >= start:
        start = addressee.subtree()[-1].index + 1
    rest = cue.sentence.words[start:]
    while rest and rest[0].upos == "PUNCT":
        rest = rest[1:]
    verbs = [w for w in rest if w.has("VerbForm=Fin")]
    return rest[0] if verbs and rest[0].upos not in ("CCONJ", "SCONJ") else None


def _is_no_relative(that: Word) -> bool:
    """ "reminded the chief that talks require calm": a clause with subject and object of its own is no relative one."""
    verb = that.head
    if verb is None or verb.deprel != "acl:relcl" or that.relation != "obj":
        return False
    others = [w for w in verb.children() if w is not that]
    return any(w.relation == "nsubj" for w in others) and any(w.relation in ("obj", "ccomp", "obl") for w in others)
