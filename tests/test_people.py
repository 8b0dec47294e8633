"""Names of one article brought to their bearers: article → the speaker of each quote, by the fullest name."""

from __future__ import annotations

import pytest

from service.output import Analysis


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param(
            "Anna Lund visited Halden on Monday. The bridge is safe, Lund said.", ["Anna Lund"], id="surname behind"
        ),
        pytest.param(
            "The bridge is safe, Lund said. Anna Lund is the mayor of Halden.", ["Anna Lund"], id="full name later"
        ),
        pytest.param("“The bridge is safe,” said Dr. Anna Lund.", ["Anna Lund"], id="title is no part of a name"),
        pytest.param(
            "Anna Lund visited Halden. Mrs. Lund said that the bridge was safe.", ["Anna Lund"], id="title and surname"
        ),
        pytest.param(
            "Anna Lund visited Halden. Lund’s office was closed. Lund said that the bridge was safe.",
            ["Anna Lund"], id="genitive between",
        ),
        pytest.param(
            "Peter Lund said the bridge was safe. Anna Lund said it was not.",
            ["Peter Lund", "Anna Lund"], id="two full names with one surname",
        ),
        pytest.param(
            "Anna Lund met Peter Lund on Monday. Mr. Lund said the bridge was safe.",
            ["Peter Lund"], id="two with one surname, the title tells",
        ),
        pytest.param(
            "Anna Lund met Peter Lund on Monday. Mrs. Lund said the bridge was safe.",
            ["Anna Lund"], id="two with one surname, the other title",
        ),
        pytest.param(
            "Anna Lund visited Halden. “The talks were useful,” Anna Lind said.",
            ["Anna Lind"], id="a like surname is another person",
        ),
        pytest.param(
            "Alexei Petrov met Andrei Petrov. “The talks were useful,” Alexei Petrov said.",
            ["Alexei Petrov"], id="a first name with the same letter is another person",
        ),
        pytest.param(
            "The White House was silent on Monday. On Tuesday the White House said that the talks were useful.",
            ["White House"], id="organization",
        ),
        pytest.param("Moscow said that the sanctions had failed.", ["Moscow"], id="city for a state"),
        pytest.param(
            "The Washington Post was closed on Monday. The Post said that the records were lost.",
            ["Washington Post"], id="the end of a newspaper's name",
        ),
        pytest.param(
            "The Brennan Center for Justice met. The Brennan Center said that the judges were safe.",
            ["Brennan Center for Justice"], id="the beginning of a body's name",
        ),
        pytest.param(
            "The White House was silent on Monday. The House said that the talks were useful.",
            ["House"], id="the end of another body's name",
        ),
        pytest.param(
            "John “Jack” Lund visited Halden. Lund said that the bridge was safe.",
            ["John “Jack” Lund"], id="a nickname in marks",
        ),
        pytest.param(
            "Luther Stan Pate IV visited Halden. Pate said that the bridge was safe.",
            ["Luther Stan Pate IV"], id="a generation",
        ),
    ],
)  # fmt: skip
def test_bearers_of_names(analysis: Analysis, names: list[str]) -> None:
    assert [q.speaker.name for q in analysis.quotes] == names


@pytest.mark.parametrize(
    ("text", "people"),
    [
        pytest.param(
            "Vladimir Poutine visited Halden. “The talks were useful,” Poutine said. “We go on,” Vladimir Putin said.",
            1,
            id="two spellings, one person",
        ),
        pytest.param("“It is safe,” Anna Lund said. “It is not,” Peter Lund said.", 2, id="two first names"),
    ],
)
def test_how_many_people_speak(analysis: Analysis, people: int) -> None:
    assert len({q.speaker.id for q in analysis.quotes}) == people
    assert len(analysis.speakers) == people


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        pytest.param(
            "“The bridge is safe,” Anna Lund said. “It was built in 1950,” Lund added.",
            [("s1", "Anna Lund", ("q1", "q2"))], id="one speaker, two quotes",
        ),
        pytest.param(
            "“The bridge is safe,” Anna Lund said. “It is not,” Erik Berg said. “It is,” Lund said.",
            [("s1", "Anna Lund", ("q1", "q3")), ("s2", "Erik Berg", ("q2",))], id="two speakers in turn",
        ),
        pytest.param("“The bridge is safe,” she said.", [], id="nobody known"),
    ],
)  # fmt: skip
def test_speakers_of_the_article(analysis: Analysis, speakers: list[tuple[str, str, tuple[str, ...]]]) -> None:
    assert [(s.id, s.name, s.quotes) for s in analysis.speakers] == speakers
    by_id = {s.id: s for s in analysis.speakers}
    for quote in analysis.quotes:
        if quote.speaker.id is not None:
            assert quote.id in by_id[quote.speaker.id].quotes


@pytest.mark.parametrize("text", ["“The bridge is safe,” Mayor Anna Lund said. “It was built in 1950,” Lund added."])
def test_a_speaker_lists_other_names_and_every_mention(analysis: Analysis) -> None:
    [speaker] = analysis.speakers
    assert speaker.aliases == ("Lund",)
    assert [span.of(analysis.text) for span in speaker.mentions] == ["Anna Lund", "Lund"]
    assert speaker.roles == ("Mayor",)
