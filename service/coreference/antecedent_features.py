"""What speaks for a referent as the antecedent of a pronoun or a description, as features that can be read.

Recency, grammatical role, how often and in what form somebody was mentioned, who spoke last (after Lappin and Leass,
1994), the words of a description (`description_words`), and the chance that a net over the encoder gives.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

from service.coreference.description_words import DescriptionWords, determiner
from service.coreference.pointed_referents import step
from service.coreference.referent import Referent
from service.coreference.salience import (
    MentionInContext,
    best_relation,
    is_subject_above,
    is_topic,
    nearest,
    relation_of,
)
from service.coreference.speech_context import SpeechContext
from service.mentions import Mention
from service.spans import Span
from service.syntax import Document

_FEW = 3


class AntecedentFeatures:
    """The features of one document's candidates; `count` what has been mentioned, in text order."""

    def __init__(self, document: Document, speech: SpeechContext, descriptions: DescriptionWords) -> None:
        self._document = document
        self._speech = speech
        self._descriptions = descriptions
        self._counts: dict[Referent, int] = defaultdict(int)
        self._narrated = _narrated_before(document)

    def count(self, referent: Referent) -> None:
        """One more mention of `referent`."""
        self._counts[referent] += 1

    def sentences_back(self, sentence: int, here: int) -> int:
        """How many sentences back: those that somebody is quoted with, whole, between the two do not count."""
        return max(min(1, here - sentence), self._narrated[here] - self._narrated[sentence])

    def of(
        self,
        anaphor: Mention,
        referent: Referent,
        seen: Sequence[MentionInContext],
        place: int,
        spoke_last: bool,
        fitting: Sequence[Referent],
        chance: float | None,
    ) -> Iterator[str]:
        """What speaks for `referent`, mentioned as `seen`, the nearest first; `place` is its place by recency.

        `fitting` are those whom the noun of a description may call, `chance` is what the net gives.
        """
        if chance is not None:
            yield f"net {step(chance)}"
        yield "gender known" if referent.gender == anaphor.gender != "-" else "gender unknown"
        yield "without a name" if referent.anonymous else f"kind={referent.kind}"
        yield f"mentions={min(int(math.log2(self._counts[referent] + 1)), _FEW)}"
        if anaphor.form == "description":
            yield from self._descriptions.features(anaphor, referent, fitting)
        if seen:
            yield from self._of_place(anaphor, seen, place)
        elif referent.mentions[0].span.start > anaphor.span.start:
            yield "named later"
        else:
            yield "out of view"
        if spoke_last:
            yield "spoke last, speaks again" if anaphor.head in self._speech.sources else "spoke last"
            if anaphor.head in self._speech.speaking_on:
                yield "spoke last, speaks on"

    def _of_place(self, anaphor: Mention, seen: Sequence[MentionInContext], place: int) -> Iterator[str]:
        last = seen[0]
        back = self.sentences_back(last.mention.head.sentence.index, anaphor.head.sentence.index)
        beside = nearest(seen)
        surest = max(s.probability for s in beside)
        if surest < 1:
            yield f"known as such {step(surest)}"
        yield f"back={min(back, 4)}"
        yield f"place={min(place, _FEW)}"
        yield f"role={best_relation(beside)} back={min(back, 2)}"
        if any(s.relation == "subject" and s.depth == 0 for s in beside):
            yield f"main subject back={min(back, 2)}"
        if back == 0 and is_topic(last.mention):
            yield "topic"
        if any(is_subject_above(s.anchor, anaphor.head) for s in beside):
            yield "subject above"
        if sum(s.mention.head.sentence.index >= anaphor.head.sentence.index - 2 for s in seen) > 1:
            yield "again lately"
        region = region_of(self._document, anaphor.span)
        if last.quoted != region:
            yield "into quote" if region else "out of quote"
        paragraph_at = self._document.paragraph_at
        yield f"paragraphs={min(paragraph_at(anaphor.span.start) - paragraph_at(last.mention.span.start), 2)}"

    def of_nobody(
        self, anaphor: Mention, candidates: int, fitting: Sequence[Referent], chance: float | None
    ) -> Iterator[str]:
        """What speaks for none of the candidates; `chance` is what the net gives to none of them, nobody or others."""
        if chance is not None:
            yield f"nobody: net {step(chance)}"
        yield "nobody"
        yield f"nobody: role={relation_of(anaphor.head)}"
        if region_of(self._document, anaphor.span) is not None:
            yield "nobody: in quote"
        if anaphor.head.sentence.index == 0 or candidates == 0:
            yield "nobody: no candidate"
        if anaphor.head in self._speech.sources:
            yield "nobody: speaks"
        if anaphor.form == "description":
            yield f"nobody: begins with {determiner(anaphor)}"
            yield f"nobody: {anaphor.kind}"
            yield f"nobody: {min(len(fitting), 2)} called so"
            yield f"nobody: of {min(len(anaphor.own_words.split()), _FEW + 1)} words"


def region_of(document: Document, span: Span) -> Span | None:
    """The quotation around `span`, None where there is none."""
    found = document.quoted_in(span)
    return found[0].outer if found else None


def _narrated_before(document: Document) -> list[int]:
    """For each sentence how many before it are told by the article, not said by somebody from end to end."""
    counts, told = [], 0
    for sentence in document.sentences:
        counts.append(told)
        regions = document.quoted_in(sentence.span)
        told += not any(r.outer.start <= sentence.span.start and sentence.span.end <= r.outer.end for r in regions)
    return counts
