"""The cue right behind a quote: whatever the verb, and where there is none; much of it from news in translation."""

from __future__ import annotations

import pytest
from reading import Said, fails, said

from service.output import Analysis

LUND, BERG = "Anna Lund", "Erik Berg"
SHUT = "We will not shut the bridge"

BEHIND = [
    pytest.param(
        f"« {SHUT}, it is ours », hammered Anna Lund, the head of the union, in front of the town hall.",
        [(LUND, "hammered", f"{SHUT}, it is ours")],
        id="a verb that quotes nowhere else",
    ),
    pytest.param(
        f'"{SHUT}", confided to the newspaper Posten the councillor Erik Berg.',
        [(BERG, "confided", SHUT)],
        id="whom they speak to comes first",
    ),
    pytest.param(
        f'"{SHUT}," launched on national television Mayor Anna Lund.',
        [(LUND, "launched", SHUT)],
        id="where they speak comes first",
    ),
    pytest.param(
        f"“{SHUT}„, would have confided Anna Lund to a colleague.",
        [(LUND, "confided", SHUT)],
        id="it is said that they said it",
    ),
    pytest.param(
        '"Not an accident, a system", defined it the prosecutor Anna Lund.',
        [(LUND, "defined", "Not an accident, a system")],
        id="an object before who speaks",
    ),
    pytest.param(f"‘{SHUT}’, grins Erik Berg.", [(BERG, "grins", SHUT)], id="upright, a verb without object"),
    pytest.param(f"“{SHUT}”, pointed out Lund.", [("Lund", "pointed out", SHUT)], id="a verb with a particle"),
    pytest.param(f'"{SHUT}", sums up sadly the farmer Erik Berg.', [(BERG, "sums up", SHUT)], id="taken for a noun"),
    pytest.param(f"‘{SHUT}’, thus councillor Erik Berg on Monday.", [(BERG, "thus", SHUT)], id="thus, in Dutch"),
    pytest.param(f"„{SHUT}“, so Mayor Anna Lund.", [(LUND, "so", SHUT)], id="so, in German"),
    pytest.param(
        f"«{SHUT}», is convinced the expert Erik Berg.", [(BERG, "convinced", SHUT)], id="a state instead of a verb"
    ),
    pytest.param(f"«{SHUT}» assures Anna Lund.", [(LUND, "assures", SHUT)], id="no comma"),
    pytest.param(f"“{SHUT}”, noted in the Kremlin.", [("Kremlin", "noted", SHUT)], id="nobody is named but the house"),
    pytest.param(
        f"„{SHUT}“, is pleased the managing director Erik Berg.",
        [(BERG, "pleased", SHUT)],
        id="a participle before the noun",
    ),
    pytest.param(
        f"“{SHUT}”, one reads in the statement of the court.",
        [("statement of the court", "reads", SHUT)],
        id="a text that is read",
        marks=fails('the net takes "one" for who reads'),
    ),
    pytest.param(
        f"“{SHUT}”, analysts from the bank Nordea say.",
        [("analysts from the bank Nordea", "say", SHUT)],
        id="not the name behind a preposition",
    ),
    pytest.param(
        f"“{SHUT}!” – the head of the council was indignant.",
        [("head of the council", "indignant", f"{SHUT}!")],
        id="a state behind who speaks",
    ),
    pytest.param(f"“{SHUT},” promise the drivers.", [("drivers", "promise", SHUT)], id="taken for an infinitive"),
    pytest.param(
        "'We don't sell it', Erik Berg assures.", [(BERG, "assures", "We don't sell it")], id="straight single marks"
    ),
]

WHERE_THE_QUOTE_ENDS = [
    pytest.param(
        f"“{SHUT}”, said ironically the mayor Anna Lund, whose plan “has failed”.",
        [(LUND, "said", SHUT)],
        id="quoted words in the comment are no piece of the quote",
    ),
    pytest.param(
        f'The town "has no money left". “{SHUT}”, warned the mayor Anna Lund.',
        [(LUND, "warned", SHUT)],
        id="nor is a fragment that ends the sentence before",
    ),
    pytest.param(
        f"“{SHUT}, “he said. the mayor. “Nobody asked us. ”",
        [("mayor", "said", f"{SHUT} Nobody asked us.")],
        id="nor does a sentence cut in two end it",
    ),
]

TURNS_OF_PHRASE = [
    pytest.param(
        "Mayor Anna Lund left early. “A serious and useful meeting”, is how Councillor Erik Berg described it.",
        [(BERG, "described", "A serious and useful meeting")],
        id="is how X described it",
    ),
    pytest.param(
        "“The toll must fall”, is the request of Erik Berg.",
        [(BERG, "request", "The toll must fall")],
        id="is the request of X",
    ),
    pytest.param(
        "“No bridge without a toll”, thunders the mayor Anna Lund in an interview.",
        [(LUND, "thunders", "No bridge without a toll")],
        id="a verb that no lexicon has",
    ),
    pytest.param(
        "“The meeting was short,” stressed Berg, “and both sides listened to each other.”",
        [("Berg", "stressed", "The meeting was short and both sides listened to each other.")],
        id="inverted, with a name that parsers take for the object",
    ),
    pytest.param(
        "“That would be a serious mistake”, Anna Lund quoted Erik Berg as saying.",
        [(BERG, "saying", "That would be a serious mistake")],
        id="quoted somebody as saying",
    ),
    pytest.param(
        '"The talks will be short", Erik Berg continues, "but they will be useful" .',
        [(BERG, "continues", "The talks will be short but they will be useful")],
        id="a space before the stop",
    ),
    pytest.param(
        "It was a good start, said Mayor Anna Lund. “The second meeting will come soon enough for everybody.”",
        [
            (LUND, "said", "It was a good start"),
            (LUND, None, "The second meeting will come soon enough for everybody."),
        ],
        id="a quote behind reported speech goes on",
        marks=fails("the net joins both quotes under one cue"),
    ),
]

NEXT_SENTENCE = [
    pytest.param(
        '"I have never taken a bribe". Erik Berg said it on Tuesday in court.',
        [(BERG, "said", "I have never taken a bribe")],
        id="said it, in the next sentence",
    ),
    pytest.param(
        f"“{SHUT}”. These are the words of Mayor Anna Lund.", [(LUND, "words", SHUT)], id="the words of, behind a stop"
    ),
    pytest.param(
        "“I have never paid anyone in my life.” Erik Berg said it on Tuesday in court.",
        [(BERG, "said", "I have never paid anyone in my life.")],
        id="it",
    ),
    pytest.param(
        "“I have never paid anyone in my life.” Erik Berg said that the court was closed.",
        [
            (None, None, "I have never paid anyone in my life."),
            (BERG, "said", "the court was closed"),
        ],
        id="what is said stands behind",
    ),
]

NO_CUE = [
    pytest.param(
        "“Nobody came to the bridge”. Erik Berg said it was late.",
        [(None, None, "Nobody came to the bridge"), (BERG, "said", "it was late")],
        id="said it was: another report",
    ),
    pytest.param(
        "“The Last Bridge”, published in Halden by Erik Berg, sold well.", [], id="not a title with its publisher"
    ),
    pytest.param("“The Last Bridge” won the author Erik Berg a prize.", [], id="not a verb with an object"),
    pytest.param(
        f"“{SHUT}”, so the mayor Anna Lund resigned on Monday.", [(None, None, SHUT)], id="so before a clause is no cue"
    ),
]


@pytest.mark.parametrize(
    ("text", "quotes"), [*BEHIND, *WHERE_THE_QUOTE_ENDS, *TURNS_OF_PHRASE, *NEXT_SENTENCE, *NO_CUE]
)
def test_cues_behind_a_quote(analysis: Analysis, quotes: list[Said]) -> None:
    assert said(analysis) == quotes
