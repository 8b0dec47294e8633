"""How well Quoth knows whom a pronoun, a name or a description means, measured on OntoGUM.

    python -m benchmarks.coreference --corpus ONTOGUM_DIR --parses CACHE_DIR [--show GUM_news_clock]

Pronouns: every third-person pronoun of the article is asked for; it is right when most of the names and descriptions
of the referent that Quoth returns are mentions of the pronoun's entity in the gold. A pronoun that stands alone in the
gold has no right answer. A line gives the number of pronouns, of those with an antecedent, and then, for the answers
from each level of confidence on, precision (which share of them is right) and coverage (which share of the pronouns
with an antecedent got a right answer). "sources" are those to which a quote is attributed.

Names: B³ over the names of the parse that are mentions of the gold. Descriptions: of those that Quoth joins to a name,
how many belong there, and how many of those that do were joined.

`held-out` are the documents that training/coreference.py does not learn from.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.ontogum import Article, articles
from service.attribution import attribute
from service.coreference import CoreferenceResolver, Referent, read_discourse
from service.syntax import Word

CLASSES = {
    "he/she": frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"}),
    "it": frozenset({"it", "its", "itself"}),
    "they": frozenset({"they", "them", "their", "theirs", "themselves"}),
}
LEVELS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True)
class Answer:
    """What became of one pronoun: `right` is False where the gold has no antecedent and something was returned."""

    article: Article
    word: Word
    of_class: str
    is_source: bool
    has_antecedent: bool
    confidence: float
    right: bool
    name: str


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--corpus", type=Path, required=True)
    arguments.add_argument("--parses", type=Path, required=True, help="where parses are kept between runs")
    arguments.add_argument("--show", help="print every answer for this document")
    options = arguments.parse_args()
    answers: list[Answer] = []
    names: dict[str, list[tuple[Referent, int]]] = defaultdict(list)
    described: Counter[str] = Counter()
    for article in articles(options.corpus, options.parses):
        resolver, found = read(article)
        answers += found
        names[article.half] += name_links(article, resolver)
        described.update(description_links(article, resolver))
        if article.name == options.show:
            show(found)
    for half in ("fit", "held-out"):
        for of_class in CLASSES:
            print(f"\n{half}: {of_class}")
            own = [a for a in answers if a.article.half == half and a.of_class == of_class]
            report("all", own)
            report("sources", [a for a in own if a.is_source])
            for genre in sorted({a.article.genre for a in own}):
                report(genre, [a for a in own if a.article.genre == genre])
        precision, recall = b_cubed(names[half])
        print(f"\n{half}: names ({len(names[half])}): B³ precision {precision:.3f} recall {recall:.3f}")
    joined, right, possible = described["joined"], described["right"], described["possible"]
    print(f"descriptions joined to a name: {joined}, right {right}, of {possible} that have one")
    print("\nreliability, he/she, held-out: returned with … → right")
    reliability([a for a in answers if a.of_class == "he/she" and a.article.half == "held-out"])


def read(article: Article) -> tuple[CoreferenceResolver, list[Answer]]:
    """The cast of one article and what it says of every third-person pronoun."""
    document = article.document
    attributions = attribute(document)
    by_source = {id(a.source): a for a in attributions if a.source is not None}
    resolver = CoreferenceResolver(read_discourse(document, attributions))
    found = []
    for word in (w for s in document.sentences for w in s.words):
        of_class = next((c for c, forms in CLASSES.items() if word.text.casefold() in forms), None)
        if of_class is None:
            continue
        said = by_source.get(id(word))
        resolution = resolver.resolve(word)
        gold = article.entity_at(word.span)
        referent = resolution.referent
        right = referent is not None and gold is not None and entity_of(article, referent) == gold
        has = gold is not None and sum(m.entity == gold for m in article.mentions) > 1
        name = referent.name if referent else ""
        confidence = resolution.confidence if referent else 0.0
        found.append(Answer(article, word, of_class, said is not None, has, confidence, right, name))
    return resolver, found


def entity_of(article: Article, referent: Referent) -> int | None:
    """The entity of the gold that most names and descriptions of the referent are mentions of."""
    votes = Counter(
        entity
        for m in referent.mentions
        if m.form != "pronoun" and (entity := article.entity_at(m.head.span)) is not None
    )
    return votes.most_common(1)[0][0] if votes else None


def report(label: str, answers: Sequence[Answer]) -> None:
    """One line: precision and coverage from each level of confidence on."""
    possible = sum(a.has_antecedent for a in answers)
    cells = []
    for level in LEVELS:
        returned = [a for a in answers if a.name and a.confidence >= level]
        right = sum(a.right for a in returned)
        cells.append(f"{level:.1f}: {right / max(1, len(returned)):.2f} / {right / max(1, possible):.2f}")
    print(f"{label:<10} {len(answers):5} {possible:5}   " + "   ".join(cells))


def reliability(answers: Iterable[Answer]) -> None:
    """How often answers with about one confidence are right."""
    by_level: dict[int, list[bool]] = defaultdict(list)
    for answer in answers:
        if answer.name:
            by_level[min(9, int(answer.confidence * 10))].append(answer.right)
    for level, right in sorted(by_level.items()):
        print(f"  {level / 10:.1f}-{level / 10 + 0.1:.1f}: {sum(right) / len(right):.2f} of {len(right)}")


def name_links(article: Article, resolver: CoreferenceResolver) -> list[tuple[Referent, int]]:
    """Every name with its referent here and its entity in the gold, numbered over all articles."""
    return [
        (referent, hash((article.name, entity)))
        for referent in resolver.referents
        for mention in referent.mentions
        if mention.form == "name" and (entity := article.entity_at(mention.head.span)) is not None
    ]


def b_cubed(links: Sequence[tuple[Referent, int]]) -> tuple[float, float]:
    """Precision and recall of the clustering (Bagga and Baldwin, 1998)."""
    ours, gold, both = Counter(id(r) for r, _ in links), Counter(e for _, e in links), Counter(links)
    precision = sum(n * n / ours[id(r)] for (r, _), n in both.items()) / max(1, len(links))
    recall = sum(n * n / gold[e] for (_, e), n in both.items()) / max(1, len(links))
    return precision, recall


def description_links(article: Article, resolver: CoreferenceResolver) -> Counter[str]:
    """How many descriptions were joined to a name, how many of them rightly, and how many have a name in the gold."""
    counts: Counter[str] = Counter()
    named = {article.entity_at(m.head.span) for r in resolver.referents for m in r.mentions if m.form == "name"}
    for referent in resolver.referents:
        heads = [article.entity_at(m.head.span) for m in referent.mentions if m.form == "name"]
        for mention in referent.mentions:
            if mention.form == "description":
                entity = article.entity_at(mention.head.span)
                counts["possible"] += entity is not None and entity in named
                counts["joined"] += bool(heads)
                counts["right"] += bool(heads) and entity is not None and entity in heads
    return counts


def show(answers: Iterable[Answer]) -> None:
    """Every answer in its context."""
    for a in answers:
        text, span = a.article.document.text, a.word.span
        context = f"{text[max(0, span.start - 60) : span.start]}[{span.of(text)}]{text[span.end : span.end + 40]}"
        print(f"{'+' if a.right else '-'} {a.confidence:.2f} {a.name:<25} {context!r}")


if __name__ == "__main__":
    main()
