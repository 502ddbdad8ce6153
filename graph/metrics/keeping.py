"""Keeps with a run what a night counted: the sums by month of the company and of large teams, and figures."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.database import Database, Row
from graph.metrics.aggregates import Months, Part, key_of
from graph.metrics.names import METRICS
from graph.metrics.query import figures_of, spend_of
from graph.metrics.stored import EVER, to_json
from graph.metrics.window import Window
from graph.reads.runs import Run

SUMMED = 10_000
"""The least size of a team, its root left out, of which sums are kept."""
MOST_TEAMS = 100
"""How many teams have sums at most, the largest first: a tree that is one long line has many."""


@dataclass
class Sums:
    """What a night counted of its run.

    large: by team ("" for the company) whether nobody should ask for days of it that are no whole months.
    rows: sums by month, by team and metric. lists: of the company since ever, by their names.
    """

    large: dict[str, bool]
    rows: defaultdict[tuple[str, str], list[Row]] = field(default_factory=lambda: defaultdict(list))
    lists: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, rows: Iterable[Row]) -> None:
        """Add rows of a statement: each names its team and metric; what is None is left out."""
        for row in rows:
            kept = {column: cell for column, cell in row.items() if cell is not None}
            self.rows[kept.pop("team"), kept.pop("metric")].append(kept)


def keep_sums(database: Database, run: Run, window: Window, sums: Sums) -> None:
    """Keep sums with the run, and the company's figures since ever, which stay with each run.

    The sums of the run before stay, for who is reading it; older ones go.
    """
    database.write("nightly/aggregates/drop", run=run.number)
    for team, large in sums.large.items():
        rows = [
            {
                "key": key_of(run.number, name, team),
                "large": large,
                "sums": json.dumps(sums.rows[team, name], ensure_ascii=False, separators=(",", ":")),
            }
            for name in METRICS
        ]
        database.write("nightly/aggregates/keep", run=run.number, rows=rows)
    ever = Part(Months(None, None), window, spend=spend_of(database, run, window))
    figures = {name: figures_of(name, sums.rows["", name], ever) for name in METRICS} | sums.lists
    told = to_json({name: {EVER: rows} for name, rows in figures.items()})
    database.write("nightly/aggregates/keep_metric", run=run.number, figures=told)
