"""HTTP ↔ analysis: requests checked, queued and answered as `openapi.yaml` says, every error a problem document.

`create_app` takes settings and an engine and gives a WSGI application back.
"""

from __future__ import annotations

from service.web import problems
from service.web.access import hashed, new_key
from service.web.app import Application, create_app
from service.web.connection import WATCH
from service.web.rate_limit import RateLimit

__all__ = ["WATCH", "Application", "RateLimit", "create_app", "hashed", "new_key", "problems"]
