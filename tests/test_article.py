"""What an article must be, its paragraphs, and the language it seems to be in."""

from __future__ import annotations

import pytest

from service.errors import InvalidText, TextTooLong
from service.text import check, language_of, lines_of


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        pytest.param("One.\nTwo.", ["One.", "Two."], id="lines"),
        pytest.param("One.\n\n \n\tTwo. \n", ["One.", "Two."], id="empty lines and white space around"),
        pytest.param("One.\r\nTwo.\rThree.", ["One.", "Two.", "Three."], id="line ends of other systems"),
        pytest.param("One.\u2028Two.\u2029Three.", ["One.", "Two.", "Three."], id="Unicode's line and paragraph ends"),
        pytest.param("\u00a0One.\u00a0", ["One."], id="no-break spaces around"),
        pytest.param("One.  Two.\tThree.", ["One.  Two.\tThree."], id="white space inside stays"),
        pytest.param("", [], id="nothing"),
        pytest.param(" \n\u00a0\n", [], id="white space alone"),
    ],
)
def test_paragraphs(text: str, paragraphs: list[str]) -> None:
    assert [p.of(text) for p in lines_of(text)] == paragraphs


@pytest.mark.parametrize("text", ["", "a\0b", "😀" * 10, "\ufeffLee"])
def test_a_text_that_may_be_sent(text: str) -> None:
    check(text, 10)


def test_a_text_over_the_limit_is_refused_with_both_numbers() -> None:
    with pytest.raises(TextTooLong, match=r"11.*10|10.*11"):
        check("a" * 11, 10)


@pytest.mark.parametrize("text", ["a\ud800", "\udc00", "\ude00\ud83d"])
def test_a_lone_surrogate_is_no_text(text: str) -> None:
    with pytest.raises(InvalidText):
        check(text, 10)


NEWS = """The minister of finance said on Monday that the bridge over the river will be closed for a year.
He told reporters that the costs have doubled since the work began."""


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param(NEWS, "en", id="English"),
        pytest.param(NEWS.upper(), "en", id="English in capitals"),
        pytest.param(
            "Der Finanzminister sagte am Montag, die Brücke über den Fluss werde für ein Jahr gesperrt, weil die "
            "Kosten sich seit Beginn der Arbeiten verdoppelt haben.",
            "und",
            id="German",
        ),
        pytest.param(
            "Le ministre des finances a dit lundi que le pont sur la rivière sera fermé pendant un an parce que les "
            "coûts ont doublé depuis le début des travaux.",
            "und",
            id="French",
        ),
        pytest.param(
            "Il ministro delle finanze ha detto lunedì che il ponte sul fiume resterà chiuso per un anno perché i "
            "costi sono raddoppiati in questi mesi.",
            "und",
            id="Italian",
        ),
        pytest.param(
            "De minister van financiën zei maandag dat de brug over de rivier een jaar lang dicht is omdat de kosten "
            "in die tijd zijn verdubbeld.",
            "und",
            id="Dutch",
        ),
        pytest.param("Министр финансов сказал в понедельник, что мост через реку закроют на год.", "und", id="Russian"),
        pytest.param("财政部长周一表示，大桥将关闭一年。", "und", id="Chinese"),
        pytest.param(
            "“Nobody asked,” Lee said.",
            "en",
            id="a short text",
        ),
        pytest.param("Nobody asked, Lee said.", "en", id="a short text in ASCII"),
        pytest.param("", "und", id="nothing"),
        pytest.param("1234 5678 - 42", "und", id="numbers"),
        pytest.param("😀😀😀", "und", id="no words"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert language_of(text) == language
