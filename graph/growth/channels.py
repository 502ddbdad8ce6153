"""What each channel costs and brings: touches, members, first orders, repurchase, revenue in one table."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal

from graph.database import Database, Row
from graph.earnings.scope import Scope
from graph.growth.bounds import require_countable
from graph.metrics.aggregates import Months, add_up, kept_sums, whole_months
from graph.metrics.model import each, rate
from graph.metrics.query import count, spend_of
from graph.metrics.stored import kept_rows
from graph.metrics.window import Window, window_of
from graph.reads.runs import Run

REPURCHASE_DAYS = 60
ARRIVALS = "arrivals"
"""The name under which a run keeps the company's touches and new members by month and channel."""
_KEPT = ("conversion", "cac", "cohort-repurchase", "payout")


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel in a stretch of days ("": people and touches without one); money in minor units.

    spend, cost: None where the company has no spend, or of a team, whose share cannot be told. touches,
    visitors, converted: by the channel of the touch, of the first one for the last two. The rest is by the
    person's own channel. cost: spend and the rewards on first orders, over the members who first ordered.
    """

    channel: str
    spend: int | None = None
    touches: int = 0
    visitors: int = 0
    converted: int = 0
    joined: int = 0
    first_orders: int = 0
    rewards: int = 0
    buyers: int = 0
    repeat_buyers: int = 0
    revenue: int = 0

    @property
    def conversion(self) -> Decimal | None:
        """The share of the visitors who ordered within 7 days of their first touch."""
        return rate(self.converted, self.visitors)

    @property
    def repurchase(self) -> Decimal | None:
        """The share of the buyers whose first order is 60 days old who ordered again within them."""
        return rate(self.repeat_buyers, self.buyers)

    @property
    def cost(self) -> int | None:
        """What a first order of a member cost."""
        return None if self.spend is None else each(self.spend + self.rewards, self.first_orders)


_COUNTS = tuple(field.name for field in fields(Channel))[2:]


def channel_table(database: Database, run: Run, scope: Scope) -> list[Channel]:
    """Return the channels by name, and last all of them together, whose channel is "all" by its place only.

    Whole months of the company and of large teams come from what the night kept. With a channel in the scope
    it is that one alone.

    Raises:
        NotFoundError: when there is no such member in the run.
        UserError: when the stretch of days is empty, or cuts a month of a large team short.
    """
    require_countable(database, run, scope)
    window = window_of(database, run, scope.from_day, scope.to_day)
    counts: defaultdict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(_COUNTS, 0))
    for row in _rows(database, run, scope, window):
        for column, number in row.items():
            if column != "channel":
                counts[row["channel"]][column] += number
    spend = None if scope.team or not _has_spend(database, run) else spend_of(database, run, window)
    names = sorted({*counts, *(spend or {})})
    if scope.channel:
        names = [name for name in names if name == scope.channel]
    rows = [Channel(name, None if spend is None else spend.get(name, 0), **counts[name]) for name in names]
    return [*rows, _all(rows)]


def arrivals(database: Database, run: Run, scope: Scope) -> list[Row]:
    """Return touches and members who joined by channel and month: channel, month, touches, joined."""
    months = whole_months(run, scope.from_day, scope.to_day)
    kept = kept_rows(database, run, ARRIVALS) if months and not scope.team else None
    if months is None or kept is None:
        return count_arrivals(database, run, scope)
    return [row for row in kept if months.has(row["month"]) and scope.channel in {"", row["channel"]}]


def count_arrivals(database: Database, run: Run, scope: Scope) -> list[Row]:
    """Count what `arrivals` returns."""
    window = window_of(database, run, scope.from_day, scope.to_day)
    return count(database, run, "read/growth/arrivals", window, channel=scope.channel, team=scope.team)


def _all(rows: Sequence[Channel]) -> Channel:
    totals = {name: sum(getattr(row, name) for row in rows) for name in _COUNTS}
    spend = [row.spend for row in rows if row.spend is not None]
    return Channel("", sum(spend) if spend else None, **totals)


def _rows(database: Database, run: Run, scope: Scope, window: Window) -> Iterable[Row]:
    """Yield rows of counts, which are added up by channel."""
    for row in arrivals(database, run, scope):
        yield {name: row[name] for name in ("channel", "touches", "joined")}
    months = whole_months(run, scope.from_day, scope.to_day)
    sums = {name: kept_sums(database, run, name, scope.team) if months else None for name in _KEPT}
    kept = {name: rows for name, rows in sums.items() if rows is not None}
    if months and len(kept) == len(sums):
        yield from _from_sums(kept, months)
        return
    team = {"channel": "", "team": scope.team}
    yield from count(database, run, "read/metrics/conversion", window, **team)
    yield from count(database, run, "read/growth/people", window, **team)


def _from_sums(kept: dict[str, list[Row]], months: Months) -> Iterable[Row]:
    values = {
        "conversion": {"visitors": "visitors", "converted": "converted"},
        "cac": {"members": "first_orders", "rewards": "rewards"},
        "cohort-repurchase": {"counted": "buyers", "again": "repeat_buyers"},
        "payout": {"revenue": "revenue"},
    }
    for name, columns in values.items():
        rows = [
            row
            for row in kept[name]
            if months.has(row["at"]) and row.get("key", REPURCHASE_DAYS) == REPURCHASE_DAYS
        ]
        yield from add_up([row for row in rows if columns.keys() <= row.keys()], ["channel"], columns)


def _has_spend(database: Database, run: Run) -> bool:
    return bool(spend_of(database, run, window_of(database, run, None, None)))
