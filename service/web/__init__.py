"""HTTP ↔ analysis: requests checked, queued and answered as `openapi.yaml` says, every error a problem document.

`create_app` takes settings and an engine and gives a WSGI application back.
"""

from __future__ import annotations

from service.web.api_keys import hashed, new_key
from service.web.app import Application, create_app
from service.web.connection import WATCH
from service.web.problems import MEDIA_TYPE, of_status
from service.web.rate_limit import RateLimit

__all__ = ["MEDIA_TYPE", "WATCH", "Application", "RateLimit", "create_app", "hashed", "new_key", "of_status"]
