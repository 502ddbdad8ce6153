"""Measures from the drop of a folder with 100 orders to the API's answer with the new run.

    python -m benchmarks.watching --members 100000 --json watching.json

A simulated company is loaded and published; then `upline serve --watch` runs as a process of its own, and
folders are dropped one after the other: each is timed from its mark `_DONE` until the API answers an order of
it by the new run. A million members take about 8 GB of disk.
"""

import argparse
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import requests

from benchmarks import meter
from benchmarks.engines import Company, load_tables
from benchmarks.make_company import SEED, write_company
from benchmarks.server import Server, serving, settings_of
from benchmarks.tables import figure, number, table
from graph.access import Role
from graph.access.accounts import add_account
from graph.access.keys import add_key
from graph.clock import to_micros
from graph.fact_files import folder_at
from graph.nightly import run_nightly
from graph.nightly.engines import EngineName, engine_named
from graph.reads.history import nights
from graph.reads.runs import published_run
from graph.stages import by_stage

ORDERS = 100
_HOUR = 3_600_000_000
_PATIENCE = 1_800  # seconds until a drop is given up
_EVERY = 0.05  # seconds between two questions to the API


def measure(company: Company, root: Path, engine: EngineName, drops: int) -> dict[str, Any]:
    """Publish the company, serve it, and time the drops."""
    inbox = root / "inbox"
    inbox.mkdir()
    home = root / "home"
    facts = folder_at(str(home / "facts"))  # where the service will look for them
    with serving(home) as server:
        load_tables(server, company.tables, facts)
        print(f"{datetime.now(UTC):%H:%M:%S} loaded", file=sys.stderr, flush=True)
        run_nightly(server.database, facts_folder=facts, engine=engine)
        add_account(server.database, "benchmark", os.urandom(24).hex(), Role.ADMIN)
        key = add_key(server.database, "benchmark", "benchmark")
        with _service(home, inbox, engine) as address:
            ask = partial(_answered, address, {"Authorization": f"Bearer {key}"})
            timed = [_drop(server, company, inbox, place, ask) for place in range(drops)]
    return {"members": company.members, "engine": engine, "drops": timed}


@contextmanager
def _service(home: Path, inbox: Path, engine: EngineName) -> Iterator[str]:
    """Run `upline serve --watch`, and yield its address."""
    settings = settings_of(home)
    ours = {"UPLINE_HOME": str(home), "UPLINE_JARS": str(settings.upline_jars), "UPLINE_ENGINE": engine}
    others = {name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "UPLINE_"))}
    command = [
        sys.executable,
        "-c",
        "from cli.main import run; run()",
        "serve",
        "--port=0",
        f"--watch={inbox}",
    ]
    process = subprocess.Popen(  # noqa: S603 - our own command
        command, env={**others, **ours}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert process.stdout is not None  # noqa: S101 - a pipe
        address = next(
            found[0] for line in process.stdout if (found := re.search(r"http://127\.0\.0\.1:[0-9]+", line))
        )
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def _answered(address: str, headers: dict[str, str], order: str, before: int) -> bool:
    """Return whether the API explains an order by a run after `before`."""
    answer = requests.get(f"{address}/api/v1/orders/{order}/explanation", headers=headers, timeout=60)
    return answer.status_code == requests.codes.ok and int(answer.json()["run"]) > before


def _drop(
    server: Server, company: Company, inbox: Path, place: int, ask: Callable[[str, int], bool]
) -> dict[str, Any]:
    """Drop a folder; return the seconds until the API answered by the new run, and those of its night."""
    before = published_run(server.database).number
    after = to_micros(datetime.now(UTC)) - _HOUR
    folder = inbox / f"drop-{place}"
    folder.mkdir()
    company.write_orders(folder, np.random.default_rng(SEED + place), after, ORDERS)
    begun = time.perf_counter()
    (folder / "_DONE").touch()
    while not ask(f"n{after}-0", before):
        if time.perf_counter() - begun > _PATIENCE:
            told = "; ".join(text.read_text(encoding="utf-8") for text in inbox.rglob("*.txt"))
            raise SystemExit(f"nothing was published: {told}")
        time.sleep(_EVERY)
    seconds = round(time.perf_counter() - begun, 3)
    night = by_stage(nights(server.database, below=before + 2, limit=1)[0].seconds)
    timed = {"seconds": seconds, "night": round(sum(night.values()), 3), "stages": night}
    print(f"  {timed}", file=sys.stderr, flush=True)
    return timed


def table_of(results: dict[str, Any]) -> str:
    """Return the drops as a table in Markdown."""
    rows = [
        [
            str(place),
            figure(drop["seconds"]),
            figure(drop["night"]),
            figure(drop["seconds"] - drop["night"]),
        ]
        for place, drop in enumerate(results["drops"], start=1)
    ]
    head = [f"drop, {number(results['members'])} members", "to the answer s", "of it the night s", "else s"]
    return table(head, rows)


def main() -> None:
    """Read the command line, measure, print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--members", type=int, default=100_000, help="size of the company")
    parser.add_argument("--engine", type=engine_named, default="duckdb", help="what calculates the nights")
    parser.add_argument("--drops", type=int, default=3, help="how many folders are dropped")
    parser.add_argument("--work", type=Path, help="folder for temporary files (default: the system's)")
    parser.add_argument("--json", type=Path, help="write the raw numbers there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="upline-benchmark-", dir=options.work) as text:
        root = Path(text)
        company = Company(options.members, root / "company")
        write_company(company.tables, company.members, SEED)
        run = partial(measure, company, root, options.engine, options.drops)
        measured, around = meter.measure_surroundings(run)
    results = {**meter.circumstances(), **measured, "around": asdict(around)}
    if options.json:
        options.json.write_text(json.dumps(results, indent=1), encoding="utf-8")
    print(table_of(results))


if __name__ == "__main__":
    main()
