"""Batches: prepared, approved by another name, paid or failed; nothing is paid twice."""

import pytest

from graph.database import Database
from graph.errors import ConflictError, NotAllowedError, UserError
from graph.payouts.batches import State, batches
from graph.payouts.deciding import WrongBatchError, approve, cancel
from graph.payouts.payable import payable_of
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
)
from tests.statements import run_test_statement


class KilledError(Exception):
    """A process that ends in the middle."""


def test_a_batch_pays_what_is_available_and_the_next_one_does_not_pay_it_again(paying: Database):
    due = available(paying)
    assert set(due) >= {"U", "A", "A1"}
    first = prepared(paying)
    assert {line.member_id: line.gross for line in by_member(paying, first.number).values()} == due
    assert (first.state, first.lines, first.gross) == (State.PREPARED, len(due), sum(due.values()))
    approve(paying, first.number, CHEN)
    with pytest.raises(UserError, match="nothing is payable"):
        prepared(paying)


def test_who_prepared_a_batch_cannot_approve_it_and_an_approved_one_never_changes(paying: Database):
    batch = prepared(paying)
    with pytest.raises(NotAllowedError, match="another account"):
        approve(paying, batch.number, LIN)
    done = approve(paying, batch.number, CHEN)
    assert (done.state, done.prepared_by, done.approved_by) == (State.APPROVED, LIN, CHEN)
    assert approve(paying, batch.number, CHEN) == done
    with pytest.raises(ConflictError, match="approved already"):
        approve(paying, batch.number, "wang")
    with pytest.raises(ConflictError, match="never changes"):
        cancel(paying, batch.number, LIN)


def test_at_most_one_batch_is_open_and_a_cancelled_one_frees_what_it_held(paying: Database):
    batch = prepared(paying)
    with pytest.raises(ConflictError, match="is open"):
        prepared(paying)
    gone = cancel(paying, batch.number, CHEN, "wrong minimum")
    assert (gone.state, gone.cancelled_by, gone.reason) == (State.CANCELLED, CHEN, "wrong minimum")
    again = prepared(paying)
    assert (again.number, again.gross) == (batch.number + 1, batch.gross)
    with pytest.raises(ConflictError, match="cancelled already"):
        approve(paying, batch.number, CHEN)


def test_below_the_minimum_is_carried_until_it_is_enough(paying: Database):
    due = available(paying)
    least = max(due.values())
    batch = approved(paying, minimum=least)
    paid = set(by_member(paying, batch.number))
    assert paid == {member for member, amount in due.items() if amount >= least}
    assert batch.carried == sum(amount for member, amount in due.items() if member not in paid)
    rest = approved(paying)
    assert rest.gross == batch.carried
    assert set(by_member(paying, rest.number)) == set(due) - paid


def test_what_failed_is_payable_again_and_what_was_paid_is_not(paying: Database):
    batch = approved(paying)
    done = noted(paying, batch.number, U="paid", A="failed")
    assert (done.changed, done.batch.state) == (2, State.APPROVED)
    assert noted(paying, batch.number, U="paid", A="failed").changed == 0
    with pytest.raises(ConflictError, match="U is paid already"):
        noted(paying, batch.number, U="failed")
    with pytest.raises(UserError, match="no line of batch"):
        noted(paying, batch.number, nobody="paid")
    rest = {m: "paid" for m in by_member(paying, batch.number) if m not in {"U", "A"}}
    assert noted(paying, batch.number, **rest).batch.state == State.PAID
    assert {m: line.reference for m, line in by_member(paying, batch.number).items()}["A"] == "bank A"
    again = approved(paying)
    assert set(by_member(paying, again.number)) == {"A"}
    assert noted(paying, again.number, A="failed").batch.state == State.FAILED


def test_a_batch_that_is_not_what_the_ledger_says_is_not_approved(paying: Database):
    batch = prepared(paying)
    run_test_statement(paying, "damage_payout", member="A")
    with pytest.raises(WrongBatchError, match=r"ledger says now \(A\)"):
        approve(paying, batch.number, CHEN)
    assert batches(paying)[0].state == State.PREPARED


def test_the_same_key_makes_one_batch(paying: Database):
    order = Order(LIN, key="k1")
    first = prepare(paying, NO_TERMS, order)
    again = prepare(paying, NO_TERMS, order)
    assert (first.new, again.new, again.batch) == (True, False, first.batch)


@pytest.mark.parametrize("killed_at", ["begin", "totals", "lines", "finish", "done"])
def test_a_preparing_that_is_killed_anywhere_pays_nobody_twice(paying: Database, killed_at: str):
    due = available(paying)

    def step(name: str) -> None:
        if name == killed_at:
            raise KilledError

    with pytest.raises(KilledError):
        prepare(paying, NO_TERMS, Order(LIN), step)
    if killed_at == "done":
        number = batches(paying)[0].number
    else:
        assert batches(paying) == []
        number = prepared(paying).number
        gone = [(one.state, one.gross) for one in batches(paying) if one.number != number]
        assert set(gone) <= {(State.CANCELLED, 0)}
    approve(paying, number, CHEN)
    assert {m: line.gross for m, line in by_member(paying, number).items()} == due
    run = published_run(paying)
    assert payable_of(paying, run, 1, "A").due == 0
