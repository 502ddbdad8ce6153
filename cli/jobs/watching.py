"""Loads what is complete in a watched folder, publishes it, and files it."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import assert_never

import structlog

from cli.jobs.inbox import FAILED, LOADED, Inbox, is_complete
from cli.jobs.runner import Runner
from graph.errors import UserError
from graph.i18n.message import message

TRIES = 3
"""How often a load whose process dies, or a night that cannot begin, is tried in all."""
PAUSE_SECONDS = 30
_LONGEST_PAUSE_SECONDS = 600
_LONG_SECONDS = 600  # a folder that is filled for longer than that is told of
_log = structlog.get_logger()


@dataclass
class Attempts:
    """What was tried without an end: how often, and when it may be tried again (monotonic seconds).

    `deaths`: how often of these its process died.
    """

    number: int = 0
    deaths: int = 0
    next: float = 0

    def is_due(self) -> bool:
        """Return whether it may be tried now."""
        return self.next <= time.monotonic()

    def put_off(self, *, died: bool) -> None:
        """Count a try, and wait longer each time."""
        pause = min(PAUSE_SECONDS * 2**self.number, _LONGEST_PAUSE_SECONDS)
        self.number, self.deaths = self.number + 1, self.deaths + died
        self.next = time.monotonic() + pause


@dataclass
class Watch:
    """Loads the complete folders of an inbox, publishes them together, and files them."""

    inbox: Inbox
    runner: Runner
    mapping: Sequence[str]
    attempts: dict[Path, Attempts] = field(default_factory=dict)
    noted: set[Path] = field(default_factory=set)

    def look(self) -> None:
        """Load what is complete; then calculate once, and file what is done with."""
        loaded: dict[Path, str] = {}
        for folder in self._folders():
            tried = self.attempts.get(folder, Attempts())
            if not tried.is_due():
                continue
            if not is_complete(folder):
                self._note_waiting(folder)
                continue
            ended = self.runner.load(folder, self.mapping, quiet=tried.number > 0)
            match ended.outcome:
                case "done":
                    loaded[folder] = ended.text
                case "later":
                    self._put_off(folder)
                case "failed" if tried.deaths < TRIES - 1:
                    self._put_off(folder, died=True)
                case "failed" | "refused" | "held":
                    self._file(folder, FAILED, ended.text)
                case _:
                    assert_never(ended.outcome)
        if loaded:
            self._publish(loaded)

    def _folders(self) -> list[Path]:
        try:
            there = self.inbox.deliveries()
        except UserError as error:
            self._note(self.inbox.path, str(error))
            return []
        self.noted &= {*there}
        self.attempts = {folder: tried for folder, tried in self.attempts.items() if folder in there}
        return there

    def _note_waiting(self, folder: Path) -> None:
        """Say it once when a folder has been incomplete for long: perhaps nobody will mark it."""
        try:
            age = time.time() - folder.stat().st_ctime
        except OSError:
            return  # it was moved meanwhile
        if age > _LONG_SECONDS:
            self._note(folder, "it waits: there is no _DONE in it, and it did not come by a rename")

    def _note(self, path: Path, words: str) -> None:
        if path not in self.noted:
            self.noted.add(path)
            _log.warning(words, folder=str(path))

    def _publish(self, loaded: dict[Path, str]) -> None:
        """Calculate a night; where that cannot begin, the folders stay: loaded again they change nothing."""
        retried = any(folder in self.attempts for folder in loaded)
        night = self.runner.calculate(quiet=retried)
        for folder, text in loaded.items():
            if night.outcome == "later":
                self._put_off(folder)
            else:
                self._file(folder, LOADED, f"{text}\n{night.text}")

    def _put_off(self, folder: Path, *, died: bool = False) -> None:
        self.attempts.setdefault(folder, Attempts()).put_off(died=died)

    def _file(self, folder: Path, place: str, words: str) -> None:
        self.attempts.pop(folder, None)
        try:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            target = self.inbox.file(folder, place, f"{now}\n{words}")
        except OSError as error:
            self.attempts[folder] = Attempts(next=float("inf"))  # until the service starts anew
            words = str(message("it cannot be moved ({why}): make it writable", why=error.strerror))
            _log.error(words, folder=str(folder))
        else:
            _log.info("filed", folder=str(target))
