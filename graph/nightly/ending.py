"""How a calculation ends that is not published: what failed or stopped it is kept with the run."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

from neo4j.exceptions import DriverError

from graph.clock import to_micros
from graph.database import Database
from graph.errors import DatabaseUnavailableError, StatementError, UplineError
from graph.i18n.message import Message, message
from graph.words.keeping import to_text


@contextmanager
def noting_end(database: Database, run: int, started: int) -> Iterator[None]:
    """Note with a run why the block did not publish it; what ends the process at once leaves no note.

    started: microseconds UTC, that of this attempt. A database that is away cannot note it either: the error
    goes on as it came.
    """
    try:
        yield
    except BaseException as error:
        with suppress(DatabaseUnavailableError, StatementError, DriverError):
            database.write(
                "run/end",
                run=run,
                started=started,
                finished=to_micros(datetime.now(UTC)),
                reason=to_text(_reason(error)),
            )
        raise


def _reason(error: BaseException) -> Message:
    if isinstance(error, UplineError):
        return error.message
    if isinstance(error, Exception):
        return message("an error that nobody expected: {kind}; the log has it", kind=type(error).__name__)
    return message("stopped by Ctrl-C or by the system")
