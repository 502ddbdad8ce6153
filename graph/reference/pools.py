"""R7: the daily pools as the sequence goes on: fed by the orders of a day, shared at its end.

With `pool_days: closed` a run looks at days only that no run before it closed, and begins with what changed
about those that are.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from graph.clock import day_of
from graph.kinds.moment import Moment
from graph.kinds.rewards import OF_DAYS
from graph.outcome import Grain, Pool, Published
from graph.plan import Plan
from graph.reference.company import Sale
from graph.reference.ranks import State


def all_pools(plans: Sequence[Plan]) -> Iterator[tuple[str, str]]:
    """Yield each pool of plans, once: the kind of reward that shares it, and its name."""
    pools = ((name, pool) for plan in plans for name, kind in OF_DAYS.items() for pool in kind.pools(plan))
    yield from dict.fromkeys(pools)


def fed_by(sale: Sale, kind: str, pool: str) -> int:
    """Return what one order puts into a pool, in minor units."""
    if sale.plan is None:
        return 0
    return OF_DAYS[kind].fed(Moment(sale.point, sale.packages, ()), sale.plan, pool)[0]


def first_open_day(plan: Plan, before: int | None) -> str:
    """Return the first day that a run may share, with the published run's `as_of` (None: there is none)."""
    if before is None or plan.readings.pool_days == "restate":
        return ""
    return day_of(before, plan.zone).isoformat()  # it was not over then


@dataclass
class Pools:
    """The pools along the days: the rows and entries so far, by pool and day and by grain.

    first: the first day that may be shared. carried, adjusted: by pool, what the next row begins with.
    """

    plan: Plan
    pools: Sequence[tuple[str, str]]
    first: str = ""
    rows: dict[tuple[str, str], Pool] = field(default_factory=dict)
    entries: dict[Grain, int] = field(default_factory=dict)
    carried: Counter[str] = field(default_factory=Counter)
    adjusted: Counter[str] = field(default_factory=Counter)

    def close(self, published: Published, sales: Sequence[Sale]) -> None:
        """Take over what was shared on closed days, and note by how much their orders feed otherwise."""
        outcome = published.outcome
        self.entries |= {
            grain: amount
            for grain, amount in outcome.entries.items()
            if grain.pool and grain.day < self.first
        }
        self.rows |= {key: row for key, row in sorted(outcome.pools.items()) if key[1] < self.first}
        for (pool, _), row in self.rows.items():
            self.carried[pool] = row.carried
            self.adjusted[pool] -= row.fed + row.adjusted
        for kind, pool in self.pools:
            self.adjusted[pool] += sum(fed_by(sale, kind, pool) for sale in sales if sale.day < self.first)

    def share(self, day: str, sales: Sequence[Sale], state: State) -> None:
        """Share each pool after the day's last order; sales: those of the day."""
        for kind, pool in self.pools:
            holders = [one for one, held in state.rank.items() if OF_DAYS[kind].holds(held, pool, self.plan)]
            fed, adjusted = sum(fed_by(sale, kind, pool) for sale in sales), self.adjusted.pop(pool, 0)
            total = self.carried[pool] + fed + adjusted
            each = max(0, total) // len(holders) if holders else 0
            self.carried[pool] = total - each * len(holders)  # what cannot be shared, or is owed
            orders = sum(self.plan.entry_package in sale.packages for sale in sales)
            self.rows[pool, day] = Pool(orders, fed, len(holders), each, self.carried[pool], adjusted)
            if each:
                self.entries |= {Grain(kind, "", member, "", pool, day): each for member in holders}
