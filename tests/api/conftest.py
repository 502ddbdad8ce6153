"""A served company: one loaded and published company per module, and clients of its API."""

import warnings
from collections.abc import Callable

import pytest
from fastapi import FastAPI
from neo4j import Driver
from starlette.exceptions import StarletteDeprecationWarning
from starlette.types import ASGIApp, Receive, Scope, Send

from api.app import create_app
from graph.access import Role, Viewer, seen_by
from graph.database import Database
from graph.reads.current import Current
from graph.service import Service
from graph.settings import Settings
from tests.api.company import publish_company
from tests.statements import run_test_statement

with warnings.catch_warnings():
    # It asks for a package that is not in the locks; httpx does what is needed here.
    warnings.simplefilter("ignore", StarletteDeprecationWarning)
    from fastapi.testclient import TestClient

Clients = Callable[[Viewer], TestClient]
ADMIN = Viewer("admin", Role.ADMIN)


class AsViewer:
    """Lets every request be one of this viewer."""

    def __init__(self, app: ASGIApp, viewer: Viewer) -> None:
        self.app, self.viewer = app, viewer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with seen_by(self.viewer):
            await self.app(scope, receive, send)


@pytest.fixture(scope="module")
def company(driver: Driver) -> Database:
    """The company of tests/api/company.py in two published runs. Tests of the module only read it."""
    database = Database(driver, "neo4j")
    run_test_statement(database, "empty")
    publish_company(database)
    return database


@pytest.fixture(scope="module")
def service(company: Database, settings: Settings) -> Service:
    return Service(company, Current(company), settings)


@pytest.fixture(scope="module")
def client_of(service: Service) -> Clients:
    """Return clients of the API, each signed in as somebody."""

    def client(viewer: Viewer) -> TestClient:
        def attach(app: FastAPI, _service: Service) -> None:
            app.add_middleware(AsViewer, viewer=viewer)

        return TestClient(create_app(service, [attach]), raise_server_exceptions=False)

    return client


@pytest.fixture(scope="module")
def client(client_of: Clients) -> TestClient:
    """A client signed in as an admin."""
    return client_of(ADMIN)
