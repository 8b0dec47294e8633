"""What an operator sees: log lines, metrics over all workers, and spans of requests and stages. Never a text.

Events go in; Prometheus text, JSON lines and OpenTelemetry spans come out.
"""

from __future__ import annotations

from service.observability import logs, metrics, tracing
from service.observability.metrics import Metrics

__all__ = ["Metrics", "logs", "metrics", "tracing"]
