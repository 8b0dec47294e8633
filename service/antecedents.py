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
from dataclasses import dataclass

from service.document import Document, Sentence, Word
from service.mentions import Mention
from service.people import Referent
from service.pronouns import Candidate, Question, class_of
from service.quotation_marks import Quotation
from service.spans import Span

_WINDOW_SENTENCES = 8
_MAX_SENTENCES = 30
_MAX_MENTIONS = 120
_POSSESSIVE = frozenset({"his", "her", "its", "their"})
_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
_CLAUSES = frozenset({"advcl", "ccomp", "acl", "csubj", "xcomp", "parataxis"})
_FEW = 3


@dataclass(frozen=True, eq=False)
class _Seen:
    """A mention that may be an antecedent. `anchor` carries its role: "spokesman" in "the spokesman, Earnest".

    `tells` is True for a source whose words the article reports itself, not in the words of another one.
    """

    mention: Mention
    anchor: Word
    referent: Referent
    relation: str
    depth: int
    quoted: Span | None
    tells: bool
    surety: float


class Antecedents:
    """The mentions read so far. Add them and ask in text order; only the last few sentences are kept in view."""

    def __init__(
        self,
        document: Document,
        quotation: Quotation,
        sources: Iterable[Word],
        reported: Iterable[Word],
        speaking_on: Iterable[Word] = (),
    ) -> None:
        """`sources` are the heads of all that speak, `reported` of those that speak in the words of somebody else.

        `speaking_on` are those of "he added", "she went on".
        """
        self._document = document
        self._quotation = quotation
        self._sources = {(w.sentence, w.index) for w in sources}
        self._speaking_on = {(w.sentence, w.index) for w in speaking_on}
        self._tellers = self._sources - {(w.sentence, w.index) for w in reported}
        self._by_sentence: dict[int, list[_Seen]] = defaultdict(list)
        self._counts: dict[Referent, int] = defaultdict(int)
        self._told = _told_before(document, quotation)

    def add(self, mention: Mention, referent: Referent, surety: float = 1.0) -> None:
        """Takes in one more mention of `referent`; `surety` is the chance that it is one."""
        self._counts[referent] += 1
        head = mention.head
        anchor = self._title(referent, mention) or _anchor(self._document.sentence_of(head), head)
        tells = bool({(w.sentence, w.index) for w in (head, anchor)} & self._tellers)
        relation = _relation(self._document, anchor)
        if tells and relation in ("object", "root", "other"):
            relation = "subject"  # “…,” warned the minister: parsers take who speaks behind the verb for its object
        seen = _Seen(
            mention, anchor, referent, relation, self._depth(anchor), self._region(mention.span), tells, surety
        )
        self._by_sentence[head.sentence].append(seen)

    def _title(self, referent: Referent, mention: Mention) -> Word | None:
        """ "The president of the party, Ann Lee, denied": the president denied, wherever the parser hung the name."""
        own = (role for role, beside in referent.roles if beside is mention and role.end <= mention.span.start)
        role = next(own, None)
        words = self._document.words_in(role) if role is not None else []
        return next((w for w in words if w.relation in ("nsubj", "obj", "obl", "iobj", "root")), None)

    def question(
        self, pronoun: Mention, not_in: Sequence[Span], not_meant: Iterable[Referent], is_person: bool = False
    ) -> Question:
        """The candidates for `pronoun`: none with a mention in `not_in` alone, and none of `not_meant`.

        Where it `is_person`, as a description or the "it" of a translation may be, people are looked for.
        """
        of_class = "he" if is_person else class_of(pronoun.head) or "it"
        excluded = set(not_meant)
        groups: dict[Referent, list[_Seen]] = defaultdict(list)
        for seen in self._before(pronoun, not_in):
            if pronoun.form == "description" and seen.referent.anonymous:
                continue
            if seen.referent not in excluded and _agrees(seen.referent, pronoun, of_class):
                if self._barred(seen.anchor, pronoun.head) and not self._is_topic(seen.mention):
                    excluded.add(seen.referent)
                    groups.pop(seen.referent, None)
                else:
                    groups[seen.referent].append(seen)
        recency = sorted(groups, key=lambda r: -groups[r][0].mention.span.start)
        region = self._region(pronoun.span)
        spoken = [(s.mention.span.start, r) for r, seen in groups.items() for s in seen if s.tells]
        speaker = max(spoken, key=lambda item: item[0])[1] if spoken else None
        candidates = [
            Candidate(
                r,
                tuple(f"{of_class}: {f}" for f in self._features(r, groups[r], pronoun, region, rank, r is speaker)),
                max(s.surety for s in _nearest(groups[r])),
            )
            for rank, r in enumerate(recency)
        ]
        if pronoun.form == "description":
            return Question(pronoun, of_class, tuple(candidates), ("the: nobody",))
        nobody = tuple(f"{of_class}: {f}" for f in self._nobody(pronoun, region, len(candidates)))
        return Question(pronoun, of_class, tuple(candidates), nobody)

    def _before(self, pronoun: Mention, not_in: Sequence[Span]) -> Iterator[_Seen]:
        """The mentions in view before the pronoun, nearest first."""
        number = 0
        here = pronoun.head.sentence
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
        return max(min(1, here - sentence), self._told[here] - self._told[sentence])

    def _barred(self, antecedent: Word, pronoun: Word) -> bool:
        """True where grammar forbids it: "Biden told him", "Biden's visit to him" but not "Biden told his aide"."""
        if antecedent.sentence != pronoun.sentence:
            return False
        word = pronoun.text.casefold()
        if word in _REFLEXIVE or (word in _POSSESSIVE and pronoun.deprel == "nmod:poss"):
            return False
        return antecedent.head == pronoun.head and antecedent.relation not in _CLAUSES and antecedent.deprel != "conj"

    def _features(
        self, referent: Referent, seen: Sequence[_Seen], pronoun: Mention, region: Span | None, rank: int, spoke: bool
    ) -> Iterator[str]:
        nearest = seen[0]
        back = self._back(nearest.mention.head.sentence, pronoun.head.sentence)
        beside = _nearest(seen)
        yield f"back={min(back, 4)}"
        yield f"rank={min(rank, _FEW)}"
        yield f"role={_best(beside)} back={min(back, 2)}"
        if any(s.relation == "subject" and s.depth == 0 for s in beside):
            yield f"main subject back={min(back, 2)}"
        if back == 0 and self._is_topic(nearest.mention):
            yield "topic"
        if any(self._is_subject_above(s.anchor, pronoun.head) for s in beside):
            yield "subject above"
        yield "gender known" if referent.gender == pronoun.gender != "-" else "gender unknown"
        yield "anonymous" if referent.anonymous else f"kind={referent.kind}"
        yield f"mentions={min(int(math.log2(self._counts[referent])), _FEW)}"
        if sum(s.mention.head.sentence >= pronoun.head.sentence - 2 for s in seen) > 1:
            yield "again lately"
        if nearest.quoted != region:
            yield "into quote" if region else "out of quote"
        if spoke:
            place = pronoun.head.sentence, pronoun.head.index
            yield "spoke last, speaks again" if place in self._sources else "spoke last"
            if place in self._speaking_on:
                yield "spoke last, speaks on"
        paragraph_at = self._document.paragraph_at
        yield f"paragraphs={min(paragraph_at(pronoun.span.start) - paragraph_at(nearest.mention.span.start), 2)}"

    def _nobody(self, pronoun: Mention, region: Span | None, candidates: int) -> Iterator[str]:
        yield "nobody"
        yield f"nobody: role={_relation(self._document, pronoun.head)}"
        if region is not None:
            yield "nobody: in quote"
        if pronoun.head.sentence == 0 or candidates == 0:
            yield "nobody: no candidate"
        if (pronoun.head.sentence, pronoun.head.index) in self._sources:
            yield "nobody: speaks"

    def _region(self, span: Span) -> Span | None:
        found = self._quotation.overlapping(span)
        return found[0].outer if found else None

    def _is_topic(self, mention: Mention) -> bool:
        """ "As for Moscow, it denied"."""
        sentence = self._document.sentence_of(mention.head)
        before = self._document.text[sentence.span.start : mention.span.start].casefold().split()
        return before[:2] == ["as", "for"] and len(before) <= _FEW

    def _is_subject_above(self, antecedent: Word, pronoun: Word) -> bool:
        """ "Clinton says she hopes": the subject of a verb that governs the pronoun's clause."""
        if antecedent.relation != "nsubj" or antecedent.sentence != pronoun.sentence:
            return False
        return any(a.index == antecedent.head for a in self._document.sentence_of(pronoun).ancestors(pronoun))

    def _depth(self, word: Word) -> int:
        """How many clauses stand around the clause of `word`; "P, X said" is the main clause, wherever it hangs."""
        around = self._document.sentence_of(word).ancestors(word)
        return sum(a.relation in _CLAUSES and a.relation != "parataxis" for a in around)


def _nearest(seen: Sequence[_Seen]) -> list[_Seen]:
    """The mentions in the sentence of the nearest one; the surest of them tells how sure all are."""
    return [s for s in seen if s.mention.head.sentence == seen[0].mention.head.sentence]


def _told_before(document: Document, quotation: Quotation) -> list[int]:
    """For each sentence how many before it are told by the article, not said by somebody from end to end."""
    counts, told = [], 0
    for sentence in document.sentences:
        counts.append(told)
        regions = quotation.overlapping(sentence.span)
        told += not any(r.outer.start <= sentence.span.start and sentence.span.end <= r.outer.end for r in regions)
    return counts


def _anchor(sentence: Sentence, word: Word) -> Word:
    """The word whose grammatical role a name has: that of the title or noun it stands beside."""
    while word.deprel in ("appos", "flat", "nmod:desc") and (head := sentence.head(word)) is not None:
        word = head
    return word


def _relation(document: Document, word: Word) -> str:
    """The grammatical role in a few classes; a coordinated word has that of the first."""
    sentence = document.sentence_of(word)
    while word.deprel == "conj" and (head := sentence.head(word)) is not None:
        word = head
    match word.relation:
        case "nsubj" | "csubj":
            return "subject"
        case "obj" | "iobj" | "xcomp":
            return "object"
        case "obl":
            return "oblique"
        case "nmod":
            return "possessor" if word.deprel == "nmod:poss" else "attribute"
        case "compound" | "amod":
            return "attribute"
        case "root" | "parataxis":
            return "root"
    return "other"


def _best(seen: Sequence[_Seen]) -> str:
    roles = {s.relation for s in seen}
    order = ("subject", "object", "root", "oblique", "possessor", "attribute")
    return next((r for r in order if r in roles), "other")


def _agrees(referent: Referent, pronoun: Mention, of_class: str) -> bool:
    """Number, gender and kind."""
    if {referent.gender, pronoun.gender} == {"m", "f"} and not referent.misgendered:
        return False
    plural = bool(referent.mentions) and referent.mentions[0].plural
    if of_class == "he":
        return referent.kind == "person" and not plural
    if of_class == "it":
        return referent.kind in ("organization", "document", "place") and not plural
    return plural or referent.kind in ("group", "organization")
