"""Random companies: what must hold of every outcome, and that both engines agree."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings

from graph.database import Database
from graph.facts import Facts
from graph.kinds.rewards.bracket import Brackets
from graph.kinds.rewards.differential import Differential
from graph.kinds.rewards.direct import Direct
from graph.kinds.rewards.level_plan import Level
from graph.kinds.rewards.override import Override
from graph.kinds.rewards.peer import Peer
from graph.outcome import Outcome
from graph.plan import valid_plan
from graph.reference import calculate
from graph.reference.calculation import kept_by_the_company
from graph.reference.company import company_as_of
from graph.reference.totals import CompanyBooks
from tests.spec import engines
from tests.spec.branches import EXPECTED, branches
from tests.spec.companies import Case, cases, random_case

FUTURE_OWNER = 159
"""The seed of a company whose opening names a team owner who joins after the run."""
REFERENCE = settings(max_examples=25, derandomize=True, deadline=None)


def _outcome(case: Case) -> Outcome:
    return calculate(case.facts, case.plans, case.as_of)


def test_random_companies_reach_every_branch_of_the_rules() -> None:
    reached: set[str] = set()
    for seed in range(60):
        case = random_case(seed)
        reached |= branches(case, _outcome(case))
    assert reached == EXPECTED


@given(case=cases())
@REFERENCE
def test_what_a_plan_sets_aside_is_paid_or_due_to_nobody_to_the_minor_unit(case: Case) -> None:
    """R9 for every order: entries + breakage + fed to pools + kept = amount of the package lines."""
    outcome = _outcome(case)
    plan = case.plans[0]
    kept = kept_by_the_company(case.facts, case.plans, outcome, case.as_of)
    fed = sum(row.fed for row in outcome.pools.values())
    last = {pool: item for (pool, _), item in sorted(outcome.pools.items(), key=lambda item: item[0][1])}
    shared = sum(amount for grain, amount in outcome.entries.items() if grain.kind == "pool")
    assert fed == shared + sum(row.carried for row in last.values())
    assert all(amount > 0 for grain, amount in outcome.entries.items() if grain.kind != "adjustment")
    assert {grain.order_id for grain in outcome.entries if grain.order_id} <= set(kept)
    if plan.valid_from is None and len(case.plans) == 1 and not plan.rewards_of(Level):
        for order, each in _set_aside_per_order(case).items():
            entries = sum(amount for grain, amount in outcome.entries.items() if grain.order_id == order)
            assert entries == each or order not in kept


def _set_aside_per_order(case: Case) -> Counter[str]:
    """Count for orders without refunds, whatever the ranks are: packages times the plan's amounts."""
    plan = case.plans[0]
    refunded = {refund.order_id for refund in case.facts.refunds}
    names = {package.product_id: name for name, package in plan.packages.items()}
    aside: Counter[str] = Counter()
    for order in case.facts.orders:
        if order.id in refunded:
            continue
        kinds: Counter[str] = Counter()
        for line in case.facts.lines:
            gift = plan.readings.gifts == "none" and not line.amount
            if line.order_id == order.id and line.product_id in names and not gift:
                name = names[line.product_id]
                kinds["direct"] += (
                    sum(one.amount for one in plan.rewards_of(Direct) if one.package == name) * line.quantity
                )
                kinds["override"] += (
                    sum(one.amount for one in plan.rewards_of(Override) if one.package == name)
                    * line.quantity
                )
                paying = [one for one in plan.rewards_of(Differential) if one.package == name]
                rates = [max(one.rates.values()) for one in paying]
                kinds["differential"] += sum(rates) * line.quantity
        matched = [
            int(kinds[kind] * rate)
            for peer in plan.rewards_of(Peer)
            for kind in peer.of
            for rate in peer.of_generations
        ]
        aside[order.id] = kinds.total() + sum(matched)
    return aside


@given(case=cases())
@REFERENCE
def test_figures_of_members_add_up(case: Case) -> None:
    outcome = _outcome(case)
    standings = outcome.standings
    paid: Counter[str] = Counter()
    adjusted: Counter[str] = Counter()  # nothing of it is held, and it may be below 0
    for grain, amount in outcome.entries.items():
        paid[grain.payee_id] += amount
        adjusted[grain.payee_id] += amount if grain.kind == "adjustment" else 0
    for member, row in standings.items():
        assert row.earned == paid[member]
        assert 0 <= row.held <= row.earned - adjusted[member]
        assert row.group == row.personal + row.team
        below = [one for one in standings.values() if one.sponsor_id == member]
        assert row.team == sum(one.group for one in below)
        assert row.team_size == sum(one.team_size + 1 for one in below)
        assert row.direct_recruits == len(below)
        months = [one for (who, _), one in outcome.monthly.items() if who == member]
        for figure in ("personal", "team", "group", "earned", "held"):
            assert sum(getattr(one, figure) for one in months) == getattr(row, figure)


@given(case=cases())
@REFERENCE
def test_brackets_of_a_month_never_pay_more_than_those_of_the_heads_of_trees(case: Case) -> None:
    """R11: what each leg is paid is taken off above it, so the whole is the rate of the head's bracket."""
    outcome = _outcome(case)
    company = company_as_of(case.facts, case.plans, case.as_of)
    books = CompanyBooks(company, case.plans)
    for month in company.months:
        plan = valid_plan(case.plans, month.start)
        for reward in plan.rewards_of(Brackets) if plan else ():
            for head in (member for member, sponsor in company.sponsor.items() if not sponsor):
                group = books.counted_volume(head, month, reward.counted(plan)) if plan else 0
                tree = company.leg(head)
                paid = sum(
                    amount
                    for grain, amount in outcome.entries.items()
                    if (grain.kind, grain.source) == ("bracket", month.id) and grain.payee_id in tree
                )
                whole = reward.rate(group) * group
                assert paid <= whole
                assert reward.own_volume or paid > whole - len(tree)  # each is rounded down once


@given(case=cases())
@REFERENCE
def test_the_order_of_rows_does_not_matter(case: Case) -> None:
    random = Random(case.seed)
    facts = case.facts
    shuffled = Facts(
        **{
            name: tuple(random.sample(getattr(facts, name), len(getattr(facts, name))))
            for name in Facts.__dataclass_fields__
        }
    )
    assert calculate(shuffled, case.plans, case.as_of) == _outcome(case)


@given(case=cases())
@REFERENCE
def test_facts_after_the_run_and_orders_refunded_in_full_do_not_count(case: Case) -> None:
    facts, as_of = case.facts, case.as_of
    refunded: Counter[str] = Counter()
    for refund in facts.refunds:
        refunded[refund.order_id] += refund.amount if refund.at <= as_of else 0
    orders = [one for one in facts.orders if one.at <= as_of and refunded[one.id] < one.amount]
    known = {order.id for order in orders}
    less = replace(
        facts,
        orders=tuple(orders),
        lines=tuple(line for line in facts.lines if line.order_id in known),
        refunds=tuple(one for one in facts.refunds if one.order_id in known and one.at <= as_of),
        corrections=tuple(one for one in facts.corrections if one.at <= as_of),
    )
    assert calculate(less, case.plans, as_of) == _outcome(case)


@pytest.mark.parametrize(
    "seed",
    [
        *range(36),
        FUTURE_OWNER,
        *(pytest.param(n, marks=pytest.mark.full) for n in range(36, 1000) if n != FUTURE_OWNER),
    ],
)
def test_both_engines_agree_on_random_companies(database: Database, reached: Counter[str], seed: int) -> None:
    case = random_case(seed)
    found = engines.calculate("neo4j", database, case.facts, case.plans, case.as_of)
    assert found == _outcome(case)
    reached.update(branches(case, found))


@pytest.mark.parametrize(
    "first", [*range(0, 60, 20), *(pytest.param(n, marks=pytest.mark.full) for n in range(60, 1000, 20))]
)
def test_sql_agrees_with_the_reference_on_random_companies(first: int) -> None:
    for seed in range(first, first + 20):
        case = random_case(seed)
        assert engines.calculate("duckdb", None, case.facts, case.plans, case.as_of) == _outcome(case), seed
