"""Annotated articles for tests: the words of each role, found in the text, stand for their spans."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from service.evaluation.answers import FoundAttribution
from service.evaluation.brat import AnnotatedArticle, AnnotatedAttribution
from service.spans import Span

Words = tuple[str, str]
"""The words of (content, source); "" for no source, and " … " between the pieces of a content."""


def spans(text: str, words: str) -> tuple[Span, ...]:
    """Where each piece of `words` stands for the first time; none for ""."""
    pieces = words.split(" … ") if words else []
    return tuple(Span(start := text.index(piece), start + len(piece)) for piece in pieces)


def article(text: str, *attributions: Words) -> AnnotatedArticle:
    """An article with these attributions."""
    rows = (AnnotatedAttribution(spans(text, content), spans(text, source), ()) for content, source in attributions)
    return AnnotatedArticle("article", text, tuple(rows))


def answer(text: str, *attributions: Words) -> list[FoundAttribution]:
    """What an engine found."""
    return [FoundAttribution(spans(text, content), spans(text, source)) for content, source in attributions]


def write_corpus(folder: Path, articles: Iterable[tuple[str, str, str]]) -> Path:
    """`folder` with (name, text, annotation) each, annotated by "a1"; the files have exactly these characters."""
    for name in ("text", "attributions"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name, text, annotation in articles:
        (folder / "text" / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
        (folder / "attributions" / f"{name}_a1.ann").write_text(annotation, encoding="utf-8", newline="")
    return folder


def annotation(text: str, *events: tuple[str, str, str]) -> str:
    """The file of an annotation with the words of (content, cue, source) each; "" for a role that is not there."""
    lines: list[str] = []
    for number, event in enumerate(events):
        arguments = []
        for role, words in zip(("Content", "Cue", "Source"), event, strict=True):
            if words:
                key = f"T{len(lines) + 1}"
                places = ";".join(f"{s.start} {s.end}" for s in spans(text, words))
                lines.append(f"{key}\t{role} {places}\t{words.replace(' … ', ' ')}")
                arguments.append(f"{role}:{key}")
        lines.append(f"E{number}\tAttribution:T0 {' '.join(arguments)}")
    return "\n".join(lines) + "\n"
