"""Annotation files: what is read from them, what is skipped, and what makes a folder none of the kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from annotated import annotation, write_corpus

from service.errors import CorpusError
from service.evaluation import read_articles
from service.evaluation.brat import AnnotatedAttribution, read_attributions
from service.spans import Span

TEXT = "“We sail,” said Ann Lee, “at dawn.”\r\nBob Ray 😀 doubts it.\n"
SAIL, DAWN, ANN, SAID, IT, BOB = (
    Span(TEXT.index(words), TEXT.index(words) + len(words))
    for words in ("We sail", "at dawn", "Ann Lee", "said", "it", "Bob Ray")
)

FULL = "T1\tContent 1 8\tWe sail\nT2\tSource 16 23\tAnn Lee\nT3\tCue 11 15\tsaid\n"


def read(tmp_path: Path, lines: str) -> tuple[AnnotatedAttribution, ...]:
    file = tmp_path / "article_a1.ann"
    file.write_text(lines, encoding="utf-8", newline="")
    return read_attributions(file, TEXT)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (FULL + "E1\tAttribution:T3 Content:T1 Cue:T3 Source:T2\n", [((SAIL,), (ANN,), (SAID,))]),
        # without a source, by either of its types
        (FULL + "E1\tAttribution-no-source:T3 Content:T1 Cue:T3\n", [((SAIL,), (), (SAID,))]),
        (FULL + "E1\tAttribution:T3 Content:T1\n", [((SAIL,), (), ())]),
        # a content in pieces: in one span, in two roles; in text order
        ("T1\tContent 1 8;26 33\tWe sail at dawn\nE1\tAttribution:T9 Content:T1\n", [((SAIL, DAWN), (), ())]),
        (FULL + "T4\tContent 26 33\tat dawn\nE1\tAttribution:T3 Content:T4 Content2:T1\n", [((SAIL, DAWN), (), ())]),
        # offsets count code points, and the line end \r\n as two
        ("T1\tContent 54 56\tit\nT2\tSource 37 44\tBob Ray\nE1\tAttribution:T9 Content:T1 Source:T2\n",
         [((IT,), (BOB,), ())]),
        # by the place of the content, whatever the order of the events
        (FULL + "T4\tContent 54 56\tit\nE1\tAttribution:T9 Content:T4\nE2\tAttribution:T3 Content:T1\n",
         [((SAIL,), (), ()), ((IT,), (), ())]),
        # events may stand before their spans, and lines may end with \r\n
        (("E1\tAttribution:T3 Content:T1\n" + FULL).replace("\n", "\r\n"), [((SAIL,), (), ())]),
        # the words of a span over a line break go on on the next line
        ("T1\tContent 26 44\tat dawn.”\nTo Bob Ray\nE1\tAttribution:T9 Content:T1\n", [((Span(26, 44),), (), ())]),
        # not attributions: without content, with a content that is not there, of another type, notes
        (FULL + "E1\tAttribution:T3 Cue:T3 Source:T2\n", []),
        (FULL + "E1\tAttribution:T3 Content:T7\n", []),
        (FULL + "E1\tDiscuss:T3 Content:T1\n", []),
        (FULL + "#1\tAnnotatorNotes T1\tContent?\n", []),
        ("", []),
    ],
)  # fmt: skip
def test_attributions(tmp_path: Path, lines: str, expected: list[tuple[tuple[Span, ...], ...]]) -> None:
    assert read(tmp_path, lines) == tuple(AnnotatedAttribution(*roles) for roles in expected)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("T4\tContent 1\tWe sail", "line 4: 'Content 1' is no span"),
        ("T4\tContent one two\tWe sail", "line 4: 'Content one two' is no span"),
        ("T4\tContent\tWe sail", "line 4: 'Content' is no span"),
        ("T4\tContent 8 1\tWe sail", "line 4: 'Content 8 1' lies outside the text, which has 58 code points"),
        ("T4\tContent 54 99\tit", "line 4: 'Content 54 99' lies outside the text"),
        ("T4\tContent -4 -2\tit", "line 4: 'Content -4 -2' lies outside the text"),
        # of another text, or of this one with other line ends
        ("T4\tContent 53 55\tit", "line 4: the text has 'i' where 'it' was annotated"),
    ],
)
def test_a_broken_span_is_named(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(CorpusError, match=r"article_a1\.ann, ") as error:
        read(tmp_path, FULL + line + "\n")
    assert said in str(error.value)


def test_articles_come_by_name_with_the_first_annotator(tmp_path: Path) -> None:
    corpus = write_corpus(
        tmp_path,
        [
            ("b_2", TEXT, annotation(TEXT, ("it", "doubts", "Bob Ray"))),
            ("a_1", TEXT, annotation(TEXT, ("We sail … at dawn", "said", "Ann Lee"))),
        ],
    )
    (corpus / "attributions" / "a_1_a0.ann").write_text("", encoding="utf-8")
    first, second = read_articles(corpus)
    assert (first.name, first.text, first.attributions) == ("a_1", TEXT, ())
    assert (second.name, second.attributions) == ("b_2", (AnnotatedAttribution((IT,), (BOB,), (Span(47, 53),)),))


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "has no folder text/; it must hold text/*.txt and attributions/*.ann."),
        ({"text/a.txt": b""}, "has no folder attributions/"),
        ({"text/a.md": b"", "attributions/README": b""}, "holds no .txt file"),
        ({"text/a.txt": b"", "attributions/b_a1.ann": b""}, "nobody annotated a; attributions/a_ANNOTATOR.ann"),
        ({"text/a.txt": b"", "attributions/a.ann": b""}, "nobody annotated a;"),  # a file that names no annotator
        ({"text/a.txt": b"", "attributions/a_a1.ann": b"", "attributions/b_a1.ann": b""}, "text/b.txt is missing"),
        ({"text/a.txt": b"\xe9", "attributions/a_a1.ann": b""}, "a.txt is not UTF-8 at byte 0."),
        ({"text/a.txt": b"", "attributions/a_a1.ann": b"T1\t\xe9"}, "a_a1.ann is not UTF-8 at byte 3."),
    ],
)
def test_a_folder_of_another_kind_is_refused(tmp_path: Path, files: dict[str, bytes], said: str) -> None:
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    with pytest.raises(CorpusError) as error:
        read_articles(tmp_path)
    assert said in str(error.value)
