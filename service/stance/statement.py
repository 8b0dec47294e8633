"""What somebody said, as the rules of stance look at it: its clauses, its spans, and who "we" are.

Only what the speaker puts forward is a clause here: main clauses, what they are coordinated with, what "I think" takes,
reasons; concessions come last. Conditions, relative clauses and what a third person is reported to say are none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from service.labels import TargetType
from service.lexicons import Cue
from service.mentions import phrase
from service.spans import Span
from service.stance.clauses import FIRST_PERSON, OF_CLAUSE, behind_comma, condition_of, is_aside, is_clause, is_entity
from service.stance.words import CLASSES, is_negated, plain
from service.syntax import Document, Sentence, Word, cover

_THIRD_PERSON = frozenset({"he", "she", "it", "they"})
_CONCESSIVE = frozenset({"although", "though", "while", "whereas", "despite"})
_REASON = frozenset({"because", "as", "since", "for"})
_OPINION = CLASSES["opinion"]
_PLAIN_TRUTH = CLASSES["plain truth"]
_CLAIM_NOUNS = CLASSES["claim"]
_TRIMMED_BEFORE = ("punct", "case", "mark", "cc", "discourse")
_HAPPENS = CLASSES["happens"]
_RELATIVE = frozenset({"which", "that", "who"})


@dataclass(frozen=True)
class Clause:
    """Something that the speaker puts forward. `head` is its predicate, `negated` by the clause around it alone."""

    head: Word
    negated: bool
    kind: Literal["main", "concession"]


@dataclass(frozen=True, eq=False)
class Said:
    """What the rules look at.

    `words` are the content's in text order, `predicate` its main predicate. `cue_head` is None without a cue;
    `polar` is the cue's attitude to what it takes, read in this sentence ("+", "-" or "0"), `negated_cue` set for "did
    not say". `direct` is set for a
    whole clause in quotation marks: that is no complement of the cue. `reported` are the places of words that belong
    to a third person's report inside. `own_side` are the words that mean the speaker's side ("Moscow", "Russia");
    `means_speaker` tells whether a "he" or "she" of an indirect quote is the speaker.
    """

    document: Document
    words: Sequence[Word]
    tops: Sequence[Word]
    predicate: Word
    cue: Cue | None
    cue_head: Word | None
    polar: str
    negated_cue: bool
    direct: bool
    reported: frozenset[Word]
    own_side: frozenset[str]
    means_speaker: Callable[[Word], bool]

    @cached_property
    def inside(self) -> frozenset[Word]:
        """The places of the content's words."""
        return frozenset(self.words)

    @property
    def sentence(self) -> Sentence:
        """The sentence of the main predicate."""
        return self.predicate.sentence

    def holds(self, word: Word) -> bool:
        """True when `word` is one of the content."""
        return word in self.inside

    def children(self, word: Word, *deprels: str) -> list[Word]:
        """The dependents of `word` that stand in the content."""
        return [c for c in word.children(*deprels) if self.holds(c)]

    def below(self, word: Word, without: Iterable[Word] = ()) -> Span:
        """The span of `word`'s subtree in the content, without function words and punctuation at its ends."""
        clauses = (w for w in word.subtree() if w.deprel == "acl:relcl" or w.relation == "parataxis")
        aside = [c for c in clauses if c is not word and behind_comma(c)]
        found = [w for w in word.subtree([*without, *aside]) if self.holds(w)] or [word]
        while len(found) > 1 and found[0].relation in _TRIMMED_BEFORE:
            found = found[1:]
        while len(found) > 1 and (found[-1].relation in ("punct", "cc") or is_aside(found[-1])):
            found = found[:-1]
        return cover(found)

    def event(self, head: Word, without: Iterable[Word] = ()) -> Span:
        """The span of a clause; of one that only says that something happens, that something: "the escalation
        continues"."""
        sentence = head.sentence
        subject = head.child("nsubj")
        if subject is None and (mark := condition_of(head)) is not None and mark.index + 1 < head.index:
            # The parser gave the subject to the main clause.
            last = head.index if plain(head.lemma) in _HAPPENS else head.index + 1
            return cover([*sentence.words[mark.index + 1 : last]])
        if plain(head.lemma) in _HAPPENS and subject is not None and self.holds(subject) and subject.upos == "NOUN":
            if plain(head.lemma) != "take" or any(plain(c.text) == "place" for c in head.children("obj")):
                return self.below(subject)
        return self.below(head, without)

    def phrase(self, word: Word, without: Iterable[Word] = ()) -> Span:
        """`below`; for a word outside of the content, such as the subject of a fragment, its noun phrase."""
        return self.below(word, without) if self.holds(word) else phrase(word)

    def subject(self, head: Word) -> Word | None:
        """The subject of a clause; of a relative clause the noun that it belongs to, also outside of the content."""
        found = head.child("nsubj", "csubj")
        if found is None:
            # The parser may give the subject to the cue: "The talks should go on, said Lee."
            tops = self._tops_by_sentence.get(head.sentence.index, [])
            lost = (t for t in tops if t.relation == "nsubj" and t.index < head.index)
            found = next(lost, None) if head in tops else None
        if found is None and head.relation in ("conj", "xcomp"):
            governor = head.head
            found = governor.child("nsubj", "csubj") if governor is not None else None
        if found is not None and plain(found.text) in _RELATIVE:
            return self._antecedent(found)
        return found

    @cached_property
    def _tops_by_sentence(self) -> dict[int, list[Word]]:
        found: dict[int, list[Word]] = {}
        for top in self.tops:
            found.setdefault(top.sentence.index, []).append(top)
        return found

    def _antecedent(self, relative: Word) -> Word:
        """The noun that "which" or "who" means: that of its clause, or where the parser lost it the phrase before."""
        for word in (relative, *relative.ancestors()):
            if word.deprel == "acl:relcl" and word.head is not None:
                return word.head
        nouns = [w for w in relative.sentence.words[: relative.index] if w.upos in ("NOUN", "PROPN")]
        if not nouns:
            return relative
        governor = nouns[-1].head
        return governor if governor is not None and nouns[-1].relation == "nmod" else nouns[-1]

    def is_own_side(self, word: Word | None) -> bool:
        """True for "we", and for the names of the speaker's own state, body or person."""
        if word is None:
            return False
        if plain(word.text) in FIRST_PERSON:
            return True
        if plain(word.text) in _THIRD_PERSON:
            return not self.direct and self.means_speaker(word)
        phrase = word.children("amod", "compound", "nmod:poss")
        return any(plain(w.text) in self.own_side for w in (word, *phrase))

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """What the speaker puts forward, concessions last."""
        doubts = self.negated_cue and self.cue is not None and self.cue.speech_act in ("believe", "feel")
        if self.negated_cue and not doubts:
            return ()  # "did not say that …"
        found = [c for top in self.tops for c in self._clauses(top, negated=doubts, kind="main")]
        return tuple(sorted(found, key=lambda c: c.kind == "concession"))

    def _clauses(self, head: Word, negated: bool, kind: Literal["main", "concession"]) -> Iterator[Clause]:
        if condition_of(head) is None and head not in self.reported:
            yield Clause(head, negated, kind)
        for child in self.children(head):
            mark = child.child("mark")
            word = plain(mark.lemma) if mark is not None else ""
            if child.relation in ("conj", "parataxis") and is_clause(child):
                yield from self._clauses(child, negated=False, kind=kind)
            elif child.relation == "advcl" and word in _CONCESSIVE:
                yield from self._clauses(child, negated=False, kind="concession")
            elif child.relation == "advcl" and word in _REASON:
                yield from self._clauses(child, negated=False, kind=kind)
            elif child.relation in ("ccomp", "csubj") and word not in ("if", "whether") and self._gives_opinion(head):
                yield from self._clauses(child, negated=negated or self._denies_opinion(head), kind=kind)

    def condition_of(self, clause: Clause) -> Word | None:
        """The predicate of the condition under which a clause stands; None without one."""
        return self._conditions.get(clause.head)

    @cached_property
    def _conditions(self) -> dict[Word, Word]:
        """The condition of each clause: below it, or where the parser lost that before it in the sentence."""
        heads: dict[int, list[Word]] = {}
        for clause in self.clauses:
            heads.setdefault(clause.head.sentence.index, []).append(clause.head)
        found: dict[Word, Word] = {}
        for word in self.words:
            if condition_of(word) is None or word in self.reported:
                continue
            near = heads.get(word.sentence.index, [])
            owner = next((a for a in word.ancestors() if a in near), None)
            owner = owner or next((h for h in near if h.index > word.index), None)
            if owner is not None:
                found.setdefault(owner, word)
        return found

    def _gives_opinion(self, head: Word) -> bool:
        lemma = plain(head.lemma)
        if lemma in _PLAIN_TRUTH:
            return True
        return lemma in _OPINION and self.is_own_side(self.subject(head))

    def _denies_opinion(self, head: Word) -> bool:
        return plain(head.lemma) in _OPINION and is_negated(head)

    def type_of(self, target: Word, act: str = "") -> TargetType:
        """entity for whom one can name, claim for what is asserted, action for what somebody does, else event."""
        if plain(target.lemma) in _CLAIM_NOUNS:
            return "claim"
        if is_entity(self.document, target):
            return "entity"
        if target.upos == "VERB" and not target.children(*OF_CLAUSE):
            return "action"
        return "action" if act in ("demand", "propose", "promise", "refuse") else "event"
