"""What `upline serve` does by itself: loads what is handed in or dropped, and calculates every night."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from graph.settings import Settings


class Jobs(NamedTuple):
    """What a service does by itself, beside loading what is handed in: nothing, unless they are named."""

    watch: Path | None = None
    mapping: tuple[str, ...] = ()
    nightly: str = ""
    weekly: str = ""

    def beside(self, settings: "Settings") -> AbstractContextManager[None]:
        """Do it while a block runs; see cli.jobs.service.jobs."""
        from cli.jobs import service  # noqa: PLC0415 - a help text must come at once

        return service.jobs(settings, *self)


NOTHING = Jobs()
