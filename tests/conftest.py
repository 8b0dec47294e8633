import pytest
from fake_engine import FakeAnalyzer
from flask.testing import FlaskClient

from service.app import create_app
from service.settings import Settings


@pytest.fixture
def analyzer() -> FakeAnalyzer:
    """The engine behind `client`."""
    return FakeAnalyzer()


@pytest.fixture
def settings() -> Settings:
    return Settings(max_body_bytes=10_000, max_waiting_requests=2)


@pytest.fixture
def client(settings: Settings, analyzer: FakeAnalyzer) -> FlaskClient:
    """The service without a network, with limits that tests can reach."""
    return create_app(settings, analyzer).test_client()
