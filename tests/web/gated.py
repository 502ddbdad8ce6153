"""A small app behind the gate: it tells who asks, and has the routes to sign in and out."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from fastapi import FastAPI, Request
from neo4j import Driver, GraphDatabase
from starlette.exceptions import StarletteDeprecationWarning

from api.routes import sessions
from graph.access import NotSignedInError, viewer
from graph.database import Database
from graph.reads.current import Current
from graph.service import Service
from graph.settings import Settings
from tests.access.clock import Clock
from web.authentication import add_gate
from web.problems import add_problems

with warnings.catch_warnings():
    # It asks for a package that is not in the locks; httpx does what is needed here.
    warnings.simplefilter("ignore", StarletteDeprecationWarning)
    from fastapi.testclient import TestClient

HOST = "http://127.0.0.1:8000"
PASSWORD = "a long enough password"
OURS = {"Origin": HOST}
PAGE = {"Accept": "text/html,application/xhtml+xml"}


class Counted(Database):
    """A database that counts its reads."""

    reads = 0

    def read(self, name: str, /, **parameters: object) -> list[dict[str, Any]]:
        type(self).reads += 1
        return super().read(name, **parameters)


def gated(service: Service, clock: Clock | None = None, *, secure: bool = False) -> TestClient:
    """Return a client of the app; with a clock, that is the gate's."""
    app = FastAPI(docs_url=None)
    app.state.service = service
    app.router.routes.extend(sessions.router.routes)
    add_problems(app)
    app.add_api_route("/{rest:path}", _who, methods=["GET", "HEAD", "POST", "PUT", "DELETE"])
    clocks = {"clock": clock, "now": clock.micros} if clock else {}
    add_gate(app, service, secure=secure, **clocks)  # type: ignore[arg-type]
    base = HOST.replace("http:", "https:") if secure else HOST
    return TestClient(app, base_url=base, raise_server_exceptions=False, follow_redirects=False)


def _who(request: Request) -> dict[str, str]:
    try:
        return {"path": request.url.path, "account": viewer().account}
    except NotSignedInError:
        return {"path": request.url.path, "account": ""}


def service_on(database: Database, settings: Settings) -> Service:
    return Service(database, Current(database), settings)


def signed_in(client: TestClient, name: str = "chen") -> TestClient:
    answer = client.post("/api/v1/session", json={"name": name, "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    return client


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


@contextmanager
def nowhere() -> Iterator[Database]:
    """A database whose server does not answer."""
    with _driver() as driver:
        yield Database(driver, "neo4j")


def _driver() -> Driver:
    return GraphDatabase.driver(
        "bolt://127.0.0.1:9",
        auth=("neo4j", ""),
        max_transaction_retry_time=0.1,
        initial_retry_delay=0.01,
    )
