"""Backup and restore of the user database: whole or not at all, whatever interrupts them."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.embedded import admin
from graph.embedded.home import DATABASE, Home, check_room
from graph.errors import DatabaseUnavailableError, UserError

_LOADING = "loading"  # the note in the folder put aside: from here on the current store is half a load


def check_target(file: Path) -> None:
    """Check that a backup can be written to `file`, before a server is stopped for it.

    Raises:
        UserError: its folder is missing or may not be written, or it is a folder itself.
    """
    if file.is_dir():
        raise UserError("{file} is a folder: name the file that the backup shall become", file=file)
    if not file.parent.is_dir():
        raise UserError("there is no folder {parent} for the backup: create it first", parent=file.parent)
    if not os.access(file.parent, os.W_OK):
        raise UserError(
            "no backup can be written in {parent}: this user may not write there", parent=file.parent
        )


def check_source(file: Path) -> None:
    """Check that `file` can be read, before a server is stopped to restore it.

    Raises:
        UserError: there is no such file, or this user may not read it.
    """
    if not file.is_file():
        raise UserError("there is no backup {file}", file=file)
    if not os.access(file, os.R_OK):
        raise UserError("the backup {file} may not be read by this user", file=file)


def dump(home: Home, file: Path) -> None:
    """Write the database of a stopped home to `file`; it has its name only when it is whole.

    The dump holds the data, with the hashes of accounts and keys, its indexes and constraints, but no
    password. Only its owner may read it, whatever file of that name was there before. What a backup of this
    home that was killed left beside it is removed.

    Raises:
        UserError: there is no database yet, or `file` cannot be written (check_target).
        AdminToolError: Neo4j could not write it.
    """
    check_target(file)
    if not home.stores[0].exists():
        raise UserError("there is no database in {home} yet, so nothing to back up", home=home.path)
    folder = file.absolute().parent
    ours = f".upline-backup-{hashlib.sha256(str(home.path).encode()).hexdigest()[:12]}-"
    for left in folder.glob(f"{ours}*"):
        shutil.rmtree(left, ignore_errors=True)
    try:
        with tempfile.TemporaryDirectory(prefix=ours, dir=folder) as name:
            admin.run(home, ["database", "dump", DATABASE, f"--to-path={name}"])
            made = Path(name) / f"{DATABASE}.dump"
            made.chmod(0o600)
            made.replace(file)
    except (admin.AdminToolError, OSError) as error:
        raise admin.AdminToolError(
            "no backup was written, and {file} is as it was: {error}", file=file, error=error
        ) from error


def check_store(home: Home) -> None:
    """Let Neo4j read the whole store of a stopped home; it writes no report beside it.

    Raises:
        UserError: there is no database yet.
        AdminToolError: the store is not consistent, or cannot be read.
    """
    if not home.stores[0].exists():
        raise UserError("there is no database in {home} yet, so nothing to check", home=home.path)
    with tempfile.TemporaryDirectory(dir=home.tmp) as reports:
        admin.run(home, ["database", "check", DATABASE, f"--report-path={reports}"])


def load(home: Home, file: Path) -> None:
    """Replace the database of a stopped home by the dump in `file`; when that fails all is as before.

    Raises:
        UserError: `file` cannot be read (check_source).
        DatabaseUnavailableError: the disk has no room for it beside the present store.
        AdminToolError: Neo4j could not read it.
    """
    check_source(file)
    with replacing(home), tempfile.TemporaryDirectory(dir=home.tmp) as folder:
        (Path(folder) / f"{DATABASE}.dump").symlink_to(file.absolute())
        admin.run(home, ["database", "load", DATABASE, f"--from-path={folder}"])


def take_over(home: Home, made: Home) -> None:
    """Put the store of another home in the place of a stopped home's; both are on one file system.

    Raises:
        DatabaseUnavailableError: the disk has no room beside the present store.
    """
    with replacing(home):
        for store, other in zip(home.stores, made.stores, strict=True):
            store.parent.mkdir(parents=True, exist_ok=True)
            other.rename(store)


@contextmanager
def replacing(home: Home) -> Iterator[None]:
    """Put the store of a stopped home aside while the block makes another.

    When the block fails, or is cut off, the old one comes back.

    Raises:
        DatabaseUnavailableError: the disk has no room for another beside the present store.
    """
    check_room(home.path)
    finish_interrupted(home)
    aside = _aside(home)
    aside.mkdir()
    for store in home.stores:
        if store.exists():
            store.rename(aside / store.parent.name)
    (aside / _LOADING).touch()
    try:
        yield
    except BaseException:
        finish_interrupted(home)
        raise
    _discard(aside)


def finish_interrupted(home: Home) -> None:
    """Put the store back that was moved aside, when what was to replace it did not come to its end."""
    aside = _aside(home)
    shutil.rmtree(_done(aside), ignore_errors=True)
    if not aside.exists():
        return
    for store in home.stores:
        kept = aside / store.parent.name
        if (aside / _LOADING).exists():
            shutil.rmtree(store, ignore_errors=True)
        if kept.exists():
            if store.exists():
                raise DatabaseUnavailableError(
                    "both {store} and {kept} exist after an interrupted restore or import:"
                    " move one of them away",
                    store=store,
                    kept=kept,
                )
            store.parent.mkdir(parents=True, exist_ok=True)
            kept.rename(store)
    _discard(aside)


def _discard(aside: Path) -> None:
    """Remove the folder in two steps, so that a crash in between is not taken for an unfinished restore."""
    aside.rename(_done(aside))
    shutil.rmtree(_done(aside))


def _aside(home: Home) -> Path:
    return home.path / "before-restore"


def _done(aside: Path) -> Path:
    return aside.with_name("before-restore.done")
