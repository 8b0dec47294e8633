"""Where the speaker stands: rules R2 to R7 on the parse of a quote's content; the first that fires decides.

    R2  denial                "denied that …"                 oppose the claim
    R3  polar cue             "rejects X", "urged Y to do X"  the cue's attitude to what it takes
    R4  conditional threat    "if X, we will respond"         oppose X
    R6  necessity             "X must happen"                 support what is required
    R5  predication           "X would be a mistake"          the predicate's sign
    R7  consequence           "X could lead to ruin"          the consequence's sign

R1 (a report inside is no stance of the outer speaker) and R8 (nothing fires) stand in `stance`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from service.document import Document, Sentence, Word, cover
from service.lexicons import CONSEQUENCES, EVALUATIVE, SHIFTERS
from service.lexicons import Cue as CueEntry
from service.results import Position, TargetType
from service.spans import Span

_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "hardly", "nor", "neither"})
_CONDITIONS = frozenset({"if", "unless", "should"})
_NECESSITY = frozenset({"must", "should"})
_MIN_VALENCE = 0.9
_ENTITY_POS = ("PROPN", "PRON")

Label = Literal["support", "oppose"]


@dataclass(frozen=True)
class Said:
    """What the rules look at: the content's words, its main predicate, and the cue's entry in the lexicon."""

    document: Document
    words: Sequence[Word]
    predicate: Word
    cue: CueEntry | None
    cue_head: Word | None
    negated_cue: bool

    @property
    def sentence(self) -> Sentence:
        """The sentence of the main predicate."""
        return self.document.sentence_of(self.predicate)

    def below(self, word: Word) -> Span:
        """The span of `word`'s subtree within the content, without punctuation at its ends."""
        inside = set(self.words)
        words = [w for w in self.document.sentence_of(word).subtree(word) if w in inside]
        while len(words) > 1 and words[0].relation in ("punct", "case", "mark", "cc"):
            words = words[1:]
        while len(words) > 1 and words[-1].relation == "punct":
            words = words[:-1]
        return cover(words or [word])


def positions_of(said: Said) -> tuple[Position, ...]:
    """The positions by the first rule that fires; none when no rule does."""
    for rule in _RULES:
        found = tuple(rule(said))
        if found:
            return found
    return ()


def _denial(said: Said) -> Iterator[Position]:
    if said.cue is not None and said.cue.speech_act == "deny" and not said.negated_cue and said.cue_head is not None:
        whole = cover([w for w in said.words if w.upos != "PUNCT"])
        yield _position(whole, "claim", "oppose", [said.cue_head.span], 0.9, "R2")


def _polar_cue(said: Said) -> Iterator[Position]:
    if said.cue is None or said.cue_head is None or said.cue.complement_polarity not in "+-":
        return
    positive = (said.cue.complement_polarity == "+") != said.negated_cue
    target = _complement(said)
    if target is None:
        return
    label: Label = "support" if positive else "oppose"
    yield _position(said.below(target), _type(said, target), label, [said.cue_head.span], 0.85, "R3")
    yield from _shifted(said, target, label)


def _complement(said: Said) -> Word | None:
    """What the cue takes: the infinitive of "urged Russia to reduce", the object of "accuses Kiev of …"."""
    cue = said.cue_head
    if cue is None or cue.sentence != said.predicate.sentence:
        return said.predicate
    children = [c for c in said.sentence.children(cue) if c in said.words]
    blamed = next((c for c in children if c.relation == "obj"), None)
    if said.cue is not None and said.cue.speech_act in ("criticize", "praise") and blamed is not None:
        return blamed
    for relation in ("xcomp", "advcl", "ccomp", "obl", "obj"):
        found = next((c for c in children if c.relation == relation), None)
        if found is not None:
            return found
    return said.predicate


def _shifted(said: Said, target: Word, label: Label) -> Iterator[Position]:
    """ "an end to expansion": what holds of the phrase is turned over for its argument."""
    if target.lemma.casefold() not in SHIFTERS:
        return
    argument = said.sentence.child(target, "nmod", "obj")
    if argument is not None and argument in said.words:
        turned: Label = "oppose" if label == "support" else "support"
        yield _position(said.below(argument), _type(said, argument), turned, [target.span], 0.7, "R3", derived=True)


def _conditional(said: Said) -> Iterator[Position]:
    for word in said.words:
        if word.relation != "advcl":
            continue
        sentence = said.document.sentence_of(word)
        mark = next((c for c in sentence.children(word, "mark", "advmod") if c.lemma.casefold() in _CONDITIONS), None)
        main = sentence.head(word)
        if mark is None or main is None or main not in said.words:
            continue
        will = next(
            (c for c in sentence.children(main, "aux") if c.lemma.casefold() in ("will", "would", "shall")), None
        )
        value, evidence = _valence(said, [w for w in sentence.subtree(main, without=[word]) if w in said.words])
        threat = said.cue is not None and said.cue.speech_act in ("warn", "emphasize") and will is not None
        if (threat and value <= 0) or value < 0:
            yield _position(said.below(word), "event", "oppose", [mark.span, *(evidence or [main.span])], 0.75, "R4")
        elif value > 0:
            yield _position(said.below(word), "event", "support", [mark.span, *evidence], 0.65, "R4")
        return


def _necessity(said: Said) -> Iterator[Position]:
    for word in said.words:
        sentence = said.document.sentence_of(word)
        need = next((c for c in sentence.children(word, "aux") if c.lemma.casefold() in _NECESSITY), None)
        if need is None and word.lemma.casefold() == "need" and sentence.child(word, "xcomp"):
            need = word
        if need is None or word.relation in ("advcl", "acl"):
            continue
        required = sentence.child(word, "xcomp") if need is word else word
        if required is None or required not in said.words:
            continue
        label: Label = "oppose" if _negated(sentence, word) else "support"
        beside = sentence.children(required, "nsubj", "aux", "advcl", "parataxis")
        phrase = sentence.subtree(required, without=beside)
        verb_phrase = [w for w in phrase if w in said.words and w.upos != "PUNCT"]
        yield _position(cover(verb_phrase or [required]), "action", label, [need.span], 0.75, "R6")
        yield from _shifted(said, required, label)
        return


def _predication(said: Said) -> Iterator[Position]:
    for word in said.words:
        sentence = said.document.sentence_of(word)
        cop = sentence.child(word, "cop")
        subject = next((c for c in sentence.children(word, "nsubj") if c in said.words), None)
        if cop is None or subject is None or word.relation in ("advcl", "acl"):
            continue
        near = [word, *sentence.children(word, "amod", "conj", "compound", "xcomp")]
        value, evidence = _valence(said, [w for w in near if w in said.words])
        if value:
            label = _sign(value, _negated(sentence, word))
            yield _position(said.below(subject), _type(said, subject), label, evidence, 0.75, "R5")
            return
    yield from _named_as(said)


def _named_as(said: Said) -> Iterator[Position]:
    """ "calls sanctions a mistake": the object is the target, what it is called gives the sign."""
    cue = said.cue_head
    if cue is None or cue.sentence != said.predicate.sentence:
        return
    children = [c for c in said.sentence.children(cue, "obj", "iobj", "xcomp", "obl", "ccomp") if c in said.words]
    if len(children) < 2 or children[0].relation not in ("obj", "iobj"):
        return
    value, evidence = _valence(said, [w for w in said.sentence.subtree(children[1]) if w in said.words])
    if value:
        yield _position(said.below(children[0]), _type(said, children[0]), _sign(value, False), evidence, 0.75, "R5")


def _consequence(said: Said) -> Iterator[Position]:
    for word in said.words:
        polarity = CONSEQUENCES.get(word.lemma.casefold())
        sentence = said.document.sentence_of(word)
        subject = next((c for c in sentence.children(word, "nsubj") if c in said.words), None)
        if polarity is None or subject is None or word.relation in ("acl", "acl:relcl"):
            continue
        result = [
            w for c in sentence.children(word, "obj", "obl", "xcomp") for w in sentence.subtree(c) if w in said.words
        ]
        value, evidence = _valence(said, result)
        if polarity == "-":
            value, evidence = -1.0, [word.span]
        elif polarity == "+":
            value, evidence = 1.0, [word.span]
        if value:
            label = _sign(value, _negated(sentence, word))
            yield _position(said.below(subject), _type(said, subject), label, [word.span, *evidence], 0.7, "R7")
            return


_RULES: tuple[Callable[[Said], Iterator[Position]], ...] = (
    _denial, _polar_cue, _conditional, _necessity, _predication, _consequence,
)  # fmt: skip


def _position(
    target: Span,
    kind: TargetType,
    label: Label,
    evidence: Sequence[Span],
    score: float,
    rule: str,
    derived: bool = False,
) -> Position:
    return Position(target, kind, label, tuple(dict.fromkeys(evidence)), derived, score, rule)


def _valence(said: Said, words: Sequence[Word]) -> tuple[float, list[Span]]:
    """The sum of the words' valences, negation turned, and the words that made it; 0.0 below the least that counts."""
    total, evidence = 0.0, []
    for word in words:
        value = EVALUATIVE.get(word.text.casefold()) or EVALUATIVE.get(word.lemma.casefold()) or 0.0
        if value:
            negated = _negated(said.document.sentence_of(word), word) and word is not said.predicate
            total += -value if negated else value
            evidence.append(word.span)
    return (total, evidence) if abs(total) >= _MIN_VALENCE else (0.0, [])


def _negated(sentence: Sentence, word: Word) -> bool:
    return any(c.text.casefold() in _NEGATIONS for c in sentence.children(word, "advmod", "det", "cc"))


def _sign(value: float, negated: bool) -> Label:
    return "support" if (value > 0) != negated else "oppose"


def _type(said: Said, target: Word) -> TargetType:
    """entity for names and pronouns, action for what somebody does, event for what is or happens."""
    if target.upos in _ENTITY_POS or said.document.entity_at(target.span.start) is not None:
        return "entity"
    if target.upos == "VERB" and not any(True for _ in said.document.sentence_of(target).children(target, "nsubj")):
        return "action"
    return (
        "action"
        if said.cue is not None and said.cue.speech_act in ("demand", "propose", "promise", "refuse")
        else "event"
    )
