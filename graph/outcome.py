"""What a calculation yields, from whichever engine: two outcomes of the same facts are equal (`==`).

Money is in minor units, an id that is not there is "", a day is "2026-01-31", a month "2026-01".
"""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple


class Grain(NamedTuple):
    """What ledger entries are summed by. No payee is breakage; a pool share has a pool and no order.

    The source of an adjustment is its id here, that each is apart; the ledger tells it in the key alone.
    """

    kind: str
    source: str
    payee_id: str
    order_id: str
    pool: str
    day: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A member as of the run: the columns of the export `standings`, volumes of all time."""

    sponsor_id: str
    depth: int
    rank: int
    rank_order_id: str
    team_owner_id: str
    direct_recruits: int
    team_size: int
    personal: int
    team: int
    group: int
    earned: int
    held: int
    withdrawn: int
    highest_rank: int


@dataclass(frozen=True, slots=True)
class Month:
    """The figures of a member in one month: volumes of its orders, entries of its days."""

    personal: int = 0
    team: int = 0
    group: int = 0
    earned: int = 0
    held: int = 0


@dataclass(frozen=True, slots=True)
class Pool:
    """A pool on a day on which it was shared: `share` is per holder, `carried` what is left.

    adjusted: what had changed about days closed before, where this is the first that its run closed.
    """

    orders: int
    fed: int
    holders: int
    share: int
    carried: int
    adjusted: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """All figures of one calculation.

    standings: by member id, of every member who had joined.
    entries: the sum of each grain; zero sums are left out.
    pools: by (pool, day), a row for each day on which the pools are shared, also when all is 0.
    monthly: by (member id, month), only where a figure is not 0.
    """

    standings: dict[str, Standing] = field(default_factory=dict)
    entries: dict[Grain, int] = field(default_factory=dict)
    pools: dict[tuple[str, str], Pool] = field(default_factory=dict)
    monthly: dict[tuple[str, str], Month] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Published:
    """The last published run, as the next one looks at it: what it shared on days that are closed stays (R7).

    as_of: microseconds UTC.
    """

    outcome: Outcome
    as_of: int


class PaysOut:
    """What has revenue and rewards by kind, both in minor units."""

    revenue: int
    rewards: dict[str, int]

    @property
    def paid(self) -> int:
        """All rewards, in minor units."""
        return sum(self.rewards.values())

    @property
    def payout(self) -> Fraction | None:
        """The payout ratio: rewards over revenue; None without revenue."""
        return Fraction(self.paid, self.revenue) if self.revenue else None
