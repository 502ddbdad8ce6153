"""Asks for a metric as of a run: counted in Cypher, divided exactly, or read where the night kept it."""

from collections.abc import Sequence
from datetime import date

from graph.catalogue import statement
from graph.clock import OPEN, day_start
from graph.database import Database, Row
from graph.errors import UserError
from graph.i18n.message import Joined, message
from graph.metrics.aggregates import Part, by_months, counts_of, covering, kept_sums, whole_months
from graph.metrics.model import Figures
from graph.metrics.names import metric_named
from graph.metrics.stored import kept_metric
from graph.metrics.window import Window, ends_inside, window_of
from graph.reads.runs import Run
from graph.reads.standings import require_member


def metric(
    database: Database,
    run: Run,
    name: str,
    *,
    from_day: date | None = None,
    to_day: date | None = None,
    channel: str = "",
    team: str = "",
) -> list[Figures]:
    """Return the rows of a metric (docs/metrics.md), money in minor units, rates as decimals or None.

    `from_day` is included, `to_day` is not, both in the plan's zone; `channel` and `team` (the member id of
    its root) are empty for all. Figures of whole months, of the company and of teams of 10 000 and more, are
    those that the nightly run kept.

    Raises:
        NotFoundError: when there is no such metric, or no such member in the run.
        UserError: when the stretch of days is empty, or cuts a month of a large team short.
    """
    metric_named(name)
    if team:
        require_member(database, run, team)
    elif not channel:
        found = kept_metric(database, run, name, from_day, to_day)
        if found is not None:
            return found
    months = whole_months(run, from_day, to_day)
    sums = kept_sums(database, run, name, team) if months else None
    if months is None and team and by_months(database, run, team):
        raise only_months(team, from_day, to_day)
    if months is None or sums is None:
        return figures(database, run, name, from_day=from_day, to_day=to_day, channel=channel, team=team)
    window = window_of(database, run, from_day, to_day)
    spend = spend_of(database, run, window, channel) if name == "cac" else {}
    return figures_of(name, sums, Part(months, window, channel, bool(team), spend))


def figures_of(name: str, rows: Sequence[Row], part: Part) -> list[Figures]:
    """Return a metric of sums that a run kept, as `metric` does."""
    return metric_named(name).figures(counts_of(name, rows, part), part.window)


def spend_of(database: Database, run: Run, window: Window, channel: str = "") -> dict[str, int]:
    """Return the company's spend (minor units) in a window by channel, where there is any."""
    days = {"from_day": window.first_day, "to_day": window.end_day}
    rows = database.read("read/metrics/spend", run=run.number, channel=channel, **days)
    return {row["channel"]: row["amount"] for row in rows}


def only_months(team: str, from_day: date | None, to_day: date | None) -> UserError:
    """Return the error that tells which whole months of a large team to ask for."""
    first, end = covering(from_day, to_day)
    told = [
        message("from {first}", first=first) if first else None,
        message("to {end} (not included)", end=end) if end else None,
    ]
    return UserError(
        "the team of {team!r} is so large that its metrics are kept by whole months: ask for {months}",
        team=team,
        months=Joined(tuple(one for one in told if one), " "),
    )


def figures(
    database: Database,
    run: Run,
    name: str,
    *,
    from_day: date | None = None,
    to_day: date | None = None,
    channel: str = "",
    team: str = "",
) -> list[Figures]:
    """Count a metric anew, as `metric` returns it, whatever the nightly run kept."""
    wanted = metric_named(name)
    window = window_of(database, run, from_day, to_day)
    path, days = f"read/metrics/{wanted.statement}", list(wanted.days)
    rows = count(database, run, path, window, channel=channel, team=team, days=days)
    return wanted.figures(rows, window)


def count(
    database: Database, run: Run, path: str, window: Window, *, channel: str, team: str, **own: object
) -> list[Row]:
    """Run a statement of a window with the parameters that it names; `own` are those of it alone."""
    given: dict[str, object] = {
        "run": run.number,
        "open": OPEN,
        "as_of": run.as_of,
        "start": window.start,
        "end": window.end,
        "from_day": window.first_day,
        "to_day": window.end_day,
        "recent": window.recent,
        "channel": channel,
        "team": team,
        "day0": window.calendar.day0,
        "month": window.calendar.month,
        "turn": window.calendar.turn,
        "zone": run.plans[-1].time_zone,
        **own,
    }
    return database.read(path, **statement(path).taken(given))


def unfinished(run: Run, name: str, to_day: date | None = None) -> str:
    """Return the last month of a metric by months, such as 2026-01, when it is not over yet; else "".

    It is not over when the run's `as_of`, or `to_day`, lies within it.

    Raises:
        NotFoundError: when there is no such metric.
    """
    monthly = metric_named(name).monthly
    if not monthly:
        return ""
    end = run.as_of + 1
    if to_day and monthly == "window":
        end = min(end, day_start(to_day, run.zone))
    return ends_inside(end, run)
