"""On whom most depends: what others earned of a group's orders, beside plain Python and beside what-ifs."""

import math
import tempfile
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest

from graph.columnar import calculate
from graph.columnar.duckdb_engine import DuckDB
from graph.columnar.facts import write_facts
from graph.facts import Facts
from graph.impact.dependence import ranked
from graph.kinds.rewards.bracket import Brackets
from graph.kinds.rewards.leader import Leader
from graph.plan import Plan, load_plan, plan_from_data, to_data, valid_plan
from graph.reference import calculate as reference
from graph.reference.company import Company, company_as_of
from graph.reference.totals import CompanyBooks
from tests.impact.facts import below, sponsors, without
from tests.spec.companies import Case, random_case
from tests.spec.tables import company, moment
from tests.spec.test_golden import GOLDEN

LATER = moment("2027-01-01T00:00")


def depends(facts: Facts, plans: Sequence[Plan], as_of: int = LATER) -> dict[str, int]:
    """Return what others earned of each member's group, in the order in which it is listed."""
    with tempfile.TemporaryDirectory() as folder, DuckDB(Path(folder), threads=1) as engine:
        engine.facts(write_facts(facts, Path(folder)))
        rows = ranked(calculate(engine, plans, as_of), limit=1_000)
    return {row[0]: row[4] for row in rows}


def by_definition(case: Case) -> dict[str, int]:
    """Return the same, entry by entry and group by group."""
    known = company_as_of(case.facts, case.plans, case.as_of)
    placer = {sale.id: sale.volume_of for sale in known.sales}
    came: Counter[tuple[str, str]] = Counter()
    for grain, amount in reference(case.facts, case.plans, case.as_of).entries.items():
        if grain.order_id and grain.payee_id:
            came[placer[grain.order_id], grain.payee_id] += amount
    came.update(_of_leaders(known, case.plans))
    parts = _of_brackets(known, case.plans)
    result = {}
    for member in known.sponsor:
        group = set(known.leg(member))
        entries = sum(amount for (at, payee), amount in came.items() if at in group and payee not in group)
        result[member] = entries + parts[member]
    return result


def _of_leaders(known: Company, plans: Sequence[Plan]) -> Counter[tuple[str, str]]:
    net: Counter[tuple[str, str]] = Counter()
    for sale in known.sales:
        if sale.group_id and sale.volume_of:
            net[sale.group_id, sale.volume_of] += sale.net
    came: Counter[tuple[str, str]] = Counter()
    for group in CompanyBooks(known, plans).groups():
        plan = valid_plan(plans, group.success) if group.success is not None else None
        for reward in plan.rewards_of(Leader) if plan else ():
            for (group_id, member), amount in net.items():
                if group_id == group.id:
                    came[member, group.leader_id] += math.floor(reward.rate * amount)
    return came


def _of_brackets(known: Company, plans: Sequence[Plan]) -> Counter[str]:
    """Return the part of brackets of members above: by how much each one's rate is above that of its leg."""
    books, parts = CompanyBooks(known, plans), Counter[str]()
    for month in books.months():
        plan = valid_plan(plans, month.start)
        for reward in plan.rewards_of(Brackets) if plan else ():
            basis = reward.counted(plan) if plan else None
            assert basis is not None
            volume = {one: books.counted_volume(one, month, basis) for one in known.sponsor}
            for member in known.sponsor:
                rise, leg = Fraction(0), member
                while above := known.sponsor[leg]:
                    if books.own_volume(above, month) >= reward.own_volume:
                        rise += reward.rate(volume[above]) - reward.rate(volume[leg])
                    leg = above
                parts[member] += math.floor(rise * volume[member])
    return parts


@pytest.mark.parametrize(
    "seed", [*range(6), *(pytest.param(n, marks=pytest.mark.full) for n in range(6, 200))]
)
def test_it_is_what_is_defined(seed: int):
    case = random_case(seed)
    found = depends(case.facts, case.plans, case.as_of)
    assert found == by_definition(case)
    assert list(found.values()) == sorted(found.values(), reverse=True)


@pytest.mark.parametrize(
    "seed", [*range(3), *(pytest.param(n, marks=pytest.mark.full) for n in range(3, 60))]
)
def test_where_entries_hang_on_nothing_else_it_is_what_others_lose_when_the_team_leaves(seed: int):
    """Levels without ranks and activity: a group that leaves takes just the entries of its orders along."""
    facts, plans, as_of = random_case(seed).facts, (load_plan("two_level"),), LATER
    before = {one: row.earned for one, row in reference(facts, plans, as_of).standings.items()}
    listed = depends(facts, plans)
    for member in sorted(sponsors(facts, as_of))[::7]:
        gone = below(facts, as_of, member)
        after = reference(without(facts, as_of, member, gone), plans, as_of).standings
        assert listed[member] == sum(before[one] - row.earned for one, row in after.items())


def test_the_golden_example_depends_on_a():
    """Of 3320 that hang on orders all but what A's team itself earned comes to others through A."""
    found = depends(GOLDEN, [load_plan("chain_699")])
    # Outside of A's group are U (770), Q, K and S; the pools' 90 each hang on no order.
    assert found["A"] == 770_00 + 340_00 + 180_00 + 270_00 - 3 * 90_00
    assert found["S"] == 0
    # A3's four orders: U 10 + 10, Q 10 x 0, A 200 + 100 + 100 + 30 ... less what stays inside
    assert found["C3"] == 200_00 + 100_00 + 30_00 + 50_00


def test_brackets_depend_on_a_leg_by_how_much_the_rate_above_is_higher():
    """The drawing of docs/plans.md: of A's 3 200 B brought 600, C 360, D 720, and A itself the rest."""
    data = to_data(load_plan("two_level"))
    steps = [{"volume": "10000.00", "rate": "5 %"}, {"volume": "50000.00", "rate": "8 %"}]
    plan = plan_from_data({**data, "rewards": [{"kind": "bracket", "brackets": steps}]})
    facts = company("A\nB A\nC A\nD A", "a A 19000.00\nb B 20000.00\nc C 12000.00\nd D 9000.00")
    assert depends(facts, [plan]) == {"D": 720_00, "B": 600_00, "C": 360_00, "A": 0}
