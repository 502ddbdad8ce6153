"""An adjustment is decided by one account and approved by another, then loaded as any row."""

import pytest

from etl.loading.single_row import SingleRows
from graph.access import Role, Viewer
from graph.access.viewer import seen_by
from graph.audit.reading import Filter, newest_events
from graph.database import Database
from graph.errors import DatabaseBusyError, NotFoundError, UserError
from graph.locking import writer_lock
from graph.nightly import run_nightly
from graph.pay.proposals import Decision, approve, newest, propose, take_back
from graph.reads.current import Current
from graph.reads.ledger import ledger
from graph.reads.runs import published_run
from graph.service import Service
from graph.settings import Settings
from tests.etl.deliveries import load, nodes
from tests.spec.tables import moment

ROUTE = "/dashboard/adjustments"
ANN, BO = (Viewer(name, Role.ADMIN) for name in ("ann", "bo"))


@pytest.fixture
def service(database: Database, settings: Settings) -> Service:
    load(database, {"members": ["m1||2026-01-01"]})
    return Service(database, Current(database), settings, rows=SingleRows(settings))


def _decided(service: Service, amount: str = "-20.00") -> str:
    with seen_by(ANN):
        return propose(service, Decision("m1", "2026-01-31", amount, "sent back"), ROUTE)[0]


def _state(service: Service, adjustment: str) -> str:
    return next(one.state for one in newest(service.database) if one.adjustment_id == adjustment)


def test_what_another_account_approves_is_loaded_as_any_row_and_counted(service: Service) -> None:
    adjustment = _decided(service)
    assert (_state(service, adjustment), nodes(service.database, "Adjustment")) == ("open", {})
    with seen_by(BO):
        approve(service, adjustment, ROUTE)
    assert _state(service, adjustment) == "loaded"
    row = nodes(service.database, "Adjustment")[adjustment]
    assert (row["amount"], row["reason"], row["decided_by"], row["approved_by"]) == (
        -2000,
        "sent back",
        "ann",
        "bo",
    )
    run_nightly(service.database, (), moment("2026-03-01T00:00"))
    entries = [
        (one.kind, one.payee_id, one.amount)
        for one in ledger(service.database, published_run(service.database))
    ]
    assert entries == [("adjustment", "m1", -2000)]
    told = {row["event"] for row in newest_events(service.database, Filter(), 9)}
    assert told == {"adjustment.decided", "adjustment.approved", "load"}


def test_who_decided_an_adjustment_cannot_approve_it_and_nobody_twice(service: Service) -> None:
    adjustment = _decided(service)
    with seen_by(ANN), pytest.raises(UserError, match="another account than the one that decided it"):
        approve(service, adjustment, ROUTE)
    with seen_by(BO):
        approve(service, adjustment, ROUTE)
        approve(service, adjustment, ROUTE)  # pressed twice: it is loaded once
    assert len(nodes(service.database, "Adjustment")) == 1
    with seen_by(ANN), pytest.raises(NotFoundError, match="taken back"):
        take_back(service, adjustment, ROUTE)


def test_what_is_taken_back_is_approved_by_nobody(service: Service) -> None:
    adjustment = _decided(service)
    with seen_by(ANN):
        take_back(service, adjustment, ROUTE)
    with seen_by(BO), pytest.raises(UserError):
        approve(service, adjustment, ROUTE)
    assert (_state(service, adjustment), nodes(service.database, "Adjustment")) == ("taken back", {})


def test_while_something_else_writes_an_approval_stays_and_is_loaded_afterwards(service: Service) -> None:
    adjustment = _decided(service)
    with seen_by(BO), writer_lock(service.database, "load"), pytest.raises(DatabaseBusyError):
        approve(service, adjustment, ROUTE)
    assert _state(service, adjustment) == "approved"
    with seen_by(ANN):
        approve(service, adjustment, ROUTE)  # loads what Bo approved
    assert _state(service, adjustment) == "loaded"
    assert nodes(service.database, "Adjustment")[adjustment]["approved_by"] == "bo"


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ("m1|2026-1-31|1|why", 'day "2026-1-31" is no day'),
        ("m1|2026-01-31|1,5|why", 'amount "1,5" is no amount'),
        ("m1|2026-01-31|1|", "reason is empty"),
        ("|2026-01-31|1|why", "member_id is empty"),
        ("m9|2026-01-31|1|why", "there is no member 'm9'"),
    ],
)
def test_what_the_table_refuses_is_refused_at_once(service: Service, cells: str, words: str) -> None:
    member, day, amount, reason = cells.split("|")
    with seen_by(ANN), pytest.raises(UserError, match=words):
        propose(service, Decision(member, day, amount, reason), ROUTE)
    assert newest(service.database) == []
