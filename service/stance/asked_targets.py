"""The stance toward targets that the caller names: support, oppose, neutral, or not mentioned.

A name is found in this order: as the target of a position (by its words, its head, whom it means, or its stem), inside
such a target, then in the words of the quote. What holds of a phrase is not copied to a name inside it: who opposes
"sanctions against Russia" is neutral toward Russia. Where no position speaks of a mention, the learned model answers
for people and bodies, and the judging words of its clause for anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from service.coreference import CoreferenceResolver, Referent
from service.lexicons import SHIFTERS
from service.spans import Span
from service.stance.clauses import is_entity
from service.stance.findings import sign
from service.stance.model import opinion
from service.stance.positions import Position, Target, TargetStance
from service.stance.statement import Said
from service.stance.words import is_negated, judges, plain, valence
from service.syntax import Document, Word

_ARTICLE = re.compile(r"^(?:the|a|an|any|this|that|these|those|such)\s+")
_SMALL = frozenset(
    {"the", "a", "an", "of", "to", "in", "on", "for", "with", "and", "by", "at", "from", "against", "any"}
)
_BEFORE_ARGUMENT = re.compile(r"\s(?:of|to|in|on|for|with|against|from|by|between|about|near|planned|that|who)\s")
_STEM = 4
_SAME_STEMS = 0.6
_INSIDE, _STEMS = 0.85, 0.8
_NEUTRAL, _NEUTRAL_INSIDE, _NOT_MENTIONED, _CLAUSE = 0.65, 0.75, 0.9, 0.6
_STRONG = 1.5


class Asked:
    """One quote, to be asked for its stance toward names."""

    def __init__(
        self,
        document: Document,
        said: Said | None,
        positions: Sequence[Position],
        content: Sequence[Span],
        cast: CoreferenceResolver,
    ) -> None:
        self._document = document
        self._said = said
        self._positions = positions
        self._content = content
        self._cast = cast

    def toward(self, target: Target) -> TargetStance:
        """The answer for one target of the request."""
        names = [_bare(n) for n in (target.name, *target.aliases) if _bare(n)]
        matched = [(rank, -i, p) for i, p in enumerate(self._positions) if (rank := self._matches(p, names))]
        if matched:
            rank, _, position = max(matched, key=lambda m: m[:2])
            return TargetStance(target.name, position.label, round(position.score * rank, 2), position.evidence)
        mention = next(self._mentions(names), None)
        if mention is None or self._said is None:
            return TargetStance(target.name, "not_mentioned", _NOT_MENTIONED)
        return self._of_mention(target, mention, self._said)

    def _matches(self, position: Position, names: Sequence[str]) -> float:
        """How well a position's target is what one of `names` means: 1.0 the same words, 0.0 not at all."""
        own = _bare(position.target.of(self._document.text))
        if own in names:
            return 1.0
        head = self._head(position.target)
        if head is None:
            return 0.0
        words = {plain(w.text) for w in self._document.words_in(position.target)}
        if any(_same_word(head, _head_of_name(n)) and _content(n) <= words | {_head_of_name(n)} for n in names):
            return 1.0
        referent = self._referent(head)
        if referent is not None and _is_named(referent, self._document, names):
            return 0.95
        if self._is_object_inside(head, position.target, names):
            return _INSIDE
        return max((_STEMS for n in names if _same_stems(n, own)), default=0.0)

    def _is_object_inside(self, head: Word, span: Span, names: Sequence[str]) -> bool:
        """ "sanctions" in "imposing severe sanctions on Russia": the object of what is done, unless that ends it."""
        if head.upos != "VERB" or plain(head.lemma) in SHIFTERS:
            return False
        objects = head.children("obj", "nsubj:pass")
        return any(
            span.covers(o.span) and not is_entity(self._document, o) and _same_word(o, _head_of_name(n))
            for o in objects
            for n in names
        )

    def _head(self, span: Span) -> Word | None:
        words = [w for w in self._document.words_in(span) if w.upos != "PUNCT"]
        inside = set(words)
        tops = [w for w in words if w.head not in inside]
        return next((w for w in tops if w.upos in ("NOUN", "PROPN", "VERB", "PRON")), tops[0] if tops else None)

    def _referent(self, word: Word) -> Referent | None:
        return self._cast.who(word) if word.upos in ("PROPN", "PRON", "NOUN") else None

    def _mentions(self, names: Sequence[str]) -> Iterator[Span]:
        """Where the quote speaks of one of `names`: in these words, by the head of the phrase, or by a pronoun."""
        for span in self._content:
            text = span.of(self._document.text)
            for name in names:
                found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text.replace("’", "'"), re.IGNORECASE)
                if found:
                    yield Span(span.start + found.start(), span.start + found.end())
        for word in self._words:
            if word.upos in ("NOUN", "PROPN") and any(
                _same_word(word, _head_of_name(n)) and _content(n) - {_head_of_name(n)} <= self._text_words
                for n in names
            ):
                yield word.span
        for word in self._words:
            if word.upos in ("PROPN", "PRON"):
                referent = self._referent(word)
                if referent is not None and _is_named(referent, self._document, names):
                    yield word.span

    @property
    def _words(self) -> Sequence[Word]:
        return self._said.words if self._said is not None else ()

    @cached_property
    def _text_words(self) -> frozenset[str]:
        return frozenset(plain(w.text) for w in self._words)

    def _of_mention(self, target: Target, mention: Span, said: Said) -> TargetStance:
        """The stance toward a mention of which no position speaks."""
        head = self._head(mention)
        inside = any(p.target.overlaps(mention) for p in self._positions)
        asked = said.cue is not None and said.cue.speech_act == "question"
        if head is None or inside or asked or head in said.reported or said.is_own_side(head):
            return TargetStance(target.name, "neutral", _NEUTRAL_INSIDE, (mention,))
        if is_entity(self._document, head):
            held = opinion(self._document, mention)
            shown = tuple(w.span for w in held.shown if said.holds(w)) if held.label != "neutral" else ()
            return TargetStance(target.name, held.label, round(held.probability, 2), shown or (mention,))
        value, shown = self._clause_polarity(said, head)
        if abs(value) >= _STRONG:
            return TargetStance(target.name, sign(value > 0), _CLAUSE, shown)
        return TargetStance(target.name, "neutral", _NEUTRAL, (mention,))

    def _clause_polarity(self, said: Said, head: Word) -> tuple[float, tuple[Span, ...]]:
        """What judging words say of the mention: those that modify it, and those of a clause whose subject it is."""
        words = [w for w in head.children("amod") if judges(w)]
        top = head.head
        negated = False
        if top is not None and head.relation == "nsubj" and top in {c.head for c in said.clauses}:
            words += [w for w in top.subtree(without=[head]) if said.holds(w) and judges(w)]
            negated = top not in words and is_negated(top)
        value = sum(-valence(w) if is_negated(w) else valence(w) for w in words)
        return -value if negated else value, tuple(w.span for w in words)


def _bare(name: str) -> str:
    """Lower case, straight apostrophes, no marks and no article."""
    return _ARTICLE.sub("", plain(" ".join(name.split())))


def _head_of_name(name: str) -> str:
    """The word that a phrase turns on: "sanctions" of "sanctions against Russia"."""
    return _BEFORE_ARGUMENT.split(name)[0].split()[-1]


def _content(name: str) -> set[str]:
    return {w for w in name.split() if w not in _SMALL}


def _same_word(word: Word, text: str) -> bool:
    return plain(word.text) == text or plain(word.lemma) in (text, text.removesuffix("s"))


def _same_stems(name: str, own: str) -> bool:
    """ "a Russian invasion of Ukraine" and "Russia invades more Ukraine": most words begin alike."""
    stems = {w[:_STEM] for w in _content(name)}
    others = {w[:_STEM] for w in _content(own)}
    return len(stems) > 1 and len(stems & others) >= _SAME_STEMS * len(stems) and _head_of_name(name)[:_STEM] in others


def _is_named(referent: Referent, document: Document, names: Sequence[str]) -> bool:
    if referent.anonymous:
        return False
    known = {_bare(referent.name), *(_bare(m.span.of(document.text)) for m in referent.mentions if m.form == "name")}
    if referent.kind == "person":
        known.add(plain(referent.surname))
    return any(n in known for n in names)
