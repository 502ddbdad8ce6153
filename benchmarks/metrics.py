"""Measures the metrics of a large team for days that are no whole months: counted when somebody asks.

It asks the database of the environment, as every command of Upline finds it, for the largest team of at most
--team members: the days from the 11th of its first month to the 21st of its last, and all days but the
first. The unit is a walk down the team with the first order and the invitations of each member.

    python benchmarks/make_company.py company --members 1000000 --visitors 2
    upline load company && upline nightly --as-of 2026-06-30T23:59:59+08:00
    python -m benchmarks.metrics
"""

import argparse
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import psutil

from benchmarks.dashboard import lookers
from benchmarks.meter import Spent, best
from benchmarks.server import ask
from benchmarks.tables import figure, number, ratio, table
from graph.clock import day_of
from graph.connection import connect
from graph.database import Database, opened
from graph.embedded import status
from graph.metrics import METRICS, metric
from graph.metrics.window import window_of
from graph.reads.runs import Run, published_run
from graph.settings import Settings


def main() -> None:
    """Measure, print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=5, help="how often each is measured; the least counts")
    parser.add_argument("--team", type=int, default=50_000, help="how large the team may be")
    given = parser.parse_args()
    settings = Settings()
    with opened(connect(settings)) as database:
        running = status(settings).running
        server = psutil.Process(running.pid) if running else None
        run = published_run(database)
        team = lookers(database, run, given.team)[1].standing
        spans = _spans(database, run)

        walk = partial(ask, database, "team", run=run.number, team=team.member_id)
        unit = _least(walk, given.times, server)
        found = [[*_row("the walk", [unit], unit), *[""] * 3]]
        for name in METRICS:
            asked = [
                partial(metric, database, run, name, from_day=first, to_day=end, team=team.member_id)
                for first, end in spans
            ]
            found.append(_row(name, [_least(one, given.times, server) for one in asked], unit))
        invited = walk()[0]["visitors"]
    told = [f"{first} to {end - timedelta(days=1)}" for first, end in spans]
    print(f"Team of {number(team.team_size + 1)}, {number(invited)} invited visitors.\n")
    print(
        table(["metric", *(f"{one}: {what}" for one in told for what in ("s", "CPU s", "in walks"))], found)
    )


def _spans(database: Database, run: Run) -> list[tuple[date, date]]:
    window = window_of(database, run, None, None)
    first, last = day_of(window.month_starts(run.zone)[0], run.zone), day_of(run.as_of, run.zone)
    return [(first.replace(day=11), last.replace(day=22)), (first + timedelta(days=1), last)]


def _least(run: Callable[[], object], times: int, server: psutil.Process | None) -> Spent:
    run()
    return best(run, times, server)[1]


def _row(name: str, spent: list[Spent], unit: Spent) -> list[str]:
    cells = [(figure(one.wall), figure(one.server), ratio(one.wall, unit.wall)) for one in spent]
    return [name, *(cell for some in cells for cell in some)]


if __name__ == "__main__":
    main()
