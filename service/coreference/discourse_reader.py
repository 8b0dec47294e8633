"""The article read once from its beginning, to know whom each phrase in it means.

Names are known before (`people`). Descriptions are brought to the person whose role fits (`descriptions`), names joined
("Biden and Putin") to a group, pronouns to the likeliest antecedent (`pronouns`); each is an antecedent for the next.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from service.attribution import Attribution
from service.coreference.antecedents import Antecedents
from service.coreference.compatibility import may_be_called
from service.coreference.coordination import Groups
from service.coreference.definite_descriptions import INDEFINITE, Descriptions, Fit
from service.coreference.name_clusters import Referent, referents_of_names
from service.coreference.organization_descriptions import Bodies
from service.coreference.ranker import Answer, Question, class_of, decide
from service.coreference.speech_context import Speaking
from service.mentions import Mention, entity_mentions, mention_of
from service.spans import Span
from service.syntax import Document, Word

_READ_FROM = 0.5
"""A pronoun read with at least this chance is an antecedent for the next; what hangs on it is no surer than it is."""

_SURE_FROM = 0.8
_ANAPHOR_FROM = 0.65
_TRANSLATED = 0.85
_RELATIVE = frozenset({"who", "which", "that"})


class FirstReading:
    """The referents of one document, and which words mean them.

    `attributions` say who speaks where, and so whom a pronoun cannot mean. `choose` answers the question whom a pronoun
    means; training puts the gold there.
    """

    def __init__(
        self,
        document: Document,
        attributions: Sequence[Attribution] = (),
        choose: Callable[[Question], Answer] = decide,
    ) -> None:
        self.referents = referents_of_names(document, entity_mentions(document))
        self.by_name: dict[str, Referent] = {}
        self._document = document
        self._choose = choose
        self._by_word: dict[Word, Referent] = {}
        self._names: dict[Word, tuple[Mention, Referent]] = {}
        self._answers: dict[Word, Answer] = {}
        self._surety: dict[Word, float] = {}
        self._descriptions = Descriptions(document)
        self._bodies = Bodies(document)
        self._speaking = Speaking(document, attributions)
        self._antecedents = Antecedents(document, self._speaking)
        self.groups = Groups(document, self._names, self.meant_by)
        self._take_names()
        self._read()

    def meant_by(self, word: Word) -> Referent | None:
        """Whom a name or description means that has `word` in it or for its head; None where it was not read."""
        return self._by_word.get(word)

    def surety(self, word: Word) -> float:
        """The chance that the description with this head means whom `meant_by` says."""
        return self._surety.get(word, 1.0)

    def remember(self, word: Word, referent: Referent) -> None:
        """From now on `word` means `referent`."""
        self._by_word[word] = referent

    def pronoun(self, mention: Mention, content: Sequence[Span], addressee: Word | None) -> Answer:
        """Whom a third-person pronoun means that says `content` to `addressee`."""
        answer = self._answers.get(mention.head)
        if answer is None or (content and self._speaking.said_by(mention.head) is None):
            answer = self._choose(self._question_saying(mention, content, addressee))
        return answer

    def new(self, mention: Mention) -> Referent:
        """Somebody who has no name, called by the words of `mention`."""
        referent = Referent(mention.own_words, mention.kind, mention.gender, anonymous=True)
        referent.add(mention)
        self.referents.append(referent)
        self._descriptions.remember(referent, mention)
        self.remember(mention.head, referent)
        return referent

    def _take_names(self) -> None:
        for referent in self.referents:
            self.by_name.setdefault(referent.name.casefold(), referent)
            for mention in referent.mentions:
                self.by_name.setdefault((mention.name or "").casefold(), referent)
                self._names[mention.head] = (mention, referent)
                for word in self._document.words_in(mention.span):
                    self.remember(word, referent)
        for referent in self.referents:
            if referent.kind == "organization":
                self._bodies.learn(referent)
            for role, _ in referent.roles:
                self._descriptions.learn(referent, role)
                for word in self._document.words_in(role):
                    self._by_word.setdefault(word, referent)

    def _read(self) -> None:
        for sentence in self._document.sentences:
            for word in sentence.words:
                self._read_word(word)
                referent = self.meant_by(word) if word in self._speaking.stranded else None
                if referent is not None and referent.gender != self._speaking.stranded[word]:
                    referent.misgendered = True

    def _read_word(self, word: Word) -> None:
        if word in self._names:
            mention, referent = self._names[word]
            self._antecedents.add(mention, referent)
            group = self.groups.read(word)
            if group is not None:
                self._antecedents.add(group.mentions[0], group)
        elif class_of(word) is not None:
            self._read_pronoun(word)
        elif word.text.casefold() in _RELATIVE and word.relation == "nsubj":
            self._read_relative(word)
        elif word not in self._by_word and _may_describe(word):
            self._read_description(word)

    def _read_pronoun(self, word: Word) -> None:
        mention = mention_of(word)
        answer = self._choose(self._question(mention))
        if class_of(word) == "it" and answer.probability * (answer.referent is not None) < _READ_FROM:
            answer = self._translated(mention) or answer
        self._answers[word] = answer
        if answer.referent is not None and answer.probability >= _READ_FROM:
            self._antecedents.add(mention, answer.referent, answer.probability)
            if answer.probability >= _SURE_FROM:
                answer.referent.add(mention)

    def _translated(self, mention: Mention) -> Answer | None:
        """ "“He looked me in the eyes,” it added": languages without "he" and "she" leave an "it" to the machine."""
        said = self._speaking.said_by(mention.head)
        if said is None or not self._document.quoted_in(said.content[0]):
            return None
        answer = self._choose(self._question(mention, is_person=True))
        return answer._replace(probability=answer.probability * _TRANSLATED) if answer.referent is not None else None

    def _read_relative(self, word: Word) -> None:
        """ "Devocht, who had told Montalvo he …": the subject of the relative clause is Devocht."""
        clause = word.head
        if clause is not None and clause.deprel == "acl:relcl":
            referent = self.meant_by(self.antecedent(word, clause))
            if referent is not None:
                self._antecedents.add(mention_of(word), referent)

    def antecedent(self, pronoun: Word, clause: Word) -> Word:
        """The word that a relative clause belongs to: in "Gatti, secretary of the union, who fears", not the union."""
        word = clause.head or pronoun
        while pronoun.text.casefold() == "who" and (head := word.head) is not None:
            referent = self.meant_by(word)
            if head.upos not in ("NOUN", "PROPN") or referent is None or referent.kind not in ("organization", "place"):
                break
            word = head
        return word

    def _read_description(self, word: Word) -> None:
        mention = mention_of(word)
        if mention.form != "description" or mention.kind == "unknown":
            return
        apposed = word.head if word.deprel == "appos" else None
        referent = self.meant_by(apposed) if apposed is not None else None
        if referent is None:
            fit = self._fit(mention)
            referent = fit.referent if fit is not None else self.new(mention)
            if fit is not None:
                self._surety[word] = fit.confidence
                named = mention.kind == "person" and not referent.anonymous
                referent.add(mention, [mention.own_span] if named else ())
            self._antecedents.add(mention, referent, self.surety(word))
        self.remember(word, referent)

    def _fit(self, mention: Mention) -> Fit | None:
        if mention.kind == "organization":
            return self._bodies.meant(mention)
        return (self._descriptions.person(mention) or self._anaphor(mention)) if mention.kind == "person" else None

    def _anaphor(self, mention: Mention) -> Fit | None:
        """ "the midfielder", "the Norwegian" said: the one of whom the article has just spoken, by another word."""
        if mention.plural or mention.words[:4].casefold() != "the ":
            return None
        if mention.head not in self._speaking.tellers:
            return None  # who does not speak is as often somebody new
        question = self._question(mention)
        answer = self._choose(question)
        if answer.referent is None or answer.probability < _ANAPHOR_FROM or self._is_one_of_two(mention, question):
            return None
        is_fit = may_be_called(mention, answer.referent)
        return Fit(answer.referent, answer.probability) if is_fit else None

    def _is_one_of_two(self, mention: Mention, question: Question) -> bool:
        """ "Lund met Berg. “…,” said the Norwegian": two people named last in one sentence, and neither has spoken."""
        last = [
            max(m.head.sentence.index for m in c.referent.mentions if m.span.start < mention.span.start)
            for c in question.candidates
            if not any("spoke last" in f for f in c.features)
        ]
        return len(last) == len(question.candidates) > 1 and last.count(max(last)) > 1

    def _question(self, mention: Mention, is_person: bool = False) -> Question:
        said = self._speaking.said_by(mention.head)
        content, addressee = (said.content, said.addressee) if said is not None else ((), None)
        return self._question_saying(mention, content, addressee, is_person)

    def _question_saying(
        self, mention: Mention, content: Sequence[Span], addressee: Word | None, is_person: bool = False
    ) -> Question:
        words = self._speaking.not_meant_by(mention, content, addressee)
        barred = [r for w in words if (r := self.meant_by(w)) is not None]
        return self._antecedents.question(mention, content, barred, is_person)


def _may_describe(word: Word) -> bool:
    """True for the head of a phrase that can mean somebody: no title, no modifier, no predicate ("is a lawyer")."""
    if word.text == "old":
        return True  # "the 41-year-old", wherever the parser hung it; what is merely old describes nobody
    if word.upos not in ("NOUN", "PROPN", "ADJ") or word.relation in ("compound", "amod", "flat"):
        return False
    first = word.head or word if word.deprel == "conj" else word
    if first.child("cop") is not None:
        return False
    case, determiner = word.child("case"), word.child("det", "nmod:poss")
    definite = determiner is not None and determiner.text.casefold() not in INDEFINITE
    return case is None or case.text.casefold() != "as" or definite
