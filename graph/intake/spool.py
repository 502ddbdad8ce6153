"""The folder of deliveries that were handed in: UPLINE_HOME/deliveries.

    incoming/RANDOM/      is being received; nothing of it counts
    ID/upload.json        what it is and how far (Upload), always whole
    ID/files/             as they were handed in, as long as somebody may need them
    ID/mapping.yaml       a mapping of its own, if any
    ID/review.json, progress.json    what looking through it found; how far its load is

Worker processes, the service's jobs and commands share it: every change is made under one lock.
"""

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from graph.access.writing import now
from graph.errors import ConflictError, DatabaseBusyError, NotFoundError, UserError
from graph.intake.upload import ENDED, FIND_OUT, DeliveryState, Upload
from graph.settings import Settings

ID = re.compile(r"[0-9a-f]{32}")
_RECORD, _LOCK, _TAKER, _BELL = "upload.json", ".lock", ".taker", ".changed"
_LOCK_SECONDS = 10
_DAY = 86_400_000_000
_KEPT_DAYS = 30  # of files of which rows wait
_TOLD = 1000  # deliveries of which is told what became of them


def spool_of(settings: Settings) -> "Spool":
    """Return the folder of deliveries of an installation."""
    return Spool(settings.upline_home / "deliveries")


@dataclass(frozen=True)
class Spool:
    """The folder; see above."""

    path: Path

    @property
    def incoming(self) -> Path:
        """Where deliveries are received."""
        return self.path / "incoming"

    def folder(self, ident: str) -> Path:
        """Return the folder of a delivery."""
        return self.path / ident

    def files(self, ident: str) -> Path:
        """Return the folder of its files."""
        return self.folder(ident) / "files"

    def own_mapping(self, ident: str) -> Path:
        """Return where its own mapping is, if it has one."""
        return self.folder(ident) / "mapping.yaml"

    def read(self, ident: str) -> Upload:
        """Return a delivery.

        Raises:
            NotFoundError: when there is none of this id.
        """
        upload = self._read(ident) if ID.fullmatch(ident) else None
        if upload is None:
            raise NotFoundError("no delivery {ident} was handed in", ident=ident[:64])
        return upload

    def uploads(self) -> list[Upload]:
        """Return all deliveries, the newest first."""
        names = [path.name for path in self.path.iterdir()] if self.path.is_dir() else []
        there = [self._read(name) for name in names if ID.fullmatch(name)]
        return sorted(filter(None, there), key=lambda upload: (-upload.at, upload.id))

    def in_state(self, *states: DeliveryState) -> list[Upload]:
        """Return the deliveries in one of some states, the oldest first."""
        return [one for one in reversed(self.uploads()) if one.state in states]

    def change(self, ident: str, *states: DeliveryState, **fields: Any) -> Upload:  # noqa: ANN401 - those of Upload
        """Change a delivery that is in one of some states, and return it.

        Raises:
            NotFoundError: when there is none of this id.
            ConflictError: when it is in another state.
        """
        with self.locked():
            upload = self.read(ident)
            if upload.state not in states:
                raise ConflictError(
                    "the delivery {ident} is {state}: that is possible only while it is {states}",
                    ident=upload.short,
                    state=upload.state.value,
                    states=", ".join(states),
                )
            if fields.get("state") in ENDED:
                fields["ended"] = now()
            return self.write(replace(upload, **fields))

    def release(self, ident: str) -> Upload:
        """Let a delivery be loaded that is held.

        Raises:
            ConflictError: when it is not held, or nobody knows yet by which mapping it is read.
        """
        if FIND_OUT in self.read(ident).mapping:
            raise ConflictError(
                "nobody knows yet by which mapping it is read: wait until it is looked through"
            )
        return self.change(ident, DeliveryState.HELD, state=DeliveryState.WAITING)

    def cancel(self, ident: str) -> Upload:
        """Cancel a delivery whose load has not begun.

        Raises:
            ConflictError: when it has: facts are not taken back.
        """
        return self.change(ident, DeliveryState.HELD, DeliveryState.WAITING, state=DeliveryState.CANCELLED)

    def write(self, upload: Upload) -> Upload:
        """Write what a delivery is, whole; under the lock, or before anybody knows of it."""
        replaced(self.folder(upload.id) / _RECORD, upload.as_text())
        (self.path / _BELL).touch(mode=0o600)
        return upload

    def changed(self) -> int:
        """Return a number that is another one after every change; 0: nothing was ever handed in."""
        try:
            return (self.path / _BELL).stat().st_mtime_ns
        except FileNotFoundError:
            return 0

    def note(self, ident: str, name: str, data: object) -> None:
        """Keep something beside a delivery, as `progress` or `review`."""
        with suppress(FileNotFoundError):  # it was thrown away meanwhile
            replaced(self.folder(ident) / f"{name}.json", json.dumps(data, ensure_ascii=False))

    def noted(self, ident: str, name: str) -> Any:  # noqa: ANN401 - whatever was noted
        """Return what was noted; None: nothing."""
        try:
            return json.loads((self.folder(ident) / f"{name}.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None

    def tidy(self) -> None:
        """Delete what nobody needs any more: files, what is told of long ago, what broke off.

        What is held for longer than files are kept is cancelled.
        """
        long_ago = now() - _KEPT_DAYS * _DAY
        for place, upload in enumerate(self.uploads()):
            old = (upload.ended or upload.at) < long_ago
            done = upload.state in ENDED | {DeliveryState.LOADED}
            if done and place >= _TOLD:
                shutil.rmtree(self.folder(upload.id), ignore_errors=True)
            elif done and old:
                self._forget_rows(upload)
            elif done and not upload.is_kept:
                shutil.rmtree(self.files(upload.id), ignore_errors=True)
            elif old and upload.state is DeliveryState.HELD:
                self.cancel(upload.id)
        for part in self.incoming.iterdir():
            if part.stat().st_mtime < (now() - _DAY) / 1_000_000:
                shutil.rmtree(part, ignore_errors=True)  # its service was killed

    def forget_rows(self) -> None:
        """Delete the files of all that is loaded, and what is shown of their rows: somebody is erased."""
        for upload in self.in_state(*ENDED, DeliveryState.LOADED):
            self._forget_rows(upload)

    def _forget_rows(self, upload: Upload) -> None:
        """Delete the files of a delivery, and what its summary repeats of cells."""
        shutil.rmtree(self.files(upload.id), ignore_errors=True)
        (self.folder(upload.id) / "review.json").unlink(missing_ok=True)
        if upload.summary.get("reasons"):
            self.change(upload.id, upload.state, summary={**upload.summary, "reasons": []})

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Let nobody else change anything here while the block runs.

        Raises:
            DatabaseBusyError: when another does for long.
        """
        self.make()
        try:
            with FileLock(self.path / _LOCK, timeout=_LOCK_SECONDS, mode=0o600):
                yield
        except Timeout as error:
            raise DatabaseBusyError("another process holds {folder}", folder=self.path) from error

    def taker_lock(self) -> FileLock:
        """Return the lock of the one service that loads what was handed in."""
        self.make()
        return FileLock(self.path / _TAKER, timeout=0, mode=0o600, thread_local=False)

    def make(self) -> None:
        """Make the folder, for this user alone.

        Raises:
            UserError: when it cannot be made.
        """
        try:
            self.incoming.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(
                "{folder} cannot be written: {why}", folder=self.path, why=error.strerror
            ) from error

    def _read(self, ident: str) -> Upload | None:
        try:
            return Upload.of_text((self.folder(ident) / _RECORD).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None


def replaced(file: Path, text: str) -> None:
    """Write a file whole or not at all, also where the machine goes down."""
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    with os.fdopen(os.open(part, flags, 0o600), "w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(file)
