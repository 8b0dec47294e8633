"""The article read once from its beginning, to know whom each phrase in it means.

Names are known before (`name_clusters`), names joined ("Biden and Putin") are a group, descriptions and pronouns are
brought to the likeliest antecedent (`ranker`); each is an antecedent for the next.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import MappingProxyType

from service.attribution import Attribution
from service.coreference.antecedents import Antecedents
from service.coreference.author import author_of
from service.coreference.coordination import Coordination
from service.coreference.description_words import DescriptionWords
from service.coreference.discourse_reading import DiscourseReading, antecedent_of_relative, bearer_of, head_of_relative
from service.coreference.name_clusters import referents_of_names, unshared_surnames
from service.coreference.pointed_referents import PointedReferents
from service.coreference.ranker import RankedAntecedent, RankingInstance, rank
from service.coreference.referent import Referent
from service.coreference.speech_context import SpeechContext
from service.lexicons import FIRST_NAMES, WORDS
from service.mentions import INDEFINITE, Mention, entity_mentions, first_name, may_describe, mention_of, roles_beside
from service.syntax import Document, Word, pronoun_class

_READ_FROM = 0.5
"""A pronoun read with at least this chance is an antecedent for the next; what hangs on it is no surer than it is."""

_SURE_FROM = 0.8
_TRANSLATED = 0.85  # a judgement: what is left of a ranking's probability where "it" is read as a person
_RELATIVE = WORDS["relative pronoun"]


def read_discourse(
    document: Document,
    attributions: Sequence[Attribution] = (),
    choose: Callable[[RankingInstance], RankedAntecedent] = rank,
) -> DiscourseReading:
    """Reads an article. `attributions` say who speaks where, and so whom a pronoun cannot mean.

    `choose` answers the instance whom a pronoun means; training puts the gold there.
    """
    return _DiscourseReader(document, attributions, choose).read()


class _DiscourseReader:
    """Goes through an article once; what it has understood so far helps with what follows."""

    def __init__(
        self,
        document: Document,
        attributions: Sequence[Attribution],
        choose: Callable[[RankingInstance], RankedAntecedent],
    ) -> None:
        self._document = document
        self._attributions = attributions
        self._choose = choose
        self._referents = referents_of_names(document, entity_mentions(document))
        self._by_name: dict[str, Referent] = {}
        self._meanings: dict[Word, Referent] = {}
        self._names: dict[Word, tuple[Mention, Referent]] = {}
        self._ranked: dict[Word, RankedAntecedent] = {}
        self._descriptions = DescriptionWords(document)
        self._speech = SpeechContext(document, attributions)
        self._take_names()
        pointed = PointedReferents(document, self._meanings)
        self._antecedents = Antecedents(document, self._speech, self._descriptions, pointed)
        self._groups = Coordination(document, self._names, self._meanings)

    def read(self) -> DiscourseReading:
        """Names are known, wherever they stand; now every phrase in the order of the text."""
        words = [w for sentence in self._document.sentences for w in sentence.words]
        for word in words:
            self._read_word(word)
            self._read_stranded(word)
        self._introduce_sources()
        return DiscourseReading(
            referents=tuple(self._referents),
            names=MappingProxyType(self._by_name),
            meanings=MappingProxyType(self._meanings),
            antecedents=MappingProxyType(self._ranked),
            groups={w: group for w in words if (group := self._groups.together(w)) is not None},
            pairs={
                w: pair
                for w in words
                if w.text.casefold() == "both" and (pair := self._groups.pair_before(mention_of(w))) is not None
            },
            author=author_of(self._document, self._referents),
        )

    def _take_names(self) -> None:
        for referent in self._referents:
            self._by_name.setdefault(referent.name.casefold(), referent)
            for mention in referent.mentions:
                self._by_name.setdefault((mention.name or "").casefold(), referent)
                self._names[mention.head] = (mention, referent)
                for word in self._document.words_in(mention.span):
                    self._meanings[word] = referent
        for referent in self._referents:
            self._descriptions.learn_name(referent)
            for role, _ in referent.roles:
                self._descriptions.learn_role(referent, role)
                for word in self._document.words_in(role):
                    self._meanings.setdefault(word, referent)
        for surname, referent in unshared_surnames(self._referents).items():
            self._by_name.setdefault(surname, referent)

    def _introduce_sources(self) -> None:
        """Who speaks or is spoken to, and was not read: names that the tagger missed, phrases in odd places."""
        for attribution in sorted(self._attributions, key=lambda a: a.source.span.start if a.source else a.start):
            for word in (attribution.source, attribution.addressee):
                if word is not None:
                    self._introduce(mention_of(word), word is attribution.source)
                    relative = antecedent_of_relative(word, self._meanings)
                    if relative is not None:
                        self._introduce(mention_of(relative), True)

    def _introduce(self, mention: Mention, is_source: bool) -> None:
        if self._groups.together(mention.head) is not None:
            return
        if mention.form == "name" and bearer_of(mention, self._meanings, self._by_name) is None:
            self._new_name(mention)
        elif mention.form == "description" and is_source and mention.head not in self._meanings:
            self._new(mention)

    def _new_name(self, mention: Mention) -> None:
        name = mention.name or mention.own_words
        roles = list(roles_beside(self._document, mention.head.span))
        is_first_name = " " in name and first_name(name) in FIRST_NAMES
        kind = "person" if mention.kind == "unknown" and (is_first_name or roles) else mention.kind
        referent = Referent(name, kind, mention.gender)
        referent.add(mention, roles if kind == "person" else ())
        self._by_name[name.casefold()] = referent
        self._referents.append(referent)

    def _new(self, mention: Mention) -> Referent:
        """Somebody who has no name, called by the words of `mention`."""
        referent = Referent(mention.own_words, mention.kind, mention.gender, anonymous=True)
        referent.add(mention)
        self._referents.append(referent)
        self._descriptions.learn_description(referent, mention)
        self._meanings[mention.head] = referent
        return referent

    def _read_stranded(self, word: Word) -> None:
        """ "…,” he said. the spokeswoman.": the pronoun's gender is an error of the translation."""
        referent = self._meanings.get(word) if word in self._speech.stranded else None
        if referent is not None and referent.gender != self._speech.stranded[word]:
            referent.misgendered = True

    def _read_word(self, word: Word) -> None:
        if word in self._names:
            mention, referent = self._names[word]
            self._antecedents.add(mention, referent)
            group = self._groups.read(word)
            if group is not None:
                self._antecedents.add(group.mentions[0], group)
        elif pronoun_class(word) is not None:
            self._read_pronoun(word)
        elif word.text.casefold() in _RELATIVE and word.relation == "nsubj":
            self._read_relative(word)
        elif word not in self._meanings and may_describe(word):
            self._read_description(word)

    def _read_pronoun(self, word: Word) -> None:
        mention = mention_of(word)
        answer = self._choose(self._instance(mention))
        if pronoun_class(word) == "it" and answer.probability * (answer.referent is not None) < _READ_FROM:
            answer = self._translated(mention) or answer
        self._ranked[word] = answer
        if answer.referent is not None and answer.probability >= _READ_FROM:
            self._antecedents.add(mention, answer.referent, answer.probability)
            if answer.probability >= _SURE_FROM:
                answer.referent.add(mention)

    def _translated(self, mention: Mention) -> RankedAntecedent | None:
        """ "“He looked me in the eyes,” it added": languages without "he" and "she" leave an "it" to the machine."""
        said = self._speech.said_by(mention.head)
        if said is None or not self._document.quoted_in(said.content[0]):
            return None
        answer = self._choose(self._instance(mention, is_person=True))
        return answer._replace(probability=answer.probability * _TRANSLATED) if answer.referent is not None else None

    def _read_relative(self, word: Word) -> None:
        """ "Devocht, who had told Montalvo he …": the subject of the relative clause is Devocht."""
        clause = word.head
        if clause is not None and clause.deprel == "acl:relcl":
            referent = self._meanings.get(head_of_relative(word, clause, self._meanings))
            if referent is not None:
                self._antecedents.add(mention_of(word), referent)

    def _read_description(self, word: Word) -> None:
        mention = mention_of(word)
        if mention.form != "description" or (mention.kind == "unknown" and word not in self._speech.sources):
            return
        apposed = word.head if word.deprel == "appos" else None
        referent = self._meanings.get(apposed) if apposed is not None else None
        if referent is None:
            answer = self._described(mention)
            referent = answer.referent or self._new(mention)
            if answer.referent is not None:
                self._ranked[word] = answer
                named = mention.kind == "person" and not referent.anonymous and answer.probability >= _SURE_FROM
                referent.add(mention, [mention.own_span] if named else ())
                self._descriptions.learn_description(referent, mention)
            self._antecedents.add(mention, referent, answer.probability)
        self._meanings[word] = referent

    def _described(self, mention: Mention) -> RankedAntecedent:
        """Whom a description means; nobody known where it is not sure, or brings somebody new."""
        if mention.plural or mention.words.split()[0].casefold() in INDEFINITE:
            return RankedAntecedent(None, 1.0)
        answer = self._choose(self._instance(mention))
        return answer if answer.referent is not None and answer.stands_out else RankedAntecedent(None, 1.0)

    def _instance(self, mention: Mention, is_person: bool = False) -> RankingInstance:
        said = self._speech.said_by(mention.head)
        content, addressee = (said.content, said.addressee) if said is not None else ((), None)
        words = self._speech.not_meant_by(mention, content, addressee)
        barred = [r for w in words if (r := self._meanings.get(w)) is not None]
        return self._antecedents.instance(mention, content, barred, is_person)
