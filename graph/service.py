"""What the API and the dashboard share in one process: the database, the current run, settings, sign-ins."""

from dataclasses import dataclass, field

from graph.access.attempts import Attempts
from graph.database import Database
from graph.reads.current import Current
from graph.settings import Settings


@dataclass(frozen=True)
class Service:
    """Handed to every part of the process that answers requests."""

    database: Database
    current: Current
    settings: Settings
    attempts: Attempts = field(default_factory=Attempts)
