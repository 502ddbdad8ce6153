"""Which migrations there are, which are due, and doing them under the writer's lock."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import structlog

from graph.database import Database
from graph.errors import UserError
from graph.i18n import N_
from graph.i18n.message import Message, message
from graph.locking import writer_lock
from graph.migrations.reasons import to_reasons
from graph.migrations.steps import rename_steps
from graph.patience import AT_ONCE, Patience

_log = structlog.get_logger()

Report = Callable[[Message], None]
"""Told what is about to be done, a sentence at a time."""


@dataclass(frozen=True)
class Migration:
    """One step: its number, what it does in words, and how; `run` takes what to call before each batch."""

    number: int
    does: str
    run: Callable[[Database, Callable[[], None]], None]


MIGRATIONS = (
    Migration(
        1,
        N_("reasons of waiting rows and findings of checks become ids and values, told in any language"),
        to_reasons,
    ),
    Migration(2, N_("the steps of earlier runs are called as they are now"), rename_steps),
)
VERSION = MIGRATIONS[-1].number
"""The version that this code reads and writes."""


def due(database: Database) -> tuple[int, Sequence[Migration]]:
    """Return the version of a database, and the migrations it has not been through; a new one needs none.

    Raises:
        UserError: when a later Upline has written it.
    """
    version = next((row["version"] for row in database.read("system/migrations/version")), VERSION)
    if version > VERSION:
        raise UserError(
            "a later Upline has written this database: it is of version {version}, and this Upline knows "
            "versions up to {known}. Install that Upline, or restore a backup of before",
            version=version,
            known=VERSION,
        )
    return version, MIGRATIONS[version:]


def _warn(words: Message) -> None:
    _log.warning(str(words))


def migrate(database: Database, report: Report = _warn, patience: Patience = AT_ONCE) -> Sequence[Migration]:
    """Do what is due after saying so, and return it; safe to be killed at any point and run again.

    Raises:
        UserError: when a later Upline has written the database.
        DatabaseBusyError: when another load or nightly run is writing.
    """
    version, steps = due(database)
    if not steps:
        return steps
    report(
        message(
            "This database is of version {before}; it is carried over to version {after}:",
            before=version,
            after=VERSION,
        )
    )
    with writer_lock(database, "database migrate", patience=patience) as still_ours:
        for step in due(database)[1]:
            report(message("  {number}: {does}", number=step.number, does=message(step.does)))
            step.run(database, still_ours)
            still_ours()
            database.write("system/migrations/done", version=step.number)
    return steps
