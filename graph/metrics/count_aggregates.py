"""Counts in the graph, once a night, the sums by month of the company and of larger teams."""

from collections.abc import Callable, Mapping

from graph.catalogue import statement
from graph.clock import OPEN
from graph.compliance.counting import COMPLIANCE, count_compliance
from graph.concurrency import each
from graph.database import Database, Row
from graph.earnings.scope import Scope
from graph.earnings.sums import TOP_EARNERS, count_top_earners
from graph.growth.channels import ARRIVALS, count_arrivals
from graph.growth.inviters import INVITERS, count_inviters
from graph.metrics.aggregates import LARGE
from graph.metrics.buyers import REGISTRATION_DAYS, REPURCHASE_DAYS
from graph.metrics.cohorts import COMMUNITIES, count_communities
from graph.metrics.keeping import Sums, keep_sums
from graph.metrics.window import RECENT, Window
from graph.reads.runs import Run

_REWARDED = ("payout", "cac", "recent_buyers")
LISTS: Mapping[str, Callable[[Database, Run, Scope], list[Row]]] = {
    COMMUNITIES: count_communities,
    ARRIVALS: count_arrivals,
    INVITERS: count_inviters,
}
"""Lists of the company since ever that either engine's night counts in the graph."""


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
        self,
        database: Database,
        run: Run,
        window: Window,
        sizes: Mapping[str, int],
        large: int = LARGE,
        *,
        keep_ordered: bool = True,
    ) -> None:
        self._database, self._run, self._window = database, run, window
        if keep_ordered:
            database.batched("nightly/aggregates/ordered", run=run.number, open=OPEN, as_of=run.as_of)
        database.batched("nightly/aggregates/touched", run=run.number, as_of=run.as_of)
        above = database.read("nightly/aggregates/above", run=run.number, teams=list(sizes))
        self._teams = {row["member_id"]: ["", *row["above"]] for row in above}
        members = database.read("nightly/aggregates/company")[0]["members"]
        self.sums = Sums({"": members > large} | {team: size >= large for team, size in sizes.items()})
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
            self.sums.add(self._count(name))

    def keep(self) -> None:
        """Count what the ledger and the ranks say, and keep all with the run. PEOPLE must be counted."""
        for rows in each(self._count, _REWARDED):
            self.sums.add(rows)
        counted = {TOP_EARNERS: count_top_earners, **LISTS}
        lists = each(lambda count: count(self._database, self._run, Scope()), counted.values())
        self.sums.lists |= zip(counted, lists, strict=True)
        self.sums.lists[COMPLIANCE] = [count_compliance(self._database, self._run, self._window)]
        keep_sums(self._database, self._run, self._window, self.sums)

    def _count(self, name: str) -> list[Row]:
        found = statement(f"nightly/aggregates/{name}")
        return self._database.read(found.name, **found.taken(self._given))


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
