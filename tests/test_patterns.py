"""The language of paths on the dependency tree, and who does what a verb says."""

from __future__ import annotations

import pytest
from trees import tree

from service.syntax import Word, agent, follow, introducer, is_passive, subject
from service.syntax.dependency_paths import path

TOLD = tree("""
    Yesterday yesterday NOUN  obl:tmod 3
    Lee       Lee       PROPN nsubj    3
    told      tell      VERB  root     0
    Ann       Ann       PROPN iobj     3
    that      that      SCONJ mark     8
    sanctions sanction  NOUN  nsubj    8
    will      will      AUX   aux      8
    follow    follow    VERB  ccomp    3
    on        on        ADP   case     10
    Monday    Monday    PROPN obl      8
    ,         ,         PUNCT punct    14
    as        as        ADP   case     14
    an        a         DET   det      14
    adviser   adviser   NOUN  obl      3
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
    ("rows", "verb", "speaks"),
    [
        pytest.param(
            """
            Lee  Lee PROPN nsubj 2
            left leave VERB root 0
            """,
            "left",
            "Lee",
            id="its own subject",
        ),
        pytest.param(
            """
            Lee    Lee   PROPN nsubj 2
            denied deny  VERB  root  0
            it     it    PRON  obj   2
            and    and   CCONJ cc    5
            added  add   VERB  conj  2
            """,
            "added",
            "Lee",
            id="shared by a coordinated verb",
        ),
        pytest.param(
            """
            Lee    Lee   PROPN nsubj 2
            denied deny  VERB  root  0
            it     it    PRON  obj   2
            and    and   CCONJ cc    6
            Ann    Ann   PROPN nsubj 6
            added  add   VERB  conj  2
            """,
            "added",
            "Ann",
            id="not when the coordinated verb has one",
        ),
        pytest.param(
            """
            Lee   Lee  PROPN nsubj 2
            went  go   VERB  root  0
            on    on   ADP   compound:prt 2
            to    to   PART  mark  5
            say   say  VERB  xcomp 2
            """,
            "say",
            "Lee",
            id="of an open complement",
        ),
        pytest.param(
            """
            Lee    Lee  PROPN nsubj 2
            spoke  speak VERB root  0
            ,      ,    PUNCT punct 4
            adding add  VERB  advcl 2 VerbForm=Ger
            """,
            "adding",
            "Lee",
            id="of a participle",
        ),
        pytest.param(
            """
            A         a         DET  det   2
            statement statement NOUN root  0
            saying    say       VERB acl   2 VerbForm=Ger
            """,
            "saying",
            "statement",
            id="the noun of a participle",
        ),
        pytest.param(
            """
            Lee  Lee   PROPN nsubj     5
            ,    ,     PUNCT punct     1
            who  who   PRON  nsubj     4
            said say   VERB  acl:relcl 1
            left leave VERB  root      0
            """,
            "said",
            "who",
            id="a relative pronoun",
        ),
        pytest.param(
            """
            Lee   Lee   PROPN nsubj 2
            said  say   VERB  root  0
            Ann   Ann   PROPN nsubj 4
            left  leave VERB  ccomp 2
            """,
            "left",
            "Ann",
            id="of a clause of its own",
        ),
        pytest.param(
            """
            Lee   Lee   PROPN nsubj 2
            said  say   VERB  root  0
            go    go    VERB  ccomp 2 Mood=Imp|VerbForm=Fin
            """,
            "go",
            None,
            id="a finite clause shares none",
        ),
        pytest.param(
            """
            It       it   PRON nsubj:pass 3
            was      be   AUX  aux:pass   3
            denied   deny VERB root       0 VerbForm=Part|Voice=Pass
            by       by   ADP  case       5
            Lee      Lee  PROPN obl:agent 3
            """,
            "denied",
            "Lee",
            id="the agent of a passive verb",
        ),
        pytest.param(
            """
            It       it   PRON nsubj:pass 3
            was      be   AUX  aux:pass   3
            denied   deny VERB root       0 VerbForm=Part|Voice=Pass
            """,
            "denied",
            None,
            id="a passive verb without agent: nobody",
        ),
        pytest.param(
            """
            said  say  VERB  root 0
            """,
            "said",
            None,
            id="no subject at all",
        ),
    ],
)
def test_who_does_what_a_verb_says(rows: str, verb: str, speaks: str | None) -> None:
    sentence = tree(rows)
    [word] = [w for w in sentence.words if w.text == verb]
    found = subject(word)
    assert (found.text if found is not None else None) == speaks


def test_of_two_subjects_the_nearer_one_speaks() -> None:
    # An inverted cue as parsers sometimes read it: “The plan failed, said Lee”.
    sentence = tree("""
        plan Plan NOUN  nsubj 3
        ,    ,    PUNCT punct 3
        said say  VERB  root  0
        Lee  Lee  PROPN nsubj 3
    """)
    found = subject(sentence.words[2])
    assert found is sentence.words[3]


@pytest.mark.parametrize(
    ("rows", "passive", "by"),
    [
        pytest.param(
            """
            quoted quote VERB root      0 VerbForm=Part|Voice=Pass
            by     by    ADP  case      3
            Lee    Lee   PROPN obl      1
            """,
            True,
            "Lee",
            id="agent as a plain oblique",
        ),
        pytest.param(
            """
            told tell VERB root 0
            Lee  Lee  PROPN nsubj:pass 1
            """,
            False,
            None,
            id="a passive subject alone proves nothing",
        ),
        pytest.param(
            """
            saying say VERB root 0 VerbForm=Ger
            by     by  ADP  case 3
            then   then ADV advmod 1
            """,
            False,
            None,
            id="active participle",
        ),
    ],
)
def test_passive_and_agent(rows: str, passive: bool, by: str | None) -> None:
    sentence = tree(rows)
    found = agent(sentence.words[0])
    assert is_passive(sentence.words[0]) is passive
    assert (found.text if found is not None else None) == by
