"""One company, measured part by part: each part begins with the same freshly loaded store."""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks import meter, night, volumes
from benchmarks.make_company import AS_OF, SEED, write_company
from benchmarks.server import copy_home, serving


def measure_company(
    members: int, parts: list[str], naive_seconds: float, work: Path | None
) -> dict[str, Any]:
    """Make, load and measure one company in a temporary folder below `work`; it is removed at the end."""
    with tempfile.TemporaryDirectory(prefix="upline-benchmark-", dir=work) as text:
        root = Path(text)
        table = root / "company"
        found: dict[str, Any] = {"members": members, "counts": write_company(table, members, SEED)}
        loaded = root / "loaded"
        found["load"] = _part(f"{members} members: loading", lambda: _load(loaded, table))
        if "night" in parts:
            home = copy_home(loaded, root / "night")
            found["night"] = _part(f"{members} members: nights", lambda: _nights(home, table))
        if "volumes" in parts:
            home = copy_home(loaded, root / "volumes")
            found["volumes"] = _part(
                f"{members} members: volumes", lambda: volumes.run(home, table, AS_OF, naive_seconds)
            )
        return found


def _load(home: Path, table: Path) -> dict[str, Any]:
    with serving(home) as server:
        return night.load(server, table)


def _nights(home: Path, table: Path) -> dict[str, Any]:
    with serving(home) as server:
        return night.nights(server, table, AS_OF)


def _part(name: str, run: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Run one part, and note how busy the machine was with other things."""
    print(f"{datetime.now(UTC):%H:%M:%S} {name}", file=sys.stderr, flush=True)
    found, around = meter.measure_surroundings(run)
    return {**found, "around": {**asdict(around), "busy": around.busy}}
