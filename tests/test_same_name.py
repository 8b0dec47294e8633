"""Whether two names can be one person's."""

from __future__ import annotations

import pytest

from service.mentions import same_first_name, same_full_name, same_surname
from service.mentions.name_matching import sounded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Anna Lund", "Anna Lund", id="the same"),
        pytest.param("Vladimir Poutine", "Vladimir Putin", id="spelled as in French"),
        pytest.param("Volodymyr Zelenskyy", "Volodymyr Selenskyj", id="spelled as in German"),
        pytest.param("Sergei Lavrov", "Sergey Lawrow", id="first name and surname"),
        pytest.param("Elise Labott", "Elise Labbot", id="a doubled letter moved"),
        pytest.param("Joe Biden", "Joseph R. Biden Jr.", id="nickname, initial, suffix"),
        pytest.param("Zaha Hadid", "Zaha Mohammad Hadid", id="middle name"),
        pytest.param("J. Barton", "James Barton", id="initial"),
        pytest.param("John “Tig” Tiegen", "John Tiegen", id="nickname in marks"),
        pytest.param("José Lopez", "Jose López", id="accents"),
    ],
)
def test_one_person(one: str, other: str) -> None:
    assert same_full_name(one, other)
    assert same_full_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("John Baker", "John Booker", id="equal consonants"),
        pytest.param("Anna Miller", "Anna Mueller", id="equal consonants, doubled"),
        pytest.param("J. Barton", "James Burton", id="initial and equal consonants"),
        pytest.param("Jan Petersen", "Jan Peterson", id="one vowel"),
        pytest.param("Lars Hansen", "Lars Hanson", id="one vowel, short"),
        pytest.param("Anna Lund", "Anna Lind", id="short surnames must be equal"),
        pytest.param("Mary Walker", "Mary Welker", id="one vowel in the first syllable"),
        pytest.param("Andrei Petrov", "Andrea Petrov", id="first names of a man and a woman"),
        pytest.param("Alexei Petrov", "Andrei Petrov", id="first names with one letter"),
        pytest.param("Bill Clinton", "Hillary Clinton", id="one surname"),
        pytest.param("Robert Fadeev", "Robert Fateev", id="another consonant"),
    ],
)
def test_two_people(one: str, other: str) -> None:
    assert not same_full_name(one, other)
    assert not same_full_name(other, one)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("poutine", "putin", True), ("sweeny", "sweeney", True), ("baker", "booker", False), ("lee", "leigh", False)],
)
def test_surnames(one: str, other: str, same: bool) -> None:
    assert same_surname(one, other) == same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("sergei", "sergey", True), ("bill", "william", True), ("j", "james", True), ("marina", "marino", False)],
)
def test_first_names(one: str, other: str, same: bool) -> None:
    assert same_first_name(one, other) == same


def test_sounds() -> None:
    assert sounded("zelenskyy") == sounded("selenskij") == "selenski"
