"""`upline plan simulate`: the figures are the reference's, and afterwards nothing has happened."""

import csv
import json
from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from graph.columnar import rewards
from graph.database import Database
from graph.errors import DatabaseBusyError, UserError
from graph.locking import writer_lock
from graph.nightly import run_nightly
from graph.outcome import Outcome
from graph.plan import Plan, change_plan, load_plan, plan_from_data, to_data
from graph.reads.totals import Totals
from graph.reference import calculate
from graph.simulation import Comparison, Concentration, Days, simulate
from tests.cli.conftest import Upline
from tests.spec.companies import Case, random_case
from tests.spec.neo4j_engine import deliver, published_outcome
from tests.spec.tables import company, moment
from tests.spec.test_golden import GOLDEN
from tests.statements import run_test_statement

CHAIN = load_plan("chain_699")
AS_OF = moment("2026-02-01T00:00")


def changed(**fields: object) -> Plan:
    return plan_from_data({**to_data(CHAIN), "name": "other", **fields})


def richer() -> Plan:
    """The chain plan with other amounts and another reading of legs, from a day on that must not matter."""
    data = to_data(CHAIN)
    data["rewards"][0]["amount"] = "250.00"
    data["rewards"][2]["rate"] = "1/3"
    readings = {**data["readings"], "per_leg": "2", "first_two": "keep", "part_refund": "packages"}
    return changed(rewards=data["rewards"], readings=readings, valid_from="2026-02-01")


def with_other_packages() -> Plan:
    """The packages in another order, one of them sold as another product, the first package another."""
    data = to_data(CHAIN)
    packages = {
        "p5000": {"product_id": "P5000", "price": "5000.00"},
        "goods": {"product_id": "goods", "price": "900.00"},
        "p999": {"product_id": "P999", "price": "999.00"},
        "nothing": {"product_id": "never sold", "price": "1.00"},
        "p1980": {"product_id": "P1980", "price": "1980.00"},
    }
    data["ranks"][1]["conditions"] = [{"kind": "package", "package": "goods"}]
    data["ranks"][3]["conditions"].append({"kind": "package", "package": "nothing"})
    for reward in data["rewards"]:
        if "package" in reward:
            reward["package"] = "goods"
    data["fund"] |= {"package": "goods", "orders": "1"}
    return changed(packages=packages, ranks=data["ranks"], rewards=data["rewards"], fund=data["fund"])


def with_direct_only() -> Plan:
    """Three ranks, one reward, nothing held, another zone of days."""
    data = to_data(CHAIN)
    return changed(
        ranks=data["ranks"][:3], rewards=data["rewards"][:1], fund=None, time_zone="America/New_York"
    )


OTHERS = {"richer": richer, "packages": with_other_packages, "direct only": with_direct_only}


def figures_of(totals: Totals) -> tuple[object, ...]:
    pools = {name: (pool.fed, pool.shared, pool.carried) for name, pool in totals.pools.items()}
    return totals.rewards, totals.breakage, pools, totals.members, totals.held


def due(outcome: Outcome) -> tuple[object, ...]:
    """Return what `figures_of` must be for a reference outcome."""
    rewards, breakage = Counter[str](), Counter[str]()
    for grain, amount in outcome.entries.items():
        (rewards if grain.payee_id else breakage)[grain.kind] += amount
    pools: dict[str, tuple[int, int, int]] = {}
    for (name, _), row in sorted(outcome.pools.items()):
        fed, shared, _ = pools.get(name, (0, 0, 0))
        pools[name] = (fed + row.fed, shared + row.share * row.holders, row.carried)
    members = Counter(one.rank for one in outcome.standings.values())
    held = sum(one.held for one in outcome.standings.values())
    return dict(rewards), dict(breakage), pools, dict(members), held


def alone(case: Case, plan: Plan, as_of: int) -> Outcome:
    return calculate(case.facts, [plan.model_copy(update={"valid_from": None})], as_of)


def without_openings(seed: int) -> Case:
    """A random company without opening ranks, so that a plan with fewer ranks has a reference."""
    return next(
        case
        for case in (random_case(number) for number in range(seed, seed + 1000))
        if not any(row.rank > 2 for row in case.facts.openings) and case.facts.corrections
    )


def whole_graph(database: Database) -> list[str]:
    rows = [row for name in ("all_nodes", "all_links") for row in run_test_statement(database, name)]
    return sorted(json.dumps(row, sort_keys=True) for row in rows)


@pytest.mark.parametrize("name", OTHERS)
def test_a_simulation_tells_what_the_reference_does_and_writes_nothing(database: Database, name: str):
    case = without_openings(100)
    plan = OTHERS[name]()
    deliver(database, case.facts)
    run_nightly(database, case.plans, case.as_of)
    published = published_outcome(database, case.facts)
    before = whole_graph(database)
    simulation = simulate(database, plan)
    tried = alone(case, plan, case.as_of)
    assert figures_of(simulation.after.totals) == due(tried)
    assert simulation.before is not None
    assert figures_of(simulation.before.totals) == due(published)
    assert whole_graph(database) == before
    assert simulation.comparison is not None
    assert_compared(simulation.comparison, published, tried)
    assert_spread(simulation.after.concentration, tried)
    assert sum(one.paid for one in simulation.after.months) == simulation.after.totals.paid


def assert_compared(comparison: Comparison, before: Outcome, after: Outcome) -> None:
    """Winners and losers by rank are those of two outcomes, and the largest changes are told by kind."""
    expected = dict[int, list[int]]()
    for member, standing in before.standings.items():
        change = after.standings[member].earned - standing.earned
        row = expected.setdefault(standing.rank, [0] * 5)
        for place, amount in enumerate((1, change > 0, change < 0, max(change, 0), max(-change, 0))):
            row[place] += amount
    found = {one.rank: [one.members, one.more, one.less, one.gained, one.lost] for one in comparison.ranks}
    assert found == expected
    for one in (*comparison.losers, *comparison.winners):
        assert (one.before, one.after) == tuple(
            side.standings[one.member_id].earned for side in (before, after)
        )
        assert one.kinds == by_kind(one.member_id, before, after)
    changes = [one.before - one.after for one in comparison.losers]
    assert changes == sorted(changes, reverse=True)
    assert all(change > 0 for change in changes)
    assert max(
        (one.earned - after.standings[m].earned for m, one in before.standings.items()), default=0
    ) == max(changes, default=0)


def by_kind(member: str, *sides: Outcome) -> dict[str, tuple[int, ...]]:
    earned = [Counter[str](), Counter[str]()]
    for counts, side in zip(earned, sides, strict=True):
        for grain, amount in side.entries.items():
            counts[grain.kind] += amount if grain.payee_id == member else 0
    pairs = {kind: tuple(side[kind] for side in earned) for kind in {*earned[0], *earned[1]}}
    return {kind: pair for kind, pair in pairs.items() if pair[0] != pair[1]}


def assert_spread(spread: Concentration, outcome: Outcome) -> None:
    earned = sorted(one.earned for one in outcome.standings.values())
    members, total = len(earned), sum(earned)
    top = -(-members // 100)
    apart = sum(abs(one - other) for one in earned for other in earned)
    assert (spread.members, spread.earners, spread.top) == (members, sum(one > 0 for one in earned), top)
    assert spread.top_share == (Fraction(sum(earned[-top:]), total) if total else None)
    assert spread.gini == (Fraction(apart, 2 * members * total) if total else None)
    assert [float(part) for part in spread.curve[-1]] == [1.0, float(total != 0)]


def test_two_plans_are_compared_in_days_that_are_chosen(database: Database):
    deliver(database, GOLDEN)
    other = richer()
    run_nightly(database, (), AS_OF)
    days = Days(date(2026, 1, 1), date(2026, 2, 1))
    whole, january = (
        simulate(database, CHAIN, against=other),
        simulate(database, CHAIN, against=other, days=days),
    )
    assert whole.before is not None
    assert [plan.name for plan in whole.before.plans] == ["other"]
    assert (january.after, january.comparison) == (whole.after, whole.comparison)
    nothing = simulate(database, CHAIN, against=other, days=Days(to_day=date(2026, 1, 1)))
    assert (nothing.after.totals.revenue, nothing.after.totals.paid, nothing.after.months) == (0, 0, ())
    assert nothing.comparison is not None
    assert (nothing.comparison.more, nothing.comparison.less) == (0, 0)
    assert nothing.after.totals.members == whole.after.totals.members


def test_a_load_or_a_night_goes_first(database: Database):
    deliver(database, GOLDEN)
    with writer_lock(database, "nightly"), pytest.raises(DatabaseBusyError, match="nightly is writing since"):
        simulate(database, CHAIN)


def test_a_kind_that_sql_does_not_know_is_refused_in_words(
    database: Database, monkeypatch: pytest.MonkeyPatch
):
    deliver(database, GOLDEN)
    monkeypatch.delitem(rewards.REWARDS, "override")
    with pytest.raises(UserError, match="does not know rewards of the kind override"):
        simulate(database, CHAIN)


def test_before_the_first_night_there_is_nothing_to_compare_with(upline: Upline, database: Database):
    deliver(database, GOLDEN)
    ended = upline("plan", "simulate", "chain_699", columns=80)
    assert ended.code == 0
    words = " ".join(ended.out.split())
    assert "Rewards 3,590.00" in words
    assert "Nothing is published yet" in words


def test_both_plans_are_told_side_by_side_with_who_would_feel_it(upline: Upline, database: Database):
    deliver(database, GOLDEN)
    run_nightly(database, (), AS_OF)
    ended = upline("plan", "simulate", "chain_699", "--set", "rewards.direct.amount=250", columns=80)
    assert (ended.code, ended.err) == (0, "")
    assert max(len(line) for line in ended.out.splitlines()) <= 80
    words = " ".join(ended.out.split())
    for expected in (
        "in force simulated change",
        "direct referral 1,800.00 2,250.00 +450.00",
        "team override 900.00 900.00 peer match",  # no change: nothing
        "partner 3 3 district 1 1",
        "2026-01 6,291.00 3,590.00 4,060.00 57.07 % 64.54 %",
        "Of 12 members 7 earn something; the top 1 % (1) get",
        "5 members would have earned more, 0 less; 0 would hold a higher rank, 0 a lower one.",
        "Nothing of this is published",
    ):
        assert expected in words
    found = json.loads(
        upline("plan", "simulate", "chain_699", "--set", "rewards.direct.amount=250", "--json").out
    )
    assert (found["run"], found["newer_facts"]) == (1, False)
    assert found["hash"] == change_plan(CHAIN, ["rewards.direct.amount=250"]).hash
    assert found["against"]["rewards_total"] == "3590.00"
    assert found["simulated"]["rewards"]["direct"] == "2250.00"
    assert found["losers"] == []
    assert found["winners"][0] == {
        "member_id": "A",
        "name": None,
        "against": "1130.00",
        "simulated": "1335.00",
        "rank_before": "partner",
        "rank": "partner",
        "kinds": {
            "direct": {"against": "800.00", "simulated": "1000.00"},
            "peer": {"against": "30.00", "simulated": "35.00"},
        },
    }
    same = upline("plan", "simulate", "chain_699", "--against", "chain_699")
    assert "No member would have earned otherwise." in same.out


def test_rows_hold_every_figure_of_both_sides(upline: Upline, database: Database, tmp_path: Path):
    deliver(database, GOLDEN)
    run_nightly(database, (), AS_OF)
    file = tmp_path / "simulation.csv"
    change = ("--set", "rewards.direct.amount=150", "--set", "rewards.peer.rate=5 %")
    assert upline("plan", "simulate", "chain_699", *change, "--out", str(file)).code == 0
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    at = {(row["figure"], row["month"], row["kind"], row["rank"], row["member_id"]): row for row in rows}
    assert len(at) == len(rows)
    direct = at["rewards", "", "direct", "", ""]
    assert (direct["against"], direct["simulated"]) == ("1800.00", "1350.00")
    assert at["earned", "", "direct", "", "A"]["simulated"] == "600.00"
    assert at["payout_ratio", "2026-01", "", "", ""]["against"] == "0.570656"
    assert at["members_with_less", "", "", "partner", ""]["simulated"] == "3"
    printed = upline("plan", "simulate", "chain_699", *change, "--format", "csv").out
    assert printed == file.read_text(encoding="utf-8")


def test_facts_loaded_since_the_run_are_told_and_wait_for_the_next_night(upline: Upline, database: Database):
    deliver(database, GOLDEN)
    run_nightly(database, (), AS_OF)
    deliver(database, company("", "o10 A1 P699 2026-01-05T23:00"))
    ended = upline("plan", "simulate", "chain_699")
    assert "Facts loaded after run 1 count on both sides" in " ".join(ended.out.split())
    state = database.read("run/state")[0]
    assert state["dirty"] != "~"
    assert run_nightly(database, (), AS_OF).entries > 0


def test_a_wrong_plan_or_an_empty_database_is_refused(upline: Upline, database: Database):
    assert upline("plan", "simulate", "chain_700").code == 2
    assert upline("plan", "simulate", "chain_699", "--against", "chain_700").code == 2
    assert upline("plan", "simulate", "chain_699", "--from", "2026-02-01", "--to", "2026-02-01").code == 2
    wrong = upline("plan", "simulate", "chain_699", "--set", "rewards.pool.amount=1")
    assert (wrong.code, "rewards.pool.city" in wrong.err) == (2, True)
    assert database.read("read/runs/published") == []
    ended = upline("plan", "simulate", "chain_699")
    assert ended.code == 2
    assert "upline load" in ended.err
