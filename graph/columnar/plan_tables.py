"""What plans mean to SQL: small tables that statements join, a row per window, package, rank or kind.

Packages and ranks are numbers by their place in the plan; plans are numbers by their place in time.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from graph.clock import OPEN
from graph.kinds.activity import Active
from graph.kinds.basis import bases
from graph.kinds.parameters import DAY, PerPackage, package_index
from graph.kinds.rewards import bracket, level, level_plan
from graph.kinds.rewards.bracket import Brackets
from graph.kinds.rewards.differential import Differential
from graph.kinds.rewards.direct import Direct
from graph.kinds.rewards.leader import Leader
from graph.kinds.rewards.override import Override
from graph.kinds.rewards.peer import Peer
from graph.kinds.rewards.pool import DailyPool, names
from graph.months import Month
from graph.plan import Plan

Cells = tuple[int | str, ...]
Rows = list[Cells]
_TEXTS = frozenset({"product_id", "category", "source", "kind", "pool", "name"})
_PAYING = ("package", "amount", "payee_rank", "span", "own")
_ORDERS = {"all": 0, "first": 1, "repeat": 2}
_SECOND = 1_000_000


@dataclass(frozen=True)
class Table:
    """A small table: its columns with the SQL type of each (BIGINT or STRING), and its rows."""

    columns: dict[str, str]
    rows: Rows


def plan_tables(plans: Sequence[Plan]) -> dict[str, Table]:
    """Return the tables of plans that follow each other (in order of time), by name."""
    first = plans[0]
    products: Rows = [(product, number) for number, product in enumerate(first.products)]
    return {
        "plan_windows": _table(_windows(plans), "plan", "starts", "ends"),
        "plan_packages": _table(products, "product_id", "package"),
        "plan_direct": _of_each(plans, _direct, *_PAYING),
        "plan_override": _of_each(plans, _override, *_PAYING),
        "plan_peer": _of_each(
            plans, _peer, "source", "generation", "numerator", "denominator", "earner_rank", "payee_rank"
        ),
        "plan_steps": _of_each(plans, _steps, "package", "rank", "step"),
        "plan_pools": _of_each(plans, _pools, "package", "rank", "amount"),
        "plan_bases": _of_each(plans, _bases, "basis", "orders", "customers", "whole"),
        "plan_basis_products": _of_each(plans, _basis_products, "basis", "product_id"),
        "plan_basis_categories": _of_each(plans, _basis_categories, "basis", "category"),
        "plan_levels": _of_each(
            plans,
            _levels,
            "level",
            "basis",
            "generations",
            "under_part",
            "payee_rank",
            "compressed",
            "passes_span",
            "span",
            "own",
        ),
        "plan_level_rates": _of_each(plans, _level_rates, "level", "generation", "over_part"),
        "plan_brackets": _of_each(plans, _brackets, "own", "under_part", "named", "rest"),
        "plan_bracket_products": _of_each(plans, _bracket_products, "product_id"),
        "plan_bracket_categories": _of_each(plans, _bracket_categories, "category"),
        "plan_bracket_steps": _of_each(plans, _bracket_steps, "volume", "over_part"),
        "plan_leaders": _of_each(plans, _leaders, "over_part", "under_part"),
        "plan_holds": _table(_holds(plans), "kind", "starts", "ends", "span"),
        "plan_ranks": _table([(number, name) for number, name in enumerate(first.rank_ids)], "rank", "name"),
        "fund_kinds": _table([(kind,) for kind in first.fund.of] if first.fund else [], "kind"),
    }


def pool_table(plans: Sequence[Plan]) -> Table:
    """Return the names of the pools of all plans by the number of their rank."""
    first = plans[0]
    listed = dict.fromkeys(name for plan in plans for name in names(plan))
    return _table([(first.rank_number(name), name) for name in listed], "rank", "pool")


def company_months(months: Sequence[Month]) -> Table:
    """Return the months that are over: when each begins and ends, and its last day as days since 1970."""
    days = ((date.fromisoformat(one.day) - date(1970, 1, 1)).days for one in months)
    rows: Rows = [(one.number, one.start, one.end, day) for one, day in zip(months, days, strict=True)]
    return _table(rows, "month", "starts", "ends", "day")


def _table(rows: Rows, *columns: str) -> Table:
    return Table({name: "STRING" if name in _TEXTS else "BIGINT" for name in columns}, rows)


def _of_each(plans: Sequence[Plan], rows: Callable[[Plan], Iterable[Cells]], *columns: str) -> Table:
    """Return a table of what each plan has, with the number of the plan before it."""
    numbered: Rows = [(number, *row) for number, plan in enumerate(plans) for row in rows(plan)]
    return _table(numbered, "plan", *columns)


def _windows(plans: Sequence[Plan]) -> Rows:
    starts = [-OPEN if plan.starts is None else plan.starts for plan in plans]
    return [(place, *window) for place, window in enumerate(zip(starts, [*starts[1:], OPEN], strict=True))]


def _direct(plan: Plan) -> Iterator[Cells]:
    return _paying(plan, plan.rewards_of(Direct))


def _override(plan: Plan) -> Iterator[Cells]:
    return _paying(plan, plan.rewards_of(Override))


def _paying(plan: Plan, rewards: Iterable[PerPackage]) -> Iterator[Cells]:
    for one in rewards:
        rank = plan.rank_number(one.payee_rank)
        yield package_index(plan, one.package), one.amount, rank, *_active(one.active)


def _active(active: Active | None) -> tuple[int, int]:
    return (active.days * DAY, active.own_volume) if active else (0, 0)


def _peer(plan: Plan) -> Iterator[Cells]:
    for one in plan.rewards_of(Peer):
        ranks = plan.rank_number(one.earner_rank), plan.rank_number(one.payee_rank)
        for source in one.of:
            for generation, rate in enumerate(one.of_generations, 1):
                yield source, generation, rate.numerator, rate.denominator, *ranks


def _bases(plan: Plan) -> Iterator[Cells]:
    for number, one in enumerate(bases(plan)):
        yield number, _ORDERS[one.orders], int(one.customers), int(one.whole)


def _basis_products(plan: Plan) -> Iterator[Cells]:
    return ((number, name) for number, one in enumerate(bases(plan)) for name in one.products)


def _basis_categories(plan: Plan) -> Iterator[Cells]:
    return ((number, name) for number, one in enumerate(bases(plan)) for name in one.categories)


def _levels(plan: Plan) -> Iterator[Cells]:
    places = {basis: number for number, basis in enumerate(bases(plan))}
    under = level_plan.common_denominator(plan)
    for number, one in enumerate(plan.rewards_of(level_plan.Level)):
        rank = plan.rank_number(one.payee_rank) if one.payee_rank else 0
        passes = (int(one.passes_over is not None), one.active_days * DAY)
        yield number, places[one.basis], len(one.rates), under, rank, *passes, *_active(one.active)


def _level_rates(plan: Plan) -> Iterator[Cells]:
    under = level_plan.common_denominator(plan)
    for number, one in enumerate(plan.rewards_of(level_plan.Level)):
        for generation, over in enumerate(level_plan.numerators(one, under), 1):
            yield number, generation, over


def _brackets(plan: Plan) -> Iterator[Cells]:
    for one in plan.rewards_of(Brackets):
        named = bool(one.products or one.categories)
        yield one.own_volume, bracket.common_denominator(one), int(named), int(one.except_packages)


def _bracket_products(plan: Plan) -> Iterator[Cells]:
    return ((name,) for one in plan.rewards_of(Brackets) for name in one.products)


def _bracket_categories(plan: Plan) -> Iterator[Cells]:
    return ((name,) for one in plan.rewards_of(Brackets) for name in one.categories)


def _bracket_steps(plan: Plan) -> Iterator[Cells]:
    for one in plan.rewards_of(Brackets):
        under = bracket.common_denominator(one)
        yield from ((step.volume, int(step.rate * under)) for step in one.brackets)


def _leaders(plan: Plan) -> Iterator[Cells]:
    return (one.rate.as_integer_ratio() for one in plan.rewards_of(Leader))


def _holds(plans: Sequence[Plan]) -> Rows:
    return [
        (level.KIND.name, starts, ends, level_plan.held_for(plan))
        for plan, (_, starts, ends) in zip(plans, _windows(plans), strict=True)
        if level_plan.held_for(plan)
    ]


def _steps(plan: Plan) -> Iterator[Cells]:
    """Yield by how much the rate rises at each rank (R6): only where it does."""
    for one in plan.rewards_of(Differential):
        highest = 0
        for number, rank in enumerate(plan.ranks):
            if (rate := one.rates.get(rank.id, 0)) > highest:
                yield package_index(plan, one.package), number, rate - highest
                highest = rate


def _pools(plan: Plan) -> Iterator[Cells]:
    for one in plan.rewards_of(DailyPool):
        yield package_index(plan, one.package), plan.rank_number(one.rank), one.amount


def zone_spans(zone: ZoneInfo, first: int, last: int) -> Table:
    """Return the stretches of time (microseconds UTC) in which a zone is shifted by so many microseconds.

    They cover everything; between `first` and `last` they are exact to the second.
    """
    edges: list[tuple[int, int]] = [(-OPEN, _shift(first, zone))]
    at = first
    while at < last:
        following = min(at + DAY, last)
        if _shift(following, zone) != edges[-1][1]:
            low, high = at, following
            while high - low > _SECOND:
                middle = (low + high) // 2
                low, high = (middle, high) if _shift(middle, zone) == edges[-1][1] else (low, middle)
            edges.append((-(-high // _SECOND) * _SECOND, _shift(high, zone)))
        at = following
    ends = [*(start for start, _ in edges[1:]), OPEN]
    rows: Rows = [(start, end, shift) for (start, shift), end in zip(edges, ends, strict=True)]
    return _table(rows, "starts", "ends", "shift")


def _shift(at: int, zone: ZoneInfo) -> int:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=at)
    return (moment.astimezone(zone).utcoffset() or timedelta()) // timedelta(microseconds=1)
