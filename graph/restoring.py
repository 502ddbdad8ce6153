"""A restore: the company of a backup with the accounts, keys and audit trail of now.

The backup becomes a database of its own first, in a folder inside the home, with a server that nobody else
knows. There it gets the present accounts. Only then is it put in the place of the present store, by renaming
folders (graph.embedded.stores): whatever interrupts a restore, the database is the old one or the new one,
each with the accounts as they were, and no revoked key is good for a moment.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from filelock import FileLock, Timeout
from neo4j.exceptions import DriverError, Neo4jError

from graph.access.carrying import NOBODY, Access, close_all, put
from graph.audit.reading import all_events
from graph.audit.trail import add_rows
from graph.connection import connect
from graph.database import Database, opened
from graph.embedded import status, stop, stopped
from graph.embedded.home import Home, prepare
from graph.embedded.lifecycle import embedded_home
from graph.embedded.progress import Report
from graph.embedded.stores import check_source, load, take_over
from graph.errors import DatabaseBusyError, DatabaseUnavailableError
from graph.i18n import _
from graph.payouts.restoring import Blocked, block, missing_after_restore
from graph.settings import Settings

_HEAP_MB, _PAGE_CACHE_MB = 512, 128  # of the server that only accounts are changed on


class Kept(StrEnum):
    """Whose accounts and keys a restored database has."""

    PRESENT = "present"
    BACKUP = "backup"
    CLOSED = "closed"


@dataclass(frozen=True)
class Restored:
    """What became of a restore.

    kept: whose accounts and keys there are now; CLOSED: those of the backup, all disabled and revoked, as the
    present ones could not be read, for the reason in `unreadable`. differences: what accounts and keys of now
    and of the backup do not have alike, in words. accounts, keys: the names of those of the backup.
    payouts: whether they are blocked now, and why.
    """

    kept: Kept
    differences: tuple[str, ...]
    accounts: tuple[str, ...]
    keys: tuple[str, ...]
    payouts: Blocked
    unreadable: str = ""


def restore(settings: Settings, file: Path, report: Report, *, with_accounts: bool = False) -> Restored:
    """Replace the database by a backup; when that fails, all is as it was before.

    The present accounts, keys and audit events stay, with all sessions ended; `with_accounts` takes accounts
    and keys of the backup instead. A server that ran is started again.

    Raises:
        UserError: NEO4J_URI is set, or the file cannot be read.
        DatabaseBusyError: another restore is going on.
        DatabaseUnavailableError: the disk has no room for it, or a server cannot be stopped or started.
        AdminToolError: Neo4j could not read the backup.
    """
    check_source(file)
    home = embedded_home(settings)
    prepare(home)
    with _alone(home), _aside(settings, home) as aside:
        with stopped(aside, report) as made:
            report(_("Reading {file}").format(file=file))
            load(made, file)
        with opened(connect(aside, report)) as database:
            done = _carry_over(settings, home, database, report, with_accounts=with_accounts)
        stop(aside)
        with stopped(settings, report) as home:
            report("Putting the backup in place")
            take_over(home, made)
    return done


def _carry_over(
    settings: Settings, home: Home, database: Database, report: Report, *, with_accounts: bool
) -> Restored:
    """Give the database of a backup the accounts that it shall have, and the present audit trail."""
    report("Carrying accounts and keys over")
    backup = Access.of(database)
    kept, unreadable = Kept.BACKUP if with_accounts else Kept.PRESENT, ""
    present, missing = NOBODY, missing_after_restore(None, database)
    try:
        with _present(settings, home, report) as now:
            if now is not None:
                present = Access.of(now)
                add_rows(database, all_events(now))
                missing = missing_after_restore(now, database)
    except (DatabaseUnavailableError, DriverError, Neo4jError) as error:
        unreadable = str(error)
        kept = Kept.BACKUP if with_accounts else Kept.CLOSED
    block(database, missing)
    put(database, present if kept is Kept.PRESENT else backup)
    if kept is Kept.CLOSED:
        close_all(database)
    differences = () if unreadable else tuple(present.differences(backup))
    names = tuple(sorted(backup.accounts)), tuple(backup.named_keys())
    return Restored(kept, differences, *names, missing, unreadable)


@contextmanager
def _present(settings: Settings, home: Home, report: Report) -> Iterator[Database | None]:
    """Open the present database, None where there is none yet; one that did not run is stopped again."""
    if not home.stores[0].exists():
        yield None
        return
    ran = status(settings).running is not None
    try:
        with opened(connect(settings, report)) as database:
            yield database
    finally:
        if not ran:
            stop(settings)


@contextmanager
def _alone(home: Home) -> Iterator[None]:
    try:
        with FileLock(home.path / "restore.lock", timeout=0, mode=0o600):
            yield
    except Timeout as error:
        raise DatabaseBusyError(
            "another restore into {home} is going on: wait until it is done", home=home.path
        ) from error


@contextmanager
def _aside(settings: Settings, home: Home) -> Iterator[Settings]:
    """Give the settings of a home in which a backup becomes a database; nothing of it is left afterwards."""
    folder = home.path / "restoring"
    small = {"upline_heap_mb": _HEAP_MB, "upline_page_cache_mb": _PAGE_CACHE_MB, "upline_bolt_port": None}
    aside = settings.model_copy(update={"upline_home": folder, "upline_jars": home.jars, **small})
    _discard(aside, folder)  # of a restore that was killed
    try:
        yield aside
    finally:
        _discard(aside, folder)


def _discard(aside: Settings, folder: Path) -> None:
    if folder.exists():
        stop(aside, kill=True)
        shutil.rmtree(folder)
