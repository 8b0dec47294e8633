"""Who a source is: names, descriptions and pronouns that speak, brought to their referents.

Never by guess: what does not fit stays without a name, and every answer carries the chance that it is right. An
indefinite description ("a senior US official") is somebody new and is called by its own words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from service.coreference.discourse_reading import DiscourseReading
from service.coreference.referent import Referent
from service.lexicons import ROLE_NOUNS, WORDS
from service.mentions import Mention, mention_of
from service.spans import Span
from service.syntax import Word, follow, pronoun_class

_NAME, _OWN_WORDS, _DESCRIPTION, _JOINED = 0.94, 0.98, 0.9, 0.9
"""How often such a source is not given another name than its own, of 1,410, 670, 27 and 16 in news with known speakers
(`benchmarks/confidence_by_rule.py`)."""

_BOTH, _OUTER = 0.75, 0.9  # judgements: one of one and two of two were right
_UNNAMED, _AUTHOR_QUOTED = 0.9, 0.15
"""What is left of a quote's confidence when "some" says it (161 of 233 contents right), or an "I" in quotation marks
that no quote around it explains (2 of 18)."""

_AUTHOR = 0.9
_MOST_LINKS = 6
_OF_FORM = {"name": _NAME, "description": _DESCRIPTION}
_ONE_STEP = 0.95
_RELATIVE = WORDS["relative pronoun"]
_FIRST_PERSON = WORDS["first person"]
_AUTHORED = (">nmod:poss", ">acl=sign|issue|release|publish|post|write >obl:agent,obl[by]", ">nmod[by|from]")
_NO_AUTHOR = WORDS["document without an author"]


class Link(NamedTuple):
    """One step of the way from a source to its name: at `mention` it is decided, as `how` says.

    `probability` is the chance that this step is right, `because` are the features that spoke most for it.
    """

    mention: Span
    how: str
    probability: float
    because: tuple[str, ...] = ()


@dataclass(frozen=True)
class Resolution:
    """Whom a source means. `referent` is None where the text does not tell; `how` says why or in which way.

    `confidence` is the chance that this is the right referent, given that the source is right; it `stands_out` where
    that is enough to give the name. `links` are the way to the name, from the source on.
    """

    referent: Referent | None
    mention: Span | None
    how: str
    confidence: float
    stands_out: bool = True
    links: tuple[Link, ...] = ()


class CoreferenceResolver:
    """Answers whom a phrase of the article means, from what reading it gave; asking changes nothing."""

    def __init__(self, reading: DiscourseReading) -> None:
        self._reading = reading

    @property
    def referents(self) -> Sequence[Referent]:
        """All of whom the article speaks."""
        return self._reading.referents

    def resolve(self, source: Word, outer: Referent | None = None) -> Resolution:
        """Whom `source` means; `outer` is the speaker of the quote around it, whom "I" means."""
        found = self._resolve(source, outer)
        if found.links or found.referent is None or found.mention is None:
            return found
        return replace(found, links=(Link(found.mention, found.how, found.confidence),))

    def _resolve(self, source: Word, outer: Referent | None) -> Resolution:
        mention = mention_of(source)
        group = self._reading.groups.get(source)
        if group is not None:
            return Resolution(group, mention.span, "names joined", _JOINED)
        if mention.form == "name":
            return Resolution(self._reading.bearer(mention), mention.span, "name", _NAME)
        if mention.form == "description":
            return self._described(mention)
        word = source.text.casefold()
        if word in _RELATIVE:
            return self._relative(mention)
        if word in _FIRST_PERSON:
            if outer is not None:
                return Resolution(outer, mention.span, "first person of the quote around it", _OUTER)
            return self._author_speaks(mention)
        if word == "both":
            pair = self._reading.pairs.get(source)
            if pair is None:
                return Resolution(None, mention.span, "both: the text does not make sure who", 1.0)
            return Resolution(pair, mention.span, "both: the two named together", _BOTH)
        if pronoun_class(source) is None:  # some, everybody, those, you
            return Resolution(None, mention.span, f"{word!r} names nobody", _UNNAMED)
        return self._ranked(mention, f"pronoun {word!r}") or Resolution(
            None, mention.span, f"no antecedent for {word!r}", 1.0
        )

    def _ranked(self, mention: Mention, how: str) -> Resolution | None:
        """What the ranker answered; None where that is nobody, or it was not asked."""
        answer = self._reading.antecedents.get(mention.head)
        if answer is None or answer.referent is None:
            return None
        links = tuple(self._links(mention, how))
        return Resolution(answer.referent, mention.span, how, answer.probability, answer.stands_out, links)

    def _links(self, mention: Mention, how: str) -> Iterator[Link]:
        """From mention to mention, up to the first that needs no ranking."""
        for _ in range(_MOST_LINKS):
            answer = self._reading.antecedents.get(mention.head)
            if answer is None or answer.referent is None:
                yield Link(mention.span, how, _OF_FORM.get(mention.form, 1.0))
                return
            yield Link(mention.span, how, answer.probability, answer.weighed_most)
            if answer.antecedent is None:
                return
            mention = answer.antecedent
            how = f"pronoun {mention.words.casefold()!r}" if mention.form == "pronoun" else mention.form

    def _author_speaks(self, mention: Mention) -> Resolution:
        """ "I" of nobody who is quoted: who writes the article; "we" may be anybody."""
        how = "first person: the author of the article"
        if mention.head.document.quoted_in(mention.span):
            return Resolution(None, mention.span, how, _AUTHOR_QUOTED)
        author = self._reading.author if not mention.plural else None
        return Resolution(author, mention.span, how, _AUTHOR if author is not None else 1.0)

    def referent_of(self, word: Word) -> Referent | None:
        """Whom a phrase means that does not speak, such as an addressee; None where the text does not tell."""
        if mention_of(word).form == "description":
            return self._reading.meanings.get(word)
        found = self.resolve(word)
        return found.referent if found.stands_out else None

    def _described(self, mention: Mention) -> Resolution:
        author = self._author(mention)
        if author is not None:
            found = self.resolve(author)
            if found.referent is not None:
                how = f"author of the {mention.noun}"
                links = (Link(mention.span, how, _ONE_STEP), *found.links)
                confidence = found.confidence * _ONE_STEP
                return Resolution(found.referent, mention.span, how, confidence, found.stands_out, links)
        known = self._reading.meanings.get(mention.head)
        if known is None:
            return Resolution(None, mention.span, "a description that was not read", 1.0)
        how, certain = ("own words", _OWN_WORDS) if known.anonymous else ("description", _DESCRIPTION)
        return self._ranked(mention, how) or Resolution(known, mention.span, how, certain)

    def _author(self, mention: Mention) -> Word | None:
        """Who speaks through a document: "the statement signed by X", "X's tweet"."""
        if mention.kind != "document" or mention.noun in _NO_AUTHOR:
            return None
        for expression in _AUTHORED:
            for word in follow(mention.head, expression):
                if self._reading.meanings.get(word) is not None or word.lemma.casefold() in ROLE_NOUNS:
                    return word
        return None

    def _relative(self, mention: Mention) -> Resolution:
        """ "Psaki, who said": the noun that the relative clause belongs to."""
        antecedent = self._reading.antecedent_of_relative(mention.head)
        if antecedent is None:
            return Resolution(None, mention.span, "relative pronoun without antecedent", 1.0)
        found = self.resolve(antecedent)
        how = f"relative pronoun, {found.how}"
        links = (Link(mention.span, "relative pronoun", _ONE_STEP), *found.links)
        return Resolution(found.referent, mention.span, how, found.confidence * _ONE_STEP, found.stands_out, links)
