"""An unchanged answer is a 304 that costs the database nothing, for exactly who was given it."""

from collections.abc import Iterator

import pytest
from neo4j import Driver, GraphDatabase

from graph.access import Role, Viewer
from graph.database import Database
from graph.embedded import Connection
from graph.reads.current import Current
from graph.service import Service
from graph.settings import Settings
from server.app import create_app
from tests.api.company import SECOND
from tests.api.conftest import ADMIN, Clients, TestClient, key_of
from tests.statements import run_test_statement

RUNS = "/api/v1/runs"
MANAGER = Viewer("manager", Role.MANAGER, "A")


@pytest.fixture
def own_driver(server: Connection) -> Iterator[Driver]:
    """A driver that a test may close."""
    with GraphDatabase.driver(server.uri, auth=(server.username, server.password)) as opened:
        yield opened


def test_an_answer_is_tagged_and_private(client: TestClient):
    answer = client.get(RUNS)

    assert answer.headers["etag"].startswith('W/"')
    assert answer.headers["cache-control"] == "private, no-cache"
    assert sorted(answer.headers["vary"].split(", ")) == ["Accept-Encoding", "Authorization", "Cookie"]


def test_an_unchanged_answer_is_a_304_without_the_database(
    company: Database, own_driver: Driver, settings: Settings
):
    database = Database(own_driver, "neo4j")
    client = TestClient(create_app(Service(database, Current(database), settings)))
    client.headers["Authorization"] = f"Bearer {key_of(company, ADMIN)}"
    given = client.get(RUNS)

    own_driver.close()
    again = client.get(RUNS, headers={"If-None-Match": given.headers["etag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == given.headers["etag"]


def test_a_tag_is_of_one_viewer_and_one_address(client_of: Clients):
    admin, manager = client_of(ADMIN), client_of(MANAGER)
    tag = {"If-None-Match": admin.get(RUNS).headers["etag"]}

    assert admin.get(RUNS, headers=tag).status_code == 304
    assert manager.get(RUNS, headers=tag).status_code == 200
    assert admin.get(RUNS, params={"limit": 1}, headers=tag).status_code == 200
    assert admin.get(f"{RUNS}/1", headers=tag).status_code == 200


def test_problems_and_sessions_are_not_tagged(client: TestClient):
    for path in (f"{RUNS}/99", "/api/v1/nothing", "/api/v1/session"):
        answer = client.get(path)

        assert "etag" not in answer.headers
        assert answer.headers["cache-control"] == "no-store"


def test_a_delivery_changes_the_tag_because_it_replaces_names(company: Database, settings: Settings):
    client = TestClient(create_app(Service(company, Current(company, seconds=0), settings)))
    client.headers["Authorization"] = f"Bearer {key_of(company, ADMIN)}"
    tag = {"If-None-Match": client.get(RUNS).headers["etag"]}
    assert client.get(RUNS, headers=tag).status_code == 304

    run_test_statement(company, "one_more_delivery")

    assert client.get(RUNS, headers=tag).status_code == 200


def test_long_answers_are_compressed_and_tagged_all_the_same(client: TestClient):
    plain = client.get("/api/v1/plan", headers={"Accept-Encoding": "identity"})
    packed = client.get("/api/v1/plan", headers={"Accept-Encoding": "gzip"})

    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["etag"] == plain.headers["etag"]
    assert packed.json() == plain.json()
    assert packed.json()["as_of"].startswith(SECOND)
