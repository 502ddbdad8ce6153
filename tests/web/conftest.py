"""The small app behind the gate, with one account and a clock that stands still."""

import pytest

from graph.access import Role
from graph.access.accounts import add_account
from graph.database import Database
from graph.settings import Settings
from tests.access.clock import Clock
from tests.web.gated import PASSWORD, TestClient, gated, service_on


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(database: Database) -> Database:
    add_account(database, "chen", PASSWORD, Role.MANAGER, "m1")
    return database


@pytest.fixture
def client(accounts: Database, settings: Settings, clock: Clock) -> TestClient:
    return gated(service_on(accounts, settings), clock)
