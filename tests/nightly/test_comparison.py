"""Two runs compared: what differs is what their standings say, and every cent of it has a cause."""

import pytest

from graph.comparison import Causes, changed_members, compare, two_runs
from graph.database import Database
from graph.errors import NotFoundError, UserError
from graph.nightly import run_nightly
from graph.reads.runs import Run, run_numbered
from graph.reads.standings import Standing, standings
from graph.words import english
from tests.etl.deliveries import load
from tests.nightly.test_checks import AS_OF
from tests.nightly.test_restored import BROKEN, START
from tests.reads.companies import publish_history

SEEDS = [*range(2), *(pytest.param(seed, marks=pytest.mark.full) for seed in range(2, 30))]


def figures(one: Standing | None) -> tuple[int, int, int]:
    return (one.rank, one.earned, one.held) if one else (0, 0, 0)


def standings_in(database: Database, run: Run) -> dict[str, Standing]:
    return {one.member_id: one for one in standings(database, run)}


@pytest.mark.parametrize("seed", SEEDS)
def test_what_differs_is_what_the_standings_of_both_runs_say(database: Database, seed: int) -> None:
    publish_history(database, seed)
    for numbers in ((1, 2), (1, 3), (3, 2)):
        older, newer = two_runs(database, *numbers)
        before, after = standings_in(database, older), standings_in(database, newer)
        expected = {
            member: (figures(before.get(member)), figures(one))
            for member, one in after.items()
            if figures(before.get(member)) != figures(one)
        }
        found = list(changed_members(database, older, newer))
        assert {
            one.member_id: (
                (one.rank_before, one.earned_before, one.held_before),
                (one.rank_after, one.earned_after, one.held_after),
            )
            for one in found
        } == expected
        summary = compare(database, older, newer)
        assert summary.members == len(found)
        assert summary.more + summary.less == sum(one.difference for one in found)
        assert summary.risen == sum(one.rank_after > one.rank_before for one in found)


@pytest.mark.parametrize("seed", SEEDS)
def test_each_cent_of_a_difference_has_its_cause_in_words(database: Database, seed: int) -> None:
    publish_history(database, seed)
    older, newer = two_runs(database, 1, 3)
    causes, words = Causes(database, older, newer), english({}, newer.plans[0].time_zone)
    for one in list(changed_members(database, older, newer))[:12]:
        of_pay = causes.of_pay(one.member_id, 10_000)
        assert sum(cause.amount for cause in of_pay) == one.difference
        reasons = [*causes.of_standing(one), *(why for cause in of_pay for why in cause.reasons)]
        assert all(cause.reasons for cause in of_pay)
        assert all(words.sentence(why) for why in reasons)
        if one.rank_before != one.rank_after:
            assert causes.of_standing(one)


def test_a_refund_and_a_withdrawn_order_are_named_as_causes(database: Database) -> None:
    load(database, START)
    run_nightly(database, (), AS_OF)
    load(database, BROKEN | {"refunds": ["f9|o4|2026-01-11|699.00"]})
    run_nightly(database, (), AS_OF)
    older, newer = two_runs(database, 1, 2)
    causes = Causes(database, older, newer)
    told = {
        why.id
        for one in changed_members(database, older, newer)
        for cause in causes.of_pay(one.member_id, 100)
        for why in cause.reasons
    }
    assert {"new_refund", "new_withdrawal"} <= told
    assert compare(database, older, newer).facts["withdrawn"] >= 1
    only = list(changed_members(database, older, newer, member="a"))
    assert [one.member_id for one in only] == ["a"]
    team = {one.member_id for one in changed_members(database, older, newer, team="a")}
    assert "r" not in team


def test_a_run_is_not_compared_with_itself_nor_with_one_that_is_not_there(database: Database) -> None:
    load(database, START)
    run_nightly(database, (), AS_OF)
    with pytest.raises(UserError, match="name two runs"):
        two_runs(database, 1, 1)
    with pytest.raises(NotFoundError, match="there is no published run 7"):
        two_runs(database, 1, 7)
    assert run_numbered(database, 1).number == 1
