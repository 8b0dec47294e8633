"""The stance toward targets that the caller names: support, oppose, neutral, or not mentioned.

A name is found in this order: as the target of a position (by its words, its head, whom it means, or its stem), inside
such a target, then in the words of the quote. What holds of a phrase is not copied to a name inside it: who opposes
"sanctions against Russia" is neutral toward Russia. Where no position speaks of a mention, the classifier answers for
people and bodies, and the judging words of its clause for anything else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from service.coreference import Referent
from service.lexicons import SHIFTERS
from service.spans import Span
from service.stance import scores
from service.stance.classifier import Label, classify
from service.stance.finding import sign
from service.stance.negation import is_negated
from service.stance.positions import Position, Target, TargetStance
from service.stance.statement import Statement
from service.stance.target_names import TargetName, known_names
from service.stance.target_types import is_entity
from service.stance.valence import judges, valence
from service.stance.vocabulary import form, lemma
from service.syntax import Document, Word

_CLEAR = 1.5
"""The valence from which the words of a clause judge a mention in it."""


class RequestedTargets:
    """One quote, to be asked for its stance toward names."""

    def __init__(
        self,
        document: Document,
        statement: Statement | None,
        positions: Sequence[Position],
        content: Sequence[Span],
        referent_of: Callable[[Word], Referent | None],
    ) -> None:
        self._document = document
        self._statement = statement
        self._positions = positions
        self._content = content
        self._referent_of = referent_of

    def stance_toward(self, target: Target) -> TargetStance:
        """The answer for one target of the request."""
        names = [n for n in map(TargetName.of, (target.name, *target.aliases)) if n.text]
        matched = [(factor, -i, p) for i, p in enumerate(self._positions) if (factor := self._match(p, names))]
        if matched:
            factor, _, position = max(matched, key=lambda m: m[:2])
            return TargetStance(target.name, position.label, round(position.score * factor, 2), position.evidence)
        mention = next(self._mentions(names), None)
        if mention is None or self._statement is None:
            return TargetStance(target.name, "not_mentioned", scores.NOT_MENTIONED)
        label, score, evidence = self._toward_mention(mention, self._statement)
        return TargetStance(target.name, label, score, evidence or (mention,))

    def _match(self, position: Position, names: Sequence[TargetName]) -> float:
        """How surely a position's target is what one of `names` means: 1.0 the same words, 0.0 not at all."""
        own = TargetName.of(position.target.of(self._document.text))
        if own in names:
            return 1.0
        head = self._head(position.target)
        if head is None:
            return 0.0
        words = {form(w) for w in self._document.words_in(position.target)}
        if any(n.is_phrase(head, words) for n in names):
            return 1.0
        if self._is_named(head, names):
            return scores.NAMED_BY_COREFERENCE
        if self._is_object_inside(head, position.target, names):
            return scores.NAMED_INSIDE
        return scores.NAMED_BY_STEMS if any(n.has_stems_of(own) for n in names) else 0.0

    def _is_object_inside(self, head: Word, span: Span, names: Sequence[TargetName]) -> bool:
        """ "sanctions" in "imposing severe sanctions on Russia": the object of what is done, unless that ends it."""
        if head.upos != "VERB" or lemma(head) in SHIFTERS:
            return False
        objects = [o for o in head.children("obj", "nsubj:pass") if span.covers(o.span)]
        return any(n.is_head(o) for o in objects if not is_entity(self._document, o) for n in names)

    def _head(self, span: Span) -> Word | None:
        words = [w for w in self._document.words_in(span) if w.upos != "PUNCT"]
        inside = set(words)
        roots = [w for w in words if w.head not in inside]
        return next((w for w in roots if w.upos in ("NOUN", "PROPN", "VERB", "PRON")), roots[0] if roots else None)

    def _is_named(self, word: Word, names: Sequence[TargetName]) -> bool:
        """True when `word` means somebody who is called by one of `names`."""
        referent = self._referent_of(word) if word.upos in ("PROPN", "PRON", "NOUN") else None
        if referent is None:
            return False
        known = known_names(referent, self._document)
        return any(n.text in known for n in names)

    def _mentions(self, names: Sequence[TargetName]) -> Iterator[Span]:
        """Where the quote speaks of one of `names`: in these words, by the head of the phrase, or by a pronoun."""
        for span in self._content:
            text = span.of(self._document.text).replace("’", "'")
            for name in names:
                found = re.search(rf"(?<!\w){re.escape(name.text)}(?!\w)", text, re.IGNORECASE)
                if found:
                    yield Span(span.start + found.start(), span.start + found.end())
        words = self._statement.words if self._statement is not None else ()
        for word in words:
            if word.upos in ("NOUN", "PROPN") and any(n.is_phrase(word, self._forms) for n in names):
                yield word.span
        for word in words:
            if word.upos in ("PROPN", "PRON") and self._is_named(word, names):
                yield word.span

    @cached_property
    def _forms(self) -> frozenset[str]:
        return frozenset(map(form, self._statement.words)) if self._statement is not None else frozenset()

    def _toward_mention(self, mention: Span, statement: Statement) -> tuple[Label, float, tuple[Span, ...]]:
        """The stance toward a mention of which no position speaks: its label, its score, and what shows it."""
        head = self._head(mention)
        inside = any(p.target.overlaps(mention) for p in self._positions)
        if head is None or inside or statement.act == "question":
            return "neutral", scores.NEUTRAL_INSIDE, ()
        if head in statement.reported or statement.is_in_group(head):
            return "neutral", scores.NEUTRAL_INSIDE, ()
        if is_entity(self._document, head):
            found = classify(self._document, mention)
            evidence = tuple(w.span for w in found.evidence if w in statement) if found.label != "neutral" else ()
            return found.label, round(found.probability, 2), evidence
        value, judging = _clause_valence(statement, head)
        if abs(value) >= _CLEAR:
            return sign(value > 0), scores.CLAUSE_VALENCE, tuple(w.span for w in judging)
        return "neutral", scores.NEUTRAL, ()


def _clause_valence(statement: Statement, head: Word) -> tuple[float, list[Word]]:
    """What judging words say of a mention: those that modify it, and those of a clause whose subject it is."""
    words = [w for w in head.children("amod") if judges(w)]
    verb = head.head
    negated = False
    if verb is not None and head.relation == "nsubj" and any(c.head is verb for c in statement.clauses):
        words += [w for w in verb.subtree(without=[head]) if w in statement and judges(w)]
        negated = verb not in words and is_negated(verb)
    value = sum(-valence(w) if is_negated(w) else valence(w) for w in words)
    return -value if negated else value, words
