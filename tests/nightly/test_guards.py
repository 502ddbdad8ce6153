"""Guards: a run that is sound and looks wrong is held back, until somebody accepts it with a reason."""

import pytest

from graph.database import Database
from graph.errors import HeldError, UserError
from graph.nightly import run_nightly
from graph.nightly.guards import Guards
from graph.reads.history import Accepted, nights, stopped_run
from graph.reads.runs import published_run
from graph.settings import OFF, Settings
from tests.etl.deliveries import load
from tests.spec.neo4j_engine import deliver
from tests.spec.tables import company, moment

DEFAULTS = Guards.of(Settings(neo4j_uri=None), {})
EVERY_SIZE = Guards(members=25, revenue=25, entries=25, quarantine=1)
FIRST, SECOND = moment("2026-02-01T00:00"), moment("2026-02-02T00:00")
FOUR = company("S\nA S\nB A\nC A", "o1 A P699 2026-01-05T10:00", openings="S province")
ACCEPTED = Accepted("we took a shop over", "chen")


def _checks(database: Database, number: int) -> dict[str, tuple[bool, Accepted | None]]:
    night = nights(database, below=number + 1, limit=1)[0]
    return {check.name: (check.passed, check.accepted) for check in night.checks}


def test_a_company_that_is_another_one_overnight_is_held_until_it_is_accepted_by_name(database: Database):
    deliver(database, FOUR)
    run_nightly(database, (), FIRST, guards=EVERY_SIZE)
    more = {"members": ["m5|A|2026-01-20", "m6|A|2026-01-20"], "orders": ["o2|B|2026-02-01T10:00:00Z|9.00"]}
    load(database, {**more, "refunds": ["r1|nobody|2026-02-01|1.00", "r2|nobody|2026-02-01|1.00"]})
    with pytest.raises(HeldError) as held:
        run_nightly(database, (), SECOND, guards=EVERY_SIZE)
    words = str(held.value)
    assert "members: 4 members in the last run, 6 now; they may be off by 25 %" in words
    assert "quarantine: 0 rows waited at the last run, 2 wait now; at most 1 more may" in words
    assert "publish with `upline nightly --accept members --accept quarantine --reason TEXT`" in words
    assert published_run(database).number == 1
    stopped = stopped_run(database, 1)
    assert stopped is not None
    assert (stopped.number, [one.name for one in stopped.broken]) == (2, ["members", "quarantine"])

    half = {"members": ACCEPTED, "revenue": ACCEPTED}
    with pytest.raises(HeldError, match=r"--accept quarantine --reason"):
        run_nightly(database, (), SECOND, guards=Guards(members=25, revenue=25, quarantine=1, accepted=half))
    both = {"members": ACCEPTED, "quarantine": ACCEPTED}
    accepting = Guards(members=25, revenue=25, quarantine=1, accepted=both)
    summary = run_nightly(database, (), SECOND, guards=accepting)
    assert summary.run == 2
    checks = _checks(database, 2)
    assert checks["members"] == checks["quarantine"] == (False, ACCEPTED)
    assert checks["revenue"] == (True, None)
    assert stopped_run(database, 2) is None
    assert run_nightly(database, (), SECOND, guards=EVERY_SIZE).run == 3  # compared with the run it accepted


def test_a_payout_above_what_the_plan_can_pay_is_held_also_in_the_first_night(database: Database):
    # Prices that came in the wrong unit: a package of 699 for 6.99.
    cheap = {
        "members": ["S||2026-01-01", "A|S|2026-01-01", "B|A|2026-01-01"],
        "products": ["P699|Package"],
        "orders": [f"{order}|{buyer}|2026-01-0{day}|6.99" for order, buyer, day in ORDERS],
        "order_lines": [f"{order}|1|P699|1|6.99" for order, _, _ in ORDERS],
    }
    load(database, cheap)
    with pytest.raises(
        HeldError, match=r"payout: rewards of [0-9.]+ are [0-9.]+ % of a revenue of 20.97; at"
    ):
        run_nightly(database, (), FIRST, guards=DEFAULTS)
    accepted = Guards(payout=None, accepted={"payout": ACCEPTED})
    assert run_nightly(database, (), FIRST, guards=accepted).run == 1
    assert _checks(database, 1)["payout"] == (False, ACCEPTED)


ORDERS = (("o1", "S", 5), ("o2", "A", 6), ("o3", "B", 7))


def test_changes_of_small_companies_are_not_compared_and_guards_can_be_off(database: Database):
    deliver(database, FOUR)
    run_nightly(database, (), FIRST, guards=DEFAULTS)
    load(database, {"members": [f"m{number}|A|2026-01-20" for number in range(9)]})
    run_nightly(database, (), SECOND, guards=DEFAULTS)
    assert all(passed for passed, _ in _checks(database, 2).values())
    assert set(_checks(database, 2)) >= {"payout", "members", "revenue", "entries", "quarantine"}
    load(database, {"members": [f"n{number}|A|2026-01-20" for number in range(99)]})
    run_nightly(database, (), SECOND, guards=Guards(entries=OFF))
    assert not set(_checks(database, 3)) & {"payout", "members", "revenue", "entries", "quarantine"}


def test_a_guard_that_is_none_is_refused_with_those_there_are():
    with pytest.raises(UserError, match="payout, members, revenue, entries, quarantine"):
        Guards.of(Settings(neo4j_uri=None), {"conservation": ACCEPTED})
