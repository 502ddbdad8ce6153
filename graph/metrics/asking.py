"""Asks for a metric as of a run: counted in Cypher, divided exactly, or read where the night kept it."""

from datetime import date

from graph.catalogue import statement
from graph.clock import OPEN, day_start
from graph.database import Database
from graph.metrics.kept import kept
from graph.metrics.model import Figures
from graph.metrics.names import metric_named
from graph.metrics.window import ends_inside, window_of
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
    its root) are empty for all. Without any of them the rows are those that the nightly run kept.

    Raises:
        NotFoundError: when there is no such metric, or no such member in the run.
        UserError: when the stretch of days is empty.
    """
    metric_named(name)
    if team:
        require_member(database, run, team)
    elif not channel:
        found = kept(database, run, name, from_day, to_day)
        if found is not None:
            return found
    return figures(database, run, name, from_day=from_day, to_day=to_day, channel=channel, team=team)


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
    path = f"metrics/{wanted.statement}"
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
        "days": list(wanted.days),
        "zone": run.plans[-1].time_zone,
    }
    rows = database.read(path, **{one: given[one] for one in statement(path).parameters})
    return wanted.figures(rows, window)


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
