"""What members earned: by month, kind and rank; who earned most; and what of the pools by day."""

from dataclasses import dataclass

from graph.database import Database, Row
from graph.earnings.scope import Scope
from graph.metrics.aggregates import add_up, kept_sums, whole_months
from graph.metrics.query import count
from graph.metrics.stored import kept_rows
from graph.metrics.window import window_of
from graph.reads.members import members, read_whole
from graph.reads.runs import Run
from graph.reads.standings import month_number

MOST_EARNERS = 50
TOP_EARNERS = "top-earners"
"""The name under which a run keeps the company's top earners."""


@dataclass(frozen=True, slots=True)
class Earner:
    """A member with what it earned (minor units) in how many entries; `rank` is as of the run."""

    member_id: str
    name: str
    rank: int
    entries: int
    amount: int


def earned_by_month(database: Database, run: Run, scope: Scope) -> list[Row]:
    """Return what members earned: rows of month (`year*12+month-1`), kind, rank, amount (minor units).

    Whole months of the company and of large teams come from what the night kept.
    """
    kept = _read_kept(database, run, scope, "rewards")
    if kept is None:
        return count_earned(database, run, scope)
    return add_up(kept, ["month", "kind", "rank"], {"rewards": "amount"})


def count_earned(database: Database, run: Run, scope: Scope) -> list[Row]:
    """Return what `earned_by_month` does, counted of the entries."""
    parameters = scope.parameters(run)
    rows = read_whole(
        lambda: database.read("read/earnings/months", **parameters), lambda row: row["rank"] is not None
    )
    return [{**row, "month": month_number(row["month"])} for row in rows]


def top_earners(database: Database, run: Run, scope: Scope) -> list[Earner]:
    """Return the members who earned most, the highest first, at most MOST_EARNERS.

    Those of the company since ever are what the night kept.
    """
    rows = kept_rows(database, run, TOP_EARNERS) if scope == Scope() else None
    if rows is None:
        rows = count_top_earners(database, run, scope)
    found = members(database, run, [row["member_id"] for row in rows])
    return [
        Earner(one.standing.member_id, one.standing.name, one.standing.rank, row["entries"], row["amount"])
        for one, row in zip(found, rows, strict=True)
    ]


def count_top_earners(database: Database, run: Run, scope: Scope) -> list[Row]:
    """Count the entries for `top_earners`: rows of member_id, entries, amount (minor units)."""
    return database.read("read/earnings/top", **scope.parameters(run), limit=MOST_EARNERS)


def revenue_by_month(database: Database, run: Run, scope: Scope) -> list[Row]:
    """Return revenue net of refunds: rows of month (`year*12+month-1`) and amount (minor units).

    Whole months of the company and of large teams come from what the night kept.
    """
    kept = _read_kept(database, run, scope, "revenue")
    if kept is None:
        return count_revenue(database, run, scope)
    return add_up(kept, ["month"], {"revenue": "amount"})


def count_revenue(database: Database, run: Run, scope: Scope) -> list[Row]:
    """Return what `revenue_by_month` does, counted of the orders."""
    window = window_of(database, run, scope.from_day, scope.to_day)
    rows = count(database, run, "read/earnings/revenue", window, channel=scope.channel, team=scope.team)
    return [{**row, "month": window.calendar.first_month + row["month"]} for row in rows]


def earned_by_day(database: Database, run: Run, scope: Scope) -> list[Row]:
    """Return what members earned: rows of day (2026-01-31), kind, amount (minor units)."""
    return database.read("read/earnings/days/rewards", **scope.parameters(run))


def revenue_by_day(database: Database, run: Run, scope: Scope) -> list[Row]:
    """Return revenue net of refunds: rows of day (2026-01-31) and amount (minor units)."""
    window = window_of(database, run, scope.from_day, scope.to_day)
    team = {"channel": scope.channel, "team": scope.team}
    return count(database, run, "read/earnings/days/revenue", window, **team)


def pool_earnings(database: Database, run: Run, scope: Scope) -> list[Row]:
    """Return what a team earned of pools: rows of pool, day, shared (minor units); of all channels."""
    parameters = {name: value for name, value in scope.parameters(run).items() if name != "channel"}
    return database.read("read/earnings/pool_days", **parameters)


def _read_kept(database: Database, run: Run, scope: Scope, column: str) -> list[Row] | None:
    """Return the rows with a column of the sums of payout; None when none are kept of this team and days."""
    scope.days(run)  # raises for an empty stretch of days, as counting does
    months = whole_months(run, scope.from_day, scope.to_day)
    if months is None or (rows := kept_sums(database, run, "payout", scope.team)) is None:
        return None
    return [
        {**row, "month": row["at"]}
        for row in rows
        if column in row and months.has(row["at"]) and scope.channel in {"", row.get("channel")}
    ]
