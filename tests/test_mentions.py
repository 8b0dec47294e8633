"""What kind of speaker a source is, and how it is called where it has no name."""

from __future__ import annotations

import pytest

from service.labels import Kind
from service.output import Analysis


@pytest.mark.parametrize(
    ("text", "name", "kind", "anonymous"),
    [
        pytest.param("“The bridge is safe,” Anna Lund said.", "Anna Lund", "person", False, id="person"),
        pytest.param("Moscow said that the sanctions had failed.", "Moscow", "place", False, id="place that speaks"),
        pytest.param(
            "The White House said that the talks were useful.", "White House", "organization", False, id="organization"
        ),
        pytest.param(
            "Joe Biden and Vladimir Putin said that the talks were useful.",
            "Joe Biden and Vladimir Putin", "group", False, id="two names",
        ),
        pytest.param(
            "Engineer Erik Berg and Mayor Anna Lund said that the bridge was safe.",
            "Erik Berg and Anna Lund", "group", False, id="two names with titles",
        ),
        pytest.param("The ministry said that the bridge was safe.", "ministry", "organization", True, id="a body"),
        pytest.param("The report said that the bridge was unsafe.", "report", "document", True, id="a document"),
        pytest.param("Residents said that the bridge was noisy.", "Residents", "group", True, id="a plural"),
        pytest.param(
            "Two engineers said that the bridge was unsafe.", "Two engineers", "group", True, id="a counted plural"
        ),
        pytest.param(
            "A senior US official said that the talks were useful.",
            "senior US official", "person", True, id="without article",
        ),
        pytest.param(
            "The spokeswoman said that the talks were useful.", "spokeswoman", "person", True, id="without the article"
        ),
        pytest.param(
            "The mayor of Halden said that the bridge was safe.", "mayor of Halden", "person", True, id="with its of"
        ),
        pytest.param(
            "An official who asked not to be named said that the bridge was safe.",
            "official", "person", True, id="without its relative clause",
        ),
        pytest.param("“The bridge is safe,” she said.", None, "unknown", False, id="a pronoun alone: nobody"),
        pytest.param("It was said that the bridge was safe.", None, "unknown", False, id="agentless passive: nobody"),
    ],
)  # fmt: skip
def test_kind_and_name(analysis: Analysis, name: str | None, kind: Kind, anonymous: bool) -> None:
    speaker = analysis.quotes[-1].speaker
    assert (speaker.name, speaker.kind, speaker.anonymous) == (name, kind, anonymous)


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        pytest.param("“The bridge is safe,” the old mayor said.", "the old mayor", id="description with article"),
        pytest.param("Anna Lund spoke on Monday. “The bridge is safe,” she said.", "she", id="pronoun"),
        pytest.param("Anna Lund, the mayor of Halden, said that the bridge was safe.", "Anna Lund", id="no apposition"),
        pytest.param("Anna Lund, who said that the bridge was safe, left.", "who", id="relative pronoun"),
    ],
)  # fmt: skip
def test_the_mention_beside_the_quote(analysis: Analysis, mention: str) -> None:
    [quote] = analysis.quotes
    assert quote.speaker.mention is not None
    assert quote.speaker.mention.of(analysis.text) == mention


@pytest.mark.parametrize("text", ["“The bridge is safe,” she said.", "It was said that the bridge was safe."])
def test_where_nobody_is_named_the_evidence_says_why(analysis: Analysis) -> None:
    [quote] = analysis.quotes
    assert quote.speaker.id is None
    assert quote.evidence["speaker"]
    assert analysis.speakers == ()
