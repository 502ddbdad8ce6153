"""The published run, remembered for a moment: so that a busy service does not ask for it at every request."""

import time
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock

from graph.database import Database
from graph.errors import DatabaseBusyError
from graph.migrations import migrate
from graph.reads.runs import Run, published_run

SECONDS = 2.0
"""How long a run is remembered: within that time after publishing, readers see the new one."""
_FACTS = ("delivered", "done", "erased")
_SCHEMAS = ("system/schema/facts", "system/schema/access", "system/schema/audit")


@dataclass(frozen=True, slots=True)
class Published:
    """What answers rest on: the published run, and `facts`, another text after each delivery or erasure.

    While neither changes, the same question has the same answer.
    """

    run: Run
    facts: str


class Current:
    """Answers with the published run; asks the database at most every `seconds`. Safe between threads."""

    def __init__(self, database: Database, seconds: float = SECONDS) -> None:
        self._database = database
        self._seconds = seconds
        self._lock = Lock()
        self._found: tuple[float, Published] | None = None

    def run(self) -> Run:
        """Return the published run.

        Raises:
            NothingPublishedError: when nothing is published yet.
            DatabaseUnavailableError: when it is not remembered and the database does not answer.
        """
        return self.published().run

    def published(self) -> Published:
        """Return the published run with its facts; raises as `run` does."""
        found = self.remembered()
        if found is None:
            with self._lock:
                found = self.remembered()
                if found is None:
                    found = self._ask()
                    self._found = (time.monotonic() + self._seconds, found)
        return found

    def remembered(self) -> Published | None:
        """Return what is remembered, None when that is nothing or too old; never waits for anything."""
        found = self._found
        return found[1] if found is not None and time.monotonic() < found[0] else None

    def _ask(self) -> Published:
        """Ask the database; reading all of a run, with its plans, only when it is another one than before.

        The first time it also carries the database over and makes what reads look up by: an earlier version
        may have loaded it. While somebody writes, it is read as it is: readers know both forms.
        """
        if self._found is None:
            with suppress(DatabaseBusyError):
                migrate(self._database)
        rows = self._database.read("read/runs/current")
        facts = " ".join(str(rows[0][name]) for name in _FACTS) if rows else ""
        before = self._found[1].run if self._found else None
        known = before and (before.number, before.finished) == (rows[0]["number"], rows[0]["finished"])
        run = before if before and known else published_run(self._database)
        if self._found is None:
            for schema in _SCHEMAS:
                self._database.ensure_schema(schema)
        return Published(run, facts)
