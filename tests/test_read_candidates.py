"""What the net reads as a candidate, and what the classifier is told of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from trees import document_of

from service.attribution import attribute
from service.attribution.candidates.candidate import Candidate
from service.attribution.candidates.read_candidates import read_candidates
from service.attribution.content_spans import content_of
from service.attribution.quote_runs import Speech
from service.attribution.reading_features import content_reading_features, cue_reading_features
from service.spans import Span
from service.syntax import Document, Reading

TREE = """(nsubj Anna/PROPN/PERSON (flat Lund/PROPN/PERSON)) said/say/VBD
          (ccomp (mark that) (nsubj (det the) bridge) (cop was/be) safe/ADJ) ."""
TEXT = "Anna Lund said that the bridge was safe."


def span(piece: str) -> Span:
    start = TEXT.index(piece)
    return Span(start, start + len(piece))


def read(
    probability: float = 0.9, content: str = "that the bridge was safe", source: str | None = "Anna Lund"
) -> Document:
    """The article with a reading at "said"."""
    of = span(content)
    reading = Reading(
        cue=span("said").start,
        probability=probability,
        content=of,
        starts=((of.start, 0.8), (span("the bridge").start, 0.15)),
        ends=((of.end, 0.95),),
        source=span(source) if source else None,
        source_probability=0.97,
    )
    return replace(document_of(TREE), readings=(reading,))


def candidates(document: Document) -> list[tuple[str, str, str | None]]:
    """(cue, content, source)"""
    speech = Speech(document)
    return [
        (
            " ".join(w.text for w in c.cue),
            " … ".join(s.of(document.text) for s in content_of(c, speech)),
            c.source.text if c.source else None,
        )
        for c in read_candidates(document)
    ]


@pytest.mark.parametrize(
    ("parsed", "found"),
    [
        pytest.param(read(), [("said", "that the bridge was safe", "Anna")], id="content and the source's head"),
        pytest.param(read(source=None), [("said", "that the bridge was safe", None)], id="nobody"),
        pytest.param(
            read(content="Anna Lund said that the bridge was safe"),
            [("said", "that the bridge was safe", "Anna")],
            id="cue and source within the content",
        ),
        pytest.param(read(probability=0.1), [], id="too unlikely"),
        pytest.param(read(content="said"), [], id="nothing but the cue"),
        pytest.param(replace(document_of(TREE), readings=()), [], id="nothing read"),
        pytest.param(document_of(TREE), [], id="models that read nothing"),
    ],
)
def test_candidates(parsed: Document, found: list[tuple[str, str, str | None]]) -> None:
    assert candidates(parsed) == found


TWO = """(nsubj Anna/PROPN/PERSON (flat Lund/PROPN/PERSON)) said/say/VBD
          (ccomp (mark that) (nsubj (det the) bridge) (cop was/be) safe/ADJ) .

          (nsubj Halden/PROPN/LOC) slept/sleep/VBD ."""


@pytest.mark.parametrize(
    ("source", "found"),
    [
        pytest.param(Span(0, 9), ("that the bridge was safe", "Anna"), id="a content ends with its sentence"),
        pytest.param(Span(10, 14), ("that the bridge was safe", None), id="a cue is not its own source"),
        pytest.param(Span(39, 40), ("that the bridge was safe", None), id="nor is a stop"),
    ],
)
def test_what_a_reading_is_held_to(source: Span, found: tuple[str, str | None]) -> None:
    whole = Span(15, len("Anna Lund said that the bridge was safe. Halden slept"))
    reading = Reading(10, 0.9, whole, ((whole.start, 0.9),), ((whole.end, 0.9),), source, 0.9)
    [(_, content, speaker)] = candidates(replace(document_of(TWO), readings=(reading,)))
    assert (content, speaker) == found


def test_the_source_that_is_read_counts_where_it_is_sure() -> None:
    document = document_of(
        """(nsubj Anna/PROPN/PERSON (nmod (case of) Halden/PROPN/LOC)) said/say/VBD
           (ccomp (mark that) (nsubj (det the) bridge) (cop was/be) safe/ADJ) ."""
    )
    text = document.text
    content = Span(text.index("that"), text.index("."))
    halden = Span(text.index("Halden"), text.index(" said"))
    reading = Reading(text.index("said"), 0.9, content, ((content.start, 0.9),), ((content.end, 0.9),), halden, 0.9)
    [found] = attribute(replace(document, readings=(reading,)))
    assert found.source is not None
    assert found.source.text == "Halden"


def told(candidate: Candidate) -> set[str]:
    """What the classifier is told of a candidate by the readings of its document."""
    spans = content_of(candidate, Speech(candidate.head.document))
    return {*cue_reading_features(candidate), *content_reading_features(candidate, spans)}


def test_a_reading_that_agrees_is_told_in_steps() -> None:
    [candidate] = read_candidates(read())
    assert {"read cue=6", "read source=same", "read shared=10", "read start=5", "read end=6"} <= told(candidate)


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        pytest.param((), {"read cue=-", "read cue+lemma=- say", "read cue+rule=- model"}, id="no reading at the cue"),
        pytest.param(None, set(), id="models that read nothing"),
    ],
)
def test_no_reading_is_told_where_the_models_read(readings: tuple[Reading, ...] | None, expected: set[str]) -> None:
    document = read()
    [candidate] = read_candidates(document)
    replace(document, readings=readings)  # takes the words over
    assert told(candidate) == expected
