"""Eight at once, and again after a kill: one batch, one approval, each line paid once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest

from graph.database import Database
from graph.errors import ConflictError, DatabaseBusyError, UplineError
from graph.payouts.batches import Batch, LineState, State, batches, lines
from graph.payouts.confirming import Confirmed, Outcome, confirm
from graph.payouts.deciding import approve
from graph.payouts.preparing import Order, prepare
from tests.payouts.company import CHEN, LIN, NO_TERMS, approved, available, noted, prepared

T = TypeVar("T")
MANY = 8


def together(do: Callable[[int], T]) -> list[T | UplineError]:
    """Do something eight times at once; return what each came to."""

    def ended(number: int) -> T | UplineError:
        try:
            return do(number)
        except UplineError as error:
            return error

    with ThreadPoolExecutor(MANY) as pool:
        return list(pool.map(ended, range(MANY)))


def test_preparing_and_approving_eight_times_at_once_makes_one_batch(paying: Database):
    ends = together(lambda _: prepare(paying, NO_TERMS, Order(LIN)).batch)
    made = [end for end in ends if isinstance(end, Batch)]
    assert len(made) == 1
    other = [end for end in ends if not isinstance(end, Batch | ConflictError | DatabaseBusyError)]
    assert other == []
    assert [batch.state for batch in batches(paying)] == [State.PREPARED]
    decided = together(lambda number: approve(paying, made[0].number, f"chen {number}"))
    first = batches(paying)[0]
    assert [end for end in decided if isinstance(end, Batch)] == [first]
    assert sum(isinstance(end, ConflictError) for end in decided) == MANY - 1
    assert sum(line.gross for line in lines(paying, first.number)) == sum(available(paying).values())


def test_confirming_eight_times_at_once_notes_each_line_once(paying: Database):
    batch = approved(paying)
    members = [line.member_id for line in lines(paying, batch.number)]
    outcomes = [Outcome(f"row {n}", member, LineState.PAID) for n, member in enumerate(members)]
    ends = together(lambda _: confirm(paying, batch.number, outcomes, LIN))
    assert sum(end.changed for end in ends if isinstance(end, Confirmed)) == len(members)
    assert all(isinstance(end, Confirmed) for end in ends)
    assert batches(paying)[0].state == State.PAID


class KilledError(Exception):
    """A process that ends in the middle."""


def test_a_confirmation_that_is_killed_is_simply_done_again(paying: Database):
    batch = approved(paying)
    members = {line.member_id: "paid" for line in lines(paying, batch.number)}
    outcomes = [Outcome(member, member, LineState.PAID) for member in members]

    def stop(done: int) -> None:
        if done < 0:
            raise KilledError

    with pytest.raises(KilledError):
        confirm(paying, batch.number, outcomes, LIN, progress=stop)
    assert batches(paying)[0].state == State.APPROVED
    done = noted(paying, batch.number, **members)
    assert (done.changed, done.batch.state) == (0, State.PAID)
    with pytest.raises(UplineError, match="nothing is payable"):
        prepared(paying)


def test_an_approval_whose_answer_was_lost_is_asked_for_again(paying: Database):
    batch = prepared(paying)
    done = approve(paying, batch.number, CHEN)
    assert approve(paying, batch.number, CHEN) == done
