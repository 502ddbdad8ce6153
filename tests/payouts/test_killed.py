"""Killed at every commit, from preparing to the bank's answer, and begun again: each is paid once."""

import pytest

from graph.database import Database
from graph.errors import UserError
from graph.payouts.batches import LineState, State, batches, lines
from graph.payouts.confirming import confirm
from graph.payouts.deciding import approve
from graph.payouts.notices import notices
from graph.payouts.preparing import Order, prepare
from graph.payouts.requests import ask
from graph.reads.runs import published_run
from tests.killing.mortal import KilledError, Life, MortalDatabase
from tests.payouts.company import CHEN, LIN, NO_TERMS, available, outcome_of, prepared
from tests.statements import run_test_statement

MEMBER = "A1"
BATCHED = {"payouts/prepare/lines", "payouts/prepare/discard"}


def work(database: Database) -> None:
    """Do what is left to do, as two clerks and a member who begin again."""
    run = published_run(database)
    if not batches(database):
        ask(database, run, MEMBER, 100, key="r1", by="a1")
    if not batches(database) or batches(database)[0].state is State.CANCELLED:
        prepare(database, NO_TERMS, Order(LIN, key="january"))
    number = batches(database)[0].number
    approve(database, number, CHEN, notices=True)
    outcomes = [outcome_of(line.member_id, LineState.PAID) for line in lines(database, number)]
    confirm(database, number, outcomes, LIN, notices=True)


def lived(company: Database, life: Life) -> None:
    """Work as a process that may be killed; what it held then is free for the next one."""
    run_test_statement(company, "forget_payouts")
    try:
        work(MortalDatabase(company.driver, "neo4j", life))
    except KilledError:
        run_test_statement(company, "the_writer_died")


@pytest.mark.full
@pytest.mark.parametrize("half", [False, True])
def test_whoever_is_killed_at_any_commit_pays_each_member_once(company: Database, half: bool):  # noqa: FBT001
    due, whole = available(company), Life()
    lived(company, whole)
    assert "payouts/prepare/lines" in whole.done
    for commits in range(1, len(whole.done) + 1):
        if half and not (commits < len(whole.done) and whole.done[commits] in BATCHED):
            continue
        lived(company, Life(commits, half=half))
        work(company)
        (batch,) = [one for one in batches(company) if one.state is not State.CANCELLED]
        assert {line.member_id: line.gross for line in lines(company, batch.number)} == due
        assert batch.state is State.PAID
        events = [one.event for one in notices(company, 1000)]
        assert sorted(events) == sorted(["payout.approved", *["payout.paid"] * len(due)])
        with pytest.raises(UserError, match="nothing is payable"):
            prepared(company)
