"""The contract, and the pages made from it: /openapi.yaml, /docs, /problems/{kind}. No page asks another host."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Flask, Response, redirect
from flask.typing import ResponseReturnValue
from flask_swagger_ui import get_swaggerui_blueprint
from werkzeug.exceptions import NotFound

from service.web.problems import KINDS

_PACKAGE = Path(__file__).parent.parent
_PLACES = (_PACKAGE / "openapi.yaml", _PACKAGE.parent / "openapi.yaml")  # installed; in a checkout

SWAGGER = {
    "app_name": "Quoth",
    "layout": "BaseLayout",
    "validatorUrl": None,
    "oauth2RedirectUrl": "",
    "deepLinking": True,
    "tryItOutEnabled": True,
    "displayRequestDuration": True,
    "defaultModelsExpandDepth": 0,
}
_OWN_HOST_ONLY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "frame-ancestors 'none'"
)


def contract() -> bytes:
    """The bytes of openapi.yaml."""
    return next(place for place in _PLACES if place.is_file()).read_bytes()


def register(app: Flask) -> None:
    """Gives `app` the contract and its pages."""
    docs = Blueprint("docs", __name__)
    document = contract()

    @docs.get("/")
    def index() -> ResponseReturnValue:
        return redirect("/docs/")

    @docs.get("/openapi.yaml")
    def openapi() -> Response:
        return Response(document, content_type="application/yaml")

    @docs.get("/problems/<kind>")
    def problem(kind: str) -> Response:
        """What the `type` URI of a problem means."""
        if kind not in KINDS:
            raise NotFound()
        it = KINDS[kind]
        return Response(f"{it.status} {it.title}\n\n{it.meaning}\n", content_type="text/plain; charset=utf-8")

    swagger: Blueprint = get_swaggerui_blueprint("/docs", "/openapi.yaml", SWAGGER)

    @swagger.after_request
    def own_host_only(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = _OWN_HOST_ONLY
        return response

    app.register_blueprint(docs)
    app.register_blueprint(swagger)
