"""`upline plan simulate`: the figures are the reference's, and afterwards nothing has happened."""

import json
from collections import Counter
from pathlib import Path

import pytest

from graph.columnar import rewards
from graph.database import Database
from graph.errors import UserError
from graph.nightly import run_nightly
from graph.outcome import Outcome
from graph.plan import Plan, load_plan, parse_plan, plan_from_data, to_data
from graph.reads.totals import Totals
from graph.reference import calculate
from graph.simulation import simulate
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
    assert figures_of(simulation.after) == due(alone(case, plan, case.as_of))
    assert simulation.before is not None
    assert figures_of(simulation.before) == due(published)
    assert whole_graph(database) == before


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


def test_both_plans_are_told_side_by_side_with_who_would_feel_it(
    upline: Upline, database: Database, tmp_path: Path
):
    deliver(database, GOLDEN)
    run_nightly(database, (), AS_OF)
    text = (Path(__file__).parent.parent.parent / "plans" / "chain_699.yaml").read_text(encoding="utf-8")
    file = tmp_path / "richer.yaml"
    file.write_text(text.replace("amount: 200.00", "amount: 250.00"), encoding="utf-8")
    plan = parse_plan(file.read_text(encoding="utf-8"), str(file))
    ended = upline("plan", "simulate", str(file), columns=80)
    assert (ended.code, ended.err) == (0, "")
    assert max(len(line) for line in ended.out.splitlines()) <= 80
    words = " ".join(ended.out.split())
    for expected in (
        "run 1 simulated change",
        "direct referral 1,800.00 2,250.00 +450.00",
        "team override 900.00 900.00 peer match",  # no change: nothing
        "partner 3 3 district 1 1",
        "5 members would have earned more, 0 less; 0 would hold another rank.",
        "A partner 1,130.00 1,335.00 +205.00",
        "Nothing of this is published",
    ):
        assert expected in words
    found = json.loads(upline("plan", "simulate", str(file), "--json").out)
    assert (found["run"], found["hash"], found["newer_facts"]) == (1, plan.hash, False)
    assert found["published"]["rewards_total"] == "3590.00"
    assert found["simulated"]["rewards"]["direct"] == "2250.00"
    assert found["changes"][0] == {
        "member_id": "A",
        "name": None,
        "published": "1130.00",
        "simulated": "1335.00",
        "rank_before": "partner",
        "rank": "partner",
    }
    same = upline("plan", "simulate", "chain_699")
    assert "No member would have earned otherwise." in same.out


def test_facts_loaded_since_the_run_are_told_and_wait_for_the_next_night(upline: Upline, database: Database):
    deliver(database, GOLDEN)
    run_nightly(database, (), AS_OF)
    deliver(database, company("", "o10 A1 P699 2026-01-05T23:00"))
    ended = upline("plan", "simulate", "chain_699")
    assert "Facts loaded after run 1 count in the simulation only" in " ".join(ended.out.split())
    state = database.read("run/state")[0]
    assert state["dirty"] != "~"
    assert run_nightly(database, (), AS_OF).entries > 0


def test_a_wrong_plan_or_an_empty_database_is_refused(upline: Upline, database: Database):
    assert upline("plan", "simulate", "chain_700").code == 2
    assert database.read("read/runs/published") == []
    ended = upline("plan", "simulate", "chain_699")
    assert ended.code == 2
    assert "upline load" in ended.err
