"""What a pronoun may mean: the referents mentioned in the sentences before it, and what speaks for each.

A referent is a candidate when it agrees in number, gender and kind, and grammar does not forbid it. Its features are
recency, grammatical role, how often and in what form it was mentioned, who spoke last (after Lappin and Leass, 1994).
A pronoun that has been read is a mention for the next one. Only a window of sentences is looked at, so that the whole
article takes time linear in its length.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from service.coreference.compatibility import is_of_the_field
from service.coreference.ranker import Candidate, RankingInstance, pronoun_class
from service.coreference.referent import Referent
from service.coreference.salience import MentionInContext, best_relation, nearest, relation_of, syntactic_anchor
from service.coreference.speech_context import SpeechContext
from service.lexicons import WORDS
from service.mentions import Mention
from service.spans import Span
from service.syntax import Document, Word

_WINDOW_SENTENCES = 8
_MAX_SENTENCES = 30
_MAX_MENTIONS = 120
_POSSESSIVE = WORDS["possessive of the third person"]
_REFLEXIVE = WORDS["reflexive"]
_CLAUSES = frozenset({"advcl", "ccomp", "acl", "csubj", "xcomp", "parataxis"})
_FEW = 3


class Antecedents:
    """The mentions read so far. Add them and ask in text order; only the last few sentences are kept in view."""

    def __init__(self, document: Document, speaking: SpeechContext) -> None:
        self._document = document
        self._speech = speaking
        self._by_sentence: dict[int, list[MentionInContext]] = defaultdict(list)
        self._counts: dict[Referent, int] = defaultdict(int)
        self._narrated = _narrated_before(document)

    def add(self, mention: Mention, referent: Referent, probability: float = 1.0) -> None:
        """Takes in one more mention of `referent`; `probability` is the chance that it is one."""
        self._counts[referent] += 1
        head = mention.head
        anchor = syntactic_anchor(referent, mention)
        is_source = bool({head, anchor} & self._speech.tellers)
        relation = relation_of(anchor)
        if is_source and relation in ("object", "root", "other"):
            relation = "subject"  # “…,” warned the minister: parsers take who speaks after the verb for its object
        seen = MentionInContext(
            mention, anchor, referent, relation, self._depth(anchor), self._region(mention.span), is_source, probability
        )
        self._by_sentence[head.sentence.index].append(seen)

    def instance(
        self, pronoun: Mention, not_in: Sequence[Span], not_meant: Iterable[Referent], is_person: bool = False
    ) -> RankingInstance:
        """The candidates for `pronoun`: none with a mention in `not_in` alone, and none of `not_meant`.

        For a description, and where the "it" of a translation `is_person`, people are looked for.
        """
        anaphor_form = (
            "the" if pronoun.form == "description" else "he" if is_person else pronoun_class(pronoun.head) or "it"
        )
        excluded = set(not_meant)
        groups: dict[Referent, list[MentionInContext]] = defaultdict(list)
        for seen in self._before(pronoun, not_in):
            in_passing = seen.mention.form == "pronoun" and seen.mention.head.sentence == pronoun.head.sentence
            if pronoun.form == "description" and in_passing:
                continue  # "In his address, the senator said": "his" tells nothing
            if seen.referent not in excluded and _agrees(seen.referent, pronoun, anaphor_form):
                if self._cannot_be(seen, pronoun):
                    excluded.add(seen.referent)
                    groups.pop(seen.referent, None)
                else:
                    groups[seen.referent].append(seen)
        recency = sorted(groups, key=lambda r: -groups[r][0].mention.span.start)
        region = self._region(pronoun.span)
        spoken = [(s.mention.span.start, r) for r, seen in groups.items() for s in seen if s.is_source]
        speaker = max(spoken, key=lambda item: item[0])[1] if spoken else None
        candidates = [
            Candidate(
                r,
                tuple(
                    f"{anaphor_form}: {f}" for f in self._features(r, groups[r], pronoun, region, rank, r is speaker)
                ),
                max(s.probability for s in nearest(groups[r])),
            )
            for rank, r in enumerate(recency)
        ]
        if pronoun.form == "description":
            return RankingInstance(pronoun, anaphor_form, tuple(candidates), ("the: nobody",))
        nobody = tuple(f"{anaphor_form}: {f}" for f in self._nobody(pronoun, region, len(candidates)))
        return RankingInstance(pronoun, anaphor_form, tuple(candidates), nobody)

    def _before(self, pronoun: Mention, not_in: Sequence[Span]) -> Iterator[MentionInContext]:
        """The mentions in view before the pronoun, nearest first."""
        number = 0
        here = pronoun.head.sentence.index
        for sentence in range(here, max(-1, here - _MAX_SENTENCES), -1):
            if self._back(sentence, here) >= _WINDOW_SENTENCES:
                return
            for seen in sorted(self._by_sentence.get(sentence, ()), key=lambda s: -s.mention.span.start):
                span = seen.mention.span
                if span.end <= pronoun.span.start and not any(s.covers(span) for s in not_in):
                    number += 1
                    if number > _MAX_MENTIONS:
                        return
                    yield seen

    def _back(self, sentence: int, here: int) -> int:
        """How many sentences back: those that somebody is quoted with, whole, between the two do not count."""
        return max(min(1, here - sentence), self._narrated[here] - self._narrated[sentence])

    def _cannot_be(self, seen: MentionInContext, pronoun: Mention) -> bool:
        """True where grammar forbids it; who is the topic ("As for Moscow, it denied") can be meant.

        A description means nobody without a name, and nobody whose verb governs it: "Lund left when the mayor spoke".
        """
        if pronoun.form == "description":
            return seen.referent.anonymous or self._is_subject_above(seen.anchor, pronoun.head)
        return self._barred(seen.anchor, pronoun.head) and not self._is_topic(seen.mention)

    def _barred(self, antecedent: Word, pronoun: Word) -> bool:
        """True where grammar forbids it: "Biden told him", "Biden's visit to him" but not "Biden told his aide"."""
        if antecedent.sentence != pronoun.sentence:
            return False
        word = pronoun.text.casefold()
        if word in _REFLEXIVE or (word in _POSSESSIVE and pronoun.deprel == "nmod:poss"):
            return False
        return antecedent.head == pronoun.head and antecedent.relation not in _CLAUSES and antecedent.deprel != "conj"

    def _features(
        self,
        referent: Referent,
        seen: Sequence[MentionInContext],
        pronoun: Mention,
        region: Span | None,
        rank: int,
        spoke: bool,
    ) -> Iterator[str]:
        last = seen[0]
        back = self._back(last.mention.head.sentence.index, pronoun.head.sentence.index)
        beside = nearest(seen)
        yield f"back={min(back, 4)}"
        yield f"rank={min(rank, _FEW)}"
        yield f"role={best_relation(beside)} back={min(back, 2)}"
        if any(s.relation == "subject" and s.depth == 0 for s in beside):
            yield f"main subject back={min(back, 2)}"
        if back == 0 and self._is_topic(last.mention):
            yield "topic"
        if pronoun.form == "description":
            yield f"same field={is_of_the_field(pronoun, referent)}"
        if any(self._is_subject_above(s.anchor, pronoun.head) for s in beside):
            yield "subject above"
        yield "gender known" if referent.gender == pronoun.gender != "-" else "gender unknown"
        yield "anonymous" if referent.anonymous else f"kind={referent.kind}"
        yield f"mentions={min(int(math.log2(self._counts[referent])), _FEW)}"
        if sum(s.mention.head.sentence.index >= pronoun.head.sentence.index - 2 for s in seen) > 1:
            yield "again lately"
        if last.quoted != region:
            yield "into quote" if region else "out of quote"
        if spoke:
            yield "spoke last, speaks again" if pronoun.head in self._speech.sources else "spoke last"
            if pronoun.head in self._speech.speaking_on:
                yield "spoke last, speaks on"
        paragraph_at = self._document.paragraph_at
        yield f"paragraphs={min(paragraph_at(pronoun.span.start) - paragraph_at(last.mention.span.start), 2)}"

    def _nobody(self, pronoun: Mention, region: Span | None, candidates: int) -> Iterator[str]:
        yield "nobody"
        yield f"nobody: role={relation_of(pronoun.head)}"
        if region is not None:
            yield "nobody: in quote"
        if pronoun.head.sentence.index == 0 or candidates == 0:
            yield "nobody: no candidate"
        if pronoun.head in self._speech.sources:
            yield "nobody: speaks"

    def _region(self, span: Span) -> Span | None:
        found = self._document.quoted_in(span)
        return found[0].outer if found else None

    def _is_topic(self, mention: Mention) -> bool:
        """ "As for Moscow, it denied"."""
        sentence = mention.head.sentence
        before = self._document.text[sentence.span.start : mention.span.start].casefold().split()
        return before[:2] == ["as", "for"] and len(before) <= _FEW

    def _is_subject_above(self, antecedent: Word, pronoun: Word) -> bool:
        """ "Clinton says she hopes": the subject of a verb that governs the pronoun's clause."""
        if antecedent.relation != "nsubj" or antecedent.sentence != pronoun.sentence:
            return False
        return any(a.index == antecedent.head_index for a in pronoun.ancestors())

    def _depth(self, word: Word) -> int:
        """How many clauses stand around the clause of `word`; "P, X said" is the main clause, wherever it hangs."""
        around = word.ancestors()
        return sum(a.relation in _CLAUSES and a.relation != "parataxis" for a in around)


def _narrated_before(document: Document) -> list[int]:
    """For each sentence how many before it are told by the article, not said by somebody from end to end."""
    counts, told = [], 0
    for sentence in document.sentences:
        counts.append(told)
        regions = document.quoted_in(sentence.span)
        told += not any(r.outer.start <= sentence.span.start and sentence.span.end <= r.outer.end for r in regions)
    return counts


def _agrees(referent: Referent, pronoun: Mention, anaphor_form: str) -> bool:
    """Number, gender and kind."""
    if {referent.gender, pronoun.gender} == {"m", "f"} and not referent.misgendered:
        return False
    plural = bool(referent.mentions) and referent.mentions[0].plural
    if anaphor_form in ("he", "the"):
        return referent.kind == "person" and not plural
    if anaphor_form == "it":
        return referent.kind in ("organization", "document", "place") and not plural
    return plural or referent.kind in ("group", "organization")
