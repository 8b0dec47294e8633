"""News in translation: turns of phrase, word order and marks that English editors would not print.

Text → (speaker, cue, content) of each quote, and beside each rule what it must not catch.
"""

from __future__ import annotations

import pytest
from reading import Said, said

from service.output import Analysis

LUND, BERG = "Anna Lund", "Erik Berg"

COLONS = [
    pytest.param(
        "Anna Lund, spokeswoman of the city, in a note: «The bridge will stay closed until May».",
        [(LUND, ":", "The bridge will stay closed until May")],
        id="a name and a colon, no verb",
    ),
    pytest.param(
        "The reply of Mayor Anna Lund: “The bridge will stay closed until May”.",
        [(LUND, ":", "The bridge will stay closed until May")],
        id="the reply of somebody",
    ),
    pytest.param("Anna Lund: “Golden” years in the town hall", [], id="not a scare quote behind a colon"),
    pytest.param(
        "Anna Lund warned the builders at the same time: Any further delay would cost the city dearly.",
        [(LUND, "warned", "Any further delay would cost the city dearly")],
        id="a clause behind a colon, without marks",
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
        "It is good that the two sides talk, Mayor Anna Lund told the newspapers of the region.",
        [(LUND, "told", "It is good that the two sides talk")],
        id="reported speech without marks before the cue",
    ),
    pytest.param(
        'As Anna Lund put it, "the towns are at peace".',
        [(LUND, "put", "the towns are at peace")],
        id="as X put it",
    ),
    pytest.param("As the town grew, the old bridge became too small.", [], id="as without a report"),
    pytest.param(
        'The town was "in principle satisfied" with the talks, said Councillor Erik Berg on Friday night in Halden.',
        [(BERG, "said", 'The town was "in principle satisfied" with the talks')],
        id="reported speech before an inverted cue",
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
    ),
]

CLAUSES = [
    pytest.param(
        "The mayor, Anna Lund, assured on Monday that the bridge would open in May.",
        [(LUND, "assured", "that the bridge would open in May")],
        id="assured, without saying whom",
    ),
    pytest.param(
        "Mayor Anna Lund demands written guarantees that the bridge will not close again.",
        [(LUND, "demands", "written guarantees that the bridge will not close again")],
        id="who demands a guarantee does not give it",
    ),
    pytest.param(
        "Anna Lund warns Erik Berg: the city will act “decisively” if the work stops",
        [(LUND, "warns", "the city will act “decisively” if the work stops")],
        id="whom is warned is no part of what is said",
    ),
]

MARKS = [
    pytest.param(
        "““We have no such plans””, Mayor Anna Lund said.",
        [(LUND, "said", "We have no such plans")],
        id="doubled",
    ),
    pytest.param(
        "The council met on Monday. ”The new toll would be a mistake“, says Erik Berg.",
        [(BERG, "says", "The new toll would be a mistake")],
        id="turned around",
    ),
    pytest.param(
        "Mayor Anna Lund spoke in the town hall. “The work is nearly done. she said.",
        [(LUND, "said", "The work is nearly done.")],
        id="closing mark lost before the cue",
    ),
    pytest.param(
        "He says the talks failed, and if they go on, smaller towns “will leave the union this year.”",
        [(None, "says", "the talks failed, and if they go on, smaller towns “will leave the union this year.")],
        id="the subject of quoted words is no speaker",
    ),
]

SHUT = "We will not shut the bridge"

BEHIND_A_QUOTE = [
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
    pytest.param(
        '"I have never taken a bribe". Erik Berg said it on Tuesday in court.',
        [(BERG, "said", "I have never taken a bribe")],
        id="said it, in the next sentence",
    ),
    pytest.param(
        f"“{SHUT}”. These are the words of Mayor Anna Lund.", [(LUND, "words", SHUT)], id="the words of, behind a stop"
    ),
    pytest.param(
        f"„{SHUT}“, is pleased the managing director Erik Berg.",
        [(BERG, "pleased", SHUT)],
        id="a participle before the noun",
    ),
    pytest.param(
        f"“{SHUT}”, one reads in the statement of the court.",
        [("statement of the court", "reads", SHUT)],
        id="a text that is read",
    ),
    pytest.param(
        f"“{SHUT}”, analysts from the bank Nordea say.",
        [("analysts from the bank", "say", SHUT)],
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

BEFORE_A_QUOTE = [
    pytest.param(
        "Anna Lund shook her head: “The money is gone and the bridge is closed”.",
        [(LUND, ":", "The money is gone and the bridge is closed")],
        id="a clause and a colon",
    ),
    pytest.param(
        "The bridge is closed again – Mayor Anna Lund: “Nobody may cross it”.",
        [(LUND, ":", "Nobody may cross it")],
        id="a label behind a dash",
    ),
    pytest.param(
        "The engineer Erik Berg puts it otherwise: “If the bridge falls, the town falls”.",
        [(BERG, "puts", "If the bridge falls, the town falls")],
        id="puts it otherwise",
    ),
    pytest.param(
        "The bells rang at noon: “The old bridge is closed again”.",
        [(None, None, "The old bridge is closed again")],
        id="not said by what cannot speak",
    ),
    pytest.param(
        "Trains stand still again: ‘We have really had enough’",
        [(None, None, "We have really had enough")],
        id="a headline without a speaker",
    ),
    pytest.param(
        "For the president of the chamber, Anna Lund, “each day of noise costs us contracts”.",
        [(LUND, "For", "each day of noise costs us contracts")],
        id="for somebody",
    ),
    pytest.param(
        'For the lawyer Erik Berg, the report of the police "contains errors of sum".',
        [(BERG, "For", 'the report of the police "contains errors of sum')],
        id="for somebody, a part in marks",
    ),
    pytest.param("For Anna Lund, the trip was a success.", [], id="not without marks"),
    pytest.param('For years, the town "did nothing at all".', [], id="not for a time"),
    pytest.param(
        'For Anna Lund, it was "a night to forget", her brother said.',
        [("brother", "said", 'For Anna Lund, it was "a night to forget')],
        id="not where somebody else says it",
    ),
]

UNCLOSED = [
    pytest.param(
        f"«{SHUT}, warned Anna Lund in the hall. The union stated that the case “is being studied”.",
        [(LUND, "warned", SHUT), ("union", "stated", "that the case “is being studied")],
        id="a comment, and another quote behind it",
    ),
    pytest.param(
        f'"{SHUT}, Anna Lund told journalists. According to Erik Berg, the mayor “was informed“ in May.',
        [(LUND, "told", SHUT), (BERG, "According to", "the mayor “was informed“ in May")],
        id="somebody told, and a turned mark behind it",
    ),
    pytest.param(f"« {SHUT}, launched Anna Lund.", [(LUND, "launched", SHUT)], id="a verb that quotes nowhere else"),
    pytest.param(
        "The mayor Anna Lund accused Rome of “closing the ports. And she adds that the union will strike.",
        [(LUND, "accused", "Rome of “closing the ports"), (LUND, "adds", "that the union will strike")],
        id="a fragment ends with its sentence",
    ),
    pytest.param(
        f"Anna Lund said: “{SHUT}. The council will decide in May, as it always does.",
        [(LUND, "said", f"{SHUT}. The council will decide in May, as it always does.")],
        id="a whole sentence goes on to the end",
    ),
    pytest.param(
        "Erik Berg warns that the dikes ‘ cannot wait until the next elections’.",
        [(BERG, "warns", "that the dikes ‘ cannot wait until the next elections")],
        id="a space behind a single mark",
    ),
]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [*COLONS, *TURNS_OF_PHRASE, *CLAUSES, *MARKS, *BEHIND_A_QUOTE, *BEFORE_A_QUOTE, *UNCLOSED],
)
def test_translated(analysis: Analysis, quotes: list[Said]) -> None:
    assert said(analysis) == quotes


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        pytest.param(
            "The secretary, Jens Holm, repeated that towns decide alone. “Nobody has a veto,” said the Norwegian.",
            "Jens Holm",
            id="of a people",
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
        pytest.param("The president of the United States, Joe Biden, said no.", "president of the United States"),
        pytest.param("The spokeswoman of the ministry Maria Holm said it was late.", "spokeswoman of the ministry"),
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
