"""Who a source is: names, descriptions and pronouns that speak, brought to their referents.

Never by guess: what does not fit stays without a name, and every answer carries the chance that it is right. An
indefinite description ("a senior US official") is somebody new and is called by its own words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from service.attribution import Attribution
from service.coreference.discourse_reader import FirstReading
from service.coreference.name_clusters import Referent
from service.coreference.ranker import class_of
from service.labels import Kind
from service.lexicons import FIRST_NAMES, ROLE_NOUNS
from service.mentions import Mention, first_name, mention_of, parts_of, roles_beside
from service.spans import Span
from service.syntax import Document, Word, follow

_NAME, _JOINED, _OWN_WORDS, _BOTH, _OUTER = 0.97, 0.95, 0.9, 0.75, 0.9
_INDEFINITE, _ANYBODY = 0.8, 0.2
"""What is left of a quote's confidence when "some" or "you" says it: in 155 articles of PolNeAR's training part 18 of
37 such contents were right where the attribution model expected 22, of those of "you" 4 of 42 where it expected 26."""

_ADDRESSEE_FROM = 0.75
_ONE_STEP = 0.95
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_FIRST_PERSON = frozenset({"i", "me", "my", "we", "us", "our"})
_ADDRESSED = frozenset({"you", "your", "yours"})
_AUTHORED = (">nmod:poss", ">acl=sign|issue|release|publish|post|write >obl:agent,obl[by]", ">nmod[by|from]")
_NO_AUTHOR = frozenset({"poll", "survey", "study", "figure", "statistic", "data", "record"})


@dataclass(frozen=True)
class Resolution:
    """Whom a source means. `referent` is None where the text does not tell; `how` says why or in which way.

    `confidence` is the chance that this is the right referent, given that the source is right.
    """

    referent: Referent | None
    mention: Span | None
    how: str
    confidence: float


class Cast:
    """The referents of one document. `attributions` say who speaks where, which tells whom a pronoun cannot mean."""

    def __init__(self, document: Document, attributions: Sequence[Attribution] = ()) -> None:
        self._document = document
        self._reading = FirstReading(document, attributions)
        self.referents = self._reading.referents
        self._by_surname: dict[str, list[Referent]] = defaultdict(list)
        for referent in self.referents:
            if referent.kind == "person" and not referent.anonymous:
                self._by_surname[referent.surname].append(referent)

    def resolve(
        self, source: Word, content: Sequence[Span], addressee: Word | None, outer: Referent | None
    ) -> Resolution:
        """Whom `source` means.

        `content` is what the source says (nothing in it is the antecedent of a pronoun), `outer` the speaker of the
        quote around it, whom "I" means.
        """
        mention = mention_of(source)
        group = self._reading.groups.together(source)
        if group is not None:
            return Resolution(group, mention.span, "names joined", _JOINED)
        if mention.form == "name":
            return Resolution(self._named(mention), mention.span, "name", _NAME)
        if mention.form == "description":
            return self._described(mention)
        word = source.text.casefold()
        if word in _RELATIVE:
            return self._relative(mention, content)
        if word in _FIRST_PERSON:
            if outer is not None:
                return Resolution(outer, mention.span, "first person of the quote around it", _OUTER)
            return Resolution(None, mention.span, "first person: the author of the article", 0.5)
        if word == "both":
            pair = self._reading.groups.pair_before(mention)
            if pair is None:
                return Resolution(None, mention.span, "both: the text does not make sure who", 1.0)
            return Resolution(pair, mention.span, "both: the two named together", _BOTH)
        if class_of(source) is None:  # some, everybody, those, you
            confidence = _ANYBODY if word in _ADDRESSED else _INDEFINITE
            return Resolution(None, mention.span, f"{word!r} names nobody", confidence)
        answer = self._reading.pronoun(mention, content, addressee)
        if answer.referent is None:
            return Resolution(None, mention.span, f"no antecedent for {word!r}", 1.0)
        return Resolution(answer.referent, mention.span, f"pronoun {word!r}", answer.probability)

    def who(self, word: Word) -> Referent | None:
        """Whom a phrase means that does not speak, such as an addressee; None where the text does not tell."""
        if mention_of(word).form == "description":
            return self._reading.meant_by(word)
        found = self.resolve(word, (), None, None)
        return found.referent if found.confidence >= _ADDRESSEE_FROM else None

    def _named(self, mention: Mention) -> Referent:
        """The bearer of the name; somebody new where the tagger saw no name here or anywhere."""
        name = mention.name or mention.own_words
        known = self._bearer_here(mention, name) or self._reading.by_name.get(name.casefold())
        if known is None and len(parts_of(name)) == 1:
            sharing = self._by_surname.get(parts_of(name)[0], [])
            known = sharing[0] if len(sharing) == 1 else None
        if known is None:
            known = Referent(name, self._kind(mention), mention.gender)
            known.add(mention, roles_beside(self._document, mention.head.span) if known.kind == "person" else ())
            self._reading.by_name[name.casefold()] = known
            self.referents.append(known)
        return known

    def _bearer_here(self, mention: Mention, name: str) -> Referent | None:
        """Who of those named in the phrase has this name: "Biden" in "US President Biden", not the United States."""
        for word in (mention.head, *self._document.words_in(mention.span)):
            referent = self._reading.meant_by(word)
            if referent is not None and set(parts_of(name)) <= {p for n in referent.names for p in parts_of(n)}:
                return referent
        return None

    def _kind(self, mention: Mention) -> Kind:
        """The kind of a name that the tagger missed: a person where a role or a first name shows it."""
        name = mention.name or ""
        is_first_name = " " in name and first_name(name) in FIRST_NAMES
        if mention.kind == "unknown" and (is_first_name or any(roles_beside(self._document, mention.head.span))):
            return "person"
        return mention.kind

    def _described(self, mention: Mention) -> Resolution:
        author = self._author(mention)
        if author is not None:
            found = self.resolve(author, (), None, None)
            if found.referent is not None:
                how = f"author of the {mention.noun}"
                return Resolution(found.referent, mention.span, how, found.confidence * _ONE_STEP)
        known = self._reading.meant_by(mention.head) or self._reading.new(mention)
        how = "own words" if known.anonymous else "description"
        return Resolution(known, mention.span, how, min(_OWN_WORDS, self._reading.surety(mention.head)))

    def _author(self, mention: Mention) -> Word | None:
        """Who speaks through a document: "the statement signed by X", "X's tweet"."""
        if mention.kind != "document" or mention.noun in _NO_AUTHOR:
            return None
        for expression in _AUTHORED:
            for word in follow(mention.head, expression):
                if self._reading.meant_by(word) is not None or word.lemma.casefold() in ROLE_NOUNS:
                    return word
        return None

    def _relative(self, mention: Mention, content: Sequence[Span]) -> Resolution:
        """ "Psaki, who said": the noun that the relative clause belongs to."""
        for word in (mention.head, *mention.head.ancestors()):
            if word.deprel == "acl:relcl":
                found = self.resolve(self._reading.antecedent(mention.head, word), content, None, None)
                how = f"relative pronoun, {found.how}"
                return Resolution(found.referent, mention.span, how, found.confidence * _ONE_STEP)
        return Resolution(None, mention.span, "relative pronoun without antecedent", 0.5)
