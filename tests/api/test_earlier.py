"""A database that an earlier version loaded: the service makes the indexes that it needs."""

from graph.database import Database
from graph.reads.current import Current
from graph.service import Service
from graph.settings import Settings
from server.app import create_app
from tests.api.conftest import ADMIN, TestClient, key_of
from tests.statements import run_test_statement


def test_names_are_found_in_a_database_without_the_index_of_names(company: Database, settings: Settings):
    run_test_statement(company, "drop_name_index")
    app = create_app(Service(company, Current(company), settings))
    client = TestClient(app, headers={"Authorization": f"Bearer {key_of(company, ADMIN)}"})

    found = client.get("/api/v1/members", params={"q": "小明"})

    assert [one["member_id"] for one in found.json()["items"]] == ["A"]
