"""The figures that dashboards ask for every day: the night counts them before it publishes."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from graph.columnar.duckdb_engine import DuckDB
from graph.columnar.statements import filled
from graph.database import Database
from graph.nightly.inputs import Night
from graph.reads.runs import Run

if TYPE_CHECKING:
    from graph.metrics.count_aggregates import Counting


def large_teams(database: Database) -> dict[str, int]:
    """Return the largest teams with their sizes, as Cypher has just rolled them up."""
    from graph.metrics.count_aggregates import MOST_TEAMS, SUMMED  # noqa: PLC0415 - see `counting`

    rows = database.read("nightly/aggregates/teams", size=SUMMED, most=MOST_TEAMS)
    return {row["member_id"]: row["size"] for row in rows}


def large_teams_by_sql(engine: DuckDB) -> dict[str, int]:
    """Return the largest teams with their sizes, as the SQL engine has calculated them."""
    from graph.metrics.count_aggregates import MOST_TEAMS, SUMMED  # noqa: PLC0415 - see `counting`

    return dict(engine.read(filled("aggregates/teams", {"size": SUMMED, "most": MOST_TEAMS})))


def counting(database: Database, night: Night, teams: Mapping[str, int]) -> "Counting":
    """Return the count of every metric of the company and of large teams by month, ready to begin.

    teams: the large ones with their sizes. The night's sponsors must stand. See docs/metrics.md, "Kept by
    the night".
    """
    from graph.metrics.count_aggregates import Counting  # noqa: PLC0415 - they take their calendar from this package
    from graph.metrics.window import window_from  # noqa: PLC0415

    database.ensure_schema("system/schema/metrics")
    plans = tuple(window.plan for window in night.windows)
    run = Run(night.run, night.as_of, started=0, finished=0, plans=plans, counts={})
    return Counting(database, run, window_from(night.calendar.first_month, run), teams)
