"""What a candidate holds: the lemma of its cue, its source whatever the verb's form, and the medium."""

from __future__ import annotations

import pytest

from service.attribution.candidates.dependency_rules import dependency_candidates
from service.lexicons import CUES
from service.output import Analysis
from service.syntax import Document


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        pytest.param("The minister ruled out a tax increase.", "rule out", id="particle"),
        pytest.param("The war would end, according to the Kremlin.", "according to", id="fixed words"),
        pytest.param("Biden urged Russia to reduce tensions.", "urge", id="verb"),
        pytest.param("The demands were rejected by several members.", "reject", id="passive"),
        pytest.param("Moscow's criticism of the movements", "criticism", id="noun"),
        pytest.param("She pledged that the bridge would reopen.", "pledge", id="a lemma that is often cut wrong"),
        pytest.param("Erik Berg echoed the warning of the mayor.", "echo", id="another one"),
    ],
)
def test_lemma_of_a_cue(document: Document, lemma: str) -> None:
    assert lemma in CUES
    assert lemma in {c.lemma for c in dependency_candidates(document)}


@pytest.mark.parametrize(
    ("text", "source"),
    [
        pytest.param("Erik Berg went on to say that the bridge was safe.", "Erik", id="open complement"),
        pytest.param("Erik Berg spoke at length, adding that the bridge was safe.", "Erik", id="participle"),
        pytest.param("It was said that the bridge was safe.", None, id="passive without agent"),
        pytest.param("The council was told by Erik Berg that the bridge was safe.", "Erik", id="passive with agent"),
    ],
)
def test_source_of_a_clause(document: Document, source: str | None) -> None:
    [candidate] = [
        c
        for c in dependency_candidates(document)
        if c.rule == "clausal-complement" and c.extent == "clause" and "safe" in {w.text for w in c.content}
    ]
    assert (candidate.source.text if candidate.source is not None else None) == source


@pytest.mark.parametrize(
    ("text", "media"),
    [
        pytest.param("Anna Lund said that the bridge was safe.", ["speech"]),
        pytest.param("“The bridge is safe,” Anna Lund wrote on Monday.", ["writing"]),
        pytest.param("Anna Lund believes that the bridge is safe.", ["thought"]),
        pytest.param("Anna Lund hopes that the bridge will open.", ["thought"]),
    ],
)
def test_media(analysis: Analysis, media: list[str]) -> None:
    assert [q.medium for q in analysis.quotes] == media
