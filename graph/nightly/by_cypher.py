"""A night that Cypher calculates: the statements of the catalogue, one after the other, in the graph."""

import json
from collections.abc import Callable, Iterator, Sequence

from graph.clock import BEGINNING, NEVER, OPEN, SHIFT, point
from graph.concurrency import beside
from graph.database import Database, Row
from graph.kinds.parameters import Values
from graph.nightly import steps
from graph.nightly.figures import counting
from graph.nightly.inputs import Night, common
from graph.nightly.step_runner import StepRunner
from graph.nightly.steps import Queries, Step
from graph.plan import Plan, recorded_plan


def calculate_by_cypher(runner: StepRunner, night: Night, changed: Callable[[], str]) -> Callable[[], None]:
    """Calculate in the graph; return what keeps the metrics, when the checks have passed.

    changed: asks for the first point on the clock at which something may have to be posted.
    """
    database, days = runner.database, night.days_to_share()
    queries = Queries(changed, lambda: runner.read("nightly/pools/days", days=days))
    parts, shared = steps.calculation(night, queries), common(night)
    _up_to("teams", runner, parts, shared)
    with runner.timed("metrics"):
        figures = counting(database, night)
    with runner.rest("metrics"), beside(figures.count, figures.PEOPLE):
        _up_to("pools", runner, parts, shared)
    _up_to("standings", runner, parts, shared)
    return figures.keep


def _up_to(
    last: str, runner: StepRunner, parts: Iterator[tuple[str, Iterator[Step]]], shared: Values
) -> None:
    """Run the next parts of the calculation, up to one of them."""
    for name, part in parts:
        runner.run(part, shared)
        if name == last:
            return


def first_changed(database: Database, night: Night, state: Row, plans: Sequence[Plan], new_from: str) -> str:
    """Return the first point on the clock at which something may have to be posted.

    state: `run/state` before the night; new_from: the first point that a new plan pays.
    """
    before = state["as_of"]
    if before is None or readings_changed(database, night.run - 1, plans):
        return BEGINNING
    span = {"before": before, "as_of": night.as_of, "never": NEVER}
    moved = {"run": night.run, "open": OPEN, "volumes": plans[0].ranks_by_month, "shift": SHIFT}
    rows = database.read("nightly/network/moved", **moved, **span)
    rows += database.read("nightly/network/since", **span, shift=SHIFT)
    dirty = database.read("run/state")[0]["dirty"]
    earliest: str = min([dirty, new_from, point(before + 1), *(row["point"] for row in rows)])
    return earliest


def marks_from(database: Database, night: Night, state: Row, plans: Sequence[Plan], new_from: str) -> int:
    """Return the time before which no order was changed since the published run, microseconds UTC.

    Parameters as of `first_changed`. Orders of groups may count otherwise by the time alone, and so may all
    orders by a new plan, or by marks of a calculation that was left behind.
    """
    before = state["as_of"]
    unknown = before is None or state["left_behind"] or new_from != NEVER
    if unknown or readings_changed(database, night.run - 1, plans):
        return -OPEN
    rows = database.read("nightly/network/since", before=before, as_of=night.as_of, never=NEVER, shift=SHIFT)
    earliest: str = min([state["dirty"], point(before + 1), *(row["point"] for row in rows)])
    return int(earliest.split(" ", 1)[0]) - SHIFT if earliest != BEGINNING else -OPEN


def readings_changed(database: Database, published: int, plans: Sequence[Plan]) -> bool:
    """Return whether the published run read the rules otherwise: a reading may be newer than it."""
    rows = database.read("read/explain/plans", runs=[published])
    before = (recorded_plan(data) for row in rows for data in json.loads(row["plans"]))
    return any(plan.readings != plans[0].readings for plan in before)
