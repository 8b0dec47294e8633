"""Direct quotes: whose they are, however they are cut in pieces and however their marks are damaged.

Text → (speaker, cue, content) of each quote, in order.
"""

from __future__ import annotations

import pytest
from reading import Said, said

from service.output import Analysis

LUND, BERG = "Anna Lund", "Erik Berg"
CLOSED = "The bridge will stay closed"
SHUT = "We will not shut the bridge"

DIRECT = [
    pytest.param(f"“{CLOSED},” Mayor Anna Lund said.", [(LUND, "said", CLOSED)], id="behind"),
    pytest.param(f"“{CLOSED},” said Anna Lund, the mayor of Halden.", [(LUND, "said", CLOSED)], id="behind, inverted"),
    pytest.param(
        f"“{CLOSED},” Anna Lund told reporters in Halden on Monday.", [(LUND, "told", CLOSED)], id="behind, told"
    ),
    pytest.param("“Is the bridge safe?” asked Erik Berg.", [(BERG, "asked", "Is the bridge safe?")], id="question"),
    pytest.param("“No,” Anna Lund said.", [(LUND, "said", "No")], id="one word"),
    pytest.param(f"Mayor Anna Lund said: “{CLOSED}.”", [(LUND, "said", f"{CLOSED}.")], id="before, colon"),
    pytest.param(f"Mayor Anna Lund said, “{CLOSED}.”", [(LUND, "said", f"{CLOSED}.")], id="before, comma"),
    pytest.param(
        "“The bridge,” Anna Lund said, “will stay closed.”",
        [(LUND, "said", "The bridge will stay closed.")],
        id="inside a sentence",
    ),
    pytest.param(
        f"“{CLOSED},” Anna Lund said on Monday. “Nobody may cross it before May.”",
        [(LUND, "said", f"{CLOSED} Nobody may cross it before May.")],
        id="between two sentences",
    ),
    pytest.param(
        f"“{CLOSED}. Nobody may cross it. It is not safe,” Anna Lund said.",
        [(LUND, "said", f"{CLOSED}. Nobody may cross it. It is not safe")],
        id="several sentences",
    ),
    pytest.param(
        f"“{CLOSED}.\n“Nobody may cross it before May,” Anna Lund said.",
        [(LUND, "said", f"{CLOSED}. Nobody may cross it before May")],
        id="two paragraphs",
    ),
    pytest.param(
        f"“{CLOSED},” Anna Lund said.\n“The bridge is safe,” Erik Berg said.",
        [(LUND, "said", CLOSED), (BERG, "said", "The bridge is safe")],
        id="two speakers",
    ),
    pytest.param(
        f"“{CLOSED},” Anna Lund told reporters on Monday.\n“Nobody may cross it before the inspection ends.”",
        [(LUND, "told", CLOSED), (LUND, None, "Nobody may cross it before the inspection ends.")],
        id="goes on in the next paragraph without a cue",
    ),
]

SIGNED = [
    pytest.param(
        "“We have waited long enough for this bridge to open.” — Anna Lund",
        [(LUND, None, "We have waited long enough for this bridge to open.")],
        id="signature",
    ),
    pytest.param(
        "“We have waited long enough for this bridge to open.”\n— Anna Lund",
        [(LUND, None, "We have waited long enough for this bridge to open.")],
        id="signature in its own line",
    ),
    pytest.param(
        "“We have waited long enough for this bridge to open.”",
        [(None, None, "We have waited long enough for this bridge to open.")],
        id="nobody is named",
    ),
]

DAMAGED = [
    pytest.param(f"“{CLOSED}, ”Anna Lund, the mayor, told the press.", [(LUND, "told", CLOSED)], id="wrong side"),
    pytest.param(f"“{CLOSED},“ Anna Lund said.", [(LUND, "said", CLOSED)], id="turned closing mark"),
    pytest.param(f"{CLOSED},” Anna Lund said.", [(LUND, "said", CLOSED)], id="lost opening mark"),
    pytest.param(f"Anna Lund said: “{CLOSED}.", [(LUND, "said", f"{CLOSED}.")], id="never closed"),
    pytest.param(f"«{CLOSED}», Anna Lund said.", [(LUND, "said", CLOSED)], id="guillemets, comma behind"),
    pytest.param(
        f"``{CLOSED},'' Anna Lund said.",
        [(LUND, "said", CLOSED)],
        id="TeX marks",
    ),
    pytest.param(
        "“The bridge is safe,” he said. the spokeswoman.",
        [("spokeswoman", "said", "The bridge is safe")],
        id="source stranded behind the stop",
    ),
    pytest.param(
        "“The bridge is safe,” Anna Lund said. The spokeswoman left.",
        [(LUND, "said", "The bridge is safe")],
        id="a next sentence is no stranded source",
    ),
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

UNCLOSED = [
    pytest.param(
        f"«{SHUT}, warned Anna Lund in the hall. The union stated that the case “is being studied”.",
        [(LUND, "warned", SHUT), ("union", "stated", "the case “is being studied")],
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
        [(LUND, "accused", "Rome of “closing the ports"), (LUND, "adds", "the union will strike")],
        id="a fragment ends with its sentence",
    ),
    pytest.param(
        f"Anna Lund said: “{SHUT}. The council will decide in May, as it always does.",
        [(LUND, "said", f"{SHUT}. The council will decide in May, as it always does.")],
        id="a whole sentence goes on to the end",
    ),
    pytest.param(
        "Erik Berg warns that the dikes ‘ cannot wait until the next elections’.",
        [(BERG, "warns", "the dikes ‘ cannot wait until the next elections")],
        id="a space behind a single mark",
    ),
]


@pytest.mark.parametrize(("text", "quotes"), [*DIRECT, *SIGNED, *DAMAGED, *UNCLOSED])
def test_direct_quotes(analysis: Analysis, quotes: list[Said]) -> None:
    assert said(analysis) == quotes
