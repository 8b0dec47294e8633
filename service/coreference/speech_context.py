"""Who speaks where, by the attributions alone, before anybody knows who they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.attribution import Attribution
from service.lexicons import WORDS
from service.mentions import Gender, Mention, mention_of
from service.spans import Span
from service.syntax import Document, Word, pronoun_class
from service.text import ArticleText

_SPEAKING_ON = WORDS["cue of who has just spoken"]


class SpeechContext:
    """What the attributions tell of the words that speak.

    `sources` are the places of all of them, `tellers` of those whom the article itself reports, not another source,
    `speaking_on` of those that have just spoken, and `stranded` are the sources that a pronoun before them means, with
    its gender.
    """

    def __init__(self, document: Document, attributions: Sequence[Attribution]) -> None:
        self._document = document
        self._said = {a.source: a for a in attributions if a.source is not None}
        self._speakers_of = _speakers_by_region(document.article, attributions)
        self.sources = frozenset(self._said)
        self.tellers = frozenset(a.source for a in attributions if a.source is not None and not a.reporters)
        self.speaking_on = frozenset(_speaking_on(attributions))
        self.stranded = _stranded(attributions)

    def said_by(self, word: Word) -> Attribution | None:
        """What `word` says as a source; of several the last."""
        return self._said.get(word)

    def not_meant_by(self, mention: Mention, content: Sequence[Span], addressee: Word | None) -> list[Word]:
        """The words whose bearers are not meant by `mention`, which says `content` to `addressee`.

        These are the addressee, the speaker of the quote around it, and whom the speaker names: "He said that Biden …"
        is not Biden's, and in Biden's “he is wrong” somebody else is. In words without quotation marks before the
        mention the speaker may be named: "Biden would win, he said".
        """
        own = self._document.quoted_in(mention.span)
        told = [r.inner for span in content for r in self._document.quoted_in(span) if r not in own]
        told += [span for span in content if span.start >= mention.span.end]
        words = [w for span in told for e in self._document.entities_in(span) for w in self._document.words_in(e.span)]
        words += [w for r in own for w in self._speakers_of.get(r.outer, ()) if w is not mention.head]
        return [*words, addressee] if addressee is not None else words


def _speaking_on(attributions: Sequence[Attribution]) -> Iterator[Word]:
    """The sources that have just spoken: "he added", "she also said"; not "he said, adding"."""
    first: dict[Word, Attribution] = {}
    for attribution in sorted(attributions, key=lambda a: a.cue[0].span.start if a.cue else a.start):
        if attribution.source is not None and attribution.cue:
            first.setdefault(attribution.source, attribution)
    for attribution in first.values():
        cue = attribution.cue[0]
        adverbs = cue.children("advmod")
        if attribution.source and (attribution.lemma in _SPEAKING_ON or any(w.lemma == "also" for w in adverbs)):
            yield attribution.source


def _speakers_by_region(article: ArticleText, attributions: Sequence[Attribution]) -> dict[Span, list[Word]]:
    """Who speaks in each quoted region: the sources outside of it whose words it holds."""
    found: dict[Span, list[Word]] = {}
    for source, span in _contents(attributions):
        for region in article.quoted_in(span):
            if not region.outer.covers(source.span):
                found.setdefault(region.outer, []).append(source)
    return found


def _contents(attributions: Sequence[Attribution]) -> Iterator[tuple[Word, Span]]:
    for attribution in attributions:
        if attribution.source is not None:
            for span in attribution.content:
                yield attribution.source, span


def _stranded(attributions: Sequence[Attribution]) -> dict[Word, Gender]:
    """ "…,” he said. the spokeswoman.": the sources that a pronoun before them means, whatever its gender."""
    found: dict[Word, Gender] = {}
    for attribution in attributions:
        cue, source = attribution.cue[:1], attribution.source
        if cue and source is not None and source.sentence.index > cue[0].sentence.index:
            subject = cue[0].child("nsubj")
            if subject is not None and pronoun_class(subject) == "he":
                found[source] = mention_of(subject).gender
    return found
