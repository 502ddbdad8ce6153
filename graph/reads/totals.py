"""A run in few figures: revenue, rewards by kind, breakage, pools, members by rank, payout ratio."""

from dataclasses import dataclass

from graph.clock import OPEN
from graph.database import Database
from graph.outcome import PaysOut


@dataclass(frozen=True)
class PoolTotal:
    """All days of one pool, in minor units: `fed` with adjustments; `carried` is what its last day leaves."""

    fed: int
    shared: int
    carried: int


@dataclass(frozen=True)
class Totals(PaysOut):
    """All of a run since the first order; money in minor units.

    revenue: orders of members and customers, net of refunds. rewards: what members earned, by kind,
    pool shares among them. breakage: what was due to nobody, by kind. members: by number of the rank.
    """

    revenue: int
    rewards: dict[str, int]
    breakage: dict[str, int]
    pools: dict[str, PoolTotal]
    members: dict[int, int]
    held: int

    @property
    def broken(self) -> int:
        """All breakage, in minor units."""
        return sum(self.breakage.values())

    @property
    def carried(self) -> int:
        """What all pools carry, in minor units."""
        return sum(pool.carried for pool in self.pools.values())


def totals(database: Database, run: int) -> Totals:
    """Return the figures of a run by its number; its versions are read, whatever was calculated since."""
    entries = database.read("read/totals/entries", run=run)
    ranks = database.read("read/totals/ranks", run=run)
    return Totals(
        revenue=database.read("read/totals/revenue", run=run, open=OPEN)[0]["revenue"],
        rewards={row["kind"]: row["earned"] for row in entries if row["earned"]},
        breakage={row["kind"]: row["breakage"] for row in entries if row["breakage"]},
        pools={
            row["pool"]: PoolTotal(row["fed"], row["shared"], row["carried"])
            for row in database.read("read/totals/pools", run=run)
        },
        members={row["rank"]: row["members"] for row in ranks},
        held=sum(row["held"] for row in ranks),
    )
