from typing import Any
from urllib.parse import parse_qsl

import pytest
from werkzeug.datastructures import MultiDict

from service.output import Options
from service.stance import Target
from service.web.problems import Problem
from service.web.schemas import article_of, article_of_query, articles_of


def places(problem: Problem) -> list[str]:
    return [error.get("pointer", error.get("parameter")) for error in problem.document()["errors"]]


def test_text_alone_is_an_article_with_the_defaults() -> None:
    article = article_of({"text": "a\r\nb\0"})
    assert article.text == "a\r\nb\0"
    assert article.offset_unit == "code_point"
    assert article.options == Options(frozenset({"speech", "writing"}), (), 0.5, False)
    assert article.echo == {"id": None, "title": None, "published": None, "source": None}


def test_every_field() -> None:
    article = article_of(
        {
            "text": "",
            "id": "1",
            "title": "T",
            "published": "yesterday",
            "source": "S",
            "offset_unit": "utf8",
            "media": ["thought", "thought"],
            "targets": ["NATO", {"name": "sanctions", "aliases": ["the sanctions"]}, {"name": "x"}],
            "min_confidence": 1,
            "strict": True,
        }
    )
    targets = (Target("NATO"), Target("sanctions", ("the sanctions",)), Target("x"))
    assert article.options == Options(frozenset({"thought"}), targets, 1.0, True)
    assert article.echo == {"id": "1", "title": "T", "published": "yesterday", "source": "S"}
    assert article.offset_unit == "utf8"


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"text": None}, "/text"),
        ({"text": 7}, "/text"),
        ({"text": ["a"]}, "/text"),
        ({"text": float("nan")}, "/text"),
        ({"id": 7}, "/id"),
        ({"title": ["a"]}, "/title"),
        ({"offset_unit": "UTF8"}, "/offset_unit"),
        ({"offset_unit": None}, "/offset_unit"),
        ({"offset_unit": {}}, "/offset_unit"),
        ({"media": "speech"}, "/media"),
        ({"media": []}, "/media"),
        ({"media": {"speech": 1}}, "/media"),
        ({"media": ["speech", "song"]}, "/media/1"),
        ({"media": [["speech"]]}, "/media/0"),
        ({"targets": "NATO"}, "/targets"),
        ({"targets": ["NATO", 7]}, "/targets/1"),
        ({"targets": [""]}, "/targets/0"),
        ({"targets": [None]}, "/targets/0"),
        ({"targets": [{"aliases": []}]}, "/targets/0/name"),
        ({"targets": [{"name": ""}]}, "/targets/0/name"),
        ({"targets": [{"name": "a", "alias": "b"}]}, "/targets/0/alias"),
        ({"targets": [{"name": "a", "aliases": "b"}]}, "/targets/0/aliases"),
        ({"targets": [{"name": "a", "aliases": ["b", 7]}]}, "/targets/0/aliases/1"),
        ({"targets": ["a"] * 101}, "/targets"),
        ({"min_confidence": "0.5"}, "/min_confidence"),
        ({"min_confidence": True}, "/min_confidence"),
        ({"min_confidence": None}, "/min_confidence"),
        ({"min_confidence": 1.01}, "/min_confidence"),
        ({"min_confidence": -0.1}, "/min_confidence"),
        ({"min_confidence": float("nan")}, "/min_confidence"),
        ({"min_confidence": float("inf")}, "/min_confidence"),
        ({"min_confidence": 10**999}, "/min_confidence"),
        ({"strict": "yes"}, "/strict"),
        ({"strict": 1}, "/strict"),
        ({"strict": None}, "/strict"),
        ({"strict": []}, "/strict"),
        ({"Text": "a"}, "/Text"),
        ({"a/b": 1}, "/a~1b"),
        ({"": 1}, "/"),
    ],
)
def test_one_wrong_field_is_named(fields: dict[str, Any], where: str) -> None:
    with pytest.raises(Problem) as caught:
        article_of({"text": "a"} | fields)
    assert places(caught.value) == [where]
    assert str(caught.value).startswith(f"{where}: ")


@pytest.mark.parametrize("value", [None, [], [{"text": "a"}], "text", 7, True, float("nan")])
def test_what_is_no_object_is_refused_as_a_whole(value: Any) -> None:
    with pytest.raises(Problem) as caught:
        article_of(value)
    assert caught.value.document()["errors"] == [{"pointer": "", "detail": "Not an object."}]


def test_all_faults_are_named_at_once_and_from_the_root() -> None:
    with pytest.raises(Problem) as caught:
        article_of({"min_confidence": 2, "strict": 0}, "articles", 3)
    assert sorted(places(caught.value)) == ["/articles/3/min_confidence", "/articles/3/strict", "/articles/3/text"]
    assert "and 2 more" in str(caught.value)


def test_options_of_a_query() -> None:
    query = "offset_unit=utf16&media=speech&media=thought&targets=NATO&min_confidence=0.5&strict=true"
    article = article_of_query("a", MultiDict(parse_qsl(query)))
    assert article.options == Options(frozenset({"speech", "thought"}), (Target("NATO"),), 0.5, True)
    assert article.offset_unit == "utf16"
    assert article_of_query("a", MultiDict()) == article_of({"text": "a"})


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("offset_unit", ["bytes"]),
        ("offset_unit", ["utf8", "utf8"]),
        ("media", ["speech,writing"]),
        ("min_confidence", ["high"]),
        ("min_confidence", ["nan"]),
        ("strict", ["1"]),
        ("strict", [""]),
        ("strict", ["true", "true"]),
        ("text", ["a"]),
        ("id", ["7"]),
        ("Strict", ["true"]),
    ],
)
def test_a_wrong_parameter_is_named(name: str, values: list[str]) -> None:
    with pytest.raises(Problem) as caught:
        article_of_query("a", MultiDict([(name, value) for value in values]))
    assert places(caught.value) == [name]


@pytest.mark.parametrize("articles", [[], [{"text": "a"}], [None, 7, {"id": None}, {"id": None}, {"id": 7}, {"id": 7}]])
def test_a_batch_is_not_refused_for_what_is_in_its_articles(articles: list[Any]) -> None:
    assert articles_of({"articles": articles}, 50) == articles


@pytest.mark.parametrize(
    ("value", "where"),
    [
        ([], [""]),
        ({}, ["/articles"]),
        ({"articles": None}, ["/articles"]),
        ({"articles": {"text": "a"}}, ["/articles"]),
        ({"articles": [], "strict": True}, ["/strict"]),
        ({"articles": [{"id": "a"}, {"id": "b"}, {"id": "a"}, {"id": "a"}]}, ["/articles/2/id", "/articles/3/id"]),
    ],
)
def test_a_batch_that_is_refused(value: Any, where: list[str]) -> None:
    with pytest.raises(Problem) as caught:
        articles_of(value, 50)
    assert places(caught.value) == where


def test_a_batch_over_the_limit() -> None:
    with pytest.raises(Problem) as caught:
        articles_of({"articles": [{}] * 3}, 2)
    document = caught.value.document()
    assert (document["status"], document["limit"], document["actual"]) == (413, 2, 3)
