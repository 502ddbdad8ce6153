"""Batches: prepared, approved by another name, paid or failed; nothing is paid twice."""

import pytest

from graph.database import Database
from graph.errors import CheckFailedError, ConflictError, NotAllowedError, UserError
from graph.payouts.batches import State, batches
from graph.payouts.deciding import approve, cancel
from graph.payouts.payable import Status, clawbacks, clawbacks_of_lines, payable_of, payables, totals
from graph.payouts.preparing import Order, prepare
from graph.reads.runs import published_run
from tests.payouts.company import (
    CHEN,
    LIN,
    NO_TERMS,
    approved,
    available,
    by_member,
    noted,
    prepared,
    publish,
)
from tests.statements import run_test_statement


class KilledError(Exception):
    """A process that ends in the middle."""


def test_a_batch_pays_what_is_available_and_the_next_one_only_what_came_since(database: Database):
    publish(database)
    due = available(database)
    assert set(due) >= {"U", "A", "A1"}
    first = prepared(database)
    assert {line.member_id: line.gross for line in by_member(database, first.number).values()} == due
    assert (first.state, first.lines, first.gross) == (State.PREPARED, len(due), sum(due.values()))
    approve(database, first.number, CHEN)
    with pytest.raises(UserError, match="nothing is payable"):
        prepared(database)
    publish(database, "2026-02-03T00:00", more="o6 A1 P699 2026-02-02T10:00")
    second = prepared(database)
    later = available(database)
    assert {line.member_id: line.gross for line in by_member(database, second.number).values()} == {
        member: amount - due.get(member, 0) for member, amount in later.items() if amount > due.get(member, 0)
    }


def test_who_prepared_a_batch_cannot_approve_it_and_an_approved_one_never_changes(database: Database):
    publish(database)
    batch = prepared(database)
    with pytest.raises(NotAllowedError, match="another account"):
        approve(database, batch.number, LIN)
    done = approve(database, batch.number, CHEN)
    assert (done.state, done.prepared_by, done.approved_by) == (State.APPROVED, LIN, CHEN)
    assert approve(database, batch.number, CHEN) == done
    with pytest.raises(ConflictError, match="approved already"):
        approve(database, batch.number, "wang")
    with pytest.raises(ConflictError, match="never changes"):
        cancel(database, batch.number, LIN)


def test_at_most_one_batch_is_open_and_a_cancelled_one_frees_what_it_held(database: Database):
    publish(database)
    batch = prepared(database)
    with pytest.raises(ConflictError, match="is open"):
        prepared(database)
    gone = cancel(database, batch.number, CHEN, "wrong minimum")
    assert (gone.state, gone.cancelled_by, gone.reason) == (State.CANCELLED, CHEN, "wrong minimum")
    again = prepared(database)
    assert (again.number, again.gross) == (batch.number + 1, batch.gross)
    with pytest.raises(ConflictError, match="cancelled already"):
        approve(database, batch.number, CHEN)


def test_below_the_minimum_is_carried_until_it_is_enough(database: Database):
    publish(database)
    due = available(database)
    least = max(due.values())
    batch = approved(database, minimum=least)
    paid = set(by_member(database, batch.number))
    assert paid == {member for member, amount in due.items() if amount >= least}
    assert batch.carried == sum(amount for member, amount in due.items() if member not in paid)
    rest = approved(database)
    assert rest.gross == batch.carried
    assert set(by_member(database, rest.number)) == set(due) - paid


def test_what_failed_is_payable_again_and_what_was_paid_is_not(database: Database):
    publish(database)
    batch = approved(database)
    done = noted(database, batch.number, U="paid", A="failed")
    assert (done.changed, done.batch.state) == (2, State.APPROVED)
    assert noted(database, batch.number, U="paid", A="failed").changed == 0
    with pytest.raises(ConflictError, match="U is paid already"):
        noted(database, batch.number, U="failed")
    with pytest.raises(UserError, match="no line of batch"):
        noted(database, batch.number, nobody="paid")
    rest = {m: "paid" for m in by_member(database, batch.number) if m not in {"U", "A"}}
    assert noted(database, batch.number, **rest).batch.state == State.PAID
    assert {m: line.reference for m, line in by_member(database, batch.number).items()}["A"] == "bank A"
    again = approved(database)
    assert set(by_member(database, again.number)) == {"A"}
    assert noted(database, again.number, A="failed").batch.state == State.FAILED


def test_what_a_refund_takes_back_lowers_the_next_batch_and_is_carried_while_negative(database: Database):
    publish(database)
    approved(database)
    refund = "o5 699.00 2026-02-02T09:00"
    publish(database, "2026-02-03T00:00", refunds=refund)
    run = published_run(database)
    owes = {one.member_id: one for one in payables(database, run, 1, status=Status.OWES)}
    assert "A1" in owes
    assert owes["A1"].due < 0
    assert totals(database, run, 1).owing == -sum(one.due for one in owes.values())
    taken = [one for one in clawbacks(database, run, owes.values()) if one.member_id == "A1"]
    assert {(one.order_id, one.refunds) for one in taken} == {("o5", ("r0",))}
    more = "\n".join(f"n{number} A1 P699 2026-02-04T10:0{number}" for number in range(4))
    publish(database, "2026-02-05T00:00", more=more, refunds=refund)
    lowered = by_member(database, prepared(database).number)
    for line in lowered.values():
        assert line.gross == line.earned - line.held - line.paid
        for one in clawbacks_of_lines(database, [line]):
            assert one.refunds == ("r0",)


def test_who_was_never_paid_for_it_loses_nothing(database: Database):
    publish(database, refunds="o5 699.00 2026-01-20T09:00")
    run = published_run(database)
    assert not list(payables(database, run, 1, status=Status.OWES))
    assert clawbacks(database, run, payables(database, run, 1)) == []


def test_a_batch_that_is_not_what_the_ledger_says_is_not_approved(database: Database):
    publish(database)
    batch = prepared(database)
    run_test_statement(database, "damage_payout", member="A")
    with pytest.raises(CheckFailedError, match=r"ledger says now \(A\)"):
        approve(database, batch.number, CHEN)
    assert batches(database)[0].state == State.PREPARED


def test_the_same_key_makes_one_batch(database: Database):
    publish(database)
    order = Order(LIN, key="k1")
    first = prepare(database, NO_TERMS, order)
    again = prepare(database, NO_TERMS, order)
    assert (first.new, again.new, again.batch) == (True, False, first.batch)


@pytest.mark.parametrize("killed_at", ["begin", "totals", "lines", "finish", "done"])
def test_a_preparing_that_is_killed_anywhere_pays_nobody_twice(database: Database, killed_at: str):
    publish(database)
    due = available(database)

    def step(name: str) -> None:
        if name == killed_at:
            raise KilledError

    with pytest.raises(KilledError):
        prepare(database, NO_TERMS, Order(LIN), step)
    if killed_at == "done":
        number = batches(database)[0].number
    else:
        assert batches(database) == []
        number = prepared(database).number
    approve(database, number, CHEN)
    assert {m: line.gross for m, line in by_member(database, number).items()} == due
    run = published_run(database)
    assert payable_of(database, run, 1, "A").due == 0
