"""The language of paths on the dependency tree, and who does what a verb says."""

from __future__ import annotations

import pytest
from trees import tree

from service.syntax import Word, agent, follow, introducer, is_passive, subject
from service.syntax.dependency_paths import path

TOLD = tree("""
    (obl:tmod Yesterday/yesterday) (nsubj Lee/PROPN) told/tell (iobj Ann/PROPN)
    (ccomp (mark that) (nsubj sanctions/sanction) (aux will) follow (obl (case on) Monday/PROPN))
    (obl , (case as) (det an/a) adviser)
""")


def words(found: list[Word]) -> str:
    return " ".join(w.text for w in found)


@pytest.mark.parametrize(
    ("start", "expression", "reached"),
    [
        pytest.param("told", ">ccomp", "follow", id="dependent"),
        pytest.param("told", ">xcomp", "", id="no such dependent"),
        pytest.param("follow", "<ccomp", "told", id="governor"),
        pytest.param("follow", "<xcomp", "", id="governor by another relation"),
        pytest.param("told", "<root", "", id="the root has no governor"),
        pytest.param("told", ">nsubj|iobj", "Lee Ann", id="either, in text order"),
        pytest.param("told", ">obl", "Yesterday adviser", id="a relation takes its subtypes"),
        pytest.param("told", ">obl:tmod", "Yesterday", id="a subtype takes only itself"),
        pytest.param("told", ">obl:agent", "", id="another subtype"),
        pytest.param("told", ">ccomp[that]", "follow", id="introduced by"),
        pytest.param("told", ">ccomp[whether]", "", id="introduced by another word"),
        pytest.param("told", ">ccomp[whether|that]", "follow", id="introduced by either"),
        pytest.param("told", ">obl[0]", "Yesterday", id="introduced by nothing"),
        pytest.param("told", ">obl[0|as]", "Yesterday adviser", id="introduced by nothing or a word"),
        pytest.param("told", ">ccomp[0],obl[as]", "adviser", id="alternatives with their own words"),
        pytest.param("told", ">iobj,obl[as]", "Ann adviser", id="alternatives, one without words"),
        pytest.param("told", ">obl<", "Yesterday", id="before"),
        pytest.param("told", ">obl>", "adviser", id="behind"),
        pytest.param("follow", "<ccomp<", "told", id="governor before"),
        pytest.param("follow", "<ccomp>", "", id="governor behind"),
        pytest.param("told", ">iobj=ann", "Ann", id="lemma, lower case"),
        pytest.param("told", ">nsubj|iobj=lee|eve", "Lee", id="either lemma"),
        pytest.param("told", ">nsubj|iobj=eve", "", id="no such lemma"),
        pytest.param("told", ">obl[as]>=adviser", "adviser", id="introduced, behind, with a lemma"),
        pytest.param("told", ">ccomp >obl[on]", "Monday", id="steps one after the other"),
        pytest.param("sanctions", "<nsubj <ccomp >iobj", "Ann", id="up and down again"),
        pytest.param("told", ">ccomp >iobj", "", id="a step that leads nowhere"),
    ],
)
def test_paths(start: str, expression: str, reached: str) -> None:
    [word] = [w for w in TOLD.words if w.text == start]
    assert words(list(follow(word, expression))) == reached


@pytest.mark.parametrize("expression", ["ccomp", ">", ">ccomp[", "> ccomp", ">ccomp=", ">ccomp?", ">ccomp[]"])
def test_what_is_no_path_is_refused(expression: str) -> None:
    with pytest.raises(ValueError, match="is no step of a path"):
        path(expression)


def test_introducer() -> None:
    by_text = {w.text: w for w in TOLD.words}
    assert introducer(by_text["follow"]) == "that"
    assert introducer(by_text["adviser"]) == "as"
    assert introducer(by_text["Lee"]) == "0"


@pytest.mark.parametrize(
    ("sentence", "verb", "speaks"),
    [
        pytest.param("(nsubj Lee/PROPN) left", "left", "Lee", id="its own subject"),
        pytest.param(
            "(nsubj Lee/PROPN) denied/deny (obj it/PRON) (conj (cc and) added/add)",
            "added",
            "Lee",
            id="shared by a coordinated verb",
        ),
        pytest.param(
            "(nsubj Lee/PROPN) denied/deny (obj it/PRON) (conj (cc and) (nsubj Ann/PROPN) added/add)",
            "added",
            "Ann",
            id="not when the coordinated verb has one",
        ),
        pytest.param(
            "(nsubj Lee/PROPN) went/go (compound:prt on) (xcomp (mark to) say)",
            "say",
            "Lee",
            id="of an open complement",
        ),
        pytest.param("(nsubj Lee/PROPN) spoke/speak , (advcl adding/add/VBG)", "adding", "Lee", id="of a participle"),
        pytest.param(
            "(det A) statement/NOUN (acl saying/say/VBG)", "saying", "statement", id="the noun of a participle"
        ),
        pytest.param(
            "(nsubj Lee/PROPN , (acl:relcl (nsubj who/PRON) said/say)) left/leave",
            "said",
            "who",
            id="a relative pronoun",
        ),
        pytest.param(
            "(nsubj Lee/PROPN) said/say (ccomp (nsubj Ann/PROPN) left/leave)",
            "left",
            "Ann",
            id="of a clause of its own",
        ),
        pytest.param(
            "(nsubj Lee/PROPN) said/say (ccomp go/Mood=Imp|VerbForm=Fin)", "go", None, id="a finite clause shares none"
        ),
        pytest.param(
            "(nsubj:pass It/PRON) (aux:pass was/be) denied/deny/VBN/Voice=Pass (obl:agent (case by) Lee/PROPN)",
            "denied",
            "Lee",
            id="the agent of a passive verb",
        ),
        pytest.param(
            "(nsubj:pass It/PRON) (aux:pass was/be) denied/deny/VBN/Voice=Pass",
            "denied",
            None,
            id="a passive verb without agent: nobody",
        ),
        pytest.param("said/say", "said", None, id="no subject at all"),
        pytest.param(
            "(nsubj plan) , said/say (nsubj Lee/PROPN)",
            "said",
            "Lee",
            id="of two, as in an inverted cue, the nearer one",
        ),
    ],
)
def test_who_does_what_a_verb_says(sentence: str, verb: str, speaks: str | None) -> None:
    [word] = [w for w in tree(sentence).words if w.text == verb]
    found = subject(word)
    assert (found.text if found is not None else None) == speaks


@pytest.mark.parametrize(
    ("sentence", "passive", "by"),
    [
        pytest.param(
            "quoted/quote/VBN/Voice=Pass (obl (case by) Lee/PROPN)", True, "Lee", id="agent as a plain oblique"
        ),
        pytest.param("told/tell (nsubj:pass Lee/PROPN)", False, None, id="a passive subject alone proves nothing"),
        pytest.param("saying/say/VBG (advmod (case by) then)", False, None, id="active participle"),
    ],
)
def test_passive_and_agent(sentence: str, passive: bool, by: str | None) -> None:
    verb = tree(sentence).root
    found = agent(verb)
    assert is_passive(verb) is passive
    assert (found.text if found is not None else None) == by
