"""A calculation of the SQL engine under way: what runs statements, and what steps know of earlier ones."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from graph.columnar.engine import Engine
from graph.columnar.statements import Value, filled
from graph.plan import Plan

NEVER = 9_000_000_000_000_000_000
"""Later than every order's number."""


Progress = Callable[[str, int, int], None]
"""Called before each stage: its name, stages done, stages in all."""
STEPS = 17
"""Reading the ten tables of facts, and the seven stages of the calculation."""


@dataclass
class Running:
    """rounds: how often ways up the tree were doubled. settled: rounds in which team owners were followed."""

    engine: Engine
    plans: Sequence[Plan]
    as_of: int
    rounds: int = 0
    settled: int = 0

    @property
    def plan(self) -> Plan:
        """The first plan: ranks, packages, fund and readings are the same in all of them."""
        return self.plans[0]

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

    def count(self, name: str, **values: Value) -> int:
        """Return the one number that a statement of sql/ reads."""
        return int(self.read(name, **values)[0][0])

    def package(self, name: str) -> int:
        """Return the number of a package: its place in the plan; -1 for "", which is none."""
        return list(self.plan.packages).index(name) if name else -1
