"""The checks of a run, in one visible list: each is a plain function, and says which rows broke it.

What they find are reasons: their sentences are in graph/words/checks.yaml.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass

from graph.clock import OPEN, day_of, day_start, point
from graph.concurrency import each
from graph.database import Database, Row
from graph.nightly import values
from graph.nightly.inputs import Night
from graph.nightly.recalculation import Comparison, recalculation
from graph.reads.history import Accepted
from graph.words.reasons import Reason, parameters, reason

SHOWN = 5
"""How many of what breaks a check are named."""


@dataclass(frozen=True)
class Check:
    """The outcome of one check; `found` says what was counted, or what broke it.

    warns: it passed, and what it found is to be looked at all the same.
    accepted: of a guard that did not pass (graph.nightly.guards), who says that it is right.
    """

    name: str
    passed: bool
    found: tuple[Reason, ...]
    warns: bool = False
    accepted: Accepted | None = None

    @property
    def settled(self) -> bool:
        """Whether the run may be published, as far as this is concerned."""
        return self.passed or self.accepted is not None


def outcome(name: str, broken: Iterable[Reason], sound: Reason) -> Check:
    """Return a check that passed where nothing is broken, and found `sound` then."""
    reasons = tuple(broken)
    return Check(name, not reasons, reasons or (sound,))


def finding(reason_id: str, row: Row) -> Reason:
    """Return a finding with its values from a row, which may have more."""
    return reason(reason_id, **{name: row[name] for name in parameters(reason_id)})


def delivered(database: Database, _night: Night) -> Check:
    """Check that counts tie out from files to graph: each table has as many facts as loading left there."""
    differing, count = deliveries_tie_out(database)
    broken = (
        reason("check_not_delivered", table=table, due=due, there=there) for table, due, there in differing
    )
    return outcome("delivered", broken, reason("check_delivered", count=count))


def deliveries_tie_out(database: Database) -> tuple[list[tuple[str, int, int]], int]:
    """Return the tables with another number of facts than loading left: table, due, there; and all due."""
    due: dict[str, int] = json.loads(database.read("nightly/checks/delivered")[0]["facts"] or "{}")
    there = database.read("nightly/checks/facts")[0]
    differing = [(table, due[table], there[table]) for table in due if due[table] != there[table]]
    return differing, sum(due.values())


def conservation(database: Database, night: Night) -> Check:
    """R9: entries and breakage of every order add up to what the plan sets aside, kind by kind."""
    broken = [
        row
        for window in night.windows
        for row in database.read(
            "nightly/checks/conservation",
            **{"from": window.start, "until": window.until},
            kinds=values.set_aside(window.plan),
            limit=SHOWN,
        )
    ]
    reasons = tuple(why for row in broken[:SHOWN] for why in _not_conserved(row))
    return Check("conservation", not broken, reasons if broken else (reason("check_conserved"),))


def _not_conserved(row: Row) -> Iterator[Reason]:
    for one in row["broken"]:
        yield finding("check_not_conserved", {**one, "order": row["order_id"], "reward": one["kind"]})
    if row["repeated"]:
        yield reason("check_key_twice", order=row["order_id"])


def recalculated(database: Database, night: Night) -> Check:
    """R1-R9: the SQL engine calculates the run anew, whole: entries, standings and pools are the same."""
    there = night.recalculation
    with recalculation(database, night) if there is None else nullcontext(there) as calculation:
        calculation.calculate()
        return differences(calculation.compare(SHOWN))


def differences(result: Comparison) -> Check:
    """Return the check that what a night wrote is what was calculated."""
    if not result.different_entries and not result.different_figures:
        equal = reason("check_recalculated", entries=result.entries, standings=result.standings)
        return Check("recalculated", passed=True, found=(equal,))
    differ = reason("check_different", entries=result.different_entries, figures=result.different_figures)
    return Check("recalculated", passed=False, found=(differ, *_differing(result)))


def _differing(result: Comparison) -> Iterator[Reason]:
    for entry in result.first_entries:
        row = {**entry._asdict(), "reward": entry.kind, "payee": entry.payee_id, "order": entry.order_id}
        if entry.pool:
            yield finding("check_share_not_due", row)
        elif not entry.kind:
            yield finding("check_payee_not_due", row)
        elif entry.order_id or entry.payee_id:
            yield finding("check_not_due", row)
        else:  # of all orders of a day
            yield finding("check_day_not_due", row)
    for figure in result.first_figures:
        yield finding("check_figure_differs", figure._asdict())


def pools(database: Database, night: Night) -> Check:
    """R7: what the facts feed to the pools is what was shared and what is carried; entries are the shares."""
    end = point(day_start(day_of(night.as_of, night.plan.zone), night.plan.zone))
    broken = database.read(
        "nightly/checks/pools",
        run=night.run,
        open=OPEN,
        pools=values.pools(night.windows),
        end=end,
        limit=SHOWN,
    )
    return pools_shared(broken)


def pools_shared(broken: Iterable[Row]) -> Check:
    """Return the check of pools by the pools and days that break it."""
    return outcome("pools", (finding("check_not_shared", row) for row in broken), reason("check_shared"))


def tree(database: Database, night: Night) -> Check:
    """Check that the sponsor tree has no cycle: every member is below a root."""
    return tree_reached(database.read("nightly/checks/tree", as_of=night.as_of, open=OPEN)[0])


def tree_reached(row: Row) -> Check:
    """Return the check of the tree by its counts."""
    return Check("no cycle", row["reached"] == row["members"], (finding("check_reached", row),))


def volumes(database: Database, night: Night) -> Check:
    """Volumes tie out from orders over roots to standings."""
    return volumes_tie_out(database.read("nightly/checks/volumes", as_of=night.as_of, open=OPEN)[0])


def volumes_tie_out(row: Row) -> Check:
    """Return the check of volumes by their sums."""
    passed = row["bought"] == row["personal"] == row["of_roots"]
    return Check("volumes", passed, (finding("check_volumes", row),))


def earned(database: Database, _night: Night) -> Check:
    """Check that what standings say was earned is the sum of the members' entries."""
    return earnings_tie_out(database.read("nightly/checks/earned", open=OPEN)[0])


def earnings_tie_out(row: Row) -> Check:
    """Return the check of earnings by their sums."""
    return Check("earned", row["posted"] == row["earned"], (finding("check_earned", row),))


def withdrawals(database: Database, _night: Night) -> Check:
    """Tell from whom more was withdrawn than is available: it stands, as the money is gone."""
    row = database.read("nightly/checks/withdrawals", open=OPEN, limit=SHOWN)[0]
    return overdrawn(row, row["first"])


def overdrawn(row: Row, first: list[Row]) -> Check:
    """Return the check of withdrawals by its sums, and by those farthest below 0."""
    if not row["overdrawn"]:
        return Check("withdrawals", passed=True, found=(finding("check_withdrawn", row),))
    listed = (finding("check_overdrawn_by", one) for one in first)
    return Check("withdrawals", passed=True, found=(finding("check_overdrawn", row), *listed), warns=True)


CHECKS: tuple[Callable[[Database, Night], Check], ...] = (
    delivered,
    tree,
    volumes,
    conservation,
    recalculated,
    pools,
    earned,
    withdrawals,
)


def check_all(database: Database, night: Night) -> list[Check]:
    """Run all checks, two at a time: they only read, and none stops another."""
    return each(lambda check: check(database, night), CHECKS)
