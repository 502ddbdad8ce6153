"""What the API and the dashboard share in one process: the database, the current run, settings, sign-ins."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from threading import Lock
from typing import Final

from graph.access.attempts import Attempts
from graph.access.rate import Rate
from graph.audit.recorder import Recorder
from graph.database import Database
from graph.reads.current import Current
from graph.settings import Settings

READERS: Final = 8
"""How many reads of the API go on at once in a process: more threads would wait for each other."""


@dataclass(frozen=True)
class Service:
    """Handed to every part of the process that answers requests.

    payout_requests: how often an account may ask for a payout.
    what_if: held while something is calculated that did not happen: one at a time, as it takes seconds.
    """

    database: Database
    current: Current
    settings: Settings
    attempts: Attempts = field(default_factory=Attempts)
    readers: ThreadPoolExecutor = field(default_factory=partial(ThreadPoolExecutor, READERS, "reader"))
    what_if: Lock = field(default_factory=Lock)
    payout_requests: Rate = field(default_factory=partial(Rate, 10, 600.0))
    audit: Recorder = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "audit", Recorder(self.database, self.settings))
