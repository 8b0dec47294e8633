"""What stands in an article and is none of it: datelines, bylines, credits, captions; and what only looks like it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.output import Analysis
from service.text import lines_of, read_article

BODY = "The bridge will close, Lee said."


def furniture(text: str) -> list[tuple[str, str]]:
    """The kind and the words of each piece."""
    return [(f.kind, f.span.of(text)) for f in read_article(text).furniture]


@pytest.mark.parametrize(
    "dateline",
    [
        pytest.param("KYIV (Newswire) -"),
        pytest.param("NEW YORK (AP) —", id="two words"),
        pytest.param("RENO, Nev. (AP) —", id="with a state"),
        pytest.param("BEDFORD, N.H., Feb. 9 (UPI) —", id="with a state and a date"),
        pytest.param("SÃO PAULO, 3 Sept 2021 (AFP) –", id="accents"),
        pytest.param("London (Reuters) -", id="in small letters, with an agency that is known"),
        pytest.param("Oslo, December 7 - RIA Novosti.", id="the agency behind a dash"),
        pytest.param("OSLO, December 7. /TASS/.", id="the agency between strokes"),
        pytest.param("New Delhi [India], November 8 (ANI):", id="brackets and a colon"),
        pytest.param("(CNN)", id="an agency alone"),
        pytest.param("ST. LOUIS —", id="no agency"),
        pytest.param("PORTLAND, Maine -", id="no agency, with a state"),
    ],
)
def test_datelines(dateline: str) -> None:
    text = f"{dateline} {BODY}"
    assert furniture(text) == [("dateline", dateline)]
    assert [p.of(text) for p in read_article(text).paragraphs] == [BODY]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("LONDON — that is where he said it.", id="the sentence goes on behind the dash"),
        pytest.param("Oslo - The harbour is closed.", id="small letters and no agency"),
        pytest.param("Bank profits fell - Hale said nothing.", id="a sentence with a dash"),
        pytest.param("NATO - The alliance met. NATO has 32 members.", id="an acronym that the article uses"),
        pytest.param("EXCLUSIVE - The bridge will close.", id="a label"),
        pytest.param("ANN LEE (R-TX): The bridge will close.", id="the label of a speaker, with a party"),
        pytest.param("LEE (voice-over): The bridge will close.", id="the label of a speaker"),
        pytest.param("Lee (AP) said so.", id="no sentence behind it"),
        pytest.param(f"One.\nTwo.\nThree.\nFour.\nFive.\nOSLO — {BODY}", id="no agency, and no top line"),
    ],
)
def test_no_datelines(text: str) -> None:
    assert furniture(text) == []


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        pytest.param("By Jane Doe", "byline"),
        pytest.param("BY JANE DOE, POLITICAL EDITOR", "byline", id="capitals, a desk"),
        pytest.param("By Jane Doe and Carla van der Meer, Political Editor", "byline", id="two"),
        pytest.param("By Reuters", "byline", id="an agency"),
        pytest.param("Jane Doe, political correspondent", "byline", id="without by"),
        pytest.param("Jane Doe, BBC News", "byline", id="with an agency"),
        pytest.param("Jane Doe in Paris", "byline", id="with a town"),
        pytest.param("(Reporting by Jane Doe in Oslo; Editing by Ann Holt)", "credit"),
        pytest.param("Additional reporting by Ciara Boyle; editing by Anne Holt", "credit"),
        pytest.param("Jane Doe in Paris contributed to this report.", "credit"),
        pytest.param("(With inputs from agencies)", "credit"),
        pytest.param("— AFP", "credit", id="an agency alone"),
        pytest.param("Source: Reuters", "credit"),
        pytest.param("© 2024 The Courier. All rights reserved.", "credit"),
        pytest.param("This story has been updated to add what Ann Holt said.", "credit"),
        pytest.param("An earlier version of this article said that Ann Holt had left.", "credit"),
        pytest.param("PHOTO: Ann Holt at the port", "caption"),
        pytest.param("Photograph by Jane Doe", "caption"),
        pytest.param("FILE - In this Jan. 5 photo Ann Holt speaks at the port.", "caption"),
        pytest.param("Ann Holt speaks at the port. (Photo: Newswire)", "caption"),
        pytest.param("Ann Holt speaks at the port on Monday. (JANE DOE/AFP/Getty Images)", "caption"),
        pytest.param("Ann Holt speaks at the port [Jane Doe/Newswire]", "caption"),
        pytest.param("Ann Holt at the port. Photograph: Jane Doe/Newswire", "caption"),
        pytest.param("Ann Holt (L) shakes hands with Erik Berg (R) in Oslo.", "caption"),
        pytest.param("Ann Holt (left) with her deputy in Oslo.", "caption"),
        pytest.param("Jane Doe / Reuters.", "caption", id="who took the picture"),
        pytest.param("Follow Jane Doe on Twitter @janedoe.", "promotion"),
        pytest.param("Follow us on Facebook and Instagram", "promotion"),
        pytest.param("Jane Doe is a reporter at the Courier. Follow her at @janedoe.", "promotion", id="who wrote it"),
        pytest.param("Sign up for our daily newsletter here.", "promotion"),
        pytest.param("Subscribe to our podcast", "promotion"),
        pytest.param("Read more: Holt says “we will go”", "promotion"),
        pytest.param("RELATED STORIES: Holt says “we will go”", "promotion"),
        pytest.param("WATCH | Holt says it is late", "promotion"),
        pytest.param("Watch the full video of her remarks below:", "promotion"),
        pytest.param("Click here to read what Ann Holt wrote", "promotion"),
        pytest.param("ADVERTISEMENT", "promotion"),
        pytest.param("Twitter: @janedoe", "promotion"),
        pytest.param("Published 3 March 2024, 10:22", "timestamp"),
        pytest.param("Updated: Nov 8, 2021 14:05 IST", "timestamp"),
        pytest.param("Monday, March 3, 2024 at 5:00 p.m. EST", "timestamp"),
        pytest.param("3 hours ago", "timestamp"),
    ],
)
def test_lines(line: str, kind: str) -> None:
    text = f"Bridge to close\n{line}\n{BODY}"
    assert furniture(text) == [(kind, line)]
    assert [p.of(text) for p in read_article(text).paragraphs] == ["Bridge to close", BODY]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("By Monday Holt had left, she said.", id="a sentence that begins with by"),
        pytest.param("By Jane Doe's account, the bridge is safe.", id="by her account"),
        pytest.param("Jane Doe, editor of the Courier, said it was late.", id="an editor who speaks"),
        pytest.param("Reporting by Reuters showed that Holt had lied, Berg said.", id="what a report showed"),
        pytest.param("The story was about Holt, Berg said.", id="a story"),
        pytest.param("Photos were taken, Holt said.", id="pictures"),
        pytest.param("Holt (left) said the bridge would close.", id="somebody in a picture speaks"),
        pytest.param("A poll by Anderson Research (D) and Shaw (R) shows Holt ahead.", id="parties"),
        pytest.param("Follow the money, Holt said on Twitter.", id="advice"),
        pytest.param("Jane Doe is a reporter at the Courier.", id="who somebody is"),
        pytest.param("Follow us, said Holt.", id="a call"),
        pytest.param("Sign up for the scheme now, ministers said.", id="an appeal"),
        pytest.param("“Follow us on Twitter,” Holt said.", id="in marks"),
        pytest.param("Read: No, I never did.", id="the label of a speaker"),
        pytest.param("Watch: it will rain, Holt said.", id="a warning"),
        pytest.param("Monday was late, Holt said at 10:22.", id="a day"),
        pytest.param("— Ann Holt", id="a signature"),
        pytest.param("Reuters quoted Holt as saying it was late.", id="an agency reports"),
        pytest.param("Holt said so. (It was late.)", id="brackets"),
    ],
)
def test_no_furniture(line: str) -> None:
    assert furniture(f"Bridge to close\n{line}\n{BODY}") == []


@pytest.mark.parametrize(
    "headline",
    ["Photo: “We will go”", "WATCH: Holt says “we will go”", "Read more: the bridge", "Correction"],
)
def test_a_headline_is_no_furniture(headline: str) -> None:
    assert furniture(f"{headline}\n{BODY}") == []
    assert furniture(f"By Jane Doe\n{headline}\n{BODY}") == [("byline", "By Jane Doe")]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        pytest.param("By Jane Doe OSLO (Newswire) - Lee left.", ["By Jane Doe", "OSLO (Newswire) -"], id="two"),
        pytest.param("Lee left, Berg said. (AFP)", ["(AFP)"]),
        pytest.param("Lee left, Berg said. (Reporting by Jane Doe)", ["(Reporting by Jane Doe)"]),
        pytest.param("Lee left, Berg said. (Photo: Newswire)", ["(Photo: Newswire)"], id="a picture behind a report"),
    ],
)
def test_what_opens_and_ends_a_line(line: str, found: list[str]) -> None:
    assert [words for _, words in furniture(f"Bridge to close\n{line}")] == found


SENTENCE = "“Nobody will cross this bridge before winter.”"


@pytest.mark.parametrize(
    ("lines", "pulled"),
    [
        pytest.param(["Head", SENTENCE, f"{SENTENCE} Lee said so."], 1, id="before it"),
        pytest.param(["Head", f"{SENTENCE} Lee said so.", SENTENCE.strip("“.”")], 2, id="behind it, without marks"),
        pytest.param(["Head", f"{SENTENCE} — Ann Lee", f"{SENTENCE} Lee said so."], 1, id="signed"),
        pytest.param([SENTENCE, f"{SENTENCE} Lee said so."], None, id="a headline"),
        pytest.param(["Head", SENTENCE, "Lee left."], None, id="printed once"),
        pytest.param(["Head", f"{SENTENCE} Lee said.", f"{SENTENCE} Berg said."], None, id="said twice"),
        pytest.param(["Head", "“Nobody knows.”", "“Nobody knows.” Lee said so."], None, id="a few words"),
    ],
)
def test_pull_quotes(lines: list[str], pulled: int | None) -> None:
    assert furniture("\n".join(lines)) == ([] if pulled is None else [("pull quote", lines[pulled])])


def test_furniture_is_blank_in_what_the_parser_reads() -> None:
    text = "OSLO (Newswire) - “Lee left.”\nRead more: “Berg"
    article = read_article(text)
    assert article.readable == f"{' ' * 17} “Lee left.”\n{' ' * 16}"
    assert [r.inner.of(text) for r in article.regions] == ["Lee left."]
    assert article.warnings == ()


@pytest.mark.parametrize(
    "unit", ["AA, Aa ", "By Aa Aa, ", "Aa aa. (", "A/", "“Aa bb cc dd ee ff.”\n", "KYIV - A", "(L) "]
)
def test_any_text_is_read_in_time(unit: str) -> None:
    assert len(read_article(unit * 10_000).readable) == len(unit) * 10_000


PIECES = [
    "OSLO",
    "By Ann Lee",
    " ",
    " - ",
    "(AP)",
    "(Photo: Ann Lee/AP)",
    "\n",
    "“",
    "”",
    "Lee left.",
    "Reuters",
    "/",
    "[",
]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_whatever_the_text_furniture_and_paragraphs_do_not_overlap(text: str) -> None:
    article = read_article(text)
    spans = sorted([*article.paragraphs, *(f.span for f in article.furniture)])
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(any(line.covers(span) for line in lines_of(text)) for span in spans)
    assert len(article.readable) == len(text)


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        pytest.param(
            "KYIV (Newswire) - Ukraine said on Friday that its forces had retaken two villages in the east.",
            ["Ukraine"],
            id="a dateline does not speak",
        ),
        pytest.param(
            "NEW YORK (Newswire) - Bank profits fell, chief executive Tom Hale said on Friday.",
            ["Tom Hale"],
            id="a dateline is no content",
        ),
        pytest.param(
            "By Sarah Whitlock\n\nMaeve Corrigan met her crews on Monday.\n\n“No one sails in this,” she told staff.",
            ["Maeve Corrigan"],
            id="she is not who wrote it",
        ),
        pytest.param(
            "Maeve Corrigan met her crews on Monday.\nSarah Whitlock waits at the port. (Photo: Newswire)\n"
            "“No one sails in this,” she told staff.",
            ["Maeve Corrigan"],
            id="she is not who stands in the picture",
        ),
        pytest.param(
            "Maeve Corrigan met her crews on Monday.\nRead more: Sarah Whitlock says “I was never asked about it”\n"
            "“No one sails in this,” she told staff.",
            ["Maeve Corrigan"],
            id="another article's quote",
        ),
        pytest.param(
            "Ferries stop\n“No one sails in this weather, not even us.”\n"
            "Maeve Corrigan met her crews. “No one sails in this weather, not even us,” she told staff.",
            ["Maeve Corrigan"],
            id="a pull quote counts once",
        ),
    ],
)
def test_furniture_says_nothing(analysis: Analysis, speakers: list[str]) -> None:
    assert [q.speaker.name for q in analysis.quotes] == speakers
