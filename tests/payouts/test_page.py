"""What the buttons of the payouts page do: two accounts, each step in the audit trail, and only who pays."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.i18n.format import money
from dashboard.pages.me.requests import ASK, requests_section
from dashboard.pages.me.requests import act as ask
from dashboard.pages.overview.payouts import payouts_section
from dashboard.pages.payouts.acting import PREPARE, act
from dashboard.pages.payouts.batches import APPROVE, CANCEL
from graph.access import Role, Viewer, seen_by
from graph.audit import EventName
from graph.database import Database
from graph.errors import NotFoundError
from graph.payouts.batches import State, batches
from graph.payouts.payable import payable_of, settled_state, totals
from graph.payouts.requests import requests_of
from graph.reads.current import Current
from graph.reads.runs import published_run
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


@pytest.fixture
def asking(service: Service, tmp_path: Path) -> Iterator[Service]:
    """The service of a company whose members may ask for payouts."""
    terms = tmp_path / "payouts.yaml"
    terms.write_text("requests: {allowed: 'yes', only: 'no'}\n", encoding="utf-8")
    other = Service(
        service.database, service.current, service.settings.model_copy(update={"upline_payouts": terms})
    )
    yield other
    other.bench.close()
    other.audit.close()


def asked_for(service: Service, who: Viewer, amount: str, time: str = "1") -> str:
    """Press the button of a member's own page; return what became of it."""
    with seen_by(who):
        return ask(service, "/dashboard/me", json.dumps([ASK, time, amount]))[1]


def test_a_member_asks_once_for_a_payout_on_its_own_page_and_sees_what_became_of_it(asking: Service):
    database, member = asking.database, Viewer("a1", Role.MEMBER, "A1")
    due = payable_of(database, published_run(database), 1, "A1").due
    assert asked_for(asking, member, "999999.00") == "refused"
    assert [asked_for(asking, member, "", "2") for _ in range(2)] == ["done", "done"]
    assert asked_for(asking, member, "1.00", "3") == "refused", "one request waits at a time"
    assert [one.amount for one in requests_of(database, "A1")] == [due]
    with seen_by(member):
        assert "A request waits for the next batch" in str(requests_section(asking))
    assert pressed(asking, LIN, PREPARE, "", "") == "done"
    with seen_by(member):
        assert "is being checked" in str(requests_section(asking))
    for who in (LIN, Viewer("mo", Role.MANAGER, "A")):
        with pytest.raises(NotFoundError):
            asked_for(asking, who, "1.00")


def test_where_members_cannot_ask_their_page_has_no_such_button(service: Service):
    member = Viewer("a1", Role.MEMBER, "A1")
    with seen_by(member):
        assert requests_section(service) is None
    assert asked_for(service, member, "1.00") == "refused"


def test_the_overview_says_what_is_owed_paid_and_carried(service: Service):
    run = published_run(service.database)
    before = settled_state(service.database)
    whole = totals(service.database, run, 1)
    assert pressed(service, LIN, PREPARE, "", "") == "done"
    assert pressed(service, CHEN, APPROVE, str(batches(service.database)[0].number)) == "done"
    assert settled_state(service.database) != before
    after = totals(service.database, run, 1)
    shown = str(payouts_section(after, 1, "CNY"))
    assert (after.payable, after.paid) == (0, whole.payable)
    assert money(whole.payable, "CNY") in shown
