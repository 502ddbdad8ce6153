"""Runs the steps of a night: each is timed, told to who watches, and begins only while the lock is ours."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from graph.catalogue import statement
from graph.columnar.duckdb_engine import DuckDB
from graph.database import Database
from graph.kinds.parameters import Values
from graph.nightly.steps import Step, run_step
from graph.nightly.writing import Writing

Progress = Callable[[str, int, int], None]
"""Called before each step: its statement (or "checks", "metrics", "published"), steps done, steps in all."""


@dataclass
class StepRunner:
    """A night's database, lock and watch. seconds: by statement; total: how many steps there are in all."""

    database: Database
    still_ours: Callable[[], None]
    progress: Progress
    seconds: dict[str, float] = field(default_factory=dict)
    done: int = 0
    total: int = 0

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """Tell that a step begins, and note how long the block takes."""
        self.progress(step, self.done, self.total)
        started = time.perf_counter()
        yield
        self.done += 1
        self.seconds[step] = round(self.seconds.get(step, 0) + time.perf_counter() - started, 3)

    def run(self, part: Iterable[Step], shared: Values) -> None:
        """Run the steps of a part of the calculation."""
        for step in part:
            self.still_ours()
            with self.timed(step.statement):
                run_step(self.database, step, shared)

    def write(self, writing: Writing, engine: DuckDB, shared: Values) -> None:
        """Write what an engine calculated, in batches of one transaction each."""
        entry = statement(writing.statement)
        with self.timed(writing.statement):
            for rows in writing.batches(engine):
                self.still_ours()
                self.database.write(writing.statement, **entry.taken({**shared, "rows": rows}))
