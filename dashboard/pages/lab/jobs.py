"""Simulations under way: how far each is, and whether it should stop.

They are files, as the process that is asked may be another one than that which calculates. A page of a
browser has one simulation at a time: a new one stops the one before.
"""

import hashlib
import json
import re
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.words import _
from graph.errors import UserError

_TEXT = re.compile(r"([0-9a-f]{32}) ([1-9][0-9]{0,15})( .*)?", re.DOTALL)
_FORGOTTEN = 3600.0  # seconds


class StoppedError(Exception):
    """A simulation was cancelled, or another one of the same page was asked for."""


@dataclass(frozen=True)
class Asked:
    """A simulation that a page asked for: the page's own random id, a number that grows, and the address."""

    page: str
    number: int
    search: str = ""

    @classmethod
    def of(cls, text: str | None) -> "Asked":
        """Return what a browser sent: all three, or the first two and something else, with blanks between.

        Raises:
            UserError: it is none.
        """
        read = _TEXT.fullmatch(text or "")
        if read is None:
            raise UserError(_("Load the page again."))
        return cls(read[1], int(read[2]), (read[3] or "").strip())


@dataclass(frozen=True)
class Progress:
    """How far a simulation is: the stage, and how many of all stages are done."""

    stage: str
    done: int
    total: int


class Jobs:
    """The simulations of a service; `folder` holds a few small files, which may be deleted at any time.

    Where it cannot be written to, nobody learns how far a simulation is, and none is cancelled.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def begin(self, account: str, asked_for: Asked) -> "Job":
        """Begin a simulation, and stop those before it."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            for file in self._folder.glob("*.*"):
                if file.stat().st_mtime < time.time() - _FORGOTTEN:
                    file.unlink(missing_ok=True)
        job = Job(self._folder, account, asked_for)
        job.supersede()
        return job

    def job(self, account: str, asked_for: Asked) -> "Job":
        """Return a simulation that was begun, perhaps by another process."""
        return Job(self._folder, account, asked_for)


class Job:
    """One simulation of an account's page."""

    def __init__(self, folder: Path, account: str, asked_for: Asked) -> None:
        name = hashlib.sha256(f"{account}\n{asked_for.page}".encode()).hexdigest()[:32]
        self._number = asked_for.number
        self._newest, self._cancelled, self._progress = (
            folder / f"{name}.{kind}" for kind in ("newest", "cancelled", "progress")
        )

    def check(self) -> None:
        """Raise a StoppedError when it was cancelled, or the page asked for another one."""
        self.check_cancelled()
        if _number_in(self._newest) > self._number:
            raise StoppedError

    def check_cancelled(self) -> None:
        """Raise a StoppedError when it was cancelled."""
        if self.was_cancelled():
            raise StoppedError

    def was_cancelled(self) -> bool:
        """Return whether it was cancelled."""
        return _number_in(self._cancelled) >= self._number

    def supersede(self) -> None:
        """Stop those of the page that were asked for before."""
        _write(self._newest, max(self._number, _number_in(self._newest)))

    def cancel(self) -> None:
        """Stop it."""
        _write(self._cancelled, self._number)

    def note(self, stage: str, done: int, total: int) -> None:
        """Note how far it is."""
        _write(self._progress, {"number": self._number, "stage": stage, "done": done, "total": total})

    def end(self) -> None:
        """Note that it is over."""
        with suppress(OSError):
            if self.progress() is not None:
                self._progress.unlink(missing_ok=True)

    def progress(self) -> Progress | None:
        """Return how far it is; None before it begins and when it is over."""
        found = _read(self._progress)
        if not isinstance(found, dict) or found.get("number") != self._number:
            return None
        return Progress(found["stage"], found["done"], found["total"])


def _number_in(file: Path) -> int:
    found = _read(file)
    return found if isinstance(found, int) else 0


def _read(file: Path) -> Any:  # noqa: ANN401 - what JSON holds
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _write(file: Path, value: object) -> None:
    part = file.with_name(f"{file.name}.{secrets.token_hex(8)}.part")
    with suppress(OSError):
        part.write_text(json.dumps(value), encoding="utf-8")
        part.replace(file)
