"""A database that an earlier version loaded: the service makes the constraints that it needs."""

from graph.database import Database
from graph.reads.current import Current
from graph.service import Service
from graph.settings import Settings
from server.app import create_app
from tests.api.conftest import ADMIN, TestClient, key_of
from tests.statements import run_test_statement


def test_what_is_missing_is_made_when_the_service_first_answers(company: Database, settings: Settings):
    run_test_statement(company, "drop_a_constraint")
    app = create_app(Service(company, Current(company), settings))
    client = TestClient(app, headers={"Authorization": f"Bearer {key_of(company, ADMIN)}"})

    assert client.get("/api/v1/members", params={"q": "小明"}).status_code == 200

    assert "erasure_id" in {row["name"] for row in company.read("system/database/indexes")}
