"""Which process serves a home: a state file, and the proof that the process is still the same one.

A pid alone proves nothing, since pids are used again. A process is ours only when its
creation time and the machine's boot are those on record; no other is ever signalled.
"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from graph.embedded.home import Home

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_START_TICKS = 19  # field 22 of /proc/PID/stat, counted after the name in brackets


@dataclass(frozen=True)
class State:
    """One started server: its process, and where it listens. `started` is ISO 8601 with offset."""

    pid: int
    created: str
    boot: str
    port: int
    version: str
    started: str


def created(pid: int) -> str | None:
    """Return when a living process was created, as a text to compare only; None when there is none.

    A process that has ended and was not yet collected by its parent (a zombie) counts as none.
    """
    try:
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE:
            return None
        stat = Path(f"/proc/{pid}/stat")
        if stat.is_file():  # ticks since boot: not moved when the clock is set, as create_time is
            return stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[_START_TICKS]
        return repr(process.create_time())
    except (psutil.NoSuchProcess, FileNotFoundError, ProcessLookupError):
        return None


def boot() -> str:
    """Return what names this boot of the machine ("" where the system does not tell)."""
    return _BOOT_ID.read_text(encoding="ascii").strip() if _BOOT_ID.is_file() else ""


def write(home: Home, state: State) -> None:
    """Put the state on record, whole or not at all."""
    draft = home.state_file.with_suffix(f".{os.getpid()}.part")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        json.dump(asdict(state), stream)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(home.state_file)


def read(home: Home) -> State | None:
    """Return the state on record, whether or not it is true; None when there is none that can be read."""
    try:
        return State(**json.loads(home.state_file.read_text(encoding="utf-8")))
    except (FileNotFoundError, NotADirectoryError, ValueError, TypeError):
        return None


def clear(home: Home) -> None:
    """Forget the state on record."""
    home.state_file.unlink(missing_ok=True)


def living(home: Home) -> State | None:
    """Return the state on record when its very process is alive, else None (the record is stale)."""
    state = read(home)
    if state is None or state.boot != boot() or created(state.pid) != state.created:
        return None
    return state
