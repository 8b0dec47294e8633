"""What was done by speaking, how sure it sounds, what the reporter signals: article → that of the first quote."""

from __future__ import annotations

import pytest

from service.labels import Modality, Reporter, SpeechAct
from service.output import Analysis


def by(words: str) -> str:
    """The words in quotation marks, said by somebody."""
    return f"“{words},” Anna Lund said."


@pytest.mark.parametrize(
    ("text", "act"),
    [
        pytest.param("Anna Lund said that the bridge was closed.", "assert", id="say"),
        pytest.param("Anna Lund emphasized that the bridge was closed.", "emphasize", id="emphasize"),
        pytest.param("Anna Lund admitted that the bridge was closed.", "concede", id="admit"),
        pytest.param("The ministry denied that it had closed the bridge.", "deny", id="deny"),
        pytest.param("The ministry denied the union's request.", "refuse", id="deny a request"),
        pytest.param("“When will the bridge open?” Anna Lund asked.", "question", id="ask"),
        pytest.param("Anna Lund urged the council to close the bridge.", "demand", id="urge"),
        pytest.param("Anna Lund proposed a ceasefire.", "propose", id="propose"),
        pytest.param("Anna Lund warned that the bridge would collapse.", "warn", id="warn"),
        pytest.param("Anna Lund threatened to close the bridge.", "warn", id="threaten"),
        pytest.param("Anna Lund promised to open the bridge.", "promise", id="promise"),
        pytest.param("Anna Lund vowed to fight the reform.", "promise", id="vow"),
        pytest.param("Anna Lund refused to sign the treaty.", "refuse", id="refuse"),
        pytest.param("The minister ruled out a tax increase.", "refuse", id="rule out"),
        pytest.param("Anna Lund praised the reform.", "praise", id="praise"),
        pytest.param("The union accused the ministry of negligence.", "criticize", id="accuse"),
        pytest.param("The council agreed to close the bridge.", "agree", id="agree"),
        pytest.param("Anna Lund believes that the bridge is safe.", "believe", id="believe"),
        pytest.param("Anna Lund fears that the bridge will collapse.", "feel", id="fear"),
        pytest.param("Anna Lund hopes that the bridge will open.", "feel", id="hope"),
        pytest.param(by("The council must close the bridge"), "demand", id="said: others must"),
        pytest.param(by("The government needs to stop the subsidies"), "demand", id="said: others need to"),
        pytest.param(by("We will open the bridge in June"), "promise", id="said: we will"),
        pytest.param(by("The bridge will open in June"), "assert", id="said: a thing will"),
        pytest.param("“Will the bridge open in June?” Anna Lund said.", "question", id="said: a question"),
        pytest.param(by("If Russia attacks our people, we will punish it"), "warn", id="said: if …, we will harm"),
        pytest.param(by("If it rains, we will take the bus"), "assert", id="said: if …, we will do no harm"),
        pytest.param("Anna Lund insisted that the bridge be closed.", "demand", id="insist, subjunctive"),
        pytest.param("Anna Lund insisted that the bridge was closed.", "emphasize", id="insist, indicative"),
        pytest.param(by("The reform would be a terrible mistake"), "assert", id="judging words change no act"),
        pytest.param("Anna Lund warned: “We will open the bridge.”", "warn", id="the cue comes first"),
    ],
)  # fmt: skip
def test_speech_acts(analysis: Analysis, act: SpeechAct) -> None:
    assert analysis.quotes[0].stance.speech_act == act


@pytest.mark.parametrize(
    ("text", "modality", "polarity"),
    [
        pytest.param("Anna Lund said that the bridge was closed.", "certain", "+", id="certain"),
        pytest.param("Anna Lund said that the bridge was not closed.", "certain", "-", id="not"),
        pytest.param(by("The bridge wasn’t closed"), "certain", "-", id="n’t"),
        pytest.param("Anna Lund said that the bridge might be closed.", "possible", "+", id="might"),
        pytest.param("Anna Lund said that the bridge could close.", "possible", "+", id="could"),
        pytest.param("Anna Lund said that the bridge was probably closed.", "probable", "+", id="probably"),
        pytest.param("Anna Lund said that the bridge will probably not open.", "probable", "-", id="probably not"),
        pytest.param("The ministry denied that it had closed the bridge.", "certain", "-", id="denied"),
        pytest.param("“When will the bridge open?” Anna Lund asked.", "unspecified", "+", id="question"),
        pytest.param("Anna Lund said: “When will the bridge open?”", "unspecified", "+", id="question behind its cue"),
        pytest.param(by("The bridge opens in May"), "certain", "+", id="May is a month"),
    ],
)  # fmt: skip
def test_commitment(analysis: Analysis, modality: Modality, polarity: str) -> None:
    stance = analysis.quotes[0].stance
    assert (stance.modality, stance.polarity) == (modality, polarity)


@pytest.mark.parametrize(
    ("text", "reporter"),
    [
        pytest.param("Anna Lund said that the bridge was closed.", "neutral"),
        pytest.param("Anna Lund claimed that the bridge was safe.", "distancing"),
        pytest.param("Anna Lund alleged that the vote was stolen.", "distancing"),
        pytest.param("Anna Lund admitted that the bridge was closed.", "endorsing"),
        pytest.param("Anna Lund acknowledged that the reform had failed.", "endorsing"),
        pytest.param(by("The reform would be a mistake"), "neutral"),
    ],
)
def test_what_the_reporter_signals(analysis: Analysis, reporter: Reporter) -> None:
    assert analysis.quotes[0].stance.reporter == reporter
