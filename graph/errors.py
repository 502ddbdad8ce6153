"""What can go wrong, by whose fault it is: each kind has one exit code."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.words.reasons import Reason


class UplineError(Exception):
    """The base of every error that Upline raises on purpose; its text says what to do next."""

    exit_code = 1


class UserError(UplineError):
    """Wrong usage or input (exit 2): the text says what was expected and how to go on."""

    exit_code = 2


class NotFoundError(UserError):
    """There is no such member, order, run, pool, ...: the text names what was looked for."""


class WaitingError(NotFoundError):
    """What was looked for waits in the quarantine: the text says why, and so do `reasons`, as data."""

    def __init__(self, words: str, reasons: "Sequence[Reason]") -> None:
        super().__init__(words)
        self.reasons = tuple(reasons)


class NothingPublishedError(UserError):
    """There is no published run to read: the text says how to make one."""


class CheckFailedError(UplineError):
    """A check failed and nothing was published (exit 1): the text names the rows that broke it."""


class DatabaseUnavailableError(UplineError):
    """The database cannot be reached or started (exit 1): the text says why, and what to try."""


class StatementError(UplineError):
    """The database could not carry out a statement (exit 1): the text names it, and says why.

    `statement`: its name in the catalogue.
    """

    def __init__(self, words: str, statement: str) -> None:
        super().__init__(words)
        self.statement = statement


class SumTooLargeError(StatementError):
    """A sum is larger than 64 bits can hold: the text says where, and what may be the cause."""


class DatabaseBusyError(UplineError):
    """Another load or nightly run is writing (exit 1): the text says who, and since when."""
