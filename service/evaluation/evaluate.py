"""Asks an engine for every article, and scores what it answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from service.errors import EngineError, InputError
from service.evaluation.answers import found_attributions, outermost
from service.evaluation.brat import AnnotatedArticle
from service.evaluation.engines import Engine
from service.evaluation.scores import Table, score, total
from service.output import Json


@dataclass(frozen=True)
class Evaluation:
    """The scores of one engine: `articles` were asked for, `model` is what answered, as the last response says."""

    articles: int
    model: Json | None
    table: Table


def evaluate(articles: Iterable[AnnotatedArticle], engine: Engine) -> Evaluation:
    """Asks `engine` for one article after another. Raises EngineError naming the first that gets no answer.

    Nothing is left out: scores of a part would look like those of the whole.
    """
    tables: list[Table] = []
    model: Json | None = None
    for article in articles:
        try:
            answer = engine(article.text)
            found = found_attributions(outermost(answer["quotes"], article.text))
        except (EngineError, InputError) as error:
            raise EngineError(f"{article.name}: {error}") from error
        except (KeyError, TypeError, IndexError) as error:
            raise EngineError(f"{article.name}: The answer is not in the form of openapi.yaml ({error!r}).") from error
        tables.append(score(article, found))
        model = answer.get("model")
    return Evaluation(len(tables), model, total(tables))
