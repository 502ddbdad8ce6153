"""R7: the daily pools, fed by packages and shared at the end of a day among the holders of a rank."""

from collections.abc import Sequence

from graph.outcome import Pool
from graph.plan import Plan
from graph.reference.company import Sale
from graph.reference.ranks import State


def names(plan: Plan) -> list[str]:
    """Return the names of the pools: the ids of the ranks that share them."""
    return list(dict.fromkeys(reward.rank for reward in plan.pools))


def fed_by(sale: Sale, pool: str) -> int:
    """Return what one order puts into a pool, in minor units."""
    rewards = sale.plan.pools if sale.plan else ()
    return sum(one.amount * sale.packages.get(one.package, 0) for one in rewards if one.rank == pool)


def share(pool: str, sales: Sequence[Sale], carried: int, state: State, plan: Plan) -> tuple[Pool, list[str]]:
    """Share a pool among its holders after the day's last order: its row, and the ids of the holders.

    sales: those of the day; carried: what the last such day left, in minor units.
    """
    rank = plan.rank_number(pool)
    exact = plan.readings.holders == "exact"
    holders = [member for member, held in state.rank.items() if (held == rank if exact else held >= rank)]
    fed = sum(fed_by(sale, pool) for sale in sales)
    each = (carried + fed) // len(holders) if holders else 0
    row = Pool(
        orders=sum(plan.entry_package in sale.packages for sale in sales),
        fed=fed,
        holders=len(holders),
        share=each,
        carried=carried + fed - each * len(holders),  # what cannot be shared
    )
    return row, holders
