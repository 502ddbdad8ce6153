"""A run from the first step to the pointer: calculated by an engine, checked, and published."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import structlog

from graph.catalogue import statement
from graph.clock import BEGINNING, NEVER, OPEN, SHIFT, point, to_micros
from graph.concurrency import beside
from graph.database import Database, Row
from graph.errors import CheckFailedError
from graph.fact_files import Folder, KeptFiles, NamedRun, facts_of, keep_run, published_of, read_run
from graph.i18n.message import Joined, Message, message
from graph.kinds.parameters import Values
from graph.nightly import steps, values
from graph.nightly.calendar import calendar_between
from graph.nightly.checks import Check, check_all
from graph.nightly.engines import EngineName
from graph.nightly.figures import counting, large_teams, large_teams_by_sql
from graph.nightly.recalculation import SQL_STAGES, Recalculation, recalculation
from graph.nightly.steps import Night, Queries, Step, run_step
from graph.nightly.writing import WRITINGS
from graph.plan import Plan, recorded_plan, to_data
from graph.plan.windows import windows
from graph.words import Reasons
from graph.words.reasons import to_kept

Progress = Callable[[str, int, int], None]
"""Called before each step: its statement (or "checks", "metrics", "published"), steps done, steps in all."""

_log = structlog.get_logger()


@dataclass(frozen=True)
class NightSummary:
    """What one night did. seconds: by statement; as_of: microseconds UTC; entries: posted by this run.

    engine: what calculated it. notice: why what is kept as files was made anew, or is not kept; else None.
    """

    run: int
    as_of: int
    plans: list[str]
    entries: int
    checks: list[Check]
    engine: EngineName
    seconds: dict[str, float] = field(default_factory=dict)
    notice: Message | None = None


@dataclass
class Calculation:
    """A run under way. state: `run/state` before it; new_from: the first point that a new plan pays."""

    database: Database
    state: Row
    plans: Sequence[Plan]
    new_from: str
    run: int
    as_of: int
    engine: EngineName
    progress: Progress
    still_ours: Callable[[], None]
    facts_folder: Folder | None
    seconds: dict[str, float] = field(default_factory=dict)
    done: int = 0
    total: int = 0

    def publish(self) -> NightSummary:
        """Calculate, check and publish.

        Raises:
            CheckFailedError: a check failed; nothing was published.
        """
        before = -OPEN if self.state["as_of"] is None else self.state["as_of"]
        night = night_of(self.database, self.plans, self.run, before, self.as_of)
        self.total = self._steps(night)
        with self._timed("network"):
            facts = facts_of(self.database, self.facts_folder, still_ours=self.still_ours)
            kept = published_of(self.database, self.facts_folder, self.run - 1, self.still_ours)
        night = replace(night, facts=facts, published=kept)
        with recalculation(self.database, night) as calculation:
            if self.engine == "duckdb" and kept.files is None:
                with self._timed("network"):
                    there = read_run(self.database, self.run - 1, calculation.scratch)
                calculation.night = replace(night, published=KeptFiles(there))
            night = replace(calculation.night, recalculation=calculation)
            self._begin(night)
            if self.engine == "duckdb":
                keep_figures = self._by_sql(night, calculation)
            else:
                keep_figures = self._by_cypher(night)
            with self._timed("checks"):
                checks = check_all(self.database, night)
            self._check(checks)
            self.still_ours()
            with self._timed("metrics"):
                keep_figures()
            named = self._keep_run(calculation, kept)
            return self._finish(night, checks, named, facts.notice or kept.notice or named.notice)

    def _steps(self, night: Night) -> int:
        """Return how many steps there are; facts, checks and metrics in two goes are four of them."""
        if self.engine == "duckdb":
            return 4 + sum(1 for _ in steps.facts(night)) + len(WRITINGS) + len(SQL_STAGES)
        return 4 + steps.number(night)

    def _begin(self, night: Night) -> None:
        self.database.write(
            "run/begin",
            run=self.run,
            as_of=self.as_of,
            started=_now(),
            plans=json.dumps([to_data(plan) for plan in self.plans], ensure_ascii=False),
            nothing_carried=[0] * len(values.pool_names(night.windows)),
        )

    def _by_cypher(self, night: Night) -> Callable[[], None]:
        """Calculate in the graph; return what keeps the metrics, when the checks passed."""
        days = night.days_over()
        queries = Queries(self._changed, lambda: list(self.database.read("nightly/pools/days", days=days)))
        parts = steps.calculation(night, queries)
        shared = steps.common(night)
        self._up_to("teams", parts, shared)
        with self._timed("metrics"):
            figures = counting(self.database, night, large_teams(self.database))
        with beside(figures.count, figures.PEOPLE):
            self._up_to("pools", parts, shared)
        self._up_to("standings", parts, shared)
        return figures.keep

    def _by_sql(self, night: Night, calculation: Recalculation) -> Callable[[], None]:
        """Calculate on DuckDB and write what differs from the published run; else as `_by_cypher`."""
        shared = steps.common(night)
        self._do(steps.facts(night), shared)
        with ExitStack() as stages:
            calculation.calculate(lambda name, _done, _total: self._next_stage(stages, name))
        with self._timed("metrics"):
            figures = counting(self.database, night, large_teams_by_sql(calculation.engine))
        with beside(figures.count, figures.PEOPLE):
            for writing in WRITINGS:
                with self._timed(writing.statement):
                    for rows in writing.batches(calculation.engine):
                        self.still_ours()
                        own = statement(writing.statement).taken({**shared, "rows": rows})
                        self.database.write(writing.statement, **own)
        return figures.keep

    def _next_stage(self, stages: ExitStack, name: str) -> None:
        """End the stage of the SQL engine that is timed, and begin to time the next."""
        stages.close()
        self.still_ours()
        stages.enter_context(self._timed(name))

    def _changed(self) -> str:
        """Return the first point on the clock at which something may have to be posted."""
        before = self.state["as_of"]
        if before is None or self._readings_changed():
            return BEGINNING
        span = {"before": before, "as_of": self.as_of, "never": NEVER}
        found = self.database.read("nightly/network/moved", run=self.run, open=OPEN, **span)
        found += self.database.read("nightly/network/since", **span, shift=SHIFT)
        earliest: str = min(
            [
                self.database.read("run/state")[0]["dirty"],
                self.new_from,
                point(before + 1),
                *(row["point"] for row in found),
            ]
        )
        return earliest

    def _readings_changed(self) -> bool:
        """Return whether the published run read the rules otherwise: a reading may be newer than it."""
        rows = self.database.read("read/explain/plans", runs=[self.run - 1])
        before = (recorded_plan(data) for row in rows for data in json.loads(row["plans"]))
        return any(plan.readings != self.plans[0].readings for plan in before)

    def _up_to(self, last: str, parts: Iterator[tuple[str, Iterator[Step]]], shared: Values) -> None:
        """Do the next parts of the calculation, up to one of them."""
        for name, part in parts:
            self._do(part, shared)
            if name == last:
                return

    def _do(self, part: Iterator[Step], shared: Values) -> None:
        for step in part:
            self.still_ours()
            with self._timed(step.statement):
                run_step(self.database, step, shared)

    @contextmanager
    def _timed(self, step: str) -> Iterator[None]:
        self.progress(step, self.done, self.total)
        started = time.perf_counter()
        yield
        self.done += 1
        self.seconds[step] = round(self.seconds.get(step, 0) + time.perf_counter() - started, 3)

    def _check(self, checks: list[Check]) -> None:
        if failed := [check for check in checks if not check.passed]:
            self.database.write("run/fail", run=self.run, finished=_now(), checks=_to_json(checks))
            found = [
                message("{check}: {found}", check=check.name, found=Reasons(check.found)) for check in failed
            ]
            raise CheckFailedError(
                "run {run} was not published, the last one stands. {words}",
                run=self.run,
                words=Joined(tuple(found)),
            )

    def _keep_run(self, calculation: Recalculation, kept: KeptFiles) -> NamedRun:
        """Keep what the run says as files, where those of the run before are kept."""
        if kept.folder is None:
            return NamedRun()
        with self._timed("checks"):
            calculation.calculate()
            return keep_run(self.database, calculation.engine, kept, calculation.scratch)

    def _finish(
        self, night: Night, checks: list[Check], named: NamedRun, notice: Message | None
    ) -> NightSummary:
        self.still_ours()
        entries = self.database.read("run/posted", run=self.run)[0]["entries"]
        self.database.write(
            "run/publish",
            run=self.run,
            finished=_now(),
            seconds=json.dumps(self.seconds),
            checks=_to_json(checks),
            counts=json.dumps({"entries": entries}),
            manifest=named.manifest,
            ties=named.ties,
        )
        self.progress("published", self.total, self.total)
        _log.info("published", run=self.run, entries=entries)
        plans = [window.plan.name for window in night.windows]
        return NightSummary(self.run, self.as_of, plans, entries, checks, self.engine, self.seconds, notice)


def _now() -> int:
    return to_micros(datetime.now(UTC))


def _to_json(checks: list[Check]) -> str:
    rows = [
        {"name": check.name, "passed": check.passed, "found": [to_kept(why) for why in check.found]}
        for check in checks
    ]
    return json.dumps(rows, ensure_ascii=False)


def night_of(database: Database, plans: Sequence[Plan], run: int, before: int, as_of: int) -> Night:
    """Return what a calculation is for: `before` and `as_of` in microseconds UTC, as in `Night`."""
    found = windows(plans)
    span = database.read("nightly/network/calendar", as_of=as_of)
    first, last = (span[0]["first"], span[0]["last"]) if span else (as_of, as_of)
    return Night(run, before, as_of, found, calendar_between(first, last, found[0].plan.zone))
