"""What a night costs: seconds and rows of each step, and who watches it."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Progress = Callable[[str, int, int], None]
"""Called before each step: its statement (or "facts", "checks", "metrics", "published"), steps done, all."""


@dataclass
class Costs:
    """What was counted so far, by step: a statement, or what else takes time (graph.stages).

    total: how many steps there are for `progress`, of which so many are done.
    """

    progress: Progress
    seconds: dict[str, float] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    done: int = 0
    total: int = 0

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Tell who watches, and count what a step takes."""
        self.progress(name, self.done, self.total)
        with self.rest(name):
            yield
        self.done += 1

    @contextmanager
    def rest(self, name: str) -> Iterator[None]:
        """Count under a name what a block takes and nothing inside it counts: so all add up to the whole."""
        started, counted = time.perf_counter(), sum(self.seconds.values())
        yield
        rest = time.perf_counter() - started - (sum(self.seconds.values()) - counted)
        self.seconds[name] = round(self.seconds.get(name, 0.0) + max(0.0, rest), 3)

    def look_at(self, name: str, rows: int) -> None:
        """Count the rows that a step looked at."""
        if rows:
            self.rows[name] = self.rows.get(name, 0) + rows
