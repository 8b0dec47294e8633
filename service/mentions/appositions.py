"""The roles that stand after a name: "Yuri Ushakov, a Kremlin adviser"; "Psaki, who is the press secretary"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from service.lexicons import WORDS
from service.mentions.role_heads import PUNCTUATION_OF_TITLES, first_nouns, names_role
from service.syntax import Sentence, Word

_MAX_APPOSITION_WORDS = 24
_OPENING = (",", "(", "—", "–", "--")
_NEGATIONS = WORDS["negation"]
_RELATIVE = WORDS["relative pronoun"] | WORDS["personal pronoun that speaks"]
_AGE = ("aged", "age", "years", "old")


def apposition(sentence: Sentence, last: int, names: Callable[[Word], bool] = names_role) -> list[Word]:
    """Yuri Ushakov, 54, a Kremlin adviser, told: the noun phrase after the mark behind the name at `last`.

    It must have a role noun, which `names` knows, among its first nouns, with no name behind it: "Biden, President
    Putin and …" is a list of people. Empty where there is none.
    """
    words = sentence.words
    start = _behind_age(words, last + 1)
    if start >= len(words) or words[start - 1].text not in _OPENING or words[start].upos == "CCONJ":
        return []
    taken = _noun_phrase(words[start : start + _MAX_APPOSITION_WORDS])
    if not taken:
        return []
    following = words[taken[-1].index + 1] if taken[-1].index + 1 < len(words) else None
    if following is not None and following.upos in ("VERB", "AUX") and following.relation != "acl":
        return []  # "According to Reyes, the mayor had warned him": another clause begins
    nouns = first_nouns(taken)
    roles = [k for k, w in enumerate(nouns) if names(w)]
    if not roles or any(w.upos == "PROPN" for w in nouns[roles[-1] + 1 :]):
        return []
    opens = taken[0].upos in ("DET", "NOUN", "ADJ", "NUM", "PRON") or names(taken[0])
    return taken if opens or names(nouns[-1]) else []


def _behind_age(words: Sequence[Word], mark: int) -> int:
    """The index behind the mark at `mark`; behind the next one where but an age stands between: ", 54, "."""
    start = mark + 1
    i = start
    while i < len(words) and (words[i].upos == "NUM" or words[i].text.casefold() in _AGE):
        i += 1
    aged = start < i < len(words) and words[i].text in _OPENING and any(w.upos == "NUM" for w in words[start:i])
    return i + 1 if aged else start


def _noun_phrase(words: Sequence[Word]) -> list[Word]:
    """The words up to a mark, a verb, a clause, or a second phrase: "a professor at X and the head of Y"."""
    taken: list[Word] = []
    for i, word in enumerate(words):
        is_verb = word.upos in ("VERB", "AUX") and word.relation not in ("amod", "compound")  # "Nobel Prize-winning"
        is_mark = word.upos == "PUNCT" and (word.text not in PUNCTUATION_OF_TITLES or i + 1 == len(words))
        if is_verb or is_mark or word.upos == "SCONJ" or word.text.casefold() in _RELATIVE:
            break
        if word.upos == "CCONJ" and i + 1 < len(words) and words[i + 1].upos == "DET":
            break
        taken.append(word)
    while taken and taken[-1].upos in ("PUNCT", "CCONJ", "ADP"):
        taken.pop()
    return taken


def copula(sentence: Sentence, name: Sequence[Word]) -> list[Word]:
    """Psaki, who is the press secretary; Psaki is a spokeswoman."""
    indexes = {w.index for w in name}
    behind = range(name[-1].index + 1, name[-1].index + 3)  # wherever the parser hung the clause
    for word in sentence.words:
        if word.upos not in ("NOUN", "PROPN") or not word.child("cop"):
            continue
        subject = word.child("nsubj")
        if subject is None or any(w.lemma.casefold() in _NEGATIONS for w in word.children("advmod")):
            continue
        relative = subject.text.casefold() == "who" and (word.head_index in indexes or subject.index in behind)
        if (subject.index in indexes or relative) and names_role(word):
            outside = [
                c
                for c in word.children()
                if c.relation in ("nsubj", "cop", "punct", "acl", "advcl", "conj", "parataxis", "advmod", "mark", "aux")
            ]
            return word.subtree(without=outside)
    return []
