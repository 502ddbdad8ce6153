"""What a plan would have paid on the loaded history: a calculation that nobody sees, and that is taken back.

It is the nightly calculation with one plan for all orders, as the run above the published one. Its entries
are the differences to what was posted, so the sums over both are what the plan alone pays. Afterwards it is
discarded as a night that was left behind is; a crash in the middle is what the next night discards.
"""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from graph.clock import BEGINNING, NEVER, OPEN, to_micros
from graph.database import Database
from graph.errors import CheckFailedError, SumTooLargeError
from graph.kinds.rewards.pool import names as pool_names
from graph.locking import writer_lock
from graph.nightly import Progress, steps
from graph.nightly.checks import check_all
from graph.nightly.night import discard, night_of, refuse
from graph.nightly.overflow import naming_large_orders
from graph.nightly.steps import Night, Queries, run_step
from graph.plan import Plan, to_data
from graph.reads.runs import Run, published_run
from graph.reads.totals import Totals, totals

_FIRST_CHANGES = 20


@dataclass(frozen=True)
class Change:
    """A member who would have earned otherwise: all-time earnings in minor units, numbers of ranks."""

    member_id: str
    name: str
    before: int
    after: int
    rank_before: int
    rank: int


@dataclass(frozen=True)
class Simulation:
    """What a plan would have paid as of a time (microseconds UTC), beside what was published.

    published, before: None when nothing is. more, less, moved: how many members would have earned more,
    less, held another rank; changes: the largest of them. newer: facts that were loaded since the
    published run are in `after` and not in `before`. seconds: what it took.
    """

    plan: Plan
    as_of: int
    published: Run | None
    before: Totals | None
    after: Totals
    more: int
    less: int
    moved: int
    changes: tuple[Change, ...]
    newer: bool
    seconds: float


def simulate(
    database: Database, plan: Plan, progress: Progress = lambda _name, _done, _total: None
) -> Simulation:
    """Return what a plan would have paid if it alone had always been in force (its `valid_from` is ignored).

    It counts the facts up to the published run's `as_of` (now, when nothing is published), and changes
    nothing that is published. Opening ranks above the plan's highest count as its highest.

    Raises:
        UserError: nothing is loaded, or a delivery not to its end.
        CheckFailedError: a check failed on the figures, so none are told.
        SumTooLargeError: a sum does not fit 64 bits; it names the step and the largest orders.
        DatabaseBusyError: another load, night or simulation is writing.

    """
    started = time.perf_counter()
    database.ensure_schema("schema/derived")
    with writer_lock(database, "plan simulate") as still_ours:
        state = database.read("run/state")[0]
        refuse(database, state)
        run = state["published"] + 1
        if state["left_behind"]:
            discard(database, run)
        alone = plan.model_copy(update={"valid_from": None})
        published = published_run(database) if state["published"] else None
        as_of = to_micros(datetime.now(UTC)) if published is None else published.as_of
        night = night_of(database, [alone], run, -OPEN if published is None else as_of, as_of)
        try:
            # Readers find entries by the day of their order: it stays that of the published plan's zone.
            zone = (published.plans[-1] if published else alone).time_zone
            with naming_large_orders(database):
                _calculate(database, night, zone, progress, still_ours)
            found = _read(database, plan, night, published)
        except (CheckFailedError, SumTooLargeError):
            _take_back(database, night, published, still_ours)
            raise
        progress("discard", 1, 1)
        _take_back(database, night, published, still_ours)
    return replace(found, seconds=round(time.perf_counter() - started, 3))


def _calculate(
    database: Database, night: Night, zone: str, progress: Progress, still_ours: Callable[[], None]
) -> None:
    database.write(
        "run/begin",
        run=night.run,
        as_of=night.as_of,
        started=to_micros(datetime.now(UTC)),
        plans=json.dumps([to_data(night.plan)], ensure_ascii=False),
        nothing_carried=[0] * len(pool_names(night.plan)),
    )
    shared = {**steps.common(night), "zone": zone}
    total = steps.number(night) + 2  # the checks, and taking it back
    done = 0
    days = night.days_over()
    queries = Queries(changed=lambda: BEGINNING, days=lambda: list(database.read("pools/days", days=days)))
    for _, part in steps.calculation(night, queries):
        for step in part:
            still_ours()
            progress(step.statement, done, total)
            run_step(database, step, shared)
            done += 1
    progress("checks", done, total)
    if failed := [check for check in check_all(database, night) if not check.passed]:
        words = "; ".join(f"{check.name}: {check.found}" for check in failed)
        raise CheckFailedError(f"the simulation does not add up, so it tells no figures. {words}")


def _read(database: Database, plan: Plan, night: Night, published: Run | None) -> Simulation:
    counts = database.read("simulate/counts", run=night.run)[0]
    changes = database.read("simulate/changes", run=night.run, limit=_FIRST_CHANGES)
    newer = (
        published is not None
        and database.read("simulate/unpublished", run=night.run, as_of=night.as_of, never=NEVER)[0]["found"]
    )
    return Simulation(
        plan=plan,
        as_of=night.as_of,
        published=published,
        before=None if published is None else totals(database, published.number),
        after=totals(database, night.run),
        more=counts["more"],
        less=counts["less"],
        moved=counts["moved"],
        changes=tuple(Change(**{**row, "name": row["name"] or ""}) for row in changes),
        newer=newer,
        seconds=0.0,
    )


def _take_back(
    database: Database, night: Night, published: Run | None, still_ours: Callable[[], None]
) -> None:
    """Discard the calculation, and give orders back the packages of the published plan."""
    still_ours()
    discard(database, night.run)
    if published is not None:
        real = night_of(database, published.plans, night.run, night.before, night.as_of)
        for step in steps.network(real):
            if step.statement.startswith("orders/"):
                run_step(database, step, steps.common(real))
    database.write("simulate/forget", run=night.run)
