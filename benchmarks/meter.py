"""What a measurement cost: seconds, processor time of server and client, and how busy others were."""

import os
import platform
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, TypeVar

import psutil

from graph.embedded.jars import read_lock
from graph.stages import FACTS, stage

BUSY_CORES = 0.25
"""A part is "busy" when other processes used more cores than this on average."""
_EVERY = 0.1  # seconds between two looks at the memory
_PACKAGES = ("neo4j", "neo4j-rust-ext", "polars", "numpy", "duckdb", "psycopg", "pyspark")

Result = TypeVar("Result")


@dataclass(frozen=True)
class Spent:
    """Seconds: `wall`, processor time of `server` and `client` (user and system, all threads)."""

    wall: float
    server: float
    client: float


@dataclass(frozen=True)
class Reading:
    """The meters at one moment, in seconds."""

    wall: float
    server: float
    client: float

    def until(self, later: "Reading") -> Spent:
        """Return what was spent from this moment to a later one."""
        return Spent(
            round(later.wall - self.wall, 3),
            round(later.server - self.server, 2),
            round(later.client - self.client, 2),
        )


@dataclass(frozen=True)
class Surroundings:
    """How busy the machine was: load averages of a minute, and the cores that others used on average."""

    load_before: float
    load_after: float
    others: float

    @property
    def busy(self) -> bool:
        """Say whether others took part of the processors."""
        return self.others > BUSY_CORES


def read(server: psutil.Process | None = None) -> Reading:
    """Read all meters now; without a server its time stays 0."""
    served = 0.0 if server is None else _tree(server)
    return Reading(time.perf_counter(), served, sum(os.times()[:2]))


def measure(run: Callable[[], Result], server: psutil.Process | None = None) -> tuple[Result, Spent]:
    """Run something and return its result and what it cost."""
    before = read(server)
    result = run()
    return result, before.until(read(server))


def best(run: Callable[[], Result], times: int, server: psutil.Process | None = None) -> tuple[Result, Spent]:
    """Run it several times; return the last result and the cheapest run by the clock on the wall."""
    found = [measure(run, server) for _ in range(times)]
    return found[-1][0], min((spent for _, spent in found), key=lambda spent: spent.wall)


def forget_peak(pid: int) -> None:
    """Let a process count its peak memory from here on (Linux)."""
    Path(f"/proc/{pid}/clear_refs").write_text("5", encoding="ascii")


def peak_mb(pid: int) -> int:
    """Return the highest resident memory of a process since its start or `forget_peak`, in MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:"))) >> 10


class Peaks:
    """The highest resident memory of this process with Spark's, by the stage of a night, in MB."""

    def __init__(self) -> None:
        self.mb: dict[str, int] = {}
        self._stage = FACTS

    def begin(self, step: str, _done: int, _total: int) -> None:
        """Take note of the step that begins."""
        self._stage = stage(step)

    def note(self, resident: int, _cpu: float) -> None:
        """Take note of what is resident (MB)."""
        self.mb[self._stage] = max(self.mb.get(self._stage, 0), resident)


@contextmanager
def watched(
    family: Callable[[], Sequence[psutil.Process]], tell: Callable[[int, float], None]
) -> Iterator[None]:
    """Tell resident memory (MB) and processor time (seconds) of processes together, ten times a second."""
    stop = threading.Event()

    def look() -> None:
        while not stop.wait(_EVERY):
            with suppress(psutil.NoSuchProcess):
                there = family()
                tell(sum(one.memory_info().rss for one in there) >> 20, cpu_of(there))

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def cpu_of(processes: Sequence[psutil.Process]) -> float:
    """Return the processor time of processes, with that of those that they have collected, in seconds."""
    return sum(sum(one.cpu_times()[:4]) for one in processes)


def ours_without(server: psutil.Process) -> list[psutil.Process]:
    """Return this process and those below it, such as Spark's Java, but not a server and those below it."""
    served = {server.pid, *(one.pid for one in server.children(recursive=True))}
    ours = psutil.Process()
    return [ours, *(one for one in ours.children(recursive=True) if one.pid not in served)]


def measure_surroundings(run: Callable[[], Result]) -> tuple[Result, Surroundings]:
    """Run something that starts and collects its servers itself; return also how busy others were."""
    load, wall, (machine, ours) = os.getloadavg()[0], time.perf_counter(), _all()
    result = run()
    machine_later, ours_later = _all()
    others = (machine_later - machine - (ours_later - ours)) / (time.perf_counter() - wall)
    return result, Surroundings(round(load, 2), round(os.getloadavg()[0], 2), round(max(0.0, others), 2))


def machine() -> dict[str, str]:
    """Return what the machine and the packages are."""
    model = [
        line.split(":", 1)[1].strip()
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        if line.startswith("model name")
    ]
    return {
        "processor": f"{os.cpu_count()} x {model[0] if model else platform.machine()}",
        "memory": f"{psutil.virtual_memory().total / 2**30:.0f} GB",
        "system": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        **_versions(),
    }


def _versions() -> dict[str, str]:
    versions = {}
    for name in _PACKAGES:
        with suppress(PackageNotFoundError):
            versions[name] = version(name)
    return versions


def circumstances() -> dict[str, Any]:
    """Return the day, the machine, the versions, and what was measured."""
    git = ["git", "describe", "--always", "--dirty"]
    commit = subprocess.run(git, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603
    return {
        "day": f"{datetime.now(UTC):%Y-%m-%d}",
        "commit": commit or "an unknown commit",
        "neo4j": read_lock().version,
        "machine": machine(),
    }


def _tree(process: psutil.Process) -> float:
    """Return the processor time of a process, of those below it, and of those that they have collected."""
    return cpu_of([process, *process.children(recursive=True)])


def _all() -> tuple[float, float]:
    """Return the processor time that everybody, and that we with our servers have used."""
    times = psutil.cpu_times()
    idle = times.idle + getattr(times, "iowait", 0) + getattr(times, "guest", 0)
    return sum(times) - idle - getattr(times, "guest_nice", 0), _tree(psutil.Process())
