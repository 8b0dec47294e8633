"""Who a source is: names, descriptions and pronouns of one article brought to their referents.

Never by guess: a pronoun whose two best antecedents are close gets a low confidence, one without a fitting antecedent
gets none. Descriptions ("the Kremlin chief") go to the one person whose role has the same noun, or the same office of
the same state; an indefinite one ("a senior US official") is somebody new and stays without a name.

The salience of antecedents follows Lappin and Leass (1994): recency, then grammatical role.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from service.document import Document, Word
from service.lexicons import POLITIES, ROLE_NOUNS
from service.mentions import Mention, entity_mentions, mention_of
from service.patterns import follow
from service.people import Referent, referents_of_names
from service.quotation_marks import Quotation
from service.spans import Span

_MAX_SENTENCES_BACK = 6
_LEAST_SALIENCE = -1.5
_INDEFINITE = frozenset(
    {"a", "an", "one", "another", "some", "several", "many", "two", "three", "other", "no", "any", "every", "each"}
)
_DEFINITE = frozenset({"the", "this", "that", "its", "their", "his", "her"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_FIRST_PERSON = frozenset({"i", "me", "my", "we", "us", "our"})
_SUBORDINATE = frozenset({"advcl", "ccomp", "acl", "csubj", "xcomp"})
_GENERIC = frozenset({"you", "one", "someone", "anyone", "everyone", "nobody", "people", "your", "what"})
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
    """The referents of one document. Sources must be asked for in text order: each may become an antecedent."""

    def __init__(self, document: Document, quotation: Quotation) -> None:
        self._document = document
        self._quotation = quotation
        names = list(entity_mentions(document))
        self.referents = referents_of_names(document, names)
        self._by_word: dict[tuple[int, int], Referent] = {
            (m.head.sentence, m.head.index): r for r in self.referents for m in r.mentions
        }
        self._speakers: list[tuple[int, Referent]] = []
        self._read_descriptions()

    def resolve(
        self, source: Word, content: Sequence[Span], addressee: Word | None, outer: Referent | None
    ) -> Resolution:
        """Whom `source` means.

        `content` is what the source says (nothing in it is the antecedent of a pronoun), `outer` the speaker of the
        quote around it, whom "I" means.
        """
        mention = mention_of(self._document, source)
        resolution = self._resolve(mention, content, addressee, outer)
        if resolution.referent is not None:
            self._speakers.append((source.sentence, resolution.referent))
            if all(m.head is not source for m in resolution.referent.mentions):
                resolution.referent.add(mention)
            self._by_word[source.sentence, source.index] = resolution.referent
        return resolution

    def who(self, word: Word) -> Referent | None:
        """Whom a phrase means that does not speak, such as an addressee; None where the text does not tell."""
        mention = mention_of(self._document, word)
        if mention.form == "description":
            return self._by_word.get((word.sentence, word.index)) or self._person_described(mention)
        found = self._resolve(mention, (), None, None)
        return found.referent if found.confidence >= 0.6 else None

    def _resolve(
        self, mention: Mention, content: Sequence[Span], addressee: Word | None, outer: Referent | None
    ) -> Resolution:
        word = mention.head.text.casefold()
        together = self._together(mention)
        if together is not None:
            return together
        if mention.form == "name":
            return self._named(mention)
        if mention.form == "description":
            return self._described(mention)
        if word in _RELATIVE:
            return self._relative(mention, content)
        if word in _FIRST_PERSON:
            if outer is not None:
                return Resolution(outer, mention.span, "first person of the quote around it", 0.9)
            return Resolution(None, mention.span, "first person: the author of the article", 0.5)
        if word in _GENERIC:
            return Resolution(None, mention.span, f"{word!r} names nobody", 0.5)
        return self._pronoun(mention, content, addressee)

    def _together(self, mention: Mention) -> Resolution | None:
        """ "Biden and Putin": a group with the full names of all; None where the phrase is no list of names."""
        others = self._document.sentence_of(mention.head).children(mention.head, "conj")
        parts = [self._by_word.get((w.sentence, w.index)) for w in (mention.head, *others)]
        members = [r for r in parts if r is not None and not r.anonymous]
        if not others or len(members) < len(parts):
            return None
        name = ", ".join(r.name for r in members[:-1]) + f" and {members[-1].name}"
        known = next((r for r in self.referents if r.name == name), None)
        if known is None:
            known = Referent(name, "group")
            self.referents.append(known)
        return Resolution(known, mention.span, "names joined", 0.95)

    def _named(self, mention: Mention) -> Resolution:
        known = self._by_word.get((mention.head.sentence, mention.head.index))
        if known is None:
            name = (mention.name or "").casefold()
            known = next((r for r in self.referents if r.name.casefold() == name), None)
        if known is None:
            parts = (mention.name or "").casefold().split()
            known = next((r for r in self.referents if r.kind == "person" and parts and r.surname == parts[-1]), None)
        if known is None:
            known = Referent(mention.name or mention.words(self._document.text), mention.kind, mention.gender)
            self.referents.append(known)
        return Resolution(known, mention.span, "name", 0.97)

    def _described(self, mention: Mention) -> Resolution:
        author = self._author(mention)
        if author is not None:
            found = self._resolve(mention_of(self._document, author), (), None, None)
            if found.referent is not None:
                return Resolution(
                    found.referent, mention.span, f"author of the {mention.noun}", found.confidence * 0.95
                )
        known = self._by_word.get((mention.head.sentence, mention.head.index))
        if known is None:
            known = self._person_described(mention) or self._new(mention)
        how = "own words" if known.anonymous else "description"
        return Resolution(known, mention.span, how, 0.9)

    def _author(self, mention: Mention) -> Word | None:
        """Who speaks through a document: "the statement signed by X", "X's tweet"."""
        if mention.kind != "document" or mention.noun in _NO_AUTHOR:
            return None
        sentence = self._document.sentence_of(mention.head)
        for expression in _AUTHORED:
            for word in follow(sentence, mention.head, expression):
                if self._document.entity_at(word.span.start) or word.lemma.casefold() in ROLE_NOUNS:
                    return word
        return None

    def _new(self, mention: Mention) -> Referent:
        referent = Referent(mention.words(self._document.text), mention.kind, mention.gender, anonymous=True)
        referent.add(mention)
        self.referents.append(referent)
        return referent

    def _read_descriptions(self) -> None:
        """Brings every description of a person to its referent, so that pronouns find them."""
        for sentence in self._document.sentences:
            for word in sentence.words:
                place = word.sentence, word.index
                if word.upos != "NOUN" or word.lemma.casefold() not in ROLE_NOUNS or place in self._by_word:
                    continue
                if word.relation in ("compound", "appos", "nmod:desc", "flat", "root") or sentence.child(word, "cop"):
                    continue
                mention = mention_of(self._document, word)
                if mention.form == "description" and not mention.plural:
                    referent = self._person_described(mention)
                    if referent is None:
                        referent = self._new(mention)
                    else:
                        referent.add(mention, [_without_article(self._document, mention)])
                    self._by_word[place] = referent

    def _person_described(self, mention: Mention) -> Referent | None:
        """The known person or source whose role fits the description; None for an indefinite or unfitting one."""
        first = mention.span.of(self._document.text).partition(" ")[0].casefold()
        if first in _INDEFINITE or mention.plural or mention.noun is None:
            return None
        polities = polities_in(mention.span.of(self._document.text))
        fitting = [r for r in self.referents if self._fits(r, mention, polities)]
        before = [
            (m.span.start, i) for i, r in enumerate(fitting) if (m := r.last_before(mention.span.start)) is not None
        ]
        if before:
            return fitting[max(before)[1]]
        return fitting[0] if len(fitting) == 1 and not fitting[0].anonymous else None

    def _fits(self, referent: Referent, mention: Mention, polities: frozenset[str]) -> bool:
        noun = mention.noun or ""
        if referent.kind not in ("person", "unknown") or {referent.gender, mention.gender} == {"m", "f"}:
            return False
        if referent.anonymous:
            own = referent.mentions[0]
            near = mention.head.sentence - own.head.sentence <= _MAX_SENTENCES_BACK
            return (
                own.noun == noun and near and not (polities - polities_in(referent.name)) and referent.kind == "person"
            )
        function = ROLE_NOUNS[noun].function if noun in ROLE_NOUNS else ""
        for span, _ in referent.roles:
            role = span.of(self._document.text)
            of_role = polities_in(role)
            if polities and of_role and not polities & of_role:
                continue
            words = role.casefold().replace("-", " ").split()
            if noun in words:
                return True
            if function == "head" and polities & of_role and any(_function(w) == "head" for w in words):
                return True
        return False

    def _relative(self, mention: Mention, content: Sequence[Span]) -> Resolution:
        """ "Psaki, who said": the noun that the relative clause belongs to."""
        sentence = self._document.sentence_of(mention.head)
        for word in (mention.head, *sentence.ancestors(mention.head)):
            if word.deprel == "acl:relcl":
                antecedent = sentence.words[word.head]
                found = self._resolve(mention_of(self._document, antecedent), content, None, None)
                return Resolution(
                    found.referent, mention.span, f"relative pronoun, {found.how}", found.confidence * 0.95
                )
        return Resolution(None, mention.span, "relative pronoun without antecedent", 0.5)

    def _pronoun(self, mention: Mention, content: Sequence[Span], addressee: Word | None) -> Resolution:
        word = mention.head.text.casefold()
        ranked = sorted(self._salience(mention, content, addressee), key=lambda item: -item[0])
        if not ranked:
            return Resolution(None, mention.span, f"no antecedent for {word!r}", 0.5)
        best = ranked[0][0]
        second = ranked[1][0] if len(ranked) > 1 else best - 3.0
        confidence = min(0.95, 0.55 + 0.15 * (best - second)) if best >= _LEAST_SALIENCE else 0.4
        return Resolution(ranked[0][1], mention.span, f"pronoun {word!r}", confidence)

    def _salience(
        self, mention: Mention, content: Sequence[Span], addressee: Word | None
    ) -> Iterable[tuple[float, Referent]]:
        """Each possible antecedent with its weight."""
        own = self._quotation.overlapping(mention.span)
        quoted = [r.inner for span in content for r in self._quotation.overlapping(span) if r not in own]
        for referent in self.referents:
            if not _agrees(referent, mention):
                continue
            if any(m.form == "name" and q.covers(m.span) for m in referent.mentions for q in quoted):
                continue
            weights = [
                self._weight(m, mention, referent)
                for m in referent.mentions
                if m.span.start < mention.span.start
                and mention.head.sentence - m.head.sentence <= _MAX_SENTENCES_BACK
                and not any(s.covers(m.span) for s in content)
                and not (addressee is not None and m.span.covers(addressee.span))
                and not self._same_clause(m.head, mention.head)
            ]
            if weights:
                yield max(weights), referent

    def _weight(self, antecedent: Mention, pronoun: Mention, referent: Referent) -> float:
        distance = pronoun.head.sentence - antecedent.head.sentence
        weight = -1.0 * distance
        relation = antecedent.head.relation
        if relation == "nsubj":
            weight += 2.0 - 0.3 * self._depth(antecedent.head)
        elif relation in ("obj", "iobj"):
            weight += 0.3
        elif relation in ("nmod", "compound"):
            weight -= 0.7
        if self._quotation.overlapping(antecedent.span) and not self._quotation.overlapping(pronoun.span):
            weight -= 2.0
        if referent.gender == pronoun.gender != "-":
            weight += 0.7
        if any(s >= pronoun.head.sentence - 2 and r is referent for s, r in self._speakers[-3:]):
            weight += 1.0
        return weight

    def _depth(self, word: Word) -> int:
        """How many clauses stand around the clause of `word`, three at most."""
        ancestors = self._document.sentence_of(word).ancestors(word)
        return min(3, sum(a.relation in _SUBORDINATE for a in ancestors))

    def _same_clause(self, one: Word, other: Word) -> bool:
        """True when both depend on one verb: then a pronoun cannot mean the other."""
        return one.sentence == other.sentence and one.head == other.head


def _agrees(referent: Referent, pronoun: Mention) -> bool:
    """Number, gender and kind."""
    if {referent.gender, pronoun.gender} == {"m", "f"}:
        return False
    plural = bool(referent.mentions) and referent.mentions[0].plural
    word = pronoun.head.text.casefold()
    if word in ("he", "she", "him", "her", "his"):
        return referent.kind == "person" and not plural
    if word in ("it", "its"):
        return referent.kind in ("organization", "document", "place") and not plural
    if pronoun.plural or word in ("they", "them", "their", "both", "some", "many", "others"):
        return plural or referent.kind in ("group", "organization")
    return False


def _function(word: str) -> str:
    role = ROLE_NOUNS.get(word)
    return role.function if role is not None else ""


def polities_in(text: str) -> frozenset[str]:
    """The states and alliances that the words of `text` stand for."""
    words = text.casefold().replace("’s", "").replace("'s", "").replace(",", "").split()
    pairs = [" ".join(p) for p in pairwise(words)]
    return frozenset(POLITIES[w] for w in [*words, *pairs] if w in POLITIES)


def _without_article(document: Document, mention: Mention) -> Span:
    own = mention.words(document.text)
    return Span(mention.span.end - len(own), mention.span.end)
