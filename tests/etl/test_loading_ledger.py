"""What a load leaves beside the facts: counts that tie out, the dirty point, the lock of those who write."""

from datetime import UTC, datetime
from socket import gethostname

import pytest

from etl.loading import ensure_facts_schema, load_delivery
from etl.reading import Delivery
from graph import locking
from graph.clock import NEVER, point, to_micros
from graph.database import Database
from graph.errors import DatabaseBusyError, UserError
from graph.i18n.message import Message
from graph.locking import writer_lock
from graph.patience import Patience
from tests.etl.deliveries import delivery, load, nodes
from tests.etl.gappy import company, split
from tests.waiting import behind

_DAY = 86_400_000_000
_FIRST = 1_767_225_600_000_000  # 2026-01-01T00:00:00Z


def _dirty(database: Database) -> str:
    return str(database.read("run/state")[0]["dirty"])


def _published(database: Database) -> None:
    database.write("run/begin", run=1, as_of=0, started=0, plans="[]", engine="cypher")
    said = dict.fromkeys(("seconds", "rows"), "{}")
    database.write(
        "run/publish", run=1, finished=0, **said, checks="[]", counts="{}", manifest=None, ties=None
    )


def test_counts_of_every_table_add_up_to_its_rows(database: Database):
    for number, rows in enumerate(split(company(3), 3, 3)):
        delivered = delivery(rows, str(number))
        summary = load_delivery(database, delivered)
        for table, checked in delivered.tables.items():
            counts = summary.tables[table]
            told = counts.loaded + counts.changed + counts.unchanged + counts.quarantined
            assert told == len(checked.good) + len(checked.bad)
        assert summary.waiting == len(nodes(database, "Quarantined"))


def test_a_first_delivery_without_members_or_orders_is_refused(database: Database):
    with pytest.raises(UserError, match="members and orders"):
        load_delivery(database, Delivery("d1", {}, (), ("members", "orders")))
    assert nodes(database, "Quarantined") == {}
    load(database, {"members": ["m1||2026-01-01"]})
    load_delivery(database, Delivery("d2", {}, (), ("members", "orders")))


def test_facts_carry_the_number_of_the_next_run_and_lower_the_dirty_point(database: Database):
    load(database, {"members": ["m1||2026-01-01"], "orders": ["o1|m1|2026-01-03|5.00"]})
    assert _dirty(database) == ""
    _published(database)
    load(database, {"members": ["m2||2026-01-01"]})
    assert _dirty(database) == NEVER
    load(database, {"refunds": ["r1|o1|2026-01-09|1.00"], "orders": ["o2|m1|2026-01-05|5.00"]})
    assert _dirty(database) == point(_FIRST + 2 * _DAY, "o1")
    assert nodes(database, "Order")["o1"]["from_run"] == 1
    assert nodes(database, "Order")["o2"]["from_run"] == 2
    assert nodes(database, "Refund")["r1"]["from_run"] == 2


def test_a_line_that_comes_late_and_a_withdrawal_lower_the_dirty_point(database: Database):
    load(
        database,
        {"members": ["m1||2026-01-01"], "products": ["P|x"], "orders": ["o1|m1|2026-01-03|5.00"]},
    )
    for amount in ("5.00", "1.00"):
        _published(database)
        load(database, {"order_lines": [f"o1|{amount[0]}|P|1|{amount}"]})
        assert _dirty(database) == point(_FIRST + 2 * _DAY, "o1")


def test_a_second_writer_hears_who_writes_and_since_when(database: Database):
    ensure_facts_schema(database)
    with (
        writer_lock(database, "nightly"),
        pytest.raises(DatabaseBusyError, match=r"nightly is writing since 20\d\d-.*process \d+"),
        writer_lock(database, "load"),
    ):
        pass
    with writer_lock(database, "load"):
        pass


def test_a_patient_writer_says_whom_it_waits_for_and_goes_on_when_that_is_done(
    database: Database, monkeypatch: pytest.MonkeyPatch
):
    ensure_facts_schema(database)
    monkeypatch.setattr(locking, "_LOOK_SECONDS", 0)
    _hold(database, {"host": "elsewhere", "owner": "nightly"})
    told: list[str] = []

    def hear(words: Message) -> None:
        told.append(str(words))
        database.write("system/lock/release", token="t")

    with writer_lock(database, "load", patience=Patience(60, hear)) as still_ours:
        still_ours()
    assert len(told) == 1
    assert "load waits, for 1 min at most: nightly is writing since " in told[0]
    assert "on elsewhere" in told[0]


def test_the_lock_is_given_back_when_the_writer_fails(database: Database):
    ensure_facts_schema(database)
    with pytest.raises(UserError), writer_lock(database, "load"):
        raise UserError("a mistake")
    with writer_lock(database, "load") as still_ours:
        still_ours()


@pytest.mark.parametrize("holder", [{"pid": 2**22 + 1}, {"born": 1}, {"host": "elsewhere", "now": 1}])
def test_a_lock_of_a_dead_or_silent_holder_is_taken_over(database: Database, holder: dict[str, object]):
    ensure_facts_schema(database)
    _hold(database, holder)
    with writer_lock(database, "load") as still_ours:
        still_ours()


def test_two_who_take_over_a_silent_holders_lock_at_once_do_not_both_have_it(database: Database):
    ensure_facts_schema(database)
    _hold(database, {"host": "elsewhere", "now": 1})
    now = to_micros(datetime.now(UTC))
    first, second = (
        {"token": token, "owner": "x", "host": "h", "pid": 1, "born": 1, "now": now, "stale": 2, "dead": ""}
        for token in ("first", "second")
    )
    take = "system/lock/take"
    assert behind(database, take, first, lambda: database.write(take, **second))[0]["token"] == "first"


def test_a_lock_of_a_living_holder_elsewhere_is_respected(database: Database):
    ensure_facts_schema(database)
    _hold(database, {"host": "elsewhere", "now": to_micros(datetime.now(UTC))})
    with pytest.raises(DatabaseBusyError, match="elsewhere"), writer_lock(database, "load"):
        pass


def _hold(database: Database, holder: dict[str, object]) -> None:

    now = to_micros(datetime.now(UTC))
    usual = {"token": "t", "owner": "x", "host": gethostname(), "pid": 1, "born": 1, "now": now}
    database.write("system/lock/take", **{**usual, **holder, "stale": 0, "dead": ""})
