"""R7: the daily pools as the sequence goes on: fed by the orders of a day, shared at its end."""

from collections.abc import Sequence

from graph.kinds.moment import Moment
from graph.kinds.rewards.pool import fed, holds
from graph.outcome import Pool
from graph.plan import Plan
from graph.reference.company import Sale
from graph.reference.ranks import State


def fed_by(sale: Sale, pool: str) -> int:
    """Return what one order puts into a pool, in minor units."""
    return fed(Moment(sale.point, sale.packages, ()), sale.plan, pool)[0] if sale.plan else 0


def share(pool: str, sales: Sequence[Sale], carried: int, state: State, plan: Plan) -> tuple[Pool, list[str]]:
    """Share a pool among its holders after the day's last order: its row, and the ids of the holders.

    sales: those of the day; carried: what the last such day left, in minor units.
    """
    holders = [member for member, held in state.rank.items() if holds(held, pool, plan)]
    total = sum(fed_by(sale, pool) for sale in sales)
    each = (carried + total) // len(holders) if holders else 0
    row = Pool(
        orders=sum(plan.entry_package in sale.packages for sale in sales),
        fed=total,
        holders=len(holders),
        share=each,
        carried=carried + total - each * len(holders),  # what cannot be shared
    )
    return row, holders
