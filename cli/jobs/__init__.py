"""What `upline serve --watch --nightly` does by itself: loads what is dropped, and calculates every night."""

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from graph.settings import Settings


class Jobs(NamedTuple):
    """What a service does by itself: nothing, unless a folder or a time is named."""

    watch: Path | None = None
    mapping: tuple[str, ...] = ()
    nightly: str = ""
    weekly: str = ""

    def beside(self, settings: "Settings") -> AbstractContextManager[None]:
        """Do it while a block runs; see cli.jobs.service.jobs."""
        if self == NOTHING:
            return nullcontext()
        from cli.jobs import service  # noqa: PLC0415 - a help text must come at once

        return service.jobs(settings, *self)


NOTHING = Jobs()
