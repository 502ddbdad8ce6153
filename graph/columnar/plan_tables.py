"""What plans mean to SQL: tables of whole numbers that statements join, one row per window, package, rank or kind.

Packages and ranks are numbers by their place in the plan; plans are numbers by their place in time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from graph.clock import OPEN
from graph.plan import Plan
from graph.plan.kinds import Direct, Override

Rows = list[tuple[int | str, ...]]
_TEXTS = frozenset({"product_id", "source", "kind"})
_HOUR = 3_600_000_000


@dataclass(frozen=True)
class Table:
    """A small table: its columns with the SQL type of each (BIGINT or STRING), and its rows."""

    columns: dict[str, str]
    rows: Rows


def plan_tables(plans: Sequence[Plan]) -> dict[str, Table]:
    """Return the tables of plans that follow each other (in order of time), by name."""
    first = plans[0]
    packages = list(first.packages)
    of_all = dict(enumerate(plans))
    return {
        "plan_windows": _table(_windows(plans), "plan", "starts", "ends"),
        "plan_packages": _table(
            [(package.product_id, place) for place, package in enumerate(first.packages.values())],
            "product_id",
            "package",
        ),
        "plan_direct": _paying({number: plan.direct for number, plan in of_all.items()}, first),
        "plan_override": _paying({number: plan.override for number, plan in of_all.items()}, first),
        "plan_peer": _table(
            [
                (
                    number,
                    source,
                    plan.peer.rate.numerator,
                    plan.peer.rate.denominator,
                    plan.rank_number(plan.peer.earner_rank),
                    plan.rank_number(plan.peer.payee_rank),
                )
                for number, plan in of_all.items()
                if plan.peer
                for source in plan.peer.of
            ],
            "plan",
            "source",
            "numerator",
            "denominator",
            "earner_rank",
            "payee_rank",
        ),
        "plan_steps": _table(list(_steps(of_all, packages)), "plan", "package", "rank", "step"),
        "plan_pools": _table(
            [
                (number, packages.index(one.package), plan.rank_number(one.rank), one.amount)
                for number, plan in of_all.items()
                for one in plan.pools
            ],
            "plan",
            "package",
            "rank",
            "amount",
        ),
        "fund_kinds": _table([(kind,) for kind in first.fund.of] if first.fund else [], "kind"),
    }


def _table(rows: Rows, *columns: str) -> Table:
    return Table({name: "STRING" if name in _TEXTS else "BIGINT" for name in columns}, rows)


def _windows(plans: Sequence[Plan]) -> Rows:
    starts = [-OPEN if plan.starts is None else plan.starts for plan in plans]
    return [(place, *window) for place, window in enumerate(zip(starts, [*starts[1:], OPEN], strict=True))]


def _paying(rewards: dict[int, tuple[Direct, ...] | tuple[Override, ...]], plan: Plan) -> Table:
    packages = list(plan.packages)
    return _table(
        [
            (number, packages.index(one.package), one.amount, plan.rank_number(one.payee_rank))
            for number, of_plan in rewards.items()
            for one in of_plan
        ],
        "plan",
        "package",
        "amount",
        "payee_rank",
    )


def _steps(plans: dict[int, Plan], packages: list[str]) -> Iterator[tuple[int | str, ...]]:
    """Yield by how much the rate rises at each rank (R6): only where it does."""
    for number, plan in plans.items():
        for one in plan.differential:
            highest = 0
            for rank in plan.ranks:
                rate = one.rates.get(rank.id, 0)
                if rate > highest:
                    yield number, packages.index(one.package), plan.rank_number(rank.id), rate - highest
                    highest = rate


def zone_spans(zone: ZoneInfo, first: int, last: int) -> Table:
    """Return the stretches of time (microseconds UTC) in which a zone is shifted by so many microseconds.

    They cover everything; between `first` and `last` they are exact to the second.
    """
    edges: list[tuple[int, int]] = [(-OPEN, _shift(first, zone))]
    at = first
    while at < last:
        following = min(at + 24 * _HOUR, last)
        if _shift(following, zone) != edges[-1][1]:
            low, high = at, following
            while high - low > 1_000_000:
                middle = (low + high) // 2
                low, high = (middle, high) if _shift(middle, zone) == edges[-1][1] else (low, middle)
            edges.append((-(-high // 1_000_000) * 1_000_000, _shift(high, zone)))
        at = following
    ends = [*(start for start, _ in edges[1:]), OPEN]
    rows: Rows = [(start, end, shift) for (start, shift), end in zip(edges, ends, strict=True)]
    return _table(rows, "starts", "ends", "shift")


def _shift(at: int, zone: ZoneInfo) -> int:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=at)
    return (moment.astimezone(zone).utcoffset() or timedelta()) // timedelta(microseconds=1)
