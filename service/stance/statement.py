"""What somebody said, as the rules of stance look at it: its words, its cue, its clauses, and who "we" are.

Only what the speaker puts forward is a clause here: main clauses, what they are coordinated with, what "I think" takes,
reasons; concessions come last. Conditions, relative clauses and what a third person is reported to say are none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from service.lexicons import Cue
from service.stance.clauses import condition_of, is_clause
from service.stance.negation import is_negated
from service.stance.vocabulary import CLASSES, form, lemma
from service.syntax import Document, Word

_FIRST_PERSON = CLASSES["first person"]
_THIRD_PERSON = CLASSES["third person subject"]
_RELATIVE = CLASSES["relative pronoun"]
_CONCESSIVE = CLASSES["concessive"]
_REASON = CLASSES["reason"]
_OPINION = CLASSES["opinion"]
_PLAIN_TRUTH = CLASSES["plain truth"]


@dataclass(frozen=True, eq=False)
class Clause:
    """Something that the speaker puts forward.

    `head` is its predicate, `denied` set by the clause around it ("I do not think that …"), `concession` for what is
    granted ("although …").
    """

    statement: Statement
    head: Word
    denied: bool
    concession: bool

    @cached_property
    def subject(self) -> Word | None:
        """The subject of its predicate; see `Statement.subject`."""
        return self.statement.subject(self.head)

    @cached_property
    def negated(self) -> bool:
        """True when the clause is negated, by itself or from outside, and not by both."""
        return is_negated(self.head) != self.denied

    @property
    def condition(self) -> Word | None:
        """The predicate of the condition under which the clause stands; None without one."""
        return self.statement.conditions.get(self.head)

    @property
    def extraposed(self) -> Word | None:
        """The clause that "it" stands for: "it would be wrong to X", "it is good that X"; None without one."""
        it = self.head.child("expl", "nsubj")
        if it is None or form(it) != "it":
            return None
        relations = ("csubj", "ccomp", "advcl", "acl", "xcomp") if it.relation == "expl" else ("csubj", "ccomp")
        after = [c for c in self.statement.children(self.head, *relations) if c.index > self.head.index]
        return next((c for c in after if c.child("mark") is not None), None)


@dataclass(frozen=True, eq=False)
class Statement:
    """An attributed content with its cue.

    `words` are the content's in text order, `roots` those of them whose heads stand outside, `predicate` is the main
    one of these. `cue` is the cue's entry as it is to be read here, None for one that the lexicon does not have;
    `cue_head` is None without a cue. `direct` is set for a whole clause in quotation marks: that is no complement of
    the cue. `reported` are the words that belong to a third person's report inside. `in_group` are the plain words that
    mean the speaker's own side ("moscow", "russia"); `means_speaker` tells whether a "he" or "she" of an indirect quote
    is the speaker.
    """

    document: Document
    words: Sequence[Word]
    roots: Sequence[Word]
    predicate: Word
    cue: Cue | None
    cue_head: Word | None
    direct: bool
    reported: frozenset[Word]
    in_group: frozenset[str]
    means_speaker: Callable[[Word], bool]

    @cached_property
    def _words(self) -> frozenset[Word]:
        return frozenset(self.words)

    def __contains__(self, word: Word) -> bool:
        return word in self._words

    @property
    def act(self) -> str:
        """The speech act of the cue as it is to be read here, "" without one."""
        return self.cue.speech_act if self.cue is not None else ""

    @property
    def cue_polarity(self) -> str:
        """The cue's attitude to what it takes, as it is to be read here: "+", "-" or "0"."""
        return self.cue.complement_polarity if self.cue is not None else "0"

    @cached_property
    def negated_cue(self) -> bool:
        """True for "did not say"."""
        return self.cue_head is not None and is_negated(self.cue_head)

    def children(self, word: Word, *deprels: str) -> list[Word]:
        """The dependents of `word` that stand in the content."""
        return [c for c in word.children(*deprels) if c in self]

    def subject(self, head: Word) -> Word | None:
        """The subject of a clause; of a relative clause the noun that it belongs to, also outside of the content."""
        found = head.child("nsubj", "csubj")
        if found is None:
            # The parser may give the subject to the cue: "The talks should go on, said Lee."
            beside = self._roots_by_sentence.get(head.sentence.index, [])
            lost = (r for r in beside if r.relation == "nsubj" and r.index < head.index)
            found = next(lost, None) if head in beside else None
        if found is None and head.relation in ("conj", "xcomp") and head.head is not None:
            found = head.head.child("nsubj", "csubj")
        return _antecedent(found) if found is not None and form(found) in _RELATIVE else found

    @cached_property
    def _roots_by_sentence(self) -> dict[int, list[Word]]:
        found: dict[int, list[Word]] = {}
        for root in self.roots:
            found.setdefault(root.sentence.index, []).append(root)
        return found

    def is_in_group(self, word: Word | None) -> bool:
        """True for "we", and for the names of the speaker's own state, body or person."""
        if word is None:
            return False
        if form(word) in _FIRST_PERSON:
            return True
        if form(word) in _THIRD_PERSON:
            return not self.direct and self.means_speaker(word)
        return any(form(w) in self.in_group for w in (word, *word.children("amod", "compound", "nmod:poss")))

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """What the speaker puts forward, concessions last."""
        doubts = self.negated_cue and self.act in ("believe", "feel")
        if self.negated_cue and not doubts:
            return ()  # "did not say that …"
        found = [c for root in self.roots for c in self._clauses(root, doubts, False)]
        return tuple(sorted(found, key=lambda c: c.concession))

    def _clauses(self, head: Word, denied: bool, concession: bool) -> Iterator[Clause]:
        if condition_of(head) is None and head not in self.reported:
            yield Clause(self, head, denied, concession)
        for child in self.children(head):
            mark = child.child("mark")
            by = lemma(mark) if mark is not None else ""
            if child.relation in ("conj", "parataxis") and is_clause(child):
                yield from self._clauses(child, False, concession)
            elif child.relation == "advcl" and by in _CONCESSIVE:
                yield from self._clauses(child, False, True)
            elif child.relation == "advcl" and by in _REASON:
                yield from self._clauses(child, False, concession)
            elif child.relation in ("ccomp", "csubj") and by not in ("if", "whether") and self._gives_opinion(head):
                denies = lemma(head) in _OPINION and is_negated(head)
                yield from self._clauses(child, denied or denies, concession)

    def _gives_opinion(self, head: Word) -> bool:
        return lemma(head) in _PLAIN_TRUTH or (lemma(head) in _OPINION and self.is_in_group(self.subject(head)))

    @cached_property
    def conditions(self) -> dict[Word, Word]:
        """The condition of each clause by its predicate: below it, or where the parser lost that before it."""
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


def _antecedent(relative: Word) -> Word:
    """The noun that "which" or "who" means: that of its clause, or where the parser lost it the phrase before."""
    for word in (relative, *relative.ancestors()):
        if word.deprel == "acl:relcl" and word.head is not None:
            return word.head
    nouns = [w for w in relative.sentence.words[: relative.index] if w.upos in ("NOUN", "PROPN")]
    if not nouns:
        return relative
    governor = nouns[-1].head
    return governor if governor is not None and nouns[-1].relation == "nmod" else nouns[-1]
