"""In which role somebody speaks, in the article's words, read off the words beside a name.

    White House spokeswoman Jen Psaki           before the name
    The American President, Joe Biden,          before the name, after a comma
    Yuri Ushakov, a Kremlin adviser,            apposition after the name
    Putin's foreign policy adviser Yuri Ushakov genitive
    The spokesman of the Kremlin Dmitri Peskov  before the name, the comma lost in translation
    The coach, the Argentine Néstor Carrizo,    before the name and the people that the name belongs to
    Candidates Anna Lund and Erik Berg          before the first of several names
    Psaki, who is the press secretary           copula
    JAKE TAPPER, CNN ANCHOR:                    the label of a speaker

Titles are read from the words' order: parsers take "Foreign Minister Sergei Lavrov" apart in too many ways.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.lexicons import ORGANIZATION_NOUNS, TITLES, WORDS
from service.mentions.appositions import apposition, copula
from service.mentions.name_rows import first_in_row, is_in_row, is_of_person
from service.mentions.role_heads import OFFICES, PUNCTUATION_OF_TITLES, ends_in_role, is_genitive, names_role
from service.spans import Span
from service.syntax import Document, Sentence, Word

_TITLE_POS = frozenset({"PROPN", "NOUN", "ADJ"})
_MAX_TITLE_WORDS = 9
_MAX_PHRASE_WORDS = 20
_FORMS_OF_ADDRESS = frozenset(title for title in TITLES if title not in OFFICES) - WORDS["member of a party"]
_BODIES = ("ORG", "LOC", "FAC")
_CLOSING_MARKS = ("”", '"', "»", "’")
_MARKS_OF_NAMES = ("“", "”", '"', "«", "»")
_POSSESSIVE = WORDS["possessive"]
_TIMES = WORDS["noun of time"]
_OF_SPEAKERS = _POSSESSIVE & (WORDS["first person"] | {"your"})


def roles_beside(document: Document, name: Span) -> Iterator[Span]:
    """The roles that stand beside the name at `name`, nearest first, without article."""
    turn = document.article.label_at(name.start)
    if turn is not None:
        yield from [turn.role] if turn.role is not None else []
        return
    words = document.words_in(name)
    if not words:
        return
    sentence = words[0].sentence
    last = words[-1].index
    # "Gov. Mike Pence": a title inside the name stands before it.
    first = next((w.index for w in words if w.text.casefold() not in TITLES), last)
    while first and sentence.words[first - 1].text.casefold() in _FORMS_OF_ADDRESS:
        first -= 1  # "the editor Dr. Anna Lund"
    several = is_in_row(sentence, first, last)
    yielded: list[Span] = []
    for found in (
        _before_of(sentence, first),
        _preceding(sentence, first),
        _cut_off(sentence, first),
        _before_list(sentence, first, last),
        _before_comma(sentence, first, last),
        apposition(sentence, last),
        copula(sentence, words),
    ):
        role = _role(found, several and not any(map(is_of_person, found)))
        if role is not None and not any(known.covers(role) for known in yielded):
            yielded.append(role)
            yield role


def _role(words: Sequence[Word], several: bool) -> Span | None:
    """The span of the words, without article, when one of them names a role, that of `several` people or of one."""
    kept = _without_age(words)
    while kept and (
        kept[0].upos in ("DET", "PUNCT", "CCONJ", "ADP", "AUX") or kept[0].text.casefold() in ("its", "their", "now")
    ):
        kept = kept[1:]
    while kept and kept[-1].upos in ("PUNCT", "ADP", "CCONJ", "SCONJ", "DET", "PRON") and not _closes(kept):
        kept = kept[:-1]
    if kept and kept[0].text.casefold() in _OF_SPEAKERS:
        return None  # "my best friend" tells no reader whose
    naming = [w for w in kept if names_role(w)]
    is_one = any(w.text.casefold() == "one" for w in kept)
    if not naming or (not is_one and not several and all(w.has("Number=Plur") for w in naming)):
        return None
    lone = kept[0].text.casefold()
    if len(kept) == 1 and lone in TITLES and lone not in OFFICES and lone.endswith("."):
        return None
    return Span(kept[0].span.start, kept[-1].span.end)


def _closes(words: Sequence[Word]) -> bool:
    """True when the last word is the mark behind a name in marks: the leader of “North”."""
    return words[-1].text in _MARKS_OF_NAMES and any(w.text in _MARKS_OF_NAMES for w in words[:-1])


def _without_age(words: Sequence[Word]) -> list[Word]:
    """ "psychologist" of "a 25-year-old psychologist": how old somebody is tells no role."""
    aged = next((i for i, w in enumerate(words) if w.text.casefold() == "old" and words[i - 1].text == "-"), -1)
    return list(words[aged + 1 :])


def _preceding(sentence: Sentence, first: int) -> list[Word]:
    """The title directly before the name; an "of" inside belongs to it ("head of state")."""
    words = sentence.words
    taken: list[Word] = []
    i = first - 1
    while i >= 0 and len(taken) < _MAX_TITLE_WORDS:
        word = words[i]
        of_role = word.text.casefold() == "of" and i > 0 and names_role(words[i - 1])  # "head of state"
        tied = word.text in PUNCTUATION_OF_TITLES and (word.text in "&." or _is_tied(words, i))
        if word.lemma.casefold() in _TIMES:
            break  # "on Monday Sen. Lund said"
        joins = bool(taken) and (tied or (of_role and not any(map(names_role, taken))) or _joins_roles(words, i))
        abbreviated = not taken and word.text.casefold() in OFFICES  # "Sen." ends a line: taggers take it for a mark
        if not (joins or abbreviated or word.upos in _TITLE_POS or is_genitive(sentence, i)):
            break
        taken.insert(0, word)
        i -= 1
    # The word beside the name must be the role, or the end of "head of state".
    nearest = taken[-1:] if not any(w.text.casefold() == "of" for w in taken) else taken[-3:]
    return taken if any(names_role(w) for w in nearest) else []


def _joins_roles(words: Sequence[Word], i: int) -> bool:
    """ "former operative and Marine John Lund" is one person, "the president and Gov. John Lund" are two."""
    if words[i].text.casefold() != "and" or i == 0 or not names_role(words[i - 1]) or words[i - 1].has("Number=Plur"):
        return False
    start = i - 1
    while start > 0 and words[start - 1].upos in _TITLE_POS:
        start -= 1
    alone = start == i - 1 and words[start].upos != "PROPN"
    return not alone and (start == 0 or words[start - 1].upos != "DET")


def _cut_off(sentence: Sentence, first: int) -> list[Word]:
    """ "Sen. Rand Paul" at the beginning of a line: tokenizers take the stop of the title for that of a sentence."""
    number = sentence.index
    if first or not number:
        return []
    before = sentence.document.sentences[number - 1]
    title = before.words[:-1] if before.words[-1].text == "." else before.words
    cut = before.span.of(sentence.document.text).endswith(".")
    is_title = cut and bool(title) and f"{title[-1].text.casefold().removesuffix('.')}." in OFFICES
    same_line = "\n" not in sentence.document.text[before.span.start : sentence.span.start]
    return _preceding(before, len(title)) if is_title and same_line else []


def _before_list(sentence: Sentence, first: int, last: int) -> list[Word]:
    """The candidates Anna Lund and Erik Berg: what stands before the first of several names belongs to each."""
    start = first_in_row(sentence.words, first)
    if start == first:
        return []
    title = _preceding(sentence, start) or _cut_off(sentence, start) or _before_comma(sentence, start, last)
    return title if title and title[-1].text.casefold().removesuffix(".").endswith("s") else []


def _is_tied(words: Sequence[Word], i: int) -> bool:
    """A hyphen within a title ("vice-president"), not the dash after a place ("Moscow - Russia's President …")."""
    return i > 0 and words[i - 1].span.end == words[i].span.start and words[i].span.end == words[i + 1].span.start


def _before_comma(sentence: Sentence, first: int, last: int) -> list[Word]:
    """The American President, Joe Biden, told: a noun phrase that a comma parts from the name, and one after the name.

    "In a letter to the minister, Lund said": no mark stands after the name, and it is no apposition.
    """
    words = sentence.words
    start = _before_people(sentence, first)
    if start < 2 or words[start - 1].text != ",":
        return []
    phrase = _phrase_before(sentence, start - 1)
    closed = last + 1 == len(words) or words[last + 1].upos == "PUNCT"
    indexes = {w.index for w in phrase}
    apposed = any(w.deprel == "appos" and w.head_index in indexes for w in words[first : last + 1])
    return phrase if closed or apposed else []


def _before_people(sentence: Sentence, first: int) -> int:
    """The index before "the Argentine" in "the Argentine Néstor Carrizo"; `first` where no people is named."""
    words = sentence.words
    entity = sentence.document.entity_at(words[first - 1].span.start) if first >= 2 else None
    if entity is None or entity.label != "NORP" or words[first - 2].upos != "DET":
        return first
    return first - 2


def _before_of(sentence: Sentence, first: int) -> list[Word]:
    """The spokesman of the Kremlin Dmitri Peskov: translations leave the comma out. A body stands before the name."""
    words = sentence.words
    in_marks = first > 2 and words[first - 1].text in _CLOSING_MARKS  # "the leader of “North” Anna Lund"
    body = words[first - 1 - in_marks] if first else None
    if body is None or names_role(body):
        return []
    if body.upos != "PROPN" and not _is_in_body(body) and body.lemma.casefold() not in ORGANIZATION_NOUNS:
        return []
    phrase = _phrase_before(sentence, first)
    return phrase if any(w.text.casefold() in ("of", "for") for w in phrase) else []


def _is_in_body(word: Word) -> bool:
    """ "United" in "the United States", whatever part of speech the tagger gives it."""
    return word.entity is not None and word.entity.label in _BODIES


def _phrase_before(sentence: Sentence, end: int) -> list[Word]:
    """The longest noun phrase that ends before the word `end` and whose first nouns end in a role.

    It opens behind a determiner, a preposition, or a word that no noun phrase holds. The longest one: "the adviser of
    the Russian president, Yuri Ushakov" is no president.
    """
    words = sentence.words
    found: list[Word] = []
    start = end
    while start > 0 and end - start < _MAX_PHRASE_WORDS and _may_stand_in_title(sentence, start - 1):
        start -= 1
        before = words[start - 1] if start else None
        determined = before is not None and (before.upos == "DET" or before.text.casefold() in _POSSESSIVE)
        opens = determined or before is None or before.upos == "ADP" or not _may_stand_in_title(sentence, start - 1)
        if opens and ends_in_role(words[start:end]):
            found = list(words[start:end])
        if before is not None and before.upos == "DET" and (start < 2 or words[start - 2].upos != "ADP"):
            break  # "from Berlin the Minister of Finance": a phrase has one determiner
    return found


def _may_stand_in_title(sentence: Sentence, i: int) -> bool:
    """ "The head of the city's fire brigade": nouns, adjectives, genitives, determiners and plain prepositions."""
    word = sentence.words[i]
    return (
        word.upos in _TITLE_POS
        or word.upos in ("DET", "ADP")
        or word.relation == "nmod"
        or is_genitive(sentence, i)
        or _is_in_body(word)
        or word.text in _MARKS_OF_NAMES
        or (word.text in PUNCTUATION_OF_TITLES and i + 1 < len(sentence.words) and _is_tied(sentence.words, i))
    )
