"""Every rule of attribution_rules.yaml: what it catches, and beside it what it must not catch.

A rule only proposes: the table asks for candidates. Which candidates attribute is asked in test_attribution.
"""

from __future__ import annotations

import pytest
import yaml
from rule_examples import AS_MEANT, EXAMPLES, READ_OTHERWISE
from trees import document_of

from service.attribution.candidates.candidate import Candidate
from service.attribution.candidates.dependency_rules import dependency_candidates
from service.attribution.content_spans import content_spans
from service.attribution.rules import rules
from service.syntax import Document

Row = tuple[str | None, str, str]
"""(source, cue, content)"""


def found(document: Document, rule: str) -> list[Row]:
    """The rows of the rule's candidates, without those that only reach further."""
    return [_row(document, c) for c in dependency_candidates(document) if c.rule == rule and c.extent == "clause"]


def _row(document: Document, candidate: Candidate) -> Row:
    source = candidate.source.text if candidate.source is not None else None
    cue = " ".join(w.text for w in candidate.cue)
    spans = content_spans(document, candidate.content, candidate.cue)
    return source, cue, " ".join(s.of(document.text) for s in spans).removesuffix(".")


def test_every_rule_has_a_name_of_its_own() -> None:
    assert len(EXAMPLES) == len(rules())


@pytest.mark.parametrize(
    ("rule", "text"), [pytest.param(name, AS_MEANT.get(name, text), id=name) for name, text in EXAMPLES.items()]
)
def test_a_rule_catches_its_example(document: Document, rule: str) -> None:
    assert rule in {c.rule for c in dependency_candidates(document)}


@pytest.mark.parametrize(
    ("rule", "text"),
    [pytest.param(other, EXAMPLES[name], id=name) for name, _, other in READ_OTHERWISE if other is not None],
)
def test_another_rule_catches_what_the_shipped_parser_reads_otherwise(document: Document, rule: str) -> None:
    assert rule in {c.rule for c in dependency_candidates(document)}


def test_a_rule_with_an_unknown_field_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "safe_load", lambda _: [{"name": "a", "contents": [">ccomp"]}])
    rules.cache_clear()
    try:
        with pytest.raises(TypeError, match="contents"):
            rules()
    finally:
        rules.cache_clear()


CAUGHT: list[tuple[str, str | Document, list[Row]]] = [
    ("let-know", "The ministry lets know that the bridge will close.",
     [("ministry", "lets know", "that the bridge will close")]),
    ("let-know-flat", AS_MEANT["let-know-flat"],
     [("Sources", "let know", "that the bridge will close")]),
    ("shown-by", "From figures of the ministry it appears that most farms will close.",
     [("figures", "appears", "that most farms will close")]),
    ("quoted-as-saying", "The bridge will close, Interfax quoted Anna Lund as saying.",
     [("Anna", "saying", "The bridge will close")]),
    ("made-clear", "He made it clear that the allies would respond.",
     [("He", "made clear", "that the allies would respond")]),
    ("made-clear", "She made clear that she would not resign.",
     [("She", "made clear", "that she would not resign")]),
    ("made-clear-flat", AS_MEANT["made-clear-flat"],
     [("She", "made clear", "that she would not resign")]),
    ("clausal-complement", "The minister told reporters that the bridge would reopen.",
     [("minister", "told", "that the bridge would reopen")]),
    ("clausal-complement", "Erik Berg denied it and said that the bridge was safe.",
     [("Erik", "said", "that the bridge was safe")]),
    ("addressee-clause", AS_MEANT["addressee-clause"],
     [("minister", "told", "that the bridge would reopen")]),
    ("clausal-complement", "The tone was serious, said an official.",
     [("official", "said", "The tone was serious")]),
    ("parenthetical", AS_MEANT["parenthetical"],
     [("House", "reported", "The call lasted an hour")]),
    ("inverted", AS_MEANT["inverted"],
     [("official", "said", "The tone was serious")]),
    ("as-reports", "As the White House reported, the call lasted an hour.",
     [("House", "reported", "the call lasted an hour")]),
    ("colon", "He put it plainly: nobody had asked.", [("He", "put", "nobody had asked")]),
    ("infinitive", "They agreed to continue the dialogue.", [("They", "agreed", "to continue the dialogue")]),
    ("object-infinitive", "Biden urged Russia to reduce tensions.",
     [("Biden", "urged", "Russia to reduce tensions")]),
    ("object-complement", "Anna Lund described the plan as a disaster.",
     [("Anna", "described", "the plan as a disaster")]),
    ("object-complement", AS_MEANT["object-complement"],
     [("Putin", "called", "the sanctions a mistake")]),
    ("two-objects", AS_MEANT["two-objects"],
     [("Putin", "calls", 'sanctions "colossal mistake')]),
    ("object-preposition", AS_MEANT["object-preposition"],
     [("Moscow", "accuses", "Kiev of provocations")]),
    ("denied-fact", "The club denies any contact with the player.",
     [("club", "denies", "any contact with the player")]),
    ("object", "The council rejects the plan.", [("council", "rejects", "the plan")]),
    ("oblique", "The draft calls for an end to expansion.", [("draft", "calls", "for an end to expansion")]),
    ("warned-against", "He warned Biden against imposing sanctions.",
     [("He", "warned", "against imposing sanctions")]),
    ("warned-against-far", "He warned Putin in a phone call against an invasion.",
     [("He", "warned", "against an invasion")]),
    ("passive", "The demands were rejected by several members.", [("members", "rejected", "The demands")]),
    ("passive", "The demands were rejected on Monday.", [(None, "rejected", "The demands")]),
    ("according-to", "The war would end, according to the Kremlin.",
     [("Kremlin", "according to", "The war would end")]),
    ("in-the-view-of", "In Putin's view, the sanctions have failed.",
     [("Putin", "view", "the sanctions have failed")]),
    ("noun-clause", "his claim that the vote was stolen", [("his", "claim", "that the vote was stolen")]),
    ("noun-preposition", "Moscow's criticism of the movements", [("Moscow", "criticism", "of the movements")]),
    ("noun-equation", "Her message is that the work goes on.", [("Her", "message", "is that the work goes on")]),
    ("adjective-clause", "He is confident that the talks will succeed.",
     [("He", "confident", "that the talks will succeed")]),
    ("adjective-preposition", "He is critical of the plan.", [("He", "critical", "of the plan")]),
]  # fmt: skip

NOT_CAUGHT: list[tuple[str, str | Document, str]] = [
    ("made-clear", "He made it easy that day.", "no clause and no 'clear'"),
    (
        "made-clear-flat",
        document_of("(nsubj She/PRON) made/make (xcomp sure/ADJ) (ccomp (mark that) (nsubj doors) shut)"),
        "sure, not clear",
    ),
    ("let-know", "The ministry knows that the bridge will close.", "nobody lets know"),
    (
        "let-know-flat",
        document_of("(nsubj They/PRON) (aux did/do) know (ccomp (mark that) (nsubj it/PRON) closed/close)"),
        "did, not let",
    ),
    ("shown-by", "The bridge emerges from the fog.", "no clause"),
    ("clausal-complement", "The minister told the truth.", "no clause"),
    (
        "addressee-clause",
        document_of(
            "(nsubj Lee/PROPN) told/tell (iobj reporters (acl:relcl (nsubj that/PRON) waited)) (obj (det the) truth)"
        ),
        "which reporters",
    ),
    ("parenthetical", "The call, which lasted an hour, was serious.", "a relative clause"),
    (
        "inverted",
        document_of("(nsubj Talks) failed/fail , (conj (cc and) (nsubj Lee/PROPN) said/say (obj so/ADV))"),
        "a clause of its own",
    ),
    (
        "as-reports",
        document_of("(advcl (advmod When) (nsubj Lee/PROPN) reported/report ,) (nsubj talks) ended/end"),
        "a time",
    ),
    (
        "colon",
        document_of("(parataxis (nsubj Nobody/PRON) asked/ask ,) (nsubj Lee/PROPN) said/say"),
        "the clause stands before",
    ),
    ("quoted-as-saying", "The bridge will close, Interfax praised Anna Lund as always.", "praise is no quoting"),
    ("infinitive", "They hurried to the station to rest.", "hurry is no cue"),
    ("object-infinitive", "Biden drove home to reduce tensions.", "drive is no cue"),
    (
        "object-complement",
        document_of("(nsubj Lee/PROPN) described/describe (obj plans) (obl (case to) reporters)"),
        "to whom",
    ),
    ("two-objects", document_of("(nsubj Lee/PROPN) sold/sell (iobj farmers) (obj grain)"), "sell is no cue"),
    (
        "object-preposition",
        document_of("(nsubj Lee/PROPN) told/tell (obj reporters) (obl (case of) (det the) plan)"),
        "a topic",
    ),
    ("warned-against", "They talked about the plan.", "a topic"),
    (
        "warned-against-far",
        document_of(
            "(nsubj Lee/PROPN) praised/praise (obj Ann/PROPN) (obl (case in) (det a) speech (nmod (case against) war))"
        ),
        "praise is no warning",
    ),
    ("denied-fact", "The club denies the player a hearing.", "withheld, not denied"),
    ("object", "The government paints the bridge.", "paint is no cue"),
    ("object", "a call to explain the plan", "what the call is for"),
    ("oblique", "The mayor sat on the bridge.", "sit is no cue"),
    ("passive", "The bridge was built by several workers.", "build is no cue"),
    ("according-to", "They went to the Kremlin by bus.", "another preposition"),
    ("in-the-view-of", "In Putin's house, the lights were on.", "house is no cue"),
    ("noun-clause", "The claim that the vote was stolen is wrong.", "nobody claims"),
    ("noun-preposition", "Criticism of the movements grew.", "nobody criticizes"),
    ("noun-preposition", "Moscow's bridge over the river is old.", "bridge is no cue"),
    ("noun-equation", "The message is that the work goes on.", "nobody's message"),
    ("adjective-clause", "He is tall.", "no clause"),
    ("adjective-preposition", "He is full of water.", "full is no cue"),
]


@pytest.mark.parametrize("table", [CAUGHT, NOT_CAUGHT], ids=["caught", "not caught"])
def test_the_tables_have_every_rule(table: list[tuple[str, object, object]]) -> None:
    assert {rule for rule, _, _ in table} == set(EXAMPLES)


@pytest.mark.parametrize(
    ("rule", "text", "rows"), [pytest.param(*row, id=f"{row[0]}: {row[2][0][2]}") for row in CAUGHT]
)
def test_what_a_rule_catches(document: Document, rule: str, rows: list[tuple[str | None, str, str]]) -> None:
    assert found(document, rule) == rows


@pytest.mark.parametrize(
    ("rule", "text"), [pytest.param(rule, text, id=f"{rule}: {why}") for rule, text, why in NOT_CAUGHT]
)
def test_what_a_rule_does_not_catch(document: Document, rule: str) -> None:
    assert found(document, rule) == []
