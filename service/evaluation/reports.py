"""The formats in which an evaluation is printed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields

from service.evaluation.evaluate import Evaluation
from service.evaluation.scores import ROWS, Scores, Tally

MEASURES = tuple(field.name for field in fields(Scores))


def as_json(evaluation: Evaluation) -> str:
    """Indented JSON: row → measure → counts and shares from 0 to 1."""
    scores = {
        row: {measure: _shares(getattr(scores, measure)) for measure in MEASURES}
        for row, scores in evaluation.table.items()
    }
    body = {"articles": evaluation.articles, "model": evaluation.model, "scores": scores}
    return json.dumps(body, ensure_ascii=False, indent=2)


def as_table(evaluation: Evaluation) -> str:
    """For reading: the number of quotes, then precision, recall and F1 of each measure in hundredths."""
    detected = {row: evaluation.table[row].detected for row in ROWS}
    head = "".join(f"  {measure.upper():<19}" for measure in MEASURES).rstrip()
    lines = [f"{'':22}{head}", f"{'':8}{'QUOTES':>7}{'FOUND':>7}" + "      P      R     F1" * len(MEASURES)]
    for row, tally in detected.items():
        shares = "".join(_percentages(getattr(evaluation.table[row], measure)) for measure in MEASURES)
        lines.append(f"{row:8}{tally.annotated:7}{tally.found:7}{shares}")
    return "\n".join(lines)


FORMATS: dict[str, Callable[[Evaluation], str]] = {"table": as_table, "json": as_json}
"""Format name → what writes it, without a line end after the last line."""


def _shares(tally: Tally) -> dict[str, int | float]:
    shares = {"precision": tally.precision, "recall": tally.recall, "f1": tally.f1}
    return {**vars(tally), **{name: round(share, 4) for name, share in shares.items()}}


def _percentages(tally: Tally) -> str:
    return "".join(f"{100 * share:7.1f}" for share in (tally.precision, tally.recall, tally.f1))
