"""What a calculation is doing, in words people understand, as a bar on a terminal and nowhere else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from cli.output import say_error
from graph.i18n import _
from graph.stages import stage


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None]]:
    """Yield what a calculation calls before each step; on a terminal a bar on standard error shows it."""
    screen = Console(stderr=True)
    columns = (
        TextColumn("{task.description:<10}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bars:
        task = bars.add_task(_("network"), total=None)

        def step_begins(step: str, done: int, total: int) -> None:
            bars.update(task, description=_(stage(step)), completed=done, total=total)

        yield step_begins


@contextmanager
def explain_interrupt(left: str) -> Iterator[Callable[[str], None]]:
    """Say what Ctrl-C leaves behind: `left`, or what the function that this yields was told later.

    Around everything that speaks to the database: a driver that is interrupted while it reads may end with
    an error of its own.
    """

    def set_left(words: str) -> None:
        nonlocal left
        left = words

    try:
        yield set_left
    except BaseException as error:
        if not _is_interrupt(error):
            raise
        say_error(_("stopped: {left}").format(left=_(left)))
        raise KeyboardInterrupt from error


def _is_interrupt(error: BaseException | None) -> bool:
    """Return whether an error is Ctrl-C, or came while Ctrl-C was being handled."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__context__
    return error is not None
