"""The application on gunicorn: workers that share one loaded engine, deadlines for uploads, errors below HTTP.

`serve` takes settings and returns when the server was told to stop; `run` does so with an engine at hand.
"""

from __future__ import annotations

from service.server.serving import run, serve

__all__ = ["run", "serve"]
