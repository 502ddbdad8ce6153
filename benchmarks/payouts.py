"""Measures a batch of payouts on one simulated company: preparing, approving, reading, confirming.

    python -m benchmarks.payouts --members 1000000 --json results.json

The company is loaded and calculated once (--home keeps it, so that a second measurement begins with it); then
come a first batch of everybody, its approval, a page of lines, and outcomes of all lines. A million members
take about 8 GB of disk. The goal is a first batch of a million members within 30 seconds.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from benchmarks.make_company import AS_OF, SEED, write_company
from benchmarks.server import serving
from etl.loading import load_folder
from graph.database import Database
from graph.nightly import run_nightly
from graph.payouts.batches import LineState, lines, lines_page
from graph.payouts.confirming import Outcome, confirm
from graph.payouts.deciding import approve
from graph.payouts.preparing import Order, prepare
from graph.payouts.settings import PayoutSettings

Result = TypeVar("Result")


def main() -> None:
    """Measure, and print seconds and counts as JSON."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="upline-payouts-") as temporary:
        home = options.home or Path(temporary) / "home"
        with serving(home) as server:
            if not server.database.read("read/runs/published"):
                _publish(server.database, options.members, Path(temporary))
            measured = {"members": options.members, **_measure(server.database)}
    text = json.dumps(measured, indent=1)
    if options.json:
        options.json.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{text}\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--members", type=int, default=100_000)
    parser.add_argument(
        "--home", type=Path, help="a home to keep: loaded once, measured as often as you like"
    )
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


def _publish(database: Database, members: int, folder: Path) -> None:
    tables = folder / "tables"
    tables.mkdir()
    write_company(tables, members, SEED)
    load_folder(database, tables)
    run_nightly(database, (), AS_OF, engine="auto")


def _measure(database: Database) -> dict[str, float | int]:
    terms = PayoutSettings()
    steps: dict[str, float] = {}
    began = time.perf_counter()

    def step(name: str) -> None:
        steps[name] = round(time.perf_counter() - began, 3)

    prepared, seconds = _timed(lambda: prepare(database, terms, Order("lin"), step).batch)
    _, approving = _timed(lambda: approve(database, prepared.number, "chen"))
    _, reading = _timed(lambda: lines_page(database, prepared.number, limit=50))
    outcomes = [Outcome("a row", line.member_id, LineState.PAID) for line in lines(database, prepared.number)]
    _, confirming = _timed(lambda: confirm(database, prepared.number, outcomes, "lin"))
    return {
        "lines": prepared.lines,
        "prepare": seconds,
        **{f"prepare, until {name}": second for name, second in steps.items()},
        "approve": approving,
        "a page of lines": reading,
        "confirm": confirming,
    }


def _timed(do: Callable[[], Result]) -> tuple[Result, float]:
    began = time.perf_counter()
    result = do()
    return result, round(time.perf_counter() - began, 3)


if __name__ == "__main__":
    main()
