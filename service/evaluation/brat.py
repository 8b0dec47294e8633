"""Annotated attributions in brat's standoff format, in PolNeAR's layout.

A folder holds `text/NAME.txt` and `attributions/NAME_ANNOTATOR.ann`. Of an annotation file two kinds of lines are read:

    T3 TAB Content 115 290;300 310 TAB the words           a span in pieces, half-open, in code points
    E1 TAB Attribution:T4 Content:T3 Cue:T2 Source:T1      an attribution; roles may repeat, numbered (Content2:T9)

What else brat writes (notes, the further lines of a span that runs over a line break) is skipped. Newell et al. 2018,
"An attribution relations corpus for political news".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from service.errors import CorpusError
from service.spans import Span

TEXTS, ANNOTATIONS = "text", "attributions"
_EVENT = "Attribution"
"""An attribution's type begins so: the corpus marks those without a source as `Attribution-no-source`."""


@dataclass(frozen=True)
class AnnotatedAttribution:
    """Who said what, as annotated; each role's pieces in text order. `content` has at least one, the others may not."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]


@dataclass(frozen=True)
class AnnotatedArticle:
    """A text as it stands in its file, line ends too, with its attributions by the place of their content."""

    name: str
    text: str
    attributions: tuple[AnnotatedAttribution, ...]


def annotation_files(folder: Path) -> dict[str, Path]:
    """The names of the articles of `folder`, sorted, with the annotation that counts: of several people's the first.

    Raises CorpusError where `folder` has not the layout, or a text and its annotation are not both there.
    """
    if missing := [name for name in (TEXTS, ANNOTATIONS) if not (folder / name).is_dir()]:
        raise CorpusError(f"{folder} has no folder {missing[0]}/; it must hold {TEXTS}/*.txt and {ANNOTATIONS}/*.ann.")
    annotated: defaultdict[str, list[Path]] = defaultdict(list)
    for file in (folder / ANNOTATIONS).glob("*.ann"):
        annotated[file.stem.rpartition("_")[0]].append(file)
    names = {file.stem for file in (folder / TEXTS).glob("*.txt")}
    if alone := sorted(names - annotated.keys()):
        raise CorpusError(f"{folder}: nobody annotated {alone[0]}; {ANNOTATIONS}/{alone[0]}_ANNOTATOR.ann is missing.")
    if alone := sorted(annotated.keys() - names):
        raise CorpusError(f"{min(annotated[alone[0]])} annotates no text: {TEXTS}/{alone[0]}.txt is missing.")
    if not names:
        raise CorpusError(f"{folder / TEXTS} holds no .txt file.")
    return {name: min(annotated[name]) for name in sorted(names)}


def read_articles(folder: Path) -> list[AnnotatedArticle]:
    """The articles of `folder` by name.

    Raises CorpusError where the folder or a file is not of the kind, and OSError where a file cannot be read.
    """
    return [
        AnnotatedArticle(name, text := _read(folder / TEXTS / f"{name}.txt"), read_attributions(file, text))
        for name, file in annotation_files(folder).items()
    ]


def read_attributions(file: Path, text: str) -> tuple[AnnotatedAttribution, ...]:
    """The attributions with a content in the annotation `file` of `text`, by the place of the content.

    Raises CorpusError naming the line where a span is broken or covers other words than it says.
    """
    spans: dict[str, tuple[Span, ...]] = {}
    events: list[str] = []
    for number, line in enumerate(_read(file).split("\n"), start=1):
        key, tab, rest = line.rstrip("\r").partition("\t")
        if tab and key.startswith("T"):
            try:
                spans[key] = _spans(rest, text)
            except ValueError as error:
                raise CorpusError(f"{file}, line {number}: {error}") from error
        elif tab and key.startswith("E") and rest.startswith(_EVENT):
            events.append(rest)
    attributions = (_attribution(event, spans) for event in events)
    return tuple(sorted((a for a in attributions if a.content), key=lambda a: a.content[0]))


def _spans(annotation: str, text: str) -> tuple[Span, ...]:
    """The pieces of `Type START END;START END TAB words`. Raises ValueError."""
    places, _, words = annotation.partition("\t")
    try:
        spans = tuple(Span(*map(int, piece.split())) for piece in places.partition(" ")[2].split(";"))
    except (TypeError, ValueError):
        raise ValueError(f"{places!r} is no span") from None
    if not all(0 <= s.start < s.end <= len(text) for s in spans):
        raise ValueError(f"{places!r} lies outside the text, which has {len(text)} code points")
    covered = " ".join(" ".join(s.of(text) for s in spans).split())
    if not covered.startswith(" ".join(words.split())):  # the words after a line break stand on the next line
        raise ValueError(f"the text has {covered[:40]!r} where {words[:40]!r} was annotated")
    return spans


def _attribution(event: str, spans: dict[str, tuple[Span, ...]]) -> AnnotatedAttribution:
    def pieces() -> Iterator[tuple[str, Span]]:
        for argument in event.split()[1:]:
            role, _, reference = argument.partition(":")
            for span in spans.get(reference, ()):
                yield role.rstrip("0123456789"), span

    content, source, cue = (tuple(sorted(s for r, s in pieces() if r == role)) for role in ("Content", "Source", "Cue"))
    return AnnotatedAttribution(content, source, cue)


def _read(file: Path) -> str:
    try:
        with file.open(encoding="utf-8", newline="") as opened:
            return opened.read()
    except UnicodeDecodeError as error:
        raise CorpusError(f"{file} is not UTF-8 at byte {error.start}.") from error
