"""Closed pool days explained (R7): what was shared stands, and what changed about it was added later."""

from graph.database import Database
from graph.explain import explain_member, explain_order
from graph.nightly import run_nightly
from graph.plan import load_plan
from graph.reads.runs import published_run, run_numbered
from tests.spec.neo4j_engine import deliver
from tests.spec.tables import company, moment

CLOSED = "o1 X P699 2026-01-05T10:00\no2 X 2xP699 2026-01-05T11:00"
LATE = "o3 X P699 2026-01-06T10:00"
OPEN = "o4 X 2xP699 2026-01-08T13:00"


def _pools(database: Database, run: int, order: str) -> dict[str, list[tuple[str, object]]]:
    found = explain_order(database, run_numbered(database, run), order)
    return {
        one.pool: [(why.id, dict(why.values).get("difference")) for why in one.reasons] for one in found.pools
    }


def test_closed_days_are_explained_as_they_were_shared(database: Database) -> None:
    members = "D\nX\nE"
    deliver(database, company(members, CLOSED, openings="D district"))
    run_nightly(database, [load_plan("chain_699")], moment("2026-01-08T12:00"))
    facts = company(
        members,
        f"{CLOSED}\n{LATE}",
        openings="D district\nE district",
        refunds="o1 699.00 2026-01-08T12:00",
    )
    deliver(database, facts)
    run_nightly(database, (), moment("2026-01-08T14:00"))
    waits = [("pool_waits", -10_00)]
    assert _pools(database, 2, "o1")["district"][-1:] == waits
    assert _pools(database, 2, "o3")["district"] == [("per_package", None), ("pool_waits", 10_00)]
    deliver(database, company(members, OPEN))
    run_nightly(database, (), moment("2026-01-09T00:00"))
    assert _pools(database, 3, "o1")["district"] == [("pool_shared", None), ("pool_later", -10_00)]
    assert _pools(database, 3, "o3")["district"] == [("per_package", None), ("pool_later", 10_00)]
    assert [why for why, _ in _pools(database, 3, "o4")["district"]] == ["per_package", "pool_shared"]
    assert _pools(database, 2, "o1")["district"][-1:] == waits
    assert [why for why, _ in _pools(database, 1, "o1")["district"]] == ["per_package", "pool_shared"]
    run = published_run(database)
    days = {
        member: [
            (one.day, one.amount, one.reason.id)
            for one in explain_member(database, run, member).pools
            if one.pool == "district"
        ]
        for member in "DE"
    }
    assert days["D"] == [("2026-01-08", 10_00, "pool_holder"), ("2026-01-05", 30_00, "pool_holder")]
    assert days["E"] == [("2026-01-08", 10_00, "pool_holder"), ("2026-01-05", 0, "pool_lower")]
