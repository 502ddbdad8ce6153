"""Measures `members/{id}/volume`: uncached against the bare driver running the same statements, and by ETag.

It needs wrk (apt-get install wrk) and a database with a published run: that of the environment, as every
command of Upline finds it. It starts `upline serve` for itself, makes an account for itself, and disables it.

    python -m benchmarks.api --seconds 20 --connections 16 --json api.json
"""

import argparse
import contextlib
import json
import os
import random
import re
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Any

import requests

from benchmarks.tables import figure, ratio, table
from graph.access import Role
from graph.access.accounts import add_account, disable_account
from graph.access.keys import add_key
from graph.catalogue import statement
from graph.connecting import connect
from graph.database import Database, Row, opened
from graph.reads.runs import published_run
from graph.reads.standings import standings
from graph.reads.volumes import LegsBehind, volume
from graph.settings import Settings

LEGS = 21  # what the route reads for a page of 20
_MILLI = {"us": 0.001, "ms": 1.0, "s": 1000.0}
Asked = tuple[str, dict[str, Any]]


class Recording(Database):
    """Notes which statements a read runs."""

    def read(self, name: str, /, **parameters: object) -> list[Row]:
        """Run it, and note it."""
        noted.append((statement(name).text, dict(parameters)))
        return super().read(name, **parameters)


noted: list[Asked] = []


@dataclass(frozen=True)
class Measured:
    """Latencies in milliseconds, and answers per second."""

    p50: float
    p99: float
    rate: float


def main() -> None:
    """Measure, print a table, write the raw numbers."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--members", type=int, default=2000, help="how many members are asked for, at random")
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--seconds", type=int, default=20, help="how long each way is measured")
    parser.add_argument("--json", type=Path, help="write the raw numbers there")
    given = parser.parse_args()
    with opened(connect(Settings())) as database:
        run = published_run(database)
        everybody = [one.member_id for one in standings(database, run)]
        ids = random.Random(1).sample(everybody, min(given.members, len(everybody)))
        for one in ids:
            volume(Recording(database.driver, database.name), run, one, LegsBehind(LEGS))
        with signed_in(database) as key, served() as address:
            found = measured(
                database, ids, address, key, connections=given.connections, seconds=given.seconds
            )
    result = {
        "members": len(everybody),
        "asked": len(ids),
        "connections": given.connections,
        "cores": os.cpu_count(),
        "ways": {name: vars(one) for name, one in found.items()},
    }
    if given.json:
        given.json.write_text(json.dumps(result, indent=1), encoding="utf-8")
    print(page(found))


def measured(
    database: Database, ids: list[str], address: str, key: str, *, connections: int, seconds: int
) -> dict[str, Measured]:
    """Measure one way after the other, each warmed by a fifth of its time; alone and with all connections."""
    paths = [f"/api/v1/members/{one}/volume" for one in ids]
    sent = {"Authorization": f"Bearer {key}"}
    with requests.Session() as asking:
        asking.headers.update(sent)
        tags = [asking.get(address + path, timeout=60).headers["ETag"] for path in paths]
    found = {}
    for width in (1, connections):
        for length in (max(1, seconds // 5), seconds):
            of = f"{width} at once"
            found[f"bare driver, {of}"] = bare(database, width, length)
            found[f"API, {of}"] = wrk(address, paths, sent, [], width=width, seconds=length)
            found[f"API by ETag, {of}"] = wrk(address, paths, sent, tags, width=width, seconds=length)
    return found


def bare(database: Database, width: int, seconds: int) -> Measured:
    """Run the noted statements, in the order of the members, by the driver alone."""
    until = time.perf_counter() + seconds

    def loop(first: int) -> list[float]:
        spent = []
        at = first * len(noted) // width
        while (begun := time.perf_counter()) < until:
            text, parameters = noted[at % len(noted)]
            with database.driver.session(database=database.name, default_access_mode="READ") as session:
                session.execute_read(lambda tx, text=text, given=parameters: list(tx.run(text, given)))
            spent.append((time.perf_counter() - begun) * 1000)
            at += 1
        return spent

    with ThreadPoolExecutor(width) as pool:
        spent = [one for some in pool.map(loop, range(width)) for one in some]
    cuts = quantiles(spent, n=100)
    return Measured(cuts[49], cuts[98], len(spent) / seconds)


def wrk(
    address: str, paths: list[str], sent: dict[str, str], tags: list[str], *, width: int, seconds: int
) -> Measured:
    """Ask for the paths in turn, with their ETags where there are some."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(lua(paths, sent, tags))
        script.flush()
        told = subprocess.run(  # noqa: S603 - wrk, on this machine
            ["wrk", "-t1", f"-c{width}", f"-d{seconds}s", "--latency", "-s", script.name, address],  # noqa: S607
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    if "Non-2xx" in told and not tags:  # wrk counts 304 among them
        raise RuntimeError(told)
    at = {name: _milliseconds(told, name) for name in ("50%", "99%")}
    rate = re.search(r"Requests/sec:\s+([0-9.]+)", told)
    if rate is None:
        raise RuntimeError(told)
    return Measured(at["50%"], at["99%"], float(rate[1]))


def lua(paths: list[str], sent: dict[str, str], tags: list[str]) -> str:
    """Return wrk's script: it ends the run when an answer is not the one that is wanted."""
    wanted = 304 if tags else 200
    lines = [f"local paths = {{{','.join(map(json.dumps, paths))}}}"]
    lines += [f"local tags = {{{','.join(map(json.dumps, tags))}}}", "local at = 0"]
    headers = ",".join(f"[{json.dumps(name)}]={json.dumps(text)}" for name, text in sent.items())
    lines += [
        "function request()",
        "  at = at % #paths + 1",
        f"  return wrk.format('GET', paths[at], {{{headers},['If-None-Match']=tags[at]}})",
        "end",
        f"function response(status) if status ~= {wanted} then os.exit(3) end end",
    ]
    return "\n".join(lines)


def _milliseconds(told: str, name: str) -> float:
    found = re.search(rf"{name}\s+([0-9.]+)(us|ms|s)", told)
    if found is None:
        raise RuntimeError(told)
    return float(found[1]) * _MILLI[found[2]]


@contextlib.contextmanager
def signed_in(database: Database) -> Iterator[str]:
    """Give the key of an account that lives as long as the block."""
    name = f"benchmark-{secrets.token_hex(4)}"
    add_account(database, name, secrets.token_urlsafe(), Role.ADMIN)
    try:
        yield add_key(database, name, "benchmark")
    finally:
        disable_account(database, name)


@contextlib.contextmanager
def served() -> Iterator[str]:
    """Serve with one process, as `upline serve` does; gives the address."""
    with subprocess.Popen(
        [sys.executable, "-c", "from cli.main import run; run()", "serve", "--port=0"],
        env={**os.environ, "UPLINE_LOG_LEVEL": "warning", "COLUMNS": "300"},
        text=True,
        stdout=subprocess.PIPE,
    ) as process:
        try:
            told = "".join(line for _, line in zip(range(3), process.stdout or (), strict=False))
            found = re.search(r"http://127\.0\.0\.1:[0-9]+", told)
            if found is None:
                raise RuntimeError(f"`upline serve` said: {told}")
            yield found[0]
        finally:
            process.send_signal(signal.SIGINT)


def page(found: dict[str, Measured]) -> str:
    """Return the table, and how much more a request costs than its statement."""
    rows = [[name, figure(one.p50), figure(one.p99), f"{one.rate:.0f}"] for name, one in found.items()]
    lines = [table(["way", "p50 ms", "p99 ms", "per second"], rows)]
    for name, one in found.items():
        if name.startswith("bare"):
            of = found[name.replace("bare driver", "API")]
            lines.append(
                f"{name.partition(', ')[2]}: a request costs {ratio(of.p50, one.p50)} times its statement "
                f"(p50), {ratio(one.rate, of.rate)} times (rate)"
            )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
