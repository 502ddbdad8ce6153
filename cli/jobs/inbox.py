"""The watched folder: which folders in it are complete, and where they go when they are done with.

    inbox/2026-11-30/            a delivery; complete with a file _DONE in it, or when it came by a rename
    inbox/loaded/2026-11-30/     was loaded; beside it 2026-11-30.txt says what became of it
    inbox/failed/2026-11-29/     was not; beside it 2026-11-29.txt says why

There is no other state: what is not moved is still to be done, and a load that is done again changes nothing.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from etl.reading.folder import DONE
from graph.errors import DatabaseBusyError, UserError

LOADED, FAILED = "loaded", "failed"
_LOCK = ".upline-watch.lock"
_PARTIAL = (".part", ".tmp", ".filepart", ".crdownload")


@dataclass(frozen=True)
class Inbox:
    """A folder that is watched."""

    path: Path

    def deliveries(self) -> list[Path]:
        """Return the folders that may be deliveries, by name; none whose name says that it is on its way.

        Raises:
            UserError: when the folder cannot be listed.
        """
        try:
            there = sorted(self.path.iterdir(), key=lambda path: path.name)
        except OSError as error:
            raise UserError(
                "{folder} cannot be listed: {why}", folder=self.path, why=error.strerror
            ) from error
        return [one for one in there if _may_be_one(one)]

    def file(self, delivery: Path, place: str, words: str) -> Path:
        """Move a delivery to `loaded` or `failed`, with a text beside it; return where it is then.

        The text is there first: a folder that has moved always has one. A name that is there already gets a
        number.

        Raises:
            OSError: when it cannot be moved, as it belongs to somebody else.
        """
        target = _free(self.path / place / delivery.name)
        text = target.with_name(f"{target.name}.txt")
        text.write_text(words.rstrip("\n") + "\n", encoding="utf-8", errors="backslashreplace")
        try:
            delivery.rename(target)
        except OSError:
            text.unlink()
            raise
        return target


@contextmanager
def opened_inbox(path: Path) -> Iterator[Inbox]:
    """Yield the inbox, which nobody else watches meanwhile.

    Raises:
        UserError: when there is no such folder, or nothing can be written there.
        DatabaseBusyError: another service watches it.
    """
    if not path.is_dir():
        raise UserError("there is no folder {folder} to watch: make it first", folder=path)
    try:
        for place in (LOADED, FAILED):
            (path / place).mkdir(exist_ok=True)
        lock = FileLock(path / _LOCK, timeout=0, mode=0o600).acquire()
    except Timeout as error:
        raise DatabaseBusyError(
            "another `upline serve` watches {folder}: one is enough", folder=path
        ) from error
    except OSError as error:
        raise UserError(
            "nothing can be written into {folder} ({why}): folders that are done with are moved inside it",
            folder=path,
            why=error.strerror,
        ) from error
    with lock:  # what the block raises is its own, and no matter of this folder
        yield Inbox(path.absolute())


def is_complete(delivery: Path) -> bool:
    """Return whether a folder is a whole delivery: it has a `_DONE`, or came by a rename.

    A rename is the last thing that happened to the folder then: nothing in it was made or written after it.
    While a folder is filled in its place, the last file is as late as the folder itself.
    """
    try:
        if (delivery / DONE).exists():
            return True
        with os.scandir(delivery) as listed:
            written = [entry.stat(follow_symlinks=False).st_mtime_ns for entry in listed]
        own = delivery.stat()
    except OSError:
        return False  # it is being moved, or is not ours to read: the next look knows more
    return bool(written) and own.st_ctime_ns > max(own.st_mtime_ns, *written)


def _may_be_one(path: Path) -> bool:
    name = path.name
    return (
        path.is_dir()
        and not path.is_symlink()
        and name not in {LOADED, FAILED}
        and not name.startswith(".")
        and not name.lower().endswith(_PARTIAL)
    )


def _free(target: Path) -> Path:
    number, free = 1, target
    while free.exists() or free.is_symlink():
        number += 1
        free = target.with_name(f"{target.name}-{number}")
    return free
