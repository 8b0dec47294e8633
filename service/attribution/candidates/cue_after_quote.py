"""A quoted region → the cue right after its marks: “…,” he said; “…”, thundered yesterday the mayor.

After a quote and its comma the construction itself is the evidence: a finite verb with a noun phrase that can speak,
and nothing that it does to anybody, is a cue, whatever the verb.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile, takewhile

from service.attribution.candidates.cue_before_quote import MAX_WORDS_BETWEEN, AdjacentCue, adjacent_source, first_cue
from service.attribution.cues import cue_lemma, cue_words
from service.lexicons import CUES, POLITIES, QUOTING_CUES, WORDS
from service.mentions import SUBJECT_PRONOUNS, NounPhrase, can_speak, kind_of_noun, noun_phrases
from service.spans import Span
from service.syntax import TIMES, Document, Word, first, is_quoted_saying, subject
from service.text import COMMENT_VERBS, QuotedRegion

_FINITE = ("VBZ", "VBD", "VBP")
_GOES_ON = (",", "?", "!", "—", "-", "…")
_SPOKEN = WORDS["word for what is said"]
_THUS = WORDS["thus"]
_THESE = ("This", "That", "These", "Those")
_IT = WORDS["pronoun for what is said"]
_MAX_OPENING_WORDS = 4
_TIMES = TIMES | WORDS["hour"]
_HOW, _VERB, _NO_VERB = 0.85, 0.92, 0.8
"""Of unknown verbs beside a whole quote 12 of 12 attributed in PolNeAR's training part; the others are judgements."""


def cue_after(document: Document, region: QuotedRegion, limit: int, is_speech: bool) -> AdjacentCue | None:
    """“…,” said Lee. The quote must end in a way that lets its sentence go on, or the cue's words begin small.

    `limit` is where the next quote begins; `is_speech` tells that the region is a sentence or more, which a verb that
    is no cue elsewhere needs.
    """
    text = document.text
    stop = region.inner.of(text).rstrip("’'”\"")[-1:]
    rest = text[region.outer.end : limit].lstrip()
    parted = stop in _GOES_ON or (stop == "." and rest[:1].islower()) or rest[:1] in (",", ";")
    if not parted and not is_speech:
        return None
    paragraph_end = document.paragraphs[document.paragraph_at(region.outer.start)].end
    span = Span(region.outer.end, min(limit, paragraph_end))
    words = [w for w in document.words_in(span) if w.span.start >= span.start]
    words = list(dropwhile(lambda w: w.upos == "PUNCT", words))  # a comma may belong to the sentence of the quote
    words = [w for w in words if w.sentence == words[0].sentence]
    inverted = _inverted(document, words, is_speech) if parted or rest[:1].islower() else None
    if inverted is not None or not parted:
        return inverted or (_in_next_sentence(document, words) if is_speech else None)
    head = first_cue(words)
    if head is not None:
        head = _said_by_others(head)
        return AdjacentCue("quote-then-cue", head, _upright_source(head, words))
    found = _is_how(words)
    if found is None and is_speech:
        found = _in_a_state(document, words) or _thus(document, words) or _upright(document, words)
    return found


def _inverted(document: Document, words: Sequence[Word], is_speech: bool) -> AdjacentCue | None:
    """ "…", confided to the agency his daughter; "…", defined it the judge: a verb, then the phrase that speaks."""
    verb = _opening_verb(words)
    if verb is None:
        return None
    known = cue_lemma(cue_words(verb)) in QUOTING_CUES
    if not known and not is_speech:
        return None
    following = [w for w in words if w.index > verb.index and w.deprel != "compound:prt"]
    phrases = list(noun_phrases(following))
    if verb.xpos == "VBN" and phrases and phrases[0].introduced_by == "by":
        return None
    beside = next((w for w in following if w.upos != "ADV"), None)
    speaker = _speaker(document, phrases, beside if known and is_speech else None, has_object=known)
    if speaker is None or (verb.upos != "VERB" and beside not in speaker.words):
        return _from_a_house(verb, phrases) if known and is_speech and verb.upos == "VERB" else None
    found = subject(verb)
    head = found if known and found is not None and found in speaker.words else speaker.head
    to = next((p.head for p in phrases if p.introduced_by == "to" and can_speak(document, p)), None)
    return AdjacentCue("quote-then-cue" if known else "quote-then-verb", verb, head, None if known else _VERB, to)


def _speaker(
    document: Document, phrases: Sequence[NounPhrase], beside: Word | None, has_object: bool
) -> NounPhrase | None:
    """The phrase after a verb that speaks: the first one without preposition that can, or that `beside` stands in.

    `has_object` tells that the verb may have an object as well; else a second phrase speaks against the first.
    """
    bare = [p for p in phrases if p.introduced_by is None and not _is_time(document, p)]
    while len(bare) > 1 and bare[0].touches(bare[1]):
        if not bare[0].is_object_pronoun and (can_speak(document, bare[0]) or not can_speak(document, bare[1])):
            break
        bare = bare[1:]  # defined IT the judge, commented THE VOTE the leader
    if not bare:
        return None
    if not has_object and len(bare) > 1 and bare[0].touches(bare[1]):
        return None  # “Dunkirk”, won Nolan a prize
    return bare[0] if can_speak(document, bare[0]) or beside in bare[0].words else None


def _from_a_house(verb: Word, phrases: Sequence[NounPhrase]) -> AdjacentCue | None:
    """ "…", noted in the ministry: nobody is named but where they sit."""
    first_phrase = phrases[0] if phrases else None
    if first_phrase is None or first_phrase.introduced_by not in ("in", "at", "from"):
        return None
    is_house = kind_of_noun(first_phrase.head.lemma.casefold(), False) == "organization"
    is_house = is_house or first_phrase.head.text.casefold() in POLITIES
    return AdjacentCue("quote-then-cue", verb, first_phrase.head) if is_house else None


def _opening_verb(words: Sequence[Word]) -> Word | None:
    """The verb that the words open with, after adverbs and auxiliaries; quoting verbs also where taken for nouns."""
    rest = list(dropwhile(lambda w: w.upos in ("ADV", "INTJ"), words[:MAX_WORDS_BETWEEN]))
    auxiliaries = list(takewhile(lambda w: w.upos == "AUX", rest))
    rest = rest[len(auxiliaries) :]
    if len(words) - len(rest) > _MAX_OPENING_WORDS or not rest or any(w.lemma == "be" for w in auxiliaries):
        return None
    verb = rest[0]
    if verb.upos == "VERB" and verb.xpos != "VBG":  # pasts and plurals are taken for participles and infinitives
        return verb
    return verb if _is_mistaken(verb) else None


def _is_mistaken(word: Word) -> bool:
    """True for a verb of comments that the tagger takes for a noun: "retorts", "claims"."""
    lemma = cue_lemma(cue_words(word))
    return word.xpos == "NNS" and word.text.islower() and (lemma in QUOTING_CUES or lemma in COMMENT_VERBS)


def _is_time(document: Document, phrase: NounPhrase) -> bool:
    entity = document.entity_at(phrase.head.span.start)
    return phrase.head.lemma.casefold() in _TIMES or (entity is not None and entity.label == "DATE")


def _said_by_others(cue: Word) -> Word:
    """“…”, the agency quoted the minister as saying: "saying" is the cue."""
    return next((w for w in cue.children() if is_quoted_saying(cue, w)), cue)


def _is_how(words: Sequence[Word]) -> AdjacentCue | None:
    """ "…", is how a senior official defined it: the verb after "how"; "…", is the request of Kiev: the noun."""
    opening = [w.text.casefold() for w in words[:3]]
    if not any(w.lemma == "be" for w in words[:2]):
        return None
    if "how" in opening:
        head = next((w for w in words[:MAX_WORDS_BETWEEN] if w.upos == "VERB" and cue_lemma((w,)) in CUES), None)
        source = adjacent_source(head, words) if head is not None else None
    else:
        head = next((w for w in words[:MAX_WORDS_BETWEEN] if w.upos in ("NOUN", "VERB")), None)
        if head is None or head.upos != "NOUN" or (cue_lemma((head,)) not in CUES and head.lemma not in _SPOKEN):
            return None
        source = first(head, (">nmod[of|by|from]", ">nmod:poss"))
    return AdjacentCue("quote-is-how", head, source, _HOW) if head is not None and source is not None else None


def _upright_source(cue: Word, words: Sequence[Word]) -> Word | None:
    """Who speaks before the cue: "analysts of the bank Nordea say" is no word of the bank."""
    document = cue.document
    found = adjacent_source(cue, words)
    phrases = list(noun_phrases([w for w in words if w.index < cue.index]))
    holding = next((p for p in phrases if found in p.words), None)
    if holding is None or holding.introduced_by is None or phrases[0].words[0] is not words[0]:
        return found
    is_speaker = can_speak(document, phrases[0]) and not _is_time(document, phrases[0])
    return phrases[0].head if is_speaker else found


def _upright(document: Document, words: Sequence[Word]) -> AdjacentCue | None:
    """ "…", he grins; "…", one retorts in the palace: whoever can speak, then a verb without object or clause."""
    if len(words) > 1 and words[0].text.casefold() in SUBJECT_PRONOUNS and _is_mistaken(words[1]):
        return AdjacentCue("quote-then-cue", words[1], words[0], _VERB)
    opening = list(takewhile(lambda w: w.upos not in ("VERB", "SCONJ"), words[:MAX_WORDS_BETWEEN]))
    speaker = next(noun_phrases(opening), None)
    rest = words[len(opening) :]
    if speaker is None or speaker.words[0] is not words[0] or not rest or any(w.lemma == "be" for w in opening):
        return None
    if rest[0].xpos not in _FINITE or not can_speak(document, speaker) or _is_time(document, speaker):
        return None
    following = list(takewhile(lambda w: w.upos != "PUNCT", rest[1:]))
    if any(w.upos in ("SCONJ", "VERB", "AUX") for w in following):
        return None
    if any(p.introduced_by is None and not _is_time(document, p) for p in noun_phrases(following)):
        return None
    return AdjacentCue("quote-then-verb", rest[0], speaker.head, _VERB)


def _in_a_state(document: Document, words: Sequence[Word]) -> AdjacentCue | None:
    """ "…", is convinced the expert; "…" – the mayor was indignant: how somebody says it, and no verb of saying."""
    opening = list(takewhile(lambda w: w.upos != "AUX", words[:MAX_WORDS_BETWEEN]))
    rest = words[len(opening) :]
    if len(rest) < 2 or rest[0].lemma != "be" or (rest[1].upos != "ADJ" and rest[1].xpos not in ("VBN", "VBD")):
        return None
    clause = opening or list(takewhile(lambda w: w.upos != "PUNCT", rest[2:]))
    if not clause or (opening and len(rest) > 2 and rest[2].upos != "PUNCT"):
        return None
    speaker = next(noun_phrases(clause), None)
    if speaker is None or clause[0] not in speaker.words or not can_speak(document, speaker):
        return None
    return AdjacentCue("quote-then-verb", rest[1], speaker.head, _NO_VERB)


def _in_next_sentence(document: Document, words: Sequence[Word]) -> AdjacentCue | None:
    """ "…". The mayor Anna Lund said it on Tuesday; "…". These are the words of the mayor: as in Italian."""
    if words and words[0].text in _THESE:
        return _is_how(words)
    opening = list(takewhile(lambda w: w.upos not in ("VERB", "SCONJ"), words[:MAX_WORDS_BETWEEN]))
    rest = words[len(opening) : len(opening) + 3]
    speaker = next(noun_phrases(opening), None)
    if speaker is None or speaker.words[0] is not words[0] or not can_speak(document, speaker) or len(rest) < 2:
        return None
    said = cue_lemma((rest[0],)) in QUOTING_CUES and rest[1].text.casefold() in _IT
    said = said and all(w.upos in ("PUNCT", "ADP", "ADV") for w in rest[2:])
    return AdjacentCue("quote-then-cue", rest[0], speaker.head) if said else None


def _thus(document: Document, words: Sequence[Word]) -> AdjacentCue | None:
    """ "…", thus the spokesman for farming: no verb at all."""
    if not words or words[0].text.casefold() not in _THUS or len(words) < 2:
        return None
    clause = list(takewhile(lambda w: w.upos != "PUNCT", words[1:]))
    speaker = next(noun_phrases(clause), None)
    if speaker is None or words[1] not in speaker.words or not can_speak(document, speaker):
        return None
    if any(w.upos in ("VERB", "AUX") for w in clause):
        return None
    return AdjacentCue("quote-then-verbless", words[0], speaker.head, _NO_VERB)
