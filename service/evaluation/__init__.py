"""How good an engine is: its quotes beside what people annotated in a folder of texts (`quoth evaluate`).

    folder → articles with annotated attributions (`brat`)
           → what the engine finds in each text (`engines`, `answers`)
           → both as sets of tokens (`tokens`), paired one to one (`matching`), counted (`scores`)
           → a report (`reports`)

Knows nothing of how quotes are found, so that any engine can be scored.
"""

from __future__ import annotations

from service.evaluation.brat import read_articles
from service.evaluation.engines import in_process, service_at
from service.evaluation.evaluate import evaluate
from service.evaluation.reports import FORMATS

__all__ = ["FORMATS", "evaluate", "in_process", "read_articles", "service_at"]
