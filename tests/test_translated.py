"""News in translation: whom a description means, and roles as other languages place them."""

from __future__ import annotations

import pytest
from reading import fails

from service.output import Analysis

LUND, BERG = "Anna Lund", "Erik Berg"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        pytest.param(
            "The secretary, Jens Holm, repeated that towns decide alone. “Nobody has a veto,” said the Norwegian.",
            "Jens Holm",
            id="of a people",
            marks=fails("another word for a people is rare in the news that the ranker was fitted on"),
        ),
        pytest.param(
            "Minister Anna Lund welcomed the talks. It is good that there is peace, the 41-year-old told reporters.",
            LUND,
            id="by age",
        ),
        pytest.param(
            "Mayor Anna Lund met Councillor Erik Berg. “Nobody has a veto,” said the Norwegian.",
            "Norwegian",
            id="two people: nobody's name",
        ),
        pytest.param(
            "A senior city official, who did not want to be named, said the talks had failed.\n"
            "“There was no result,” the source said.",
            "senior city official",
            id="the source",
        ),
        pytest.param(
            "US President Joe Biden left early. The talks were useful, the US President told reporters.",
            "Joe Biden",
            id="an office in capitals is no name",
        ),
        pytest.param(
            "The spokesman of the Treasury Erik Berg denied it. “Nothing is sold,” the spokesman said.",
            BERG,
            id="a title without its comma",
        ),
    ],
)
def test_who_is_meant(analysis: Analysis, speaker: str) -> None:
    assert analysis.quotes[-1].speaker.name == speaker


@pytest.mark.parametrize(
    ("text", "role"),
    [
        pytest.param(
            "The president of the United States, Joe Biden, said it was late.", "president of the United States"
        ),
        pytest.param(
            "The spokeswoman of the ministry Maria Holm said it was late.",
            "spokeswoman of the ministry",
            marks=fails("the shipped parser takes 'ministry Maria Holm' for one name"),
        ),
        pytest.param("The spokesman of the Kremlin Dmitri Peskov said it was late.", "spokesman of the Kremlin"),
        pytest.param(
            "The foreign affairs adviser of the Russian president, Yuri Ushakov, said it was late.",
            "foreign affairs adviser of the Russian president",
            id="no president",
        ),
        pytest.param(
            "MOSCOW - Russia's President Vladimir Putin said it was late.", "Russia's President", id="dateline"
        ),
    ],
)
def test_roles(analysis: Analysis, role: str) -> None:
    assert analysis.quotes[0].speaker.role == role
