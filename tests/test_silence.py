"""Words by which somebody stays unnamed, is asked, or keeps silent: nothing is said there."""

from __future__ import annotations

import pytest

from service.output import Analysis


def contents(analysis: Analysis) -> str:
    return " ".join(span.of(analysis.text) for quote in analysis.quotes for span in quote.content)


@pytest.mark.parametrize(
    ("text", "unsaid"),
    [
        pytest.param("An official, who asked not to be identified, said the talks had failed.", "identified"),
        pytest.param("An official who requested anonymity said the talks had failed.", "anonymity"),
        pytest.param("The newspaper asked for a comment on Friday.", "comment"),
        pytest.param("The minister avoided to specify whether there will be a meeting.", "whether there will"),
        pytest.param("Nothing says that the prices will fall.", "prices"),
        pytest.param("The debt, explained by the fall of prices, has grown.", "prices"),
        pytest.param("The boy did not express himself publicly.", "himself"),
        pytest.param("After the match Erik Berg called his wife.", "wife"),
    ],
)
def test_nothing_is_said(analysis: Analysis, unsaid: str) -> None:
    assert unsaid not in contents(analysis)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("The mayor asked the council not to close the bridge.", "not to close the bridge", id="a request"),
        pytest.param("The mayor requested an inspection of the bridge.", "an inspection", id="something else"),
        pytest.param("The mayor refused to call the plan a mistake.", "the plan a mistake", id="no question withheld"),
        pytest.param(
            "The minister said nothing would change.", "nothing would change", id="nothing, but not the source"
        ),
    ],
)
def test_something_is_said(analysis: Analysis, said: str) -> None:
    assert said in contents(analysis)
