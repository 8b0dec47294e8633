"""Where the speaker stands: one table a rule (R1 to R8, which `service/stance/rules/table.py` lists).

Article → (target, label) of each position of the last quote. Beside each rule what it must not take for a position.
"""

from __future__ import annotations

import pytest
from reading import fails

from service.output import Analysis, Quote

Positions = list[tuple[str, str]]


def by(words: str) -> str:
    """The words in quotation marks, said by somebody."""
    return f"“{words},” Anna Lund said."


def positions(analysis: Analysis, quote: Quote, derived: bool = False) -> Positions:
    found = [p for p in quote.stance.positions if p.derived is derived]
    return [(p.target.of(analysis.text), p.label) for p in found]


R1_NESTING = [
    pytest.param("Erik Berg said that Anna Lund criticized the plan.", [], [("the plan", "oppose")], id="criticism"),
    pytest.param(
        "Erik Berg said that Anna Lund promised to open the bridge.",
        [],
        [("open the bridge", "support")],
        id="promise",
    ),
    pytest.param(
        "Erik Berg said that Anna Lund denied that the bridge was unsafe.",
        [], [("the bridge was unsafe", "oppose")], id="denial",
    ),
]  # fmt: skip

R2_DENIAL = [
    pytest.param(
        "The ministry denied that it had closed the bridge.", [("it had closed the bridge", "oppose")], id="clause"
    ),
    pytest.param("The ministry denied any plans to attack.", [("any plans to attack", "oppose")], id="object"),
]

R3_POLAR_CUE = [
    pytest.param("Anna Lund criticized the plan.", [("the plan", "oppose")], id="criticize"),
    pytest.param(
        "The union accused the ministry of negligence.",
        [("the ministry", "oppose")],
        id="accuse A of B",
    ),
    pytest.param("Erik Berg blamed the mayor for the delay.", [("the mayor", "oppose")], id="blame A for B"),
    pytest.param("Anna Lund rejected the proposal.", [("the proposal", "oppose")], id="reject"),
    pytest.param("The minister ruled out a tax increase.", [("a tax increase", "oppose")], id="rule out"),
    pytest.param("Anna Lund warned against a rushed reform.", [("a rushed reform", "oppose")], id="warn against"),
    pytest.param(
        "Anna Lund warned Erik Berg against closing the bridge.",
        [("closing the bridge", "oppose")],
        id="warn somebody against doing it",
    ),
    pytest.param("Anna Lund fears that the bridge will collapse.", [("the bridge will collapse", "oppose")], id="fear"),
    pytest.param("Anna Lund praised the reform.", [("the reform", "support")], id="praise"),
    pytest.param("Anna Lund supports the treaty.", [("the treaty", "support")], id="support"),
    pytest.param("The union demanded higher wages.", [("higher wages", "support")], id="demand"),
    pytest.param("Anna Lund proposed a ceasefire.", [("a ceasefire", "support")], id="propose"),
    pytest.param("Anna Lund promised to open the bridge.", [("open the bridge", "support")], id="promise"),
    pytest.param("The council agreed to close the bridge.", [("close the bridge", "support")], id="agree to"),
    pytest.param("Anna Lund hopes that the bridge will open.", [("the bridge will open", "support")], id="hope"),
    pytest.param("Anna Lund urged the council to close the bridge.", [("close the bridge", "support")], id="urge"),
    pytest.param("Anna Lund refused to sign the treaty.", [("sign the treaty", "oppose")], id="refuse"),
    pytest.param(
        "Anna Lund opposes sanctions against Russia.",
        [("sanctions against Russia", "oppose")],
        id="oppose",
    ),
    pytest.param(
        "Anna Lund voiced concern about the reform.",
        [("the reform", "oppose")],
        id="attitude noun",
        marks=fails('"voiced" is taken for the cue, not "concern"'),
    ),
    pytest.param(by("We reject the plan"), [("the plan", "oppose")], id="in own words"),
    pytest.param(by("There is no excuse for the delay"), [("the delay", "oppose")], id="there is no"),
    pytest.param(
        "Anna Lund warned that the bridge could collapse.", [("the bridge could collapse", "oppose")], id="warn"
    ),
]

R4_CONDITIONAL = [
    pytest.param(
        "“If Russia invades, we will respond,” Anna Lund warned.", [("Russia invades", "oppose")], id="threat",
    ),
    pytest.param(
        "Anna Lund warned that the allies would respond if Russia invaded Ukraine.",
        [("Russia invaded Ukraine", "oppose")], id="threat, reported",
    ),
    pytest.param(
        by("If the talks succeed, relations will improve"), [("the talks succeed", "support")], id="good outcome"
    ),
    pytest.param(by("If the talks fail, we will not sign the treaty"), [("the talks fail", "oppose")], id="withdrawal"),
]  # fmt: skip

R5_PREDICATION = [
    pytest.param(by("The reform would be a mistake"), [("The reform", "oppose")], id="mistake"),
    pytest.param(by("The reform is excellent"), [("The reform", "support")], id="excellent"),
    pytest.param(by("The reform is not a mistake"), [("The reform", "support")], id="negated"),
    pytest.param("Anna Lund said that the bridge was not safe.", [("the bridge", "oppose")], id="negated, reported"),
    pytest.param("Anna Lund called the reform a disaster.", [("the reform", "oppose")], id="call X Y"),
    pytest.param(
        "On Monday Anna Lund called the reform “a disaster”.", [("the reform", "oppose")],
        id="a fragment in marks is evidence, no target",
    ),
]  # fmt: skip

R6_NECESSITY = [
    pytest.param(by("The council must close the bridge"), [("close the bridge", "support")], id="must"),
    pytest.param(by("The council should close the bridge"), [("close the bridge", "support")], id="should"),
    pytest.param(
        by("The council must not close the bridge"),
        [("close the bridge", "oppose")],
        id="must not",
    ),
    pytest.param(
        by("The only way forward is a referendum"),
        [("a referendum", "support")],
        id="the only way",
    ),
    pytest.param(by("The sanctions must be lifted"), [("The sanctions", "oppose")], id="must be ended"),
    pytest.param(by("We need peace"), [("peace", "support")], id="need"),
    pytest.param(by("It is necessary to close the bridge"), [("close the bridge", "support")], id="necessary"),
    pytest.param(by("Peace can only come through talks"), [("talks", "support")], id="only through"),
    pytest.param(by("Only a referendum can bring peace"), [("a referendum", "support")], id="only X can"),
    pytest.param(by("Without a ceasefire there can be no peace"), [("a ceasefire", "support")], id="not without"),
    pytest.param("“Stop the war!” Anna Lund said.", [("Stop the war", "support")], id="imperative"),
]

R7_CONSEQUENCE = [
    pytest.param(by("The reform could lead to chaos"), [("The reform", "oppose")], id="bad"),
    pytest.param(by("The reform could lead to a famine"), [("The reform", "oppose")], id="bad, famine"),
    pytest.param(by("The reform will improve our schools"), [("The reform", "support")], id="good"),
    pytest.param(by("The reform will not improve our schools"), [("The reform", "oppose")], id="good, negated"),
]

R8_NOTHING = [
    pytest.param(by("Two people died in the fire"), id="bad news is no opposition"),
    pytest.param(by("The war will last until winter"), id="prediction of something bad"),
    pytest.param(by("The bridge opens in June"), id="fact"),
    pytest.param(by("If it rains, we will take the bus"), id="a condition without harm"),
    pytest.param(by("The reform is a law"), id="predication without a judgement"),
    pytest.param(by("The council will close the bridge"), id="no necessity"),
    pytest.param(by("The reform led to a vote in May"), id="a consequence that is neither"),
    pytest.param("“When will the bridge open?” Anna Lund asked.", id="question"),
    pytest.param("Anna Lund said that the ministry had been accused of negligence.", id="agentless accusation"),
    pytest.param(by("The mayor must have known"), id="a guess is no necessity"),
]


@pytest.mark.parametrize(("text", "outer", "inner"), R1_NESTING)
def test_r1_the_stance_is_that_of_the_inner_speaker(analysis: Analysis, outer: Positions, inner: Positions) -> None:
    assert [positions(analysis, q) for q in analysis.quotes] == [outer, inner]
    assert analysis.quotes[0].stance.label == "neutral"


@pytest.mark.parametrize(
    ("text", "expected"),
    [*R2_DENIAL, *R3_POLAR_CUE, *R4_CONDITIONAL, *R5_PREDICATION, *R6_NECESSITY, *R7_CONSEQUENCE],
)
def test_r2_to_r7_positions(analysis: Analysis, expected: Positions) -> None:
    [quote] = analysis.quotes
    assert positions(analysis, quote) == expected
    assert quote.stance.label == expected[0][1]
    for position in quote.stance.positions:
        assert 0 < position.score <= 1
        assert position.evidence


@pytest.mark.parametrize("text", R8_NOTHING)
def test_r8_neutral(analysis: Analysis) -> None:
    stance = analysis.quotes[0].stance
    assert (stance.label, stance.positions) == ("neutral", ())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("The ministry denied that it had closed the bridge.", "claim"),
        pytest.param("Anna Lund promised to open the bridge.", "action"),
        pytest.param("Anna Lund praised Erik Berg.", "entity"),
        pytest.param("Anna Lund fears that the bridge will collapse.", "event"),
    ],
)
def test_types_of_targets(analysis: Analysis, kind: str) -> None:
    [quote] = analysis.quotes
    assert quote.stance.positions[0].target_type == kind


@pytest.mark.parametrize(
    ("text", "plain", "derived"),
    [
        pytest.param(
            "The union demanded an end to the ban.", [("an end to the ban", "support")], [("the ban", "oppose")],
            id="demand an end",
        ),
        pytest.param(
            "The union rejected an end to the talks.",
            [("an end to the talks", "oppose")], [("the talks", "support")], id="reject an end",
        ),
        pytest.param(
            "The party calls for an end to the war.", [("an end to the war", "support")], [("the war", "oppose")],
            id="call for an end",
        ),
        pytest.param(
            by("The government must stop the subsidies"), [("stop the subsidies", "support")],
            [("the subsidies", "oppose")], id="must stop",
        ),
        pytest.param("The union demanded a raise.", [("a raise", "support")], [], id="no shifter"),
    ],
)  # fmt: skip
def test_shifters_turn_the_stance_over_for_their_argument(
    analysis: Analysis, plain: Positions, derived: Positions
) -> None:
    [quote] = analysis.quotes
    assert positions(analysis, quote) == plain
    assert positions(analysis, quote, derived=True) == derived


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            by("Although the reform is useful, it would be a mistake"),
            id="although",
        )
    ],
)
def test_a_concession_is_a_second_position(analysis: Analysis) -> None:
    [quote] = analysis.quotes
    assert quote.stance.positions[0].label == "oppose"
    assert ("the reform", "support") in positions(analysis, quote)
