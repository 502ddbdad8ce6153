"""Runs the steps of a night: each is timed, told to who watches, and begins only while the lock is ours."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from graph.catalogue import statement
from graph.columnar.engine import Engine
from graph.concurrency import each
from graph.database import Database, Row
from graph.kinds.parameters import Values
from graph.nightly.steps import Step, run_step
from graph.nightly.writing import Writing

Progress = Callable[[str, int, int], None]
"""Called before each step: its statement (or "facts", "checks", "metrics", "published"), steps done, all."""


@dataclass
class StepRunner:
    """A night's database, lock and watch. total: how many steps there are in all.

    seconds, rows: by step (graph.stages): what it took, and how many rows a statement looked at or wrote.
    """

    database: Database
    still_ours: Callable[[], None]
    progress: Progress
    seconds: dict[str, float] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    done: int = 0
    total: int = 0
    started: float = field(default_factory=time.perf_counter)

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """Tell that a step begins, and note how long the block takes."""
        self.progress(step, self.done, self.total)
        with self.rest(step):
            yield
        self.done += 1

    @contextmanager
    def rest(self, name: str) -> Iterator[None]:
        """Count under a name what a block takes and no step inside it does: so all add up to the whole."""
        started, counted = time.perf_counter(), sum(self.seconds.values())
        yield
        self._add(name, time.perf_counter() - started - (sum(self.seconds.values()) - counted))

    def note_rest(self, name: str) -> None:
        """Count under a name what the night took so far and no step did."""
        self._add(name, time.perf_counter() - self.started - sum(self.seconds.values()))

    def _add(self, name: str, seconds: float) -> None:
        self.seconds[name] = round(self.seconds.get(name, 0.0) + max(0.0, seconds), 3)

    def read(self, name: str, **parameters: object) -> list[Row]:
        """Read what the calculation asks for on its way; the time it takes is that of the statement."""
        with self.rest(name):
            return self.database.read(name, **parameters)

    def run(self, part: Iterable[Step], shared: Values) -> None:
        """Run the steps of a part of the calculation."""
        for step in part:
            self.still_ours()
            with self.timed(step.statement):
                self._look_at(step.statement, run_step(self.database, step, shared))

    def write(self, writing: Writing, engine: Engine, shared: Values, *, first: bool) -> None:
        """Write what an engine calculated, in batches of one transaction each; parts of a round side by side.

        first: nothing is published yet.
        """
        entry = statement(writing.first if first and writing.first else writing.statement)

        def write_part(batches: Iterator[list[Row]]) -> int:
            written = 0
            for rows in batches:
                self.still_ours()
                self.database.write(entry.name, **entry.taken({**shared, "rows": rows}))
                written += len(rows)
            return written

        with self.timed(writing.statement):
            for parts in writing.rounds:
                streams = [writing.batches(engine, part) for part in parts]
                self._look_at(writing.statement, sum(each(write_part, streams)))

    def _look_at(self, statement_name: str, rows: int) -> None:
        if rows:
            self.rows[statement_name] = self.rows.get(statement_name, 0) + rows
