"""The pools (R7) of a run: what each was fed and shared, by day."""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import date

from graph.database import Database
from graph.reads.runs import Run


@dataclass(frozen=True, slots=True)
class PoolDay:
    """A pool on a day on which it is shared; money in minor units.

    `orders` counts members' orders with a 699 package, `share` is per holder, `carried` is what is left.
    `adjusted` is what had changed about days that were closed before; `fed` leaves it out.
    """

    pool: str
    day: str
    orders: int
    fed: int
    holders: int
    share: int
    carried: int
    adjusted: int


def pools(
    database: Database,
    run: Run,
    *,
    pool: str = "",
    from_day: date | None = None,
    to_day: date | None = None,
) -> Generator[PoolDay]:
    """Yield a row per day and pool in this order; `from_day` is included, `to_day` is not."""
    days = {
        "from": from_day.isoformat() if from_day else "",
        "to": to_day.isoformat() if to_day else "",
    }
    return (PoolDay(**row) for row in database.stream("read/pools/list", run=run.number, pool=pool, **days))
