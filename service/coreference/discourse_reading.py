"""What reading an article gave: whom each of its phrases means. Looked up by the resolver, never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from service.coreference.ranker import RankedAntecedent
from service.coreference.referent import Referent
from service.lexicons import WORDS
from service.mentions import Mention, parts_of
from service.syntax import Word

_RELATIVE = WORDS["relative pronoun"]


@dataclass(frozen=True, eq=False)
class DiscourseReading:
    """The referents of one article, and which words mean them.

    `names` are the referents by every form of their names in small letters. `meanings` holds the words of names and of
    the titles beside them, and the heads of descriptions. `antecedents` are whom the third-person pronouns mean, and
    the descriptions of somebody mentioned elsewhere; `groups` the heads of phrases that name several together, `pairs`
    every "both" that means two people named before. `author` is whom "I" means where nobody is quoted, None where the
    article does not tell.
    """

    referents: tuple[Referent, ...]
    names: Mapping[str, Referent]
    meanings: Mapping[Word, Referent]
    antecedents: Mapping[Word, RankedAntecedent]
    groups: Mapping[Word, Referent]
    pairs: Mapping[Word, Referent]
    author: Referent | None

    def bearer(self, mention: Mention) -> Referent | None:
        """Who has the name of the mention; None where the article names nobody so."""
        return bearer_of(mention, self.meanings, self.names)

    def antecedent_of_relative(self, pronoun: Word) -> Word | None:
        """The word that "who" or "which" means; None for another word, or where no relative clause is around it."""
        return antecedent_of_relative(pronoun, self.meanings)


def bearer_of(mention: Mention, meanings: Mapping[Word, Referent], names: Mapping[str, Referent]) -> Referent | None:
    """The bearer of a name: whom the phrase names itself ("Biden" in "US President Biden", not the United States),
    else who is called so anywhere in the article."""
    name = mention.name or mention.own_words
    for word in (mention.head, *mention.head.document.words_in(mention.span)):
        referent = meanings.get(word)
        if referent is not None and set(parts_of(name)) <= {p for n in referent.names for p in parts_of(n)}:
            return referent
    return names.get(name.casefold())


def antecedent_of_relative(pronoun: Word, meanings: Mapping[Word, Referent]) -> Word | None:
    """See `DiscourseReading.antecedent_of_relative`; while the article is read, `meanings` are those known so far."""
    if pronoun.text.casefold() not in _RELATIVE:
        return None
    clause = next((w for w in (pronoun, *pronoun.ancestors()) if w.deprel == "acl:relcl"), None)
    return head_of_relative(pronoun, clause, meanings) if clause is not None else None


def head_of_relative(pronoun: Word, clause: Word, meanings: Mapping[Word, Referent]) -> Word:
    """The word that a relative clause belongs to: in "Gatti, secretary of the union, who fears", not the union."""
    word = clause.head or pronoun
    while pronoun.text.casefold() == "who" and (head := word.head) is not None:
        referent = meanings.get(word)
        if head.upos not in ("NOUN", "PROPN") or referent is None or referent.kind not in ("organization", "place"):
            break
        word = head
    return word
