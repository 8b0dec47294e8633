"""Who may ask, and how often: API keys, rate limit, cross-origin pages, and what browsers may do with an answer."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from flask import Flask, Request, Response, request
from flask_cors import CORS

from service.settings import Settings
from service.web.problems import Problem
from service.web.rate_limit import RateLimit

OPEN_PATHS = ("/healthz", "/readyz", "/version", "/openapi.yaml", "/docs", "/problems")
"""What needs no key: health, and what this service is."""
METRICS = "/metrics"
"""Needs a key, and may be asked as often as one likes."""
_BEARER = "bearer "
_SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def new_key() -> str:
    """A key of 256 random bits."""
    return secrets.token_urlsafe(32)


def hashed(key: str) -> str:
    """How `QUOTH_API_KEYS` knows `key`. Keys are long random strings, which need no slow hash."""
    return "sha256:" + hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()


def known(key: str, hashes: tuple[str, ...]) -> bool:
    """Whether the hash of `key` is among `hashes`, in a time that tells nothing: all are compared, none in part."""
    found = hashed(key)
    return sum([hmac.compare_digest(found, each) for each in hashes]) > 0


def register(app: Flask, settings: Settings, rate_limit: RateLimit | None) -> None:
    """Guards `app`. Without keys everybody may ask; without `rate_limit` as often as they like."""

    @app.before_request
    def admit() -> None:
        route = request.url_rule.rule if request.url_rule else ""
        if request.method == "OPTIONS" or _open(route):
            return
        client = request.remote_addr or ""
        if settings.api_keys:
            client = _known_key(request, settings.api_keys)
        if rate_limit and route != METRICS and (wait_s := rate_limit.ask(client)):
            detail = f"The limit is {rate_limit.per_minute} requests a minute."
            raise Problem("too-many-requests", detail, headers={"Retry-After": str(wait_s)})

    @app.after_request
    def secure(response: Response) -> Response:
        for name, value in _SECURITY_HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    if settings.cors_origins:
        CORS(
            app,
            resources={r"/v1/*": {"origins": list(settings.cors_origins)}},
            allow_headers=["Authorization", "Content-Type", "X-Request-ID"],
            expose_headers=["Retry-After", "X-Request-ID"],
            max_age=600,
        )


def _open(route: str) -> bool:
    return route == "/" or any(route == path or route.startswith(path + "/") for path in OPEN_PATHS)


def _known_key(asked: Request, hashes: tuple[str, ...]) -> str:
    """The hash of the request's key. Raises Problem (401) without a key, or for one that is not among `hashes`."""
    given = asked.headers.get("Authorization", "")
    key = given[len(_BEARER) :].strip() if given[: len(_BEARER)].lower() == _BEARER else ""
    if not known(key, hashes):
        detail = "The key is not known." if key else "The request brings no key."
        raise Problem("unauthorized", detail, headers={"WWW-Authenticate": 'Bearer realm="quoth"'})
    return hashed(key)
