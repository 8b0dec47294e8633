import re
from typing import Any

import pytest
from fake_engine import FakeAnalyzer
from flask.testing import FlaskClient

import service
from service.output import Analysis
from service.settings import Settings
from service.web import create_app
from service.web.docs import contract
from service.web.problems import KINDS


class ColdAnalyzer(FakeAnalyzer):
    """Does not finish its warm-up before the gate opens."""

    def analyze(self, text: str, *rest: Any) -> Analysis:
        self.gate.wait(30)
        return super().analyze(text, *rest)


class DefectAnalyzer(FakeAnalyzer):
    def analyze(self, text: str, *rest: Any) -> Analysis:
        raise ZeroDivisionError


def test_it_is_ready_after_the_warm_up_and_alive_before() -> None:
    analyzer = ColdAnalyzer()
    client = create_app(Settings(), analyzer).test_client()
    assert client.get("/healthz").json == {"status": "alive"}
    response = client.get("/readyz")
    assert response.status_code == 503
    assert (response.json or {})["type"] == "/problems/not-ready"
    assert int(response.headers["Retry-After"]) > 0
    analyzer.gate.set()
    client.post("/v1/quotes", json={"text": ""})  # waits its turn behind the warm-up
    response = client.get("/readyz")
    assert (response.status_code, response.json) == (200, {"status": "ready"})


def test_it_is_never_ready_when_the_warm_up_fails(caplog: pytest.LogCaptureFixture) -> None:
    client = create_app(Settings(), DefectAnalyzer()).test_client()
    assert client.post("/v1/quotes", json={"text": ""}).status_code == 500
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200
    assert "warm-up analysis failed" in caplog.text


def test_version(client: FlaskClient) -> None:
    assert client.get("/version").json == {
        "code": service.__version__,
        "model": {"name": "fake", "version": "1"},
        "rules": service.RULES_VERSION,
    }


def test_the_contract_is_served_as_it_is_written(client: FlaskClient) -> None:
    response = client.get("/openapi.yaml")
    assert response.content_type == "application/yaml"
    assert response.data == contract()


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_the_start_leads_to_the_docs(client: FlaskClient, path: str) -> None:
    response = client.get(path, follow_redirects=True)
    assert response.status_code == 200
    assert response.request.path == "/docs/"


def test_the_docs_need_no_other_host(client: FlaskClient) -> None:
    page = client.get("/docs/")
    assert '"url": "/openapi.yaml"' in page.text
    assert '"validatorUrl": null' in page.text
    assert "http" not in page.text
    assert page.headers["Content-Security-Policy"].startswith("default-src 'self';")
    assets = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert len(assets) >= 4
    for asset in assets:
        assert client.get(asset).status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_the_type_of_a_problem_can_be_opened(client: FlaskClient, kind: str) -> None:
    response = client.get(f"/problems/{kind}")
    assert response.text.startswith(f"{KINDS[kind].status} {KINDS[kind].title}\n\n")
