"""One night: take the lock, discard what was left behind, calculate, check, publish."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import structlog

from graph.clock import BEGINNING, NEVER, OPEN, SHIFT, from_micros, point, to_micros
from graph.columnar import refuse_unknown
from graph.concurrency import beside
from graph.database import Database, Row
from graph.errors import CheckFailedError, UserError
from graph.fact_files import Folder, facts_of
from graph.i18n.message import Joined, Message, message
from graph.kinds.parameters import Values
from graph.locking import writer_lock
from graph.migrations import migrate
from graph.nightly import steps, values
from graph.nightly.calendar import calendar_between
from graph.nightly.checks import Check, check_all
from graph.nightly.figures import counting
from graph.nightly.overflow import naming_large_orders
from graph.nightly.plans import take_plans
from graph.nightly.steps import Night, Queries, Step, run_step
from graph.plan import Plan, recorded_plan, to_data
from graph.plan.windows import windows
from graph.unfinished import refuse_unfinished
from graph.words import Reasons
from graph.words.reasons import to_kept

Progress = Callable[[str, int, int], None]
"""Called before each step: its statement (or "checks", "metrics", "published"), steps done, steps in all."""

_log = structlog.get_logger()


@dataclass(frozen=True)
class NightSummary:
    """What one night did. seconds: by statement; as_of: microseconds UTC; entries: posted by this run.

    notice: why the facts that are kept as files were made anew; else None.
    """

    run: int
    as_of: int
    plans: list[str]
    entries: int
    checks: list[Check]
    seconds: dict[str, float] = field(default_factory=dict)
    notice: Message | None = None


def run_nightly(
    database: Database,
    plans: Sequence[Plan] = (),
    as_of: int | None = None,
    progress: Progress = lambda _name, _done, _total: None,
    facts_folder: Folder | None = None,
) -> NightSummary:
    """Calculate, check and publish the next run (rules R1-R9, Corrections).

    plans: new plans, by `valid_from`; none: those in force (the first time: chain_699).
    as_of: microseconds UTC, default now; facts after it do not count.
    facts_folder: where the facts are kept as files (graph.fact_files); None: they are read from the graph.

    Raises:
        UserError: nothing loaded, a delivery not finished, as_of before the published one, a
            plan that cannot follow those in force.
        CheckFailedError: a check failed; nothing was published.
        SumTooLargeError: a sum does not fit 64 bits; it names the step and the largest orders.
        DatabaseBusyError: another load or night is writing.
    """
    migrate(database)
    database.ensure_schema("system/schema/derived")
    with writer_lock(database, "nightly") as still_ours:
        state = database.read("run/state")[0]
        as_of = _now() if as_of is None else as_of
        refuse(database, state)
        run = state["published"] + 1
        if state["left_behind"]:
            discard(database, run)
        in_force, new_from = take_plans(database, plans, run)
        refuse_unknown(in_force)
        _refuse_earlier(state, as_of, in_force[0].zone)
        found = _Calculation(
            database, state, in_force, new_from, run, as_of, progress, still_ours, facts_folder
        )
        with naming_large_orders(database):
            return found.publish()


def discard(database: Database, run: int) -> None:
    """Take back everything that a calculation left above the published run; readers never saw it."""
    for name in ("entries", "links", "standings", "shares", "facts", "packages"):
        run_step(database, Step(f"run/discard/{name}"), {"run": run, "open": OPEN})


def _now() -> int:
    return to_micros(datetime.now(UTC))


def refuse(database: Database, state: Row) -> None:
    """Raise a UserError when there is nothing to calculate (`run/state`), or only half of a delivery."""
    if not state["loaded"]:
        raise UserError("nothing is loaded yet: load a folder with `upline load` first")
    refuse_unfinished(database)


def _refuse_earlier(state: Row, as_of: int, zone: ZoneInfo) -> None:
    if state["as_of"] is not None and as_of < state["as_of"]:
        published = from_micros(state["as_of"], zone).isoformat()
        asked = from_micros(as_of, zone).isoformat()
        raise UserError(
            "the published run is as of {published}, and a run never goes back: {asked} is before it; "
            "give a later --as-of",
            published=published,
            asked=asked,
        )


@dataclass
class _Calculation:
    database: Database
    state: Row
    plans: Sequence[Plan]
    new_from: str
    run: int
    as_of: int
    progress: Progress
    still_ours: Callable[[], None]
    facts_folder: Folder | None
    seconds: dict[str, float] = field(default_factory=dict)
    done: int = 0
    total: int = 0

    def publish(self) -> NightSummary:
        before = -OPEN if self.state["as_of"] is None else self.state["as_of"]
        night = night_of(self.database, self.plans, self.run, before, self.as_of)
        self.total = steps.number(night) + 4  # the facts, the checks, and the metrics in two goes
        with self._timed("network"):
            facts = facts_of(self.database, self.facts_folder, still_ours=self.still_ours)
            night = replace(night, facts=facts)
        self.database.write(
            "run/begin",
            run=self.run,
            as_of=self.as_of,
            started=_now(),
            plans=json.dumps([to_data(plan) for plan in self.plans], ensure_ascii=False),
            nothing_carried=[0] * len(values.pool_names(night.windows)),
        )
        days = night.days_over()
        queries = Queries(self._changed, lambda: list(self.database.read("nightly/pools/days", days=days)))
        parts = steps.calculation(night, queries)
        shared = steps.common(night)
        self._up_to("teams", parts, shared)
        with self._timed("metrics"):
            figures = counting(self.database, night)
        with beside(figures.count, figures.PEOPLE):
            self._up_to("pools", parts, shared)
        self._up_to("standings", parts, shared)
        with self._timed("checks"):
            checks = check_all(self.database, night)
        self._check(checks)
        self.still_ours()
        with self._timed("metrics"):
            figures.keep()
        return self._finish(night, checks)

    def _changed(self) -> str:
        """Return the first point on the clock at which something may have to be posted."""
        before = self.state["as_of"]
        if before is None or self._readings_changed():
            return BEGINNING
        span = {"before": before, "as_of": self.as_of, "never": NEVER}
        found = self.database.read(
            "nightly/network/moved",
            run=self.run,
            open=OPEN,
            volumes=self.plans[0].ranks_by_month,
            **span,
            shift=SHIFT,
        )
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
        for name, found in parts:
            for step in found:
                self.still_ours()
                with self._timed(step.statement):
                    run_step(self.database, step, shared)
            if name == last:
                return

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

    def _finish(self, night: Night, checks: list[Check]) -> NightSummary:
        self.still_ours()
        entries = self.database.read("run/posted", run=self.run)[0]["entries"]
        self.database.write(
            "run/publish",
            run=self.run,
            finished=_now(),
            seconds=json.dumps(self.seconds),
            checks=_to_json(checks),
            counts=json.dumps({"entries": entries}),
        )
        self.progress("published", self.total, self.total)
        _log.info("published", run=self.run, entries=entries)
        return NightSummary(
            self.run,
            self.as_of,
            [window.plan.name for window in night.windows],
            entries,
            checks,
            self.seconds,
            night.facts.notice,
        )


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
