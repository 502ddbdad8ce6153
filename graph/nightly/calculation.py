"""A run from the first step to the pointer: calculated by an engine, checked, and published."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import structlog

from graph.clock import OPEN, to_micros
from graph.columnar.engine import Opening
from graph.database import Database, Row
from graph.errors import CheckFailedError, HeldError
from graph.fact_files import Folder, KeptFiles, NamedRun, facts_of, keep_run, published_of, read_run
from graph.i18n.message import Joined, Message, message
from graph.nightly import steps
from graph.nightly.by_cypher import calculate_by_cypher, first_changed, marks_from
from graph.nightly.by_sql import calculate_by_sql, steps_by_sql
from graph.nightly.calendar import calendar_between
from graph.nightly.checks import Check, check_all
from graph.nightly.checks_by_sql import check_all_by_sql
from graph.nightly.ending import noting_end
from graph.nightly.engines import EngineName
from graph.nightly.guards import GUARDS, Guards, counts_before, figures
from graph.nightly.inputs import Night
from graph.nightly.recalculation import Recalculation, recalculation
from graph.nightly.step_runner import StepRunner
from graph.nightly.written import posted_by_sql
from graph.plan import Plan, to_data
from graph.plan.windows import windows
from graph.stages import FACTS, OTHER
from graph.words import Reasons
from graph.words.reasons import to_kept

_STEPS = 5  # besides the calculation: files before and after, the checks, and the metrics in two goes
_log = structlog.get_logger()


@dataclass(frozen=True)
class NightSummary:
    """What one night did. as_of: microseconds UTC; entries: posted by this run.

    seconds: by step, a statement or what else took time (graph.stages); they add up to the whole night.
    rows: how many a statement looked at or wrote, where these can be many.
    engine: what calculated it. dropped: the runs whose figures went with this night.
    notice: why what is kept as files was made anew, or is not kept; else None.
    """

    run: int
    as_of: int
    plans: list[str]
    entries: int
    checks: list[Check]
    engine: EngineName
    seconds: dict[str, float] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    notice: Message | None = None
    dropped: tuple[int, ...] = ()


@dataclass
class Calculation:
    """A run under way.

    state: `run/state` before it; new_from: the first point that a new plan pays; opening: of the SQL engine.
    """

    database: Database
    state: Row
    plans: Sequence[Plan]
    new_from: str
    run: int
    as_of: int
    engine: EngineName
    opening: Opening
    runner: StepRunner
    facts_folder: Folder | None
    guards: Guards
    started: int = 0

    def publish(self) -> NightSummary:
        """Calculate, check and publish.

        Raises:
            CheckFailedError: a check failed; nothing was published.
        """
        self.started = _now()
        with noting_end(self.database, self.run, self.started):
            return self._publish()

    def _publish(self) -> NightSummary:
        before = -OPEN if self.state["as_of"] is None else self.state["as_of"]
        night = night_of(self.database, self.plans, self.run, before, self.as_of)
        by_sql, runner = self.engine != "cypher", self.runner
        runner.total = _STEPS + (steps_by_sql(night) if by_sql else steps.number(night))
        with runner.timed(FACTS):
            facts = facts_of(self.database, self.facts_folder, still_ours=runner.still_ours)
            kept = published_of(self.database, self.facts_folder, self.run - 1, runner.still_ours)
        payouts = self.database.read("payouts/read/before", at=self.started)[0]["numbers"]
        night = replace(
            night,
            facts=facts,
            published=kept,
            resumes=self.state["left_behind"],
            started=self.started,
            payouts=tuple(payouts),
        )
        with recalculation(self.database, night, self.opening) as calculation:
            if by_sql and kept.files is None:
                with runner.timed(FACTS):
                    there = read_run(self.database, self.run - 1, calculation.scratch)
                calculation.night = replace(night, published=KeptFiles(there))
            night = replace(calculation.night, recalculation=calculation)
            if by_sql:
                first = marks_from(self.database, night, self.state, self.plans, self.new_from)
                night = replace(night, marks_from=first)
            self._begin()
            if by_sql:
                keep_figures = calculate_by_sql(runner, night, calculation)
            else:
                keep_figures = calculate_by_cypher(runner, night, lambda: self._changed(night))
            with runner.timed("checks"):
                checks = (
                    check_all_by_sql(self.database, night, calculation)
                    if by_sql
                    else check_all(self.database, night)
                )
                known = posted_by_sql(calculation) if by_sql else None
                now, posted = figures(self.database, calculation, self.run, known)
                checks += self.guards.check(night, now, counts_before(self.database, self.run))
            self._check(checks)
            runner.still_ours()
            with runner.timed("metrics"):
                keep_figures()
            named = self._keep_run(calculation, kept)
            runner.note_rest(OTHER)
            notice = facts.notice or kept.notice or named.notice
            return self._finish(night, checks, named, now.as_counts(posted), notice)

    def _begin(self) -> None:
        self.database.write(
            "run/begin",
            run=self.run,
            as_of=self.as_of,
            started=self.started,
            engine=self.engine,
            plans=json.dumps([to_data(plan) for plan in self.plans], ensure_ascii=False),
        )

    def _changed(self, night: Night) -> str:
        return first_changed(self.database, night, self.state, self.plans, self.new_from)

    def _check(self, checks: list[Check]) -> None:
        failed = [check for check in checks if not check.settled]
        if not failed:
            return
        self.database.write("run/fail", run=self.run, finished=_now(), checks=_to_json(checks))
        words = [
            message("{check}: {found}", check=check.name, found=Reasons(check.found)) for check in failed
        ]
        names = [check.name for check in failed]
        _log.error("not published", checks=names)
        if not set(names) <= set(GUARDS):
            raise CheckFailedError(
                "run {run} was not published, the last one stands. {words}",
                run=self.run,
                words=Joined(tuple(words)),
            )
        raise HeldError(
            "run {run} was not published, the last one stands. {words}. Look at what was loaded since: "
            "what is wrong, mend and run again; what is right, publish with "
            "`upline nightly {accept} --reason TEXT`",
            run=self.run,
            words=Joined(tuple(words)),
            accept=" ".join(f"--accept {name}" for name in names),
        )

    def _keep_run(self, calculation: Recalculation, kept: KeptFiles) -> NamedRun:
        """Keep what the run says as files, where those of the run before are kept."""
        if kept.folder is None:
            return NamedRun()
        with self.runner.timed("checks"):
            calculation.calculate()
            return keep_run(self.database, calculation.engine, kept, calculation.scratch)

    def _finish(
        self,
        night: Night,
        checks: list[Check],
        named: NamedRun,
        counts: dict[str, int],
        notice: Message | None,
    ) -> NightSummary:
        self.runner.still_ours()
        self.database.write(
            "run/publish",
            run=self.run,
            finished=_now(),
            seconds=json.dumps(self.runner.seconds),
            rows=json.dumps(self.runner.rows),
            checks=_to_json(checks),
            counts=json.dumps(counts),
            manifest=named.manifest,
            ties=named.ties,
        )
        self.runner.progress("published", self.runner.total, self.runner.total)
        entries = counts["entries"]
        _log.info(
            "published",
            entries=entries,
            engine=self.engine,
            seconds=round(sum(self.runner.seconds.values()), 1),
        )
        plans = [window.plan.name for window in night.windows]
        return NightSummary(
            self.run,
            self.as_of,
            plans,
            entries,
            checks,
            self.engine,
            self.runner.seconds,
            self.runner.rows,
            notice,
        )


def _now() -> int:
    return to_micros(datetime.now(UTC))


def _to_json(checks: list[Check]) -> str:
    rows = [
        {
            "name": check.name,
            "passed": check.passed,
            "found": [to_kept(why) for why in check.found],
            **({"accepted": check.accepted._asdict()} if check.accepted else {}),
        }
        for check in checks
    ]
    return json.dumps(rows, ensure_ascii=False)


def night_of(database: Database, plans: Sequence[Plan], run: int, before: int, as_of: int) -> Night:
    """Return what a calculation is for: `before` and `as_of` in microseconds UTC, as in `Night`."""
    found = windows(plans)
    span = database.read("nightly/network/calendar", as_of=as_of)
    first, last = (span[0]["first"], span[0]["last"]) if span else (as_of, as_of)
    return Night(run, before, as_of, found, calendar_between(first, last, found[0].plan.zone))
