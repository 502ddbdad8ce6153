"""The published run, remembered for a moment: so that a busy service does not ask for it at every request."""

import time
from threading import Lock

from graph.database import Database
from graph.reads.runs import Run, published_run

SECONDS = 2.0
"""How long a run is remembered: within that time after publishing, readers see the new one."""


class Current:
    """Answers with the published run; asks the database at most every `seconds`. Safe between threads."""

    def __init__(self, database: Database, seconds: float = SECONDS) -> None:
        self._database = database
        self._seconds = seconds
        self._lock = Lock()
        self._found: tuple[float, Run] | None = None

    def run(self) -> Run:
        """Return the published run.

        Raises:
            NothingPublishedError: when nothing is published yet.
            DatabaseUnavailableError: when it is not remembered and the database does not answer.
        """
        found = self._found
        if found is None or time.monotonic() >= found[0]:
            with self._lock:
                found = self._found
                if found is None or time.monotonic() >= found[0]:
                    found = self._found = (time.monotonic() + self._seconds, published_run(self._database))
        return found[1]
