"""Measures payouts on one simulated company: preparing a batch, approving, reading, confirming, statements.

    python -m benchmarks.payouts --members 1000000 --json results.json

The company is loaded and calculated once (--home keeps it, so that a second measurement begins with it); then
come a first batch of everybody, its approval, a page of lines, and outcomes of all lines; then statements of
a month and of the batch, as a page and as CSV: of the member with the most entries and of some at random. A
million members take about 8 GB of disk. The goals are a first batch of a million members within 30 seconds,
and a statement within 300 ms.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median
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
from graph.payouts.statements import batch_statement, month_statement, periods_of
from graph.payouts.statements.page import page_of
from graph.payouts.statements.sheet import csv_of
from graph.reads.ledger import ledger
from graph.reads.runs import Run, published_run

_SAMPLE = 50
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
        **_statements(database, prepared.number),
        "lines": prepared.lines,
        "prepare": seconds,
        **{f"prepare, until {name}": second for name, second in steps.items()},
        "approve": approving,
        "a page of lines": reading,
        "confirm": confirming,
    }


def _statements(database: Database, number: int) -> dict[str, float | int]:
    """Measure statements: the whole way from the database to a page and to CSV, in milliseconds."""
    run = published_run(database)
    members = [line.member_id for line in lines_page(database, number, limit=2000)]
    largest = max(members, key=lambda member: _entries(database, run, member))
    few = Random(SEED).sample(members, min(_SAMPLE, len(members)))
    measured: dict[str, float | int] = {}
    for name, some in (("the largest", [largest] * 5), ("others", few)):
        times = [_statement_seconds(database, run, member, number) for member in some]
        measured |= {
            f"a statement of {name}, median ms": round(median(times) * 1000, 1),
            f"a statement of {name}, slowest ms": round(max(times) * 1000, 1),
        }
    periods = periods_of(database, run, largest)
    most = max(len(month_statement(database, run, largest, month).movements) for month in periods.months)
    return {**measured, "most lines of a month's statement": most}


def _statement_seconds(database: Database, run: Run, member: str, number: int) -> float:
    """Return how long the slowest of a member's statements takes: of each month, and of the batch."""
    slowest = 0.0
    for month in (*periods_of(database, run, member).months, ""):
        began = time.perf_counter()
        if month:
            statement = month_statement(database, run, member, month)
        else:
            statement = batch_statement(database, run, member, number)
        page_of(statement, "zh")
        csv_of(statement, "zh")
        slowest = max(slowest, time.perf_counter() - began)
    return slowest


def _entries(database: Database, run: Run, member: str) -> int:
    return sum(1 for _entry in ledger(database, run, member=member))


def _timed(do: Callable[[], Result]) -> tuple[Result, float]:
    began = time.perf_counter()
    result = do()
    return result, round(time.perf_counter() - began, 3)


if __name__ == "__main__":
    main()
