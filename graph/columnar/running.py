"""A calculation of the SQL engine under way: what runs statements, and what steps know of earlier ones."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.clock import day_of
from graph.columnar.engine import Engine
from graph.columnar.run_tables import SHARES
from graph.columnar.statements import Value, filled
from graph.plan import Plan

NEVER = 9_000_000_000_000_000_000
"""Later than every order's number."""
_BEFORE_ALL = -1_000_000
"""The number of a day before every other."""


Progress = Callable[[str, int, int], None]
"""Called before each stage: its name, stages done, stages in all."""
SHARED: dict[str, dict[str, type]] = {
    "shared_before": SHARES,
    "paid_before": {"pool": str, "day": str, "payee_id": str, "amount": int},
}
"""What a calculation knows of the published run (R7): its rows of pools, and the entries of kind pool.

Several entries of one payee, pool and day are added up.
"""
PAYOUTS: dict[str, type] = {"member_id": str, "amount": int}
"""What payouts had paid members when a night began (minor units); nothing where there is no night."""
STEPS = 19
"""Reading the twelve tables of facts, and the seven stages of the calculation."""


@dataclass
class Running:
    """rounds: how often ways up the tree were doubled. settled: rounds in which team owners were followed.

    as_of, before: of this run and of the published one (None: there is none), in microseconds UTC.
    """

    engine: Engine
    plans: Sequence[Plan]
    as_of: int
    before: int | None = None
    rounds: int = 0
    settled: int = 0

    @property
    def plan(self) -> Plan:
        """The first plan: ranks, packages, fund and readings are the same in all of them."""
        return self.plans[0]

    @property
    def first_open_day(self) -> int:
        """The number of the first day that the run may share (R7): those before it are closed."""
        if self.before is None or self.plan.readings.pool_days == "restate":
            return _BEFORE_ALL
        return self.day(self.before)

    def day(self, at: int) -> int:
        """Return the number of the day in the plan's zone of a time (microseconds UTC)."""
        return day_of(at, self.plan.zone).toordinal() - date(1970, 1, 1).toordinal()

    def make(self, name: str, **values: Value) -> None:
        """Run a statement of sql/ that makes a table."""
        self.engine.make(filled(name, values))

    def drop(self, *tables: str) -> None:
        """Remove tables that no later step reads: what is kept is what a calculation needs memory for."""
        for table in tables:
            self.engine.make(f"DROP TABLE {table}")

    def read(self, name: str, **values: Value) -> list[tuple[Any, ...]]:
        """Return the few rows that a statement of sql/ reads."""
        return self.engine.read(filled(name, values))

    def maps(self, name: str, **values: Value) -> list[dict[str, Any]]:
        """Return the rows that a statement of sql/ reads as maps of their columns."""
        return self.engine.maps(filled(name, values))

    def count(self, name: str, **values: Value) -> int:
        """Return the one number that a statement of sql/ reads."""
        return int(self.read(name, **values)[0][0])

    def package(self, name: str) -> int:
        """Return the number of a package: its place in the plan; -1 for "", which is none."""
        return list(self.plan.packages).index(name) if name else -1
