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
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import quantiles
from typing import Any
from urllib.parse import urlsplit

import psutil
import requests
from neo4j import ManagedTransaction, Record

from benchmarks.tables import figure, ratio, table
from benchmarks.wrk import Measured, wrk
from graph.access import Role
from graph.access.accounts import add_account, disable_account
from graph.access.keys import add_key
from graph.catalogue import statement
from graph.connection import connect
from graph.database import Database, Row, opened
from graph.embedded import status
from graph.reads.runs import published_run
from graph.reads.standings import standings
from graph.reads.volumes import LegsBehind, volume
from graph.settings import Settings

LEGS = 21  # what the route reads for a page of 20
Asked = tuple[str, dict[str, Any]]


class Recording(Database):
    """Notes which statements a read runs."""

    def read(self, name: str, /, **parameters: object) -> list[Row]:
        """Run it, and note it."""
        noted.append((statement(name).text, dict(parameters)))
        return super().read(name, **parameters)


noted: list[Asked] = []


@dataclass(frozen=True)
class Served:
    """A running service."""

    address: str
    process: psutil.Process


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
    settings = Settings()
    with opened(connect(settings)) as database:
        run = published_run(database)
        everybody = [one.member_id for one in standings(database, run)]
        ids = random.Random(1).sample(everybody, min(given.members, len(everybody)))
        for one in ids:
            volume(Recording(database.driver, database.name), run, one, LegsBehind(LEGS))
        with signed_in(database) as key, served() as service:
            server = server_of(settings)
            figures = measure_ways(
                database, server, ids, service, key, connections=given.connections, seconds=given.seconds
            )
    result = {
        "members": len(everybody),
        "asked": len(ids),
        "connections": given.connections,
        "cores": os.cpu_count(),
        "ways": {name: vars(one) for name, one in figures.items()},
    }
    if given.json:
        given.json.write_text(json.dumps(result, indent=1), encoding="utf-8")
    print(page(figures))


def measure_ways(
    database: Database,
    server: psutil.Process,
    ids: list[str],
    service: Served,
    key: str,
    *,
    connections: int,
    seconds: int,
) -> dict[str, Measured]:
    """Measure one way after the other, each warmed by a fifth of its time; alone and with all connections."""
    address = service.address
    paths = [f"/api/v1/members/{one}/volume" for one in ids]
    sent = {"Authorization": f"Bearer {key}"}
    with requests.Session() as asking:
        asking.headers.update(sent)
        tags = [asking.get(address + path, timeout=60).headers["ETag"] for path in paths]
    found = {}
    for width in (1, connections):
        for length in (max(1, seconds // 5), seconds):
            of = f"{width} at once"
            for name, managed in (("bare driver", True), ("bare driver without transactions", False)):
                found[f"{name}, {of}"] = bare(database, server, width, length, managed=managed)
            for name, known in (("API", []), ("API by ETag", tags)):
                before = spent_by(service.process), spent_by(server)
                asked = wrk(address, paths, sent, known, width=width, seconds=length)
                each = 1000 / (asked.rate * length)
                spent = [
                    spent_by(one) - was for one, was in zip((service.process, server), before, strict=True)
                ]
                found[f"{name}, {of}"] = replace(asked, cpu=spent[0] * each, database=spent[1] * each)
    return found


def bare(database: Database, server: psutil.Process, width: int, seconds: int, *, managed: bool) -> Measured:
    """Run the noted statements, in the order of the members, by the driver alone.

    `managed`: in transactions that it repeats by itself, as its manual has it; else one message each way.
    """
    before = time.process_time(), spent_by(server)
    until = time.perf_counter() + seconds

    def loop(first: int) -> list[float]:
        spent = []
        at = first * len(noted) // width
        while (begun := time.perf_counter()) < until:
            text, parameters = noted[at % len(noted)]
            with database.driver.session(database=database.name, default_access_mode="READ") as session:
                if managed:
                    session.execute_read(_rows, text, parameters)
                else:
                    list(session.run(text, parameters))
            spent.append((time.perf_counter() - begun) * 1000)
            at += 1
        return spent

    with ThreadPoolExecutor(width) as pool:
        spent = [one for some in pool.map(loop, range(width)) for one in some]
    cuts, each = quantiles(spent, n=100), 1000 / len(spent)
    here, there = time.process_time() - before[0], spent_by(server) - before[1]
    return Measured(cuts[49], cuts[98], len(spent) / seconds, here * each, there * each)


@contextlib.contextmanager
def signed_in(database: Database) -> Iterator[str]:
    """Give the key of an account that lives as long as the block."""
    name = f"benchmark-{secrets.token_hex(4)}"
    add_account(database, name, secrets.token_urlsafe(), Role.ADMIN)
    try:
        yield add_key(database, name, "benchmark")
    finally:
        disable_account(database, name)


def _rows(transaction: ManagedTransaction, text: str, parameters: dict[str, Any]) -> list[Record]:
    return list(transaction.run(text, parameters))


def server_of(settings: Settings) -> psutil.Process:
    """Return the database's process: it must be on this machine."""
    if settings.neo4j_uri is None:
        running = status(settings).running
        found: list[int | None] = [] if running is None else [running.pid]
    else:
        port = urlsplit(settings.neo4j_uri).port
        listening = psutil.net_connections("tcp")
        ours = (one for one in listening if one.laddr and one.laddr.port == port)
        found = [one.pid for one in ours if one.status == "LISTEN"]
    if not found:
        raise RuntimeError("the database is not a process of this machine: measure where it runs")
    return psutil.Process(found[0])


def spent_by(process: psutil.Process) -> float:
    """Return the seconds of processor time that a process has taken."""
    times = process.cpu_times()
    return float(times.user + times.system)


@contextlib.contextmanager
def served() -> Iterator[Served]:
    """Serve with one process, as `upline serve` does."""
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
            yield Served(found[0], psutil.Process(process.pid))
        finally:
            process.send_signal(signal.SIGINT)


def page(measured: dict[str, Measured]) -> str:
    """Return the table, and how much more a request costs than its statement."""
    rows = [
        [name, figure(one.p50), figure(one.p99), f"{one.rate:.0f}", f"{one.cpu:.2f}", f"{one.database:.2f}"]
        for name, one in measured.items()
    ]
    lines = [table(["way", "p50 ms", "p99 ms", "per second", "CPU ms", "CPU ms of the database"], rows)]
    for name, one in measured.items():
        if name.startswith("bare"):
            way, _, width = name.partition(", ")
            of = measured[f"API, {width}"]
            lines.append(
                f"{width}: a request costs {ratio(of.p50, one.p50)} times the {way} (p50), "
                f"{ratio(one.rate, of.rate)} times (rate), "
                f"{ratio(of.cpu + of.database, one.cpu + one.database)} times (CPU, the database's included)"
            )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
