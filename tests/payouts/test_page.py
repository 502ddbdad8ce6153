"""What the buttons of the payouts page do: two accounts, each step in the audit trail, and only who pays."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.pages.payouts.acting import PREPARE, act
from dashboard.pages.payouts.batches import APPROVE, CANCEL
from graph.access import Role, Viewer, seen_by
from graph.audit import EventName
from graph.database import Database
from graph.errors import NotFoundError
from graph.payouts.batches import State, batches
from graph.reads.current import Current
from graph.service import Service
from graph.settings import Settings

LIN, CHEN = Viewer("lin", Role.FINANCE), Viewer("chen", Role.ADMIN)


@pytest.fixture
def service(paying: Database, settings: Settings, tmp_path: Path) -> Iterator[Service]:
    service = Service(paying, Current(paying), settings.model_copy(update={"upline_home": tmp_path}))
    yield service
    service.bench.close()
    service.audit.close()


def pressed(service: Service, who: Viewer, *cells: str) -> str:
    """Press a button as an account; return what became of it."""
    with seen_by(who):
        return act(service, "/dashboard/payouts", json.dumps([cells[0], "1", *cells[1:]]))[1]


def test_one_account_prepares_once_and_another_approves(service: Service):
    assert pressed(service, LIN, PREPARE, "lots", "") == "refused"
    assert [pressed(service, LIN, PREPARE, "", "January") for _ in range(2)] == ["done", "done"]
    (batch,) = batches(service.database)
    assert (batch.prepared_by, batch.note, batch.state) == ("lin", "January", State.PREPARED)
    number = str(batch.number)
    assert pressed(service, LIN, APPROVE, number) == "refused"
    assert pressed(service, CHEN, APPROVE, number) == "done"
    assert pressed(service, CHEN, CANCEL, number, "too late") == "refused"
    (batch,) = batches(service.database)
    assert (batch.state, batch.approved_by) == (State.APPROVED, "chen")
    events = service.database.driver.execute_query(
        "MATCH (e:AuditEvent) WHERE e.event STARTS WITH 'payout.' RETURN e.event AS name ORDER BY e.id",
        database_="neo4j",
    ).records
    assert [row["name"] for row in events][-2:] == [EventName.PAYOUT_PREPARED, EventName.PAYOUT_APPROVED]


@pytest.mark.parametrize("role", [Role.ANALYST, Role.MANAGER, Role.MEMBER])
def test_who_does_not_pay_presses_in_vain(service: Service, role: Role):
    with pytest.raises(NotFoundError):
        pressed(service, Viewer("x", role, "A"), PREPARE, "", "")
    assert batches(service.database) == []


@pytest.mark.parametrize("text", ["", "no JSON", "[]", '["payouts-cancel", "1", "2"]', '[["x"], "1"]'])
def test_what_no_button_says_does_nothing(service: Service, text: str):
    with seen_by(LIN):
        assert act(service, "/dashboard/payouts", text) == (None, "")
