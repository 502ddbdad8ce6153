"""Parts `load` and `night`: loading over Bolt; a first night, an idle one, one with refunds."""

import os
from dataclasses import asdict
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from benchmarks import meter
from benchmarks.meter import Reading, Spent
from benchmarks.server import Server, ask
from etl.loading import load_folder
from graph.clock import from_micros
from graph.nightly import run_nightly

REFUNDS = 50
REPEATS = 3
_HOUR = 3_600_000_000
_WHOLE = "whole"


def load(server: Server, company: Path) -> dict[str, Any]:
    """Load the company over Bolt; return the cost of all, and of its orders alone (with their lines)."""
    readings: list[tuple[str, int, Reading]] = []
    meter.forget_peak(server.process.pid)
    begun = meter.read(server.process)
    summary = load_folder(
        server.database,
        company,
        progress=lambda table, rows, _all: readings.append((table, rows, meter.read(server.process))),
    )
    spent = begun.until(meter.read(server.process))
    at = next(number for number, one in enumerate(readings) if one[0] == "orders")
    first = readings[at - 1][2] if at else begun
    last = max(number for number, one in enumerate(readings) if one[0] == "orders")
    return {
        "whole": asdict(spent),
        "orders": asdict(first.until(readings[last][2])),
        "rows": sum(rows for table, rows, _ in readings if table == "orders"),
        "quarantined": summary.quarantined,
        "server_peak_mb": meter.peak_mb(server.process.pid),
    }


def nights(server: Server, company: Path, as_of: int) -> dict[str, Any]:
    """Measure one plain scan of the orders, one read of them with buyer, time and net, then three nights."""
    ask(server.database, "scan")
    rows, unit = meter.best(lambda: ask(server.database, "scan"), REPEATS, server.process)
    _, reading = meter.best(lambda: ask(server.database, "reading", as_of=as_of), REPEATS, server.process)
    found: dict[str, Any] = {
        "scan": asdict(unit),
        "reading": asdict(reading),
        "orders": rows[0]["orders"],
    }
    found["first"] = _night(server, as_of)
    found["idle"] = _night(server, as_of + _HOUR)
    load_folder(server.database, _refunds(company, as_of + _HOUR))
    found["refunds"] = _night(server, as_of + 2 * _HOUR)
    return found


def _night(server: Server, as_of: int) -> dict[str, Any]:
    """Run one night; seconds by statement, from its start to that of the next."""
    steps: dict[str, Spent] = {}
    pid = server.process.pid
    meter.forget_peak(pid)
    meter.forget_peak(os.getpid())
    begun = before = meter.read(server.process)
    running = "beginning"

    def begin_step(name: str) -> None:
        nonlocal before, running
        now = meter.read(server.process)
        steps[running] = _sum(steps.get(running), before.until(now))
        before, running = now, name

    summary = run_nightly(server.database, as_of=as_of, progress=lambda name, _done, _all: begin_step(name))
    begin_step("")
    return {
        _WHOLE: asdict(begun.until(before)),
        "steps": {name: asdict(spent) for name, spent in steps.items()},
        "entries": summary.entries,
        "server_peak_mb": meter.peak_mb(pid),
        "client_peak_mb": meter.peak_mb(os.getpid()),
    }


def _sum(total: Spent | None, more: Spent) -> Spent:
    if total is None:
        return more
    return Spent(total.wall + more.wall, total.server + more.server, total.client + more.client)


def _refunds(company: Path, at: int) -> Path:
    """Write a delivery that refunds the latest package orders; `at`: when, microseconds UTC."""
    folder = company / "later"
    folder.mkdir(exist_ok=True)
    packages = pl.scan_csv(company / "order_lines.csv").select("order_id")
    latest = (
        pl.scan_csv(company / "orders.csv", infer_schema=False)
        .join(packages, on="order_id", how="semi")
        .sort("paid_at", "order_id")
        .tail(REFUNDS)
        .collect()
    )
    latest.select(
        pl.format("r{}", "order_id").alias("refund_id"),
        "order_id",
        pl.lit(from_micros(at, ZoneInfo("UTC")).isoformat()).alias("refunded_at"),
        "amount",
    ).write_csv(folder / "refunds.csv")
    return folder
