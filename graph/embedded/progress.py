"""What a start is doing, told while it does it: a callback, and one that draws on the terminal."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeElapsedColumn

from graph.i18n import _


class Report(Protocol):
    """Called with a step in words, how much of it is done, and of how much (0: not known)."""

    def __call__(self, step: str, done: int = 0, total: int = 0) -> None:
        """Take one report; it is called often and from several threads."""


def silent(step: str, done: int = 0, total: int = 0) -> None:
    """Report nothing."""
    del step, done, total


@contextmanager
def on_terminal() -> Iterator[Report]:
    """Draw the steps on standard error: a bar on a terminal, one line per step elsewhere."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    tasks: dict[str, TaskID] = {}
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:

        def report(step: str, done: int = 0, total: int = 0) -> None:
            step = _(step)
            if step not in tasks:
                tasks[step] = bars.add_task(step, total=total or None)
                if not console.is_terminal:
                    console.print(f"{step} ...", highlight=False)
            bars.update(tasks[step], completed=done, total=total or None)

        yield report
