"""The files of the audit trail: lines of JSON for other programs, and what waits for the database."""

import json
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import structlog
from filelock import FileLock

from graph.audit.events import COLUMNS
from graph.database import Row
from graph.printing import to_json
from graph.settings import Settings

_MOST_BYTES = 64 * 1024 * 1024
_log = structlog.get_logger("upline.audit")


class Waiting:
    """The file UPLINE_HOME/audit-pending.jsonl, of events that are not in the database yet.

    Safe between threads and processes. Errors are told in the log, never raised.
    """

    def __init__(self, settings: Settings) -> None:
        self._file = settings.upline_home.expanduser().absolute() / "audit-pending.jsonl"
        self._lock = FileLock(self._file.with_suffix(".lock"), mode=0o600)

    def add(self, rows: Sequence[Row]) -> None:
        """Let rows wait; beyond 64 MB they are lost, and their number is told."""
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._lock:
                if self._file.exists() and self._file.stat().st_size > _MOST_BYTES:
                    _log.error("audit events are lost: too many wait for the database", events=len(rows))
                else:
                    append(self._file, map(to_json, rows))
        except OSError as error:
            _log.error("audit events are lost", events=len(rows), error=str(error))

    def carry_over(self, store: Callable[[Sequence[Row]], None]) -> None:
        """Hand all that waits to `store`; it waits on when that raises."""
        if not self._file.exists():
            return
        with self._lock:
            try:
                text = self._file.read_text(encoding="utf-8")
            except OSError as error:
                if not isinstance(error, FileNotFoundError):  # else another process was first
                    _log.error("waiting audit events cannot be read", error=str(error))
                return
            store([row for line in text.splitlines() if (row := _row_of(line))])
            self._file.unlink()


def append(file: Path, lines: Iterable[str]) -> None:
    """Append lines at once; a new file is for its owner only. An error is told in the log, never raised."""
    text = "".join(f"{line}\n" for line in lines).encode()
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NONBLOCK", 0)  # never wait for a pipe
    try:
        descriptor = os.open(file, flags, 0o600)
        try:
            while text:
                text = text[os.write(descriptor, text) :]
        finally:
            os.close(descriptor)
    except OSError as error:
        _log.error("the audit log cannot be written", file=str(file), error=error.strerror or str(error))


def _row_of(line: str) -> Row | None:
    try:
        row = json.loads(line)
    except ValueError:
        row = None
    if isinstance(row, dict) and set(row) == set(COLUMNS):
        return row
    _log.error("a waiting audit event cannot be read")
    return None
