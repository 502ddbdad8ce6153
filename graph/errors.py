"""What can go wrong, by whose fault it is: each kind has one exit code.

An error is data: an English template and its values, such as `UserError("there is no order {id}", id=...)`.
Its Chinese is in graph/i18n/zh/.
"""

from typing import TYPE_CHECKING

from graph.i18n.message import Message

if TYPE_CHECKING:
    from graph.words.telling import Reasons


class UplineError(Exception):
    """The base of every error that Upline raises on purpose; its text says what to do next.

    `str()` of it is English, for logs and programs; `text()` is for people.
    """

    exit_code = 1

    def __init__(self, template: str = "", /, **values: object) -> None:
        self.message = Message(template, values)
        super().__init__(str(self.message))

    def text(self, code: str = "") -> str:
        """Return the text in a language ("zh", "en"), or that of the request or command."""
        return self.message.text(code)


class UserError(UplineError):
    """Wrong usage or input (exit 2): the text says what was expected and how to go on."""

    exit_code = 2


class NotFoundError(UserError):
    """There is no such member, order, run, pool, ...: the text names what was looked for."""


class GoneError(NotFoundError):
    """There was such a run, and its figures are kept no longer: the text says which ones are."""


class ConflictError(UserError):
    """What was asked for does not go with how things stand now: the text says how, and what is possible."""


class NotAllowedError(UserError):
    """An account may not do that: the text says who may."""


class WaitingError(NotFoundError):
    """What was looked for waits in the quarantine: the text says why, and so do `reasons`, as data."""

    def __init__(self, template: str, /, reasons: "Reasons", **values: object) -> None:
        super().__init__(template, reasons=reasons, **values)
        self.reasons = reasons


class NothingPublishedError(UserError):
    """There is no published run to read: the text says how to make one."""


class CheckFailedError(UplineError):
    """A check failed and nothing was published (exit 1): the text names the rows that broke it."""


class HeldError(CheckFailedError):
    """A guard held a run back (exit 1): the text says what looks wrong, and how to publish it anyway."""


class DatabaseUnavailableError(UplineError):
    """The database cannot be reached or started (exit 1): the text says why, and what to try."""


class StatementError(UplineError):
    """The database could not carry out a statement (exit 1): the text names it, and says why.

    `statement`: its name in the catalogue.
    """

    def __init__(self, template: str, /, statement: str, **values: object) -> None:
        super().__init__(template, statement=statement, **values)
        self.statement = statement


class SumTooLargeError(StatementError):
    """A sum is larger than 64 bits can hold: the text says where, and what may be the cause."""


class DatabaseBusyError(UplineError):
    """Another load or nightly run is writing (exit 1): the text says who, and since when."""


class BeingCalculatedError(UplineError):
    """Somebody else's what-if is being calculated (exit 1): one at a time, as it takes seconds."""
