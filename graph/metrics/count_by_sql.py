"""Counts by SQL, once a night, what `graph.metrics.count_aggregates` counts in the graph: the same rows.

They come of the tables from which the SQL engine has calculated a run, with its ledger and standings. Which
channel people came by, and what touches say, is in no file, as an erasure takes it: that is read from the
graph, and counted there where it is about visitors.
"""

from collections.abc import Iterable
from pathlib import Path

from graph.columnar.facts import write_rows
from graph.columnar.plan_tables import Rows, Table, zone_spans
from graph.columnar.running import NEVER, Running
from graph.columnar.statements import Value
from graph.compliance.count_by_sql import count_compliance_by_sql
from graph.compliance.counting import COMPLIANCE
from graph.database import Database
from graph.earnings.scope import Scope
from graph.earnings.sums import MOST_EARNERS, TOP_EARNERS
from graph.metrics.aggregates import LARGE
from graph.metrics.buyers import REGISTRATION_DAYS, REPURCHASE_DAYS
from graph.metrics.count_aggregates import LISTS, Counting, recent_windows
from graph.metrics.keeping import MOST_TEAMS, SUMMED, Sums, keep_sums
from graph.metrics.window import Window
from graph.reads.runs import Run

_TABLES = ("sales", "firsts", "later", "person_months", "person_windows", "order_rewards", "order_channels")
_COMPANY = -1  # the bucket of whoever is in no team with sums
_TOUCHED = {"id": str, "place": int, "channel": str, "parts": int}


class SqlCounting:
    """The sums of a run that the SQL engine has calculated, with its changes (graph.columnar.changes).

    First `count`, then, when the graph has the orders of buyers, `count_touches`, then `keep`.
    """

    def __init__(
        self,
        database: Database,
        running: Running,
        run: Run,
        window: Window,
        scratch: Path,
    ) -> None:
        self._database, self._running, self._run, self._window = database, running, run, window
        self._scratch = scratch
        there = database.read("nightly/aggregates/company")[0]
        self._has_touches = there["touches"] > 0
        self._make("summed", size=SUMMED, most=MOST_TEAMS)
        teams = running.read("aggregates/teams")
        self._sizes = {member_id: team_size for _, member_id, team_size, _ in teams}
        self._sums = Sums({"": there["members"] > LARGE})
        self._sums.large |= {team: team_size >= LARGE for team, team_size in self._sizes.items()}
        self._name_teams({m: (member_id, p) for m, member_id, _, p in teams})
        self._windows = self._name_windows()

    def count(self) -> None:
        """Count all that neither touches nor communities say."""
        self._make_people()
        for name in _TABLES:
            self._make(name)
        self._add("people", as_of=self._run.as_of)
        self._add("recruits")
        self._add("recent_buyers", never=NEVER)
        self._add("sellers")
        self._add("cac")
        self._add("payout", never=NEVER)
        top = self._running.maps("aggregates/top_earners", limit=MOST_EARNERS)
        compliance = count_compliance_by_sql(self._running, self._run, self._window)
        self._sums.lists |= {TOP_EARNERS: top, COMPLIANCE: [compliance]}

    def count_touches(self) -> None:
        """Count what touches say: in the graph, where there are any, as only it has them."""
        if self._has_touches:
            in_graph = Counting(self._database, self._run, self._window, self._sizes, keep_ordered=False)
            for name in ("visitors", "conversion", "funnel"):
                in_graph.count(name)
            self._sums.rows.update(in_graph.sums.rows)
        touched = self._database.read("nightly/aggregates/channels/touched") if self._has_touches else []
        rows = (
            (person, place, channel, len(row["channels"]))
            for row in touched
            for person in row["ids"]
            for place, channel in enumerate(row["channels"], 1)
        )
        self._keep_rows("touched", _TOUCHED, rows)
        self._add("attribution")

    def keep(self) -> None:
        """Keep all with the run."""
        for name, count in LISTS.items():
            self._sums.lists[name] = count(self._database, self._run, Scope())
        keep_sums(self._database, self._run, self._window, self._sums)

    def _make_people(self) -> None:
        """Make the persons with their buckets and channels."""
        self._make("buckets_first")
        rounds = 0
        while self._running.count("aggregates/buckets_open", round=rounds):
            self._make("buckets", round=rounds, next=rounds + 1)
            self._running.drop(f"buckets_{rounds}")
            rounds += 1
        channels = self._database.read("nightly/aggregates/channels/people")
        rows = ((person, row["channel"]) for row in channels for person in row["ids"])
        self._keep_rows("channels", {"id": str, "channel": str}, rows)
        withdrawn = self._database.read("nightly/aggregates/channels/withdrawn")
        rows = ((row["order_id"], row["channel"]) for row in withdrawn)
        self._keep_rows("withdrawn_channels", {"order_id": str, "channel": str}, rows)
        self._make("persons", round=rounds, as_of=self._run.as_of)
        first = self._running.count("aggregates/first_joined")
        spans = zone_spans(self._run.zone, min(first, self._run.as_of), self._run.as_of)
        self._running.engine.table("joined_spans", spans)
        days = {"registration": REGISTRATION_DAYS, "cohort-repurchase": REPURCHASE_DAYS}
        listed = [(metric, number) for metric, numbers in days.items() for number in numbers]
        self._running.engine.table("metric_days", Table({"metric": "STRING", "days": "BIGINT"}, list(listed)))

    def _name_teams(self, teams: dict[int, tuple[str, int | None]]) -> None:
        """Make the table of which teams a bucket is part of: its own and all above it, and the company."""
        rows: Rows = [(_COMPANY, "")]
        for bucket in teams:
            rows.append((bucket, ""))
            above: int | None = bucket
            while above is not None:
                rows.append((bucket, teams[above][0]))
                above = teams[above][1]
        self._running.engine.table("team_above", Table({"bucket": "BIGINT", "team": "STRING"}, rows))

    def _name_windows(self) -> list[list[int]]:
        """Make the table of the windows that an order of a month can lie in; return them by their numbers."""
        by_month = recent_windows(self._window, self._run)
        every = sorted({tuple(one) for windows in by_month for one in windows})
        numbers = {one: number for number, one in enumerate(every)}
        first = self._window.calendar.first_month
        rows: Rows = [
            (first + index, numbers[tuple(one)], *one)
            for index, windows in enumerate(by_month)
            for one in windows
        ]
        columns = dict.fromkeys(("month", "number", "starts", "ends"), "BIGINT")
        self._running.engine.table("recent_windows", Table(columns, rows))
        return [list(one) for one in every]

    def _keep_rows(self, table: str, kinds: dict[str, type], rows: Iterable[tuple[object, ...]]) -> None:
        """Let the engine read rows of the graph as a table."""
        self._running.engine.parquet(table, kinds, write_rows(self._scratch, table, kinds, rows))

    def _make(self, name: str, **values: Value) -> None:
        self._running.make(f"aggregates/{name}", **values)

    def _add(self, name: str, **values: Value) -> None:
        """Add the rows of a statement to the sums, under the names that the graph's have."""
        rows = self._running.maps(f"aggregates/{name}", **values)
        for row in rows:
            if "number" in row:
                row["window"] = self._windows[row.pop("number")]
            if "middle" in row:
                row["between"] = row.pop("middle")
        self._sums.add(rows)
