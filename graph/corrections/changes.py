"""What runs counted otherwise than the runs before them: orders, ranks, sponsors, plans."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from graph.corrections.model import Cause, CauseKind
from graph.database import Database, Row
from graph.explain.facts import person_of
from graph.explain.history import orders_behind
from graph.kinds.moment import Person
from graph.plan import Plan, recorded_plan, valid_plan

Key = tuple[str, int]
"""An id and the number of a run."""
_PAGE = 5_000
_FLAGS = {
    "refunded": CauseKind.REFUND,
    "new": CauseKind.LATE_ORDER,
    "revised": CauseKind.REVISION,
    "withdrawn": CauseKind.REVISION,
    "returned": CauseKind.REVISION,
    "regrouped": CauseKind.REVISION,
}
"""The columns of read/explain/order_changes, what explains most first."""


@dataclass(frozen=True, slots=True)
class Flip:
    """A member whose ranks a run dates otherwise: what they were, and what they are."""

    was: Person
    now: Person

    def orders_at(self, at: str) -> set[str] | None:
        """Return the orders that brought or took the ranks held otherwise at a point; None: none is."""
        ranks = range(1, 1 + max(len(self.was.since), len(self.now.since)))
        changed = [rank for rank in ranks if self.was.holds(rank, at) != self.now.holds(rank, at)]
        if not changed:
            return None
        return set().union(*(orders_behind(self.was, self.now, rank, at) for rank in changed))


@dataclass(frozen=True, slots=True)
class MovedMember:
    """A member that a run moved below another sponsor, or first had an opening standing of."""

    member_id: str
    moved: bool
    above: frozenset[str]


@dataclass
class Changes:
    """Reads what changed, for many orders and members at once."""

    database: Database
    runs: frozenset[int]
    _orders: dict[Key, Cause | None] = field(default_factory=dict)

    def of_orders(self, keys: Iterable[Key]) -> Mapping[Key, Cause | None]:
        """Return what runs did to orders: a cause with the order, None where nothing."""
        missing = sorted(set(keys) - self._orders.keys())
        rows = [{"order": order, "run": run} for order, run in missing]
        self._orders |= dict.fromkeys(missing)
        for row in self.read("read/explain/order_changes", rows):
            kind = next((kind for flag, kind in _FLAGS.items() if row[flag]), None)
            if kind:
                self._orders[row["id"], row["run"]] = Cause(kind, order_id=row["id"])
        return self._orders

    def flips(self, keys: Iterable[Key]) -> dict[Key, Flip]:
        """Return the members, of those asked for, whose ranks a run dates otherwise."""
        rows = [{"member": member, "run": run} for member, run in sorted(set(keys))]
        return {
            (row["member_id"], row["run"]): Flip(
                _person(row, row["since_before"], row["lapses_before"]),
                _person(row, row["since"], row["lapses"]),
            )
            for row in self.read("read/corrections/ranks", rows)
        }

    @cached_property
    def facts(self) -> dict[int, list[MovedMember]]:
        """The members that runs moved, or first had an opening standing of."""
        found: dict[int, list[MovedMember]] = {}
        for row in self.database.read("read/corrections/facts", runs=sorted(self.runs)):
            one = MovedMember(row["member_id"], row["moved"], frozenset(row["above"]))
            found.setdefault(row["run"], []).append(one)
        return found

    @cached_property
    def _plans(self) -> dict[int, list[Plan]]:
        numbers = sorted({one for run in self.runs for one in (run - 1, run)})
        rows = self.database.read("read/explain/plans", runs=numbers)
        texts: dict[str, list[Plan]] = {}
        for row in rows:
            texts.setdefault(row["plans"], [recorded_plan(data) for data in json.loads(row["plans"])])
        return {row["number"]: texts[row["plans"]] for row in rows}

    def has_other_plan(self, run: int, at: int) -> bool:
        """Return whether a run pays what counts at a time by another plan, or reads gifts otherwise."""
        was, now = self._plans.get(run - 1), self._plans.get(run)
        if was is None or now is None or was is now or was == now:
            return False
        return was[0].readings.gifts != now[0].readings.gifts or _valid(was, at) != _valid(now, at)

    def read(self, name: str, rows: list[Row]) -> Iterable[Row]:
        """Yield the rows of a statement that takes `$rows`, some thousand of them at a time."""
        for start in range(0, len(rows), _PAGE):
            yield from self.database.read(name, rows=rows[start : start + _PAGE])


def _person(row: Row, since: object, lapses: object) -> Person:
    return person_of({"id": row["member_id"], "name": "", "since": since, "lapses": lapses})


def _valid(plans: list[Plan], at: int) -> Plan | None:
    plan = valid_plan(plans, at)
    return plan and plan.model_copy(update={"valid_from": None, "name": ""})
