"""Health, readiness and metrics: what monitors see, and that they see nobody's data."""

from contextlib import closing
from typing import Any

import pytest
from neo4j import GraphDatabase
from pydantic import SecretStr
from structlog.testing import capture_logs

from graph.database import Database
from graph.embedded import Connection
from graph.locking import writer_lock
from graph.reads.current import Current
from graph.service import Service
from graph.settings import Settings
from server.app import create_app
from tests.api.conftest import TestClient

TOKEN = "a token of the monitor"


def served(
    database: Database, settings: Settings, client: tuple[str, int] = ("192.0.2.7", 50_000)
) -> TestClient:
    service = Service(database, Current(database, seconds=0), settings)
    return TestClient(create_app(service), raise_server_exceptions=False, client=client)


def test_health_and_readiness_need_no_sign_in(company: Database, settings: Settings):
    client = served(company, settings)

    assert client.get("/healthz").json() == {"status": "alive"}
    assert client.get("/readyz").json() == {"status": "ready"}


LOCAL = ("127.0.0.1", 50_000)


@pytest.mark.parametrize(
    ("client", "headers", "token", "answered"),
    [
        (LOCAL, {}, "", True),
        (("::1", 50_000), {}, "", True),
        (("192.0.2.7", 50_000), {}, "", False),
        (LOCAL, {"X-Forwarded-For": "192.0.2.7"}, "", False),
        (LOCAL, {"X-Real-IP": "192.0.2.7"}, "", False),
        (LOCAL, {"Forwarded": "for=192.0.2.7"}, "", False),
        (LOCAL, {"Via": "1.1 caddy"}, "", False),
        (LOCAL, {"Authorization": f"Bearer {TOKEN}"}, TOKEN, True),
        (("192.0.2.7", 50_000), {"Authorization": f"Bearer {TOKEN}"}, TOKEN, True),
        (LOCAL, {}, TOKEN, False),
        (LOCAL, {"Authorization": f"Bearer {TOKEN}x"}, TOKEN, False),
        (LOCAL, {"Authorization": "Bearer \xe9"}, TOKEN, False),
    ],
)
def test_what_tells_of_the_operation_is_for_who_runs_it(
    company: Database,
    settings: Settings,
    client: tuple[str, int],
    headers: dict[str, str],
    token: str,
    *,
    answered: bool,
):
    given = settings.model_copy(update={"upline_metrics_token": SecretStr(token) if token else None})
    sent = {name: value.encode("latin-1") for name, value in headers.items()}
    asking = served(company, given, client)

    counters = asking.get("/metrics", headers=sent)

    assert (counters.status_code, "upline_published_run" in counters.text) == (
        (200, True) if answered else (403, False)
    )
    assert ("run" in asking.get("/readyz", headers=sent).json()) is answered


@pytest.mark.usefixtures("company")
def test_without_its_database_the_service_lives_but_is_not_ready_and_recovers_by_itself(
    settings: Settings, server: Connection
):
    with closing(Gone(server)) as gone:
        client = served(Database(gone, "neo4j"), settings, LOCAL)  # type: ignore[arg-type]
        gone.away = True

        alive, ready, asked = client.get("/healthz"), client.get("/readyz"), client.get("/api/v1/runs")
        assert (alive.status_code, ready.status_code, asked.status_code) == (200, 503, 401)
        assert ready.headers["content-type"] == "application/problem+json"
        assert ready.headers["retry-after"] == "2"
        assert "upline_ready 0.0" in client.get("/metrics").text

        gone.away = False
        assert client.get("/readyz").json() == {"status": "ready", "run": 2}
        assert "upline_ready 1.0" in client.get("/metrics").text


class Gone:
    """The server's driver, or while it is away one of a port at which nobody answers."""

    def __init__(self, server: Connection) -> None:
        self.away = False
        auth = (server.username, server.password)
        self.driver = GraphDatabase.driver(server.uri, auth=auth)
        self.dead = GraphDatabase.driver("bolt://127.0.0.1:1", auth=auth, max_transaction_retry_time=0)

    def close(self) -> None:
        self.driver.close()
        self.dead.close()

    def session(self, **options: Any) -> object:
        return (self.dead if self.away else self.driver).session(**options)


def test_metrics_count_by_template_and_name_nobody(client: TestClient):
    client.get("/api/v1/orders/o1/explanation")
    client.get("/api/v1/orders/of-somebody/explanation")

    told = client.get("/metrics").text

    counted = 'upline_http_requests_total{method="GET",route="/api/v1/orders/{id}/explanation",status="%s"}'
    assert counted % 200 in told
    assert counted % 404 in told
    assert "of-somebody" not in told
    assert "upline_published_run 2.0" in told


def test_metrics_tell_what_the_run_took_and_what_holds_the_next_one_up(company: Database, settings: Settings):
    client = served(company, settings, LOCAL)
    told = client.get("/metrics").text

    for name in (
        'upline_run_stage_seconds{stage="rewards"}',
        'upline_run_step_seconds{step="nightly/rewards/post"}',
        'upline_run_step_rows{step="nightly/rewards/post"}',
        "upline_run_entries",
        "upline_quarantine_rows",
    ):
        assert f"\n{name} " in told
    assert "upline_run_stopped{" not in told
    assert "upline_writing_seconds{" not in told
    with writer_lock(company, "load"):
        assert 'upline_writing_seconds{owner="load"} ' in client.get("/metrics").text


def test_a_304_counts_as_its_route(client: TestClient):
    tag = client.get("/api/v1/runs/1").headers["etag"]
    client.get("/api/v1/runs/1", headers={"If-None-Match": tag})

    assert 'method="GET",route="/api/v1/runs/{id}",status="304"' in client.get("/metrics").text


def test_the_access_log_names_templates_and_no_ids_or_queries(client: TestClient):
    with capture_logs() as told:
        client.get("/api/v1/orders/of-somebody/explanation", params={"run": 1})

    (line,) = told
    assert (line["route"], line["status"]) == ("/api/v1/orders/{id}/explanation", 404)
    assert set(line) == {"event", "log_level", "route", "method", "status", "ms"}


@pytest.mark.parametrize("request_id", ["abc-1", "0" * 64])
def test_a_sane_request_id_is_kept(client: TestClient, request_id: str):
    assert client.get("/healthz", headers={"X-Request-ID": request_id}).headers["x-request-id"] == request_id


@pytest.mark.parametrize("request_id", ["", "a b", "0" * 65, "<script>"])
def test_another_request_id_is_replaced(client: TestClient, request_id: str):
    assert client.get("/healthz", headers={"X-Request-ID": request_id}).headers["x-request-id"] != request_id
