"""A served company: one loaded and published company per module, and clients of its API."""

import secrets
import warnings
from collections.abc import Callable, Iterator

import pytest
from neo4j import Driver
from starlette.exceptions import StarletteDeprecationWarning

from graph.access import Role, Viewer
from graph.access.accounts import accounts, add_account
from graph.access.keys import add_key
from graph.database import Database, Row
from graph.reads.current import Current
from graph.service import Service
from graph.settings import Settings
from server.app import create_app
from tests.api.company import publish_company
from tests.statements import run_test_statement

with warnings.catch_warnings():
    # It asks for a package that is not in the locks; httpx does what is needed here.
    warnings.simplefilter("ignore", StarletteDeprecationWarning)
    from fastapi.testclient import TestClient

Clients = Callable[[Viewer], TestClient]
ADMIN = Viewer("admin", Role.ADMIN)


def key_of(database: Database, viewer: Viewer) -> str:
    """Return a new API key of an account, which is added where it is missing."""
    if viewer.account not in {one.name for one in accounts(database)}:
        add_account(database, viewer.account, secrets.token_urlsafe(), viewer.role, viewer.member_id)
    return add_key(database, viewer.account, secrets.token_hex(4))


@pytest.fixture(scope="session")
def left_behind() -> list[Row]:
    """What the last module's company looked like when it was published."""
    return []


@pytest.fixture(scope="module")
def company(driver: Driver, left_behind: list[Row]) -> Database:
    """The company of tests/api/company.py in two published runs. Tests of the module only read it."""
    database = Database(driver, "neo4j")
    if not left_behind or database.read("read/runs/current") != left_behind:
        run_test_statement(database, "empty")
        publish_company(database)
        left_behind[:] = database.read("read/runs/current")
    return database


@pytest.fixture(scope="module")
def service(company: Database, settings: Settings) -> Iterator[Service]:
    service = Service(company, Current(company), settings)
    yield service
    service.bench.close()


@pytest.fixture(scope="module")
def client_of(service: Service) -> Clients:
    """Return clients of the API, each signed in as somebody by a key."""
    app = create_app(service)

    def client(viewer: Viewer) -> TestClient:
        sent = {"Authorization": f"Bearer {key_of(service.database, viewer)}"}
        here = ("127.0.0.1", 50_000)
        return TestClient(app, headers=sent, raise_server_exceptions=False, client=here)

    return client


@pytest.fixture(scope="module")
def client(client_of: Clients) -> TestClient:
    """A client signed in as an admin."""
    return client_of(ADMIN)
