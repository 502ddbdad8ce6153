"""Batches between nights: what a refund takes back of what was paid, and what nobody was paid for."""

import pytest

from api.routes.payouts.common import line_items
from graph.database import Database
from graph.nightly import run_nightly
from graph.nightly.engines import EngineName
from graph.payouts.batches import lines_of_member
from graph.payouts.deciding import approve
from graph.payouts.payable import Status, clawbacks, clawbacks_of_lines, payables, totals
from graph.reads.runs import published_run
from graph.reads.standings import standings
from tests.nightly.test_spark_nights import on_spark
from tests.payouts.company import CHEN, approved, available, by_member, noted, prepared, publish
from tests.spec.spark_engine import spark_session
from tests.spec.tables import moment

BEFORE = "o4 699.00 2026-01-20T09:00"
AFTER = f"{BEFORE}\no5 699.00 2026-02-02T09:00"


def test_a_refund_lowers_the_next_batch_of_who_was_paid_and_is_carried_while_negative(database: Database):
    publish(database, refunds=BEFORE)
    first = published_run(database)
    assert not list(payables(database, first, 1, status=Status.OWES)), "who was never paid loses nothing"
    assert clawbacks(database, first, payables(database, first, 1)) == []
    paid = {member: line.gross for member, line in by_member(database, approved(database).number).items()}
    assert paid == available(database)

    publish(database, "2026-02-03T00:00", refunds=AFTER)
    run = published_run(database)
    owes = {row.member_id: row for row in payables(database, run, 1, status=Status.OWES)}
    assert {member: row.due for member, row in owes.items()} == {
        member: now - paid[member]
        for member, now in (dict.fromkeys(paid, 0) | available(database)).items()
        if now < paid.get(member, 0)
    }
    assert totals(database, run, 1).owing == -sum(row.due for row in owes.values()) > 0
    taken = [entry for entry in clawbacks(database, run, owes.values()) if entry.member_id == "A1"]
    assert {(entry.order_id, entry.refunds) for entry in taken} == {("o5", ("r1",))}
    # As of the older run all is as it was: nothing is payable twice.
    assert not list(payables(database, first, 1))

    more = "\n".join(f"n{number} A1 P699 2026-02-04T10:0{number}" for number in range(4))
    publish(database, "2026-02-05T00:00", more=more, refunds=AFTER)
    lowered = by_member(database, prepared(database).number)
    now = available(database)
    assert {member: line.gross for member, line in lowered.items()} == {
        member: now[member] - paid.get(member, 0) for member in now if now[member] > paid.get(member, 0)
    }
    of_lines = clawbacks_of_lines(database, lowered.values())
    assert {entry.refunds for entry in of_lines} == {("r1",)}

    # What failed is paid by the next batch: both lines look back at the same entries, and tell each once.
    paying = next(one.member_id for one in of_lines)
    number = lowered[paying].batch
    approve(database, number, CHEN)
    noted(database, number, **{paying: "failed"})
    approved(database)
    both = line_items(database, [line for line, _day in lines_of_member(database, paying)][:2], run)
    once = [entry.key for entry in of_lines if entry.member_id == paying]
    assert [[entry.key for entry in line.taken_back] for line in both] == [once, once]


def test_standings_say_what_payouts_paid_until_the_run_began_and_what_failed_is_available_again(
    database: Database,
):
    publish(database)
    due = available(database)
    batch = approved(database)
    noted(database, batch.number, A="failed")
    publish(database, "2026-02-02T00:00")
    run = published_run(database)
    withdrawn = {one.member_id: one.withdrawn for one in standings(database, run) if one.withdrawn}
    assert withdrawn == {member: amount for member, amount in due.items() if member != "A"}
    assert {one.member_id: one.available for one in standings(database, run) if one.available} == {
        "A": due["A"]
    }
    assert {row.member_id: row.due for row in payables(database, run, 1)} == {"A": due["A"]}
    before = published_run(database)
    run_nightly(database, as_of=run.as_of + 1, engine="duckdb")
    again = published_run(database)
    assert (again.number, list(standings(database, again))) == (
        before.number + 1,
        list(standings(database, run)),
    )


@pytest.mark.full
def test_a_night_on_spark_counts_what_payouts_paid_as_the_others_do(database: Database):
    spark_session()  # it skips where Spark is not installed
    publish(database)
    batch = approved(database)
    noted(database, batch.number, A="failed")
    withdrawn: list[dict[str, int]] = []
    engines: tuple[EngineName, ...] = ("cypher", "duckdb", "spark")
    for later, engine in enumerate(engines):
        run_nightly(database, as_of=moment("2026-02-02T00:00") + later, engine=engine, spark=on_spark)
        run = published_run(database)
        withdrawn.append({one.member_id: one.withdrawn for one in standings(database, run) if one.withdrawn})
    assert withdrawn[0]
    assert withdrawn == [withdrawn[0]] * 3
