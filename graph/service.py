"""What the API and the dashboard share in one process: the database, the current run, settings, sign-ins."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from threading import Lock
from typing import Final, Protocol

from graph.access.attempts import Attempts
from graph.access.rate import Rate
from graph.audit.recorder import Recorder
from graph.database import Database
from graph.errors import NotFoundError
from graph.fact_files import folder_at
from graph.intake import DeliveryRules, Limits, Receiver, Spool, spool_of
from graph.reads.current import Current
from graph.reads.directory import Directories
from graph.settings import Settings
from graph.simulation import Bench
from graph.words.reasons import Reason

READERS: Final = 8
"""How many reads of the API go on at once in a process: more threads would wait for each other."""


class RowLoader(Protocol):
    """Loads rows of tables that somebody writes by hand: cells by column, as a file would have them."""

    def faults(self, table: str, cells: Mapping[str, str]) -> Sequence[Reason]:
        """Return what is wrong with a row by itself."""

    def load(self, database: Database, table: str, cells: Mapping[str, str]) -> Sequence[Reason]:
        """Load a row as a delivery of its own; return why it waits in the quarantine, if it does.

        Raises:
            DatabaseBusyError: when a load or nightly run is writing.
        """


@dataclass(frozen=True)
class Service:
    """Handed to every part of the process that answers requests.

    bench: where plans and what-ifs are tried. what_if: held while something is calculated that did not
    happen: one at a time, so that others do not wait in line for it. rows: loads what is written by hand;
    None: nothing here does. deliveries: knows what may be handed in; None: nothing. payout_requests: how
    often an account may ask for a payout.
    """

    database: Database
    current: Current
    settings: Settings
    attempts: Attempts = field(default_factory=Attempts)
    readers: ThreadPoolExecutor = field(default_factory=partial(ThreadPoolExecutor, READERS, "reader"))
    what_if: Lock = field(default_factory=Lock)
    payout_requests: Rate = field(default_factory=partial(Rate, 10, 600.0))
    rows: RowLoader | None = None
    deliveries: DeliveryRules | None = None
    audit: Recorder = field(init=False)
    bench: Bench = field(init=False)
    directories: Directories = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "audit", Recorder(self.database, self.settings))
        bench = Bench(self.database, lambda: folder_at(self.settings.facts_address))
        object.__setattr__(self, "bench", bench)
        object.__setattr__(self, "directories", Directories(self.database, self.current))

    @property
    def spool(self) -> Spool:
        """Where deliveries are that were handed in."""
        return spool_of(self.settings)

    def receiver(self, mapping: tuple[str, ...]) -> Receiver:
        """Return what receives a delivery, to be read by mappings of these names.

        Raises:
            NotFoundError: when nothing is taken in here.
        """
        if self.deliveries is None:
            raise NotFoundError("no delivery is taken in here")
        return Receiver(self.spool, Limits.of(self.settings), self.deliveries, mapping)
