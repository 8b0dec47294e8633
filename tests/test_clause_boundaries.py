"""Where a content ends: at its joints, semicolons and commas before a conjunction."""

from __future__ import annotations

import pytest
from reading import content_of, fails

from service.attribution.clause_boundaries import boundary_traits, clause_boundaries
from service.attribution.content_extents import up_to_semicolon
from service.output import Analysis
from service.syntax import Document


@pytest.mark.parametrize(
    ("text", "content"),
    [
        pytest.param(
            "The spokesman explained that both sides had agreed to “listen”, although he avoided naming a date.",
            "both sides had agreed to “listen",
            id="the reporter goes on about the speaker",
            marks=fails("the model is only nearly sure that the speaker stops there"),
        ),
        pytest.param(
            "Anna Lund said on Monday that the bridge was “perfectly safe”, although she did not say when it would "
            "open.",
            "the bridge was “perfectly safe",
            id="a subordinate clause of the reporter's own",
            marks=fails("the shipped parser hangs 'although' under 'safe'"),
        ),
        pytest.param(
            "They agreed that the talks would begin in Geneva on Monday; in Oslo, on Tuesday; and in Rome, on Friday.",
            "the talks would begin in Geneva on Monday",
            id="a semicolon",
            marks=fails("the content goes on behind the semicolon"),
        ),
        pytest.param(
            "Anna Lund said that the bridge was safe; that it would open; and that nobody was to blame.",
            "the bridge was safe; that it would open; and that nobody was to blame",
            id="a semicolon before another that",
        ),
        pytest.param(
            "Anna Lund said that the bridge was safe and that nobody was to blame.",
            "the bridge was safe and that nobody was to blame",
            id="no joint",
        ),
        pytest.param(
            "“The bridge is safe; it will open in June,” Anna Lund said.",
            "The bridge is safe; it will open in June",
            id="a semicolon in quotation marks",
        ),
    ],
)
def test_where_a_content_ends(analysis: Analysis, content: str) -> None:
    assert content_of(analysis.text, analysis.quotes[0]) == content


@pytest.mark.parametrize(
    ("text", "opening", "traits"),
    [
        pytest.param(
            "Lund said the talks were useful, although she did not name a date.",
            "although",
            {", although", ", although subject=may be the source", "is silent subject=may be the source"},
            id="a pronoun for the source",
        ),
        pytest.param(
            "Lund said the talks were useful, and Berg added that they would go on.",
            "and",
            {", and", ", and subject=PROPN", "speaks subject=PROPN"},
            id="somebody else speaks",
        ),
        pytest.param(
            "Lund said the talks were useful; two more rounds on Monday.", "two", {"; NUM", "; phrase"}, id="a phrase"
        ),
    ],
)
def test_what_a_joint_tells(document: Document, opening: str, traits: set[str]) -> None:
    [sentence] = document.sentences
    [boundary] = clause_boundaries(sentence.words)
    assert boundary.word.text == opening
    assert traits <= set(boundary_traits(boundary, sentence.words[0]))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Lund said the talks were long and useful.", id="a conjunction without a comma"),
        pytest.param("Lund said the long, useful talks would go on.", id="a comma without a conjunction"),
    ],
)
def test_no_joint(document: Document) -> None:
    [sentence] = document.sentences
    assert list(clause_boundaries(sentence.words)) == []
    assert up_to_semicolon(sentence, list(sentence.words)) == []
