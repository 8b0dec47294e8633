"""The roles that stand after a name: "Yuri Ushakov, a Kremlin adviser"; "Psaki, who is the press secretary"."""

from __future__ import annotations

from collections.abc import Sequence

from service.lexicons import WORDS
from service.mentions.role_heads import PUNCTUATION_OF_TITLES, before_preposition, ends_in_role, is_genitive, names_role
from service.syntax import Sentence, Word

_MAX_APPOSITION_WORDS = 16
_NEGATIONS = WORDS["negation"]


def apposition(sentence: Sentence, last: int) -> list[Word]:
    """Yuri Ushakov, a Kremlin adviser, told: up to the next comma, and a role noun before any verb."""
    words = sentence.words
    i = last + 1
    if i < len(words) and is_genitive(sentence, i):
        return []
    if i >= len(words) or words[i].text not in (",", "(", "—", "–"):
        return []
    if i + 1 < len(words) and words[i + 1].upos == "CCONJ":
        return []
    taken: list[Word] = []
    for word in words[i + 1 : i + 1 + _MAX_APPOSITION_WORDS]:
        is_verb = word.upos in ("VERB", "AUX") and word.relation not in ("amod", "compound")  # "Nobel Prize-winning"
        if is_verb and word.relation != "acl":
            return []  # "According to Reyes, the mayor had warned him": another clause begins
        if (word.upos == "PUNCT" and word.text not in PUNCTUATION_OF_TITLES) or is_verb or word.upos == "SCONJ":
            break
        if word.upos == "PRON" and word.text.casefold() in ("who", "which", "whose", "he", "she", "they"):
            break
        taken.append(word)
    # A list of people (Biden, President Putin and …) is no apposition: one opens with a determiner or a common noun.
    if not taken or not (taken[0].upos in ("DET", "NOUN", "ADJ", "NUM") or names_role(taken[0]) or ends_in_role(taken)):
        return []
    following = words[taken[-1].index + 1] if taken[-1].index + 1 < len(words) else None
    if following is not None and following.upos == "PROPN":
        return []
    return taken if not _is_name_after(before_preposition(taken)) else []


def _is_name_after(words: Sequence[Word]) -> bool:
    """True for "President Putin": the role is the title of another name."""
    roles = [k for k, w in enumerate(words) if names_role(w)]
    if not roles:
        return True
    following = words[roles[-1] + 1 :]
    return bool(following) and following[0].upos == "PROPN"


def copula(sentence: Sentence, name: Sequence[Word]) -> list[Word]:
    """Psaki, who is the press secretary; Psaki is a spokeswoman."""
    indexes = {w.index for w in name}
    for word in sentence.words:
        if word.upos not in ("NOUN", "PROPN") or not word.child("cop"):
            continue
        subject = word.child("nsubj")
        if subject is None or any(w.lemma.casefold() in _NEGATIONS for w in word.children("advmod")):
            continue
        relative = subject.text.casefold() == "who" and word.deprel == "acl:relcl" and word.head_index in indexes
        if (subject.index in indexes or relative) and names_role(word):
            outside = [
                c
                for c in word.children()
                if c.relation in ("nsubj", "cop", "punct", "acl", "advcl", "conj", "parataxis", "advmod", "mark", "aux")
            ]
            return word.subtree(without=outside)
    return []
