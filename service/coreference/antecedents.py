"""What a pronoun or a description may mean: candidates among the referents of the article.

Candidates are those mentioned in the sentences before it, for a description also those whom its noun may call, and
those to whom a net points, wherever in the article they stand. They agree in number, gender and kind, and grammar does
not forbid them. A pronoun that has been read is a mention for the next one. Only a window of sentences is looked
through, so that the whole article takes time linear in its length.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from service.coreference.antecedent_features import AntecedentFeatures, region_of
from service.coreference.description_words import DescriptionWords
from service.coreference.pointed_referents import PointedReferents
from service.coreference.ranker import Candidate, RankingInstance
from service.coreference.referent import Referent
from service.coreference.salience import (
    MentionInContext,
    clauses_around,
    is_subject_above,
    is_topic,
    relation_of,
    syntactic_anchor,
)
from service.coreference.speech_context import SpeechContext
from service.lexicons import WORDS
from service.mentions import Mention
from service.spans import Span
from service.syntax import Document, Word, pronoun_class

_WINDOW_SENTENCES = 8
_MAX_SENTENCES = 30
_MAX_MENTIONS = 120
_MAX_FITTING = 12
_POINTED_FROM, _SURELY_POINTED = 0.03, 0.5
_POSSESSIVE = WORDS["possessive of the third person"]
_REFLEXIVE = WORDS["reflexive"]
_CLAUSES = frozenset({"advcl", "ccomp", "acl", "csubj", "xcomp", "parataxis"})


class Antecedents:
    """The mentions read so far. Add them and ask in text order; only the last few sentences are kept in view."""

    def __init__(
        self, document: Document, speech: SpeechContext, descriptions: DescriptionWords, pointed: PointedReferents
    ) -> None:
        self._document = document
        self._speech = speech
        self._descriptions = descriptions
        self._pointed = pointed
        self._by_sentence: dict[int, list[MentionInContext]] = defaultdict(list)
        self._features = AntecedentFeatures(document, speech, descriptions)

    def add(self, mention: Mention, referent: Referent, probability: float = 1.0) -> None:
        """Takes in one more mention of `referent`; `probability` is the chance that it is one."""
        self._features.count(referent)
        head = mention.head
        anchor = syntactic_anchor(referent, mention)
        is_source = bool({head, anchor} & self._speech.tellers)
        relation = relation_of(anchor)
        if is_source and relation in ("object", "root", "other"):
            relation = "subject"  # “…,” warned the minister: parsers take who speaks after the verb for its object
        region = region_of(self._document, mention.span)
        seen = MentionInContext(
            mention, anchor, referent, relation, clauses_around(anchor), region, is_source, probability
        )
        self._by_sentence[head.sentence.index].append(seen)

    def instance(
        self, anaphor: Mention, not_in: Sequence[Span], not_meant: Iterable[Referent], is_person: bool = False
    ) -> RankingInstance:
        """The candidates for `anaphor`: none with a mention in `not_in` alone, and none of `not_meant`.

        Where the "it" of a translation `is_person`, people are looked for.
        """
        is_description = anaphor.form == "description"
        form = "the" if is_description else "he" if is_person else pronoun_class(anaphor.head) or "it"
        excluded = set(not_meant)
        chances = self._pointed.chances(anaphor.head)
        pointed = chances or {}
        groups: dict[Referent, list[MentionInContext]] = defaultdict(list)

        def may_be(referent: Referent) -> bool:
            return referent not in excluded and self._agrees(referent, anaphor, form, pointed.get(referent, 0.0))

        for seen in self._before(anaphor, not_in):
            in_passing = seen.mention.form == "pronoun" and seen.mention.head.sentence == anaphor.head.sentence
            if is_description and in_passing:
                continue  # "In his address, the senator said": "his" tells nothing
            if may_be(seen.referent):
                if self._cannot_be(seen, anaphor):
                    excluded.add(seen.referent)
                    groups.pop(seen.referent, None)
                else:
                    groups[seen.referent].append(seen)
        fitting = self._descriptions.fitting(anaphor)[:_MAX_FITTING] if is_description else []
        for referent in [*fitting, *(r for r, chance in pointed.items() if chance >= _POINTED_FROM)]:
            if referent not in groups and may_be(referent):
                groups[referent] = []
        fitting = [r for r in fitting if r in groups]
        recency = sorted(groups, key=lambda r: -groups[r][0].mention.span.start if groups[r] else 1)
        spoken = [(s.mention.span.start, r) for r, seen in groups.items() for s in seen if s.is_source]
        speaker = max(spoken, key=lambda item: item[0])[1] if spoken else None
        candidates = []
        for place, referent in enumerate(recency):
            chance = chances.get(referent, 0.0) if chances is not None else None
            features = self._features.of(
                anaphor, referent, groups[referent], place, referent is speaker, fitting, chance
            )
            nearest = groups[referent][0].mention if groups[referent] else None
            candidates.append(Candidate(referent, tuple(features), nearest))
        left = (
            max(0.0, 1 - sum(chance for r, chance in chances.items() if r in groups)) if chances is not None else None
        )
        nobody = self._features.of_nobody(anaphor, len(candidates), fitting, left)
        return RankingInstance(anaphor, form, tuple(candidates), tuple(nobody))

    def _before(self, anaphor: Mention, not_in: Sequence[Span]) -> Iterator[MentionInContext]:
        """The mentions in view before the anaphor, nearest first."""
        number = 0
        here = anaphor.head.sentence.index
        for sentence in range(here, max(-1, here - _MAX_SENTENCES), -1):
            if self._features.sentences_back(sentence, here) >= _WINDOW_SENTENCES:
                return
            for seen in sorted(self._by_sentence.get(sentence, ()), key=lambda s: -s.mention.span.start):
                span = seen.mention.span
                if span.end <= anaphor.span.start and not any(s.covers(span) for s in not_in):
                    number += 1
                    if number > _MAX_MENTIONS:
                        return
                    yield seen

    def _agrees(self, referent: Referent, anaphor: Mention, form: str, chance: float) -> bool:
        """Number, gender and kind; a description calls nobody without a name by another word.

        Somebody whom the tagger takes for a place or a body may be a "he" where the net is sure of it: "Dr. Oz".
        """
        if {referent.gender, anaphor.gender} == {"m", "f"} and not referent.misgendered:
            return False
        plural = bool(referent.mentions) and referent.mentions[0].plural
        if form == "they":
            return plural or referent.kind in ("group", "organization")
        if plural:
            return False
        if form == "the":
            return _may_be_of_kind(anaphor, referent) and self._descriptions.may_be_meant(anaphor, referent)
        if form == "he":
            return referent.kind == "person" or (chance >= _SURELY_POINTED and referent.kind != "group")
        return referent.kind in ("organization", "document", "place")

    def _cannot_be(self, seen: MentionInContext, anaphor: Mention) -> bool:
        """True where grammar forbids it; who is the topic ("As for Moscow, it denied") can be meant.

        A description means nobody whose verb governs it: "Lund left when the mayor spoke".
        """
        if anaphor.form == "description":
            return is_subject_above(seen.anchor, anaphor.head)
        return _is_barred(seen.anchor, anaphor.head) and not is_topic(seen.mention)


def _may_be_of_kind(description: Mention, referent: Referent) -> bool:
    if description.kind == "person":
        return referent.kind in ("person", "unknown")
    if description.kind == "organization":
        return referent.kind in ("organization", "place", "unknown")
    return referent.kind in ("organization", "document", "unknown")


def _is_barred(antecedent: Word, pronoun: Word) -> bool:
    """True where grammar forbids it: "Biden told him", "Biden's visit to him" but not "Biden told his aide"."""
    if antecedent.sentence != pronoun.sentence:
        return False
    word = pronoun.text.casefold()
    if word in _REFLEXIVE or (word in _POSSESSIVE and pronoun.deprel == "nmod:poss"):
        return False
    return antecedent.head == pronoun.head and antecedent.relation not in _CLAUSES and antecedent.deprel != "conj"
