"""The whole calculation: the opening, then order by order, and the pools at the end of each day."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from graph.clock import day_start
from graph.facts import Facts
from graph.kinds.basis import bases
from graph.kinds.rewards import ADJUSTMENT
from graph.outcome import Grain, Outcome, Published
from graph.plan import Plan, in_order
from graph.reference import pools, totals
from graph.reference.company import Company, Sale, company_as_of
from graph.reference.figures import standings_and_months
from graph.reference.ranks import begin_months, opening_state, promote_after, record_first_package
from graph.reference.rewards import Watch, pay


def calculate(
    facts: Facts,
    plans: Sequence[Plan],
    as_of: int,
    published: Published | None = None,
    watch: Watch | None = None,
) -> Outcome:
    """Return what rules R1-R9 yield for judged facts, as of a time in microseconds since 1970 UTC.

    published: the run before, which closed days of the pools (R7). watch: is told of each order that is paid.

    Raises:
        UserError: when there is no plan, or a later one changes what it may not.
    """
    plans = in_order(plans)
    plan = plans[0]  # ranks, packages, fund and readings are the same in all of them
    company = company_as_of(facts, plans, as_of)
    state = opening_state(company, plan)
    entries: dict[Grain, int] = defaultdict(int)
    first = pools.first_open_day(plan, published.as_of if published else None)
    shared = pools.Pools(plan, tuple(pools.all_pools(plans)), first)
    if published:
        shared.close(published, company.sales)
    for day, of_day in groupby(company.sales, key=lambda sale: sale.day):
        sales = list(of_day)
        for sale in sales:
            begin_months(sale.at, state, company, plan)
            if not sale.by_member:
                # A customer's order: volume, and what a plan says of it (R10).
                entries.update(pay(sale, state, company, watch))
                continue
            # An order is paid out with the ranks that stood before it; then its promotions take effect.
            record_first_package(sale, state, company, plan)
            for grain, amount in pay(sale, state, company, watch):
                entries[grain] += amount
            promote_after(sale, state, company, plan)
        if day >= first and is_over(day, plan, as_of):
            shared.share(day, sales, state)
    entries |= shared.entries
    begin_months(as_of, state, company, plan)
    entries |= totals.entries(company, plans)
    entries |= {
        Grain(ADJUSTMENT, one.id, one.member_id, "", "", one.day): one.amount
        for one in company.adjusted
        if one.amount
    }
    standings, monthly = standings_and_months(entries, state, company, plan, as_of)
    return Outcome(standings, dict(entries), shared.rows, monthly)


def is_over(day: str, plan: Plan, as_of: int) -> bool:
    """Return whether a day of the plan's zone has ended at `as_of`."""
    return day_start(date.fromisoformat(day) + timedelta(days=1), plan.zone) <= as_of


def kept_by_the_company(facts: Facts, plans: Sequence[Plan], outcome: Outcome, as_of: int) -> dict[str, int]:
    """R9: return what the company keeps of each order that stands and may be paid, in minor units.

    It is the amount of the order's package lines (its net amount where its plan pays shares of that), less
    reward entries, breakage and what it fed to pools.
    """
    company: Company = company_as_of(facts, in_order(plans), as_of)
    whole = {sale.id for sale in company.sales if _has_shares(sale)}
    kept = {
        sale.id: sale.net if sale.id in whole else 0
        for sale in company.sales
        if sale.by_member or sale.id in whole
    }
    for line in facts.lines:
        if line.order_id in kept and line.order_id not in whole and line.product_id in plans[0].products:
            kept[line.order_id] += line.amount
    for grain, amount in outcome.entries.items():
        if grain.order_id in kept:
            kept[grain.order_id] -= amount
    for sale in company.sales:
        if sale.by_member:
            kept[sale.id] -= sum(pools.fed_by(sale, *pool) for pool in pools.all_pools(plans))
    return kept


def _has_shares(sale: Sale) -> bool:
    return sale.plan is not None and bool(bases(sale.plan))
