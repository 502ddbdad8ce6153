"""Counts, once a night, the sums by month of the company and of larger teams, and keeps them with the run."""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping

from graph.catalogue import statement
from graph.clock import OPEN
from graph.compliance.counting import COMPLIANCE, count_compliance
from graph.concurrency import each
from graph.database import Database, Row
from graph.earnings.scope import Scope
from graph.earnings.sums import TOP_EARNERS, count_top_earners
from graph.metrics.aggregates import LARGE, Months, Part, key_of
from graph.metrics.buyers import REGISTRATION_DAYS, REPURCHASE_DAYS
from graph.metrics.cohorts import COMMUNITIES, count_communities
from graph.metrics.names import METRICS
from graph.metrics.query import figures_of, spend_of
from graph.metrics.stored import EVER, to_json
from graph.metrics.window import RECENT, Window
from graph.reads.runs import Run

SUMMED = 10_000
"""The least size of a team, its root left out, of which sums are kept."""
MOST_TEAMS = 100
"""How many teams have sums at most, the largest first: a tree that is one long line has many."""
_REWARDED = ("payout", "cac", "recent_buyers")
_LISTS: Mapping[str, Callable[[Database, Run, Scope], list[Row]]] = {
    TOP_EARNERS: count_top_earners,
    COMMUNITIES: count_communities,
}


class Counting:
    """The sums of the newest run, of the company and of large teams.

    sizes: of these teams, all above one of them being there as well. Those of `large` members and more are
    marked: nobody should ask for days of them that are no whole months.

    Each statement reads the facts once and gives them to all teams that they belong to: the cost does not
    grow with the number of teams. The run's window has no bounds. Making
    one keeps with each buyer its orders and touches, and notes for each member which such team it is in; the
    rest leaves members alone.
    """

    PEOPLE = ("people", "recruits", "sellers", "attribution", "visitors", "conversion", "funnel")
    """What members, orders and touches alone say, the ledger and the ranks left out; in this order."""

    def __init__(
        self, database: Database, run: Run, window: Window, sizes: Mapping[str, int], large: int = LARGE
    ) -> None:
        self._database, self._run, self._window = database, run, window
        self._sums: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
        database.batched("nightly/aggregates/ordered", run=run.number, open=OPEN, as_of=run.as_of)
        database.batched("nightly/aggregates/touched", run=run.number, as_of=run.as_of)
        above = database.read("nightly/aggregates/above", run=run.number, teams=list(sizes))
        self._teams = {row["member_id"]: ["", *row["above"]] for row in above}
        members = database.read("nightly/aggregates/company")[0]["members"]
        self._large = {"": members > large} | {team: size >= large for team, size in sizes.items()}
        database.batched("nightly/aggregates/buckets", run=run.number, teams=list(self._teams))
        calendar = window.calendar
        self._given: dict[str, object] = {
            "run": run.number,
            "open": OPEN,
            "as_of": run.as_of,
            "zone": run.plans[-1].time_zone,
            "above": {"": [""], **self._teams},
            "months": calendar.first_month,
            "day0": calendar.day0,
            "month": calendar.month,
            "turn": calendar.turn,
            "registration_days": list(REGISTRATION_DAYS),
            "repurchase_days": list(REPURCHASE_DAYS),
            "windows": recent_windows(window, run),
        }

    def count(self, name: str) -> None:
        """Count one of PEOPLE, or keep it with the touches that it is about."""
        found = statement(f"nightly/aggregates/{name}")
        if found.mode == "batched":
            self._database.batched(found.name, **found.taken(self._given))
        else:
            self._add(self._count(name))

    def keep(self) -> None:
        """Count what the ledger and the ranks say, and keep all with the run. PEOPLE must be counted.

        The sums of the run before stay, for who is reading it; older ones go. The company's figures since
        ever stay with each run.
        """
        for rows in each(self._count, _REWARDED):
            self._add(rows)
        lists = each(lambda count: count(self._database, self._run, Scope()), _LISTS.values())
        self._database.write("nightly/aggregates/drop", run=self._run.number)
        for team, large in self._large.items():
            rows = [
                {
                    "key": key_of(self._run.number, name, team),
                    "large": large,
                    "sums": json.dumps(self._sums[team, name], ensure_ascii=False, separators=(",", ":")),
                }
                for name in METRICS
            ]
            self._database.write("nightly/aggregates/keep", run=self._run.number, rows=rows)
        ever = Part(Months(None, None), self._window, spend=spend_of(self._database, self._run, self._window))
        figures = {name: figures_of(name, self._sums["", name], ever) for name in METRICS}
        figures |= zip(_LISTS, lists, strict=True)
        figures[COMPLIANCE] = [count_compliance(self._database, self._run, self._window)]
        told = to_json({name: {EVER: found} for name, found in figures.items()})
        self._database.write("nightly/aggregates/keep_metric", run=self._run.number, figures=told)

    def _count(self, name: str) -> list[Row]:
        found = statement(f"nightly/aggregates/{name}")
        return self._database.read(found.name, **found.taken(self._given))

    def _add(self, rows: list[Row]) -> None:
        for row in rows:
            found = {column: cell for column, cell in row.items() if cell is not None}
            self._sums[found.pop("team"), found.pop("metric")].append(found)


def recent_windows(window: Window, run: Run) -> list[list[list[int]]]:
    """Return, per month of the calendar, the last 30 days of whole months that an order in it can lie in.

    They end with a month or with the run, and are cut short where the window asked for begins: with
    the last month, or, of a month that is not over yet, with the one before it.
    """
    starts = window.month_starts(run.zone)
    ends = [*starts[1:], run.as_of + 1]
    found = sorted(
        {
            (max(end - 1 - RECENT, first), end)
            for month, end in enumerate(ends)
            for first in (0, *starts[max(month - 1, 0) : month + 1])
        }
    )
    return [
        [[first, end] for first, end in found if first < until and begun < end]
        for begun, until in zip(starts, ends, strict=True)
    ]
