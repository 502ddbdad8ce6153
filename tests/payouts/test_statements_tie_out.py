"""Statements of all members over random histories: each begins where the last one ended, in the ledger."""

from random import Random

import pytest

from graph.database import Database
from graph.errors import UserError
from graph.nightly import run_nightly
from graph.payouts.batches import Line, lines, lines_of_member
from graph.payouts.confirming import confirm
from graph.payouts.deciding import approve
from graph.payouts.preparing import Order, prepare
from graph.payouts.statements import Statement, batch_statement, month_statement, periods_of
from graph.reads.runs import Run, published_run
from graph.reads.standings import standings
from tests.payouts.company import CHEN, LIN, NO_TERMS, outcome_of
from tests.spec.histories import random_history
from tests.spec.neo4j_engine import deliver
from tests.statements import run_test_statement

Kept = dict[tuple[str, str], Statement]


def chained(statements: list[Statement]) -> None:
    """Assert that each adds up, and begins with what the one before it ended with."""
    balance = 0
    for statement in statements:
        assert statement.opening == balance
        balance += sum(movement.amount for movement in statement.movements)
        assert statement.closing == balance
        assert sum(statement.sums.values()) == statement.closing - statement.opening
        assert all(movement.reasons for movement in statement.movements)


def settle(database: Database, random: Random) -> None:
    """Pay what is payable, mostly, and note some lines as paid and some as failed."""
    try:
        number = prepare(database, NO_TERMS, Order(LIN)).batch.number
    except UserError:  # nothing is payable
        return
    approve(database, number, CHEN)
    note_some(database, number, random)


def note_some(database: Database, number: int, random: Random) -> None:
    open_lines = [line.member_id for line in lines(database, number, state="open")]
    states = {member: random.choice(["", "paid", "failed"]) for member in open_lines}
    outcomes = [outcome_of(member, state) for member, state in states.items() if state]
    confirm(database, number, outcomes, LIN)


def tie_out(database: Database, run: Run, kept: Kept) -> None:
    for standing in standings(database, run):
        member = standing.member_id
        periods = periods_of(database, run, member)
        months = [month_statement(database, run, member, month) for month in reversed(periods.months)]
        chained(months)
        assert months[-1].closing == standing.earned - standing.withdrawn
        assert [month.complete for month in months[:-1]] == [True] * (len(months) - 1)
        for statement in months:
            before = kept.get((member, statement.month), statement)
            if before.complete:
                assert figures(statement) == figures(before), "a month that is over never changes"
            kept[member, statement.month] = statement
        batches = [batch_statement(database, run, member, number) for number in reversed(periods.batches)]
        chained(batches)
        paid: list[Line] = [line for line, _day in reversed(lines_of_member(database, member))]
        assert [one.closing for one in batches] == [
            line.earned - line.withdrawn - line.paid - line.gross for line in paid
        ]


def figures(statement: Statement) -> tuple[int, int, list[tuple[str, int]]]:
    moved = [(movement.key or str(movement.batch), movement.amount) for movement in statement.movements]
    return statement.opening, statement.closing, moved


@pytest.mark.parametrize(
    "seed", [3, *(pytest.param(seed, marks=pytest.mark.full) for seed in range(100, 112))]
)
def test_statements_of_all_members_tie_out_to_the_ledger_whatever_happens(database: Database, seed: int):
    run_test_statement(database, "empty")
    random, kept = Random(f"payouts {seed}"), Kept()
    nights = random_history(seed)
    for number, night in enumerate(nights, 1):
        deliver(database, night.delivered)
        run_nightly(database, night.given, night.as_of)
        if number == len(nights) - 1:
            tie_out(database, published_run(database), kept)
        settle(database, random)
        settle(database, random)
    run_nightly(database, as_of=nights[-1].as_of + 1)
    tie_out(database, published_run(database), kept)
    assert any(statement.movements for statement in kept.values())
