"""A service that takes deliveries in, with a home of its own and an empty database."""

from collections.abc import Callable, Iterator

import pytest

from etl.intake import Rules
from graph.access import Role, Viewer
from graph.database import Database
from graph.embedded import Connection
from graph.reads.current import Current
from graph.service import Service
from graph.settings import Settings
from server.app import create_app
from tests.api.conftest import TestClient, key_of

Clients = Callable[[Role], TestClient]


@pytest.fixture
def intake(
    database: Database, server: Connection, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Service]:
    for name, value in {
        "NEO4J_URI": server.uri,
        "NEO4J_USERNAME": server.username,
        "NEO4J_PASSWORD": server.password,
        "UPLINE_HOME": str(tmp_path / "home"),
        "UPLINE_DELIVERY_MB": "1",
    }.items():
        monkeypatch.setenv(name, value)
    settings = Settings()
    service = Service(database, Current(database), settings, deliveries=Rules(settings))
    yield service
    service.bench.close()


@pytest.fixture
def client_as(intake: Service) -> Clients:
    """Return clients of the API by role, each signed in by a key."""
    app = create_app(intake)

    def client(role: Role) -> TestClient:
        member = "m1" if role in {Role.MANAGER, Role.MEMBER} else ""
        key = key_of(intake.database, Viewer(role.value, role, member))
        sent = {"Authorization": f"Bearer {key}"}
        return TestClient(app, headers=sent, raise_server_exceptions=False, client=("127.0.0.1", 50_000))

    return client


@pytest.fixture
def loader(client_as: Clients) -> TestClient:
    return client_as(Role.LOADER)
