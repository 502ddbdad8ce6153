"""R7: the daily pools as the sequence goes on: fed by the orders of a day, shared at its end."""

from collections.abc import Iterator, Sequence

from graph.kinds.moment import Moment
from graph.kinds.rewards import OF_DAYS
from graph.outcome import Pool
from graph.plan import Plan
from graph.reference.company import Sale
from graph.reference.ranks import State

Shared = tuple[Pool, list[str]]


def all_pools(plans: Sequence[Plan]) -> Iterator[tuple[str, str]]:
    """Yield each pool of plans, once: the kind of reward that shares it, and its name."""
    pools = ((name, pool) for plan in plans for name, kind in OF_DAYS.items() for pool in kind.pools(plan))
    yield from dict.fromkeys(pools)


def fed_by(sale: Sale, kind: str, pool: str) -> int:
    """Return what one order puts into a pool, in minor units."""
    if sale.plan is None:
        return 0
    return OF_DAYS[kind].fed(Moment(sale.point, sale.packages, ()), sale.plan, pool)[0]


def share(pool: tuple[str, str], sales: Sequence[Sale], carried: int, state: State, plan: Plan) -> Shared:
    """Share a pool (of `all_pools`) after the day's last order: its row, and the ids of its holders.

    sales: those of the day; carried: what the last such day left, in minor units.
    """
    kind, name = pool
    holders = [member for member, held in state.rank.items() if OF_DAYS[kind].holds(held, name, plan)]
    total = sum(fed_by(sale, *pool) for sale in sales)
    each = (carried + total) // len(holders) if holders else 0
    row = Pool(
        orders=sum(plan.entry_package in sale.packages for sale in sales),
        fed=total,
        holders=len(holders),
        share=each,
        carried=carried + total - each * len(holders),  # what cannot be shared
    )
    return row, holders
