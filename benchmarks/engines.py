"""Measures nights of both engines on one simulated company, on one machine, in one run.

    python -m benchmarks.engines --members 100000 --json results.json

Each engine begins with the same freshly loaded store and its facts as files; then come a first night, one
without news, 100 new orders, 1 % new orders, and 50 refunds with 20 corrections of sponsors over the whole
history: each from the beginning of the load to publication. A million members take about 15 GB of disk.

`--engines duckdb,spark` has Spark beside DuckDB, on two cores (local[2]; `pip install 'upline[spark]'`).
"""

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, get_args

import numpy as np
import polars as pl

from benchmarks import meter
from benchmarks.make_company import AS_OF, ORDERS_EACH, SEED, write_company
from benchmarks.server import Server, copy_home, serving
from benchmarks.tables import figure, number, table
from etl.loading import load_delivery
from etl.reading import read_delivery
from etl.sample.almanac import HOUR
from etl.sample.tables import moments, money
from graph.columnar.spark_engine import Cluster
from graph.fact_files import Folder, folder_at
from graph.nightly import run_nightly
from graph.nightly.engines import EngineName
from graph.nightly.writing import WRITINGS
from graph.plan import plan_in_force
from graph.stages import STAGES, by_stage

_SECOND = 1_000_000
_HOUR = 3600 * _SECOND
_PACKAGE = "P699"
_PRICE = 69_900
Write = Callable[[Path, np.random.Generator, int], None]
"""Writes a delivery into a folder; the time (microseconds UTC) is that of the night before it."""


@dataclass(frozen=True)
class Company:
    """The size of a company and where its tables are."""

    members: int
    tables: Path

    @property
    def orders(self) -> int:
        """How many orders it begins with."""
        return self.members * ORDERS_EACH

    def write_orders(self, folder: Path, rng: np.random.Generator, after: int, count: int) -> None:
        """Write new orders of random members; a tenth hold a package."""
        package = np.arange(count) % 10 == 0
        ids = [f"n{after}-{number}" for number in range(count)]
        amounts = np.where(package, _PRICE, rng.integers(2_000, 30_000, count))
        orders = pl.DataFrame({"order_id": ids, "amount": amounts}).select(
            "order_id",
            pl.Series("buyer_id", [f"m{one + 1:07}" for one in rng.integers(0, self.members, count)]),
            moments(_local(after) + rng.integers(1, 3_000, count)).alias("paid_at"),
            money("amount").alias("amount"),
        )
        orders.write_csv(folder / "orders.csv")
        orders.filter(pl.Series(package)).select(
            "order_id",
            pl.lit(1).alias("line_no"),
            pl.lit(_PACKAGE).alias("product_id"),
            pl.lit(1).alias("quantity"),
            "amount",
        ).write_csv(folder / "order_lines.csv")

    def write_changes(self, folder: Path, rng: np.random.Generator, after: int) -> None:
        """Write 50 refunds of package orders and 20 corrections of sponsors, anywhere in the history."""
        packages = pl.read_csv(self.tables / "order_lines.csv").select("order_id").sample(50, seed=SEED)
        refunded = pl.read_csv(self.tables / "orders.csv", infer_schema=False).join(packages, on="order_id")
        times = moments(np.full(len(refunded), _local(after) + 1))
        refunded.select(
            pl.format("r{}", "order_id").alias("refund_id"), "order_id", times.alias("refunded_at"), "amount"
        ).write_csv(folder / "refunds.csv")
        moved = rng.choice(np.arange(2, self.members), 20, replace=False)
        pl.DataFrame(
            {
                "member_id": [f"m{one + 1:07}" for one in moved],
                "sponsor_id": [f"m{rng.integers(0, one) + 1:07}" for one in moved],  # earlier: no cycle
            }
        ).with_columns(
            moments(np.full(20, _local(after) + 1)).alias("decided_at"), pl.lit("benchmark").alias("reason")
        ).write_csv(folder / "sponsor_corrections.csv")


def _local(at: int) -> int:
    """Return microseconds UTC as the seconds that tables are made of."""
    return at // _SECOND + 8 * HOUR


def cases(company: Company) -> dict[str, Write | None]:
    """Return what comes before each night, in order; None: nothing."""
    return {
        "first night": None,
        "nothing new": None,
        "100 new orders": lambda folder, rng, at: company.write_orders(folder, rng, at, 100),
        "1 % new orders": lambda folder, rng, at: company.write_orders(
            folder, rng, at, company.orders // 100
        ),
        "50 refunds, 20 corrections": company.write_changes,
    }


def measure(company: Company, root: Path, engines: list[EngineName], nights: int | None) -> dict[str, Any]:
    """Load a company, and measure the first nights (None: all) of each engine on a copy of its store."""
    loaded, facts = root / "loaded", root / "facts"
    with serving(loaded) as server:
        seconds = load_tables(server, company.tables, folder_at(str(facts)))
    measured: dict[str, Any] = {"members": company.members, "load": seconds}
    for engine in engines:
        print(f"{datetime.now(UTC):%H:%M:%S} {engine}", file=sys.stderr, flush=True)
        home, kept = copy_home(loaded, root / engine), copy_home(facts, root / f"{engine}-facts")
        with serving(home) as server:
            measured[engine] = _nights(server, company, root, folder_at(str(kept)), engine, nights=nights)
        shutil.rmtree(home)
    return measured


def _nights(
    server: Server, company: Company, root: Path, facts: Folder, engine: EngineName, *, nights: int | None
) -> dict[str, Any]:
    rng, at, measured = np.random.default_rng(SEED), AS_OF, {}
    ours = partial(meter.ours_without, server.process)
    for place, (name, write) in enumerate(islice(cases(company).items(), nights)):
        meter.forget_peak(server.process.pid)
        before, used, load = meter.read(server.process), meter.cpu_of(ours()), 0.0
        if write:
            folder = root / f"{engine}-{place}"
            folder.mkdir()
            write(folder, rng, at)
            before, used = meter.read(server.process), meter.cpu_of(ours())
            load = load_tables(server, folder, facts)
        at += _HOUR
        peaks = meter.Peaks()
        with meter.watched(ours, peaks.note):
            night = run_nightly(
                server.database, (), at, peaks.begin, facts, engine=engine, spark=Cluster("local[2]").open
            )
        spent = before.until(meter.read(server.process))
        measured[name] = {
            "wall": spent.wall,
            "server_cpu": spent.server,
            "client_cpu": round(meter.cpu_of(ours()) - used, 2),
            "load": load,
            "entries": night.entries,
            "stages": by_stage(night.seconds),
            "steps": night.seconds,
            "writing": round(sum(night.seconds.get(one.statement, 0.0) for one in WRITINGS), 3),
            "notice": str(night.notice or ""),
            "server_peak_mb": meter.peak_mb(server.process.pid),
            "client_peak_mb": max(peaks.mb.values(), default=0),
            "client_peak_mb_by_stage": peaks.mb,
        }
        print(f"  {name}: {measured[name]}", file=sys.stderr, flush=True)
    return measured


def load_tables(server: Server, tables: Path, facts: Folder) -> float:
    """Load a delivery, keep its facts as files, return the seconds; nothing may wait in the quarantine."""
    begun = time.perf_counter()
    delivery = read_delivery(tables, None, lambda: plan_in_force(server.database).rank_ids)
    summary = load_delivery(server.database, delivery, facts_folder=facts)
    if summary.quarantined:
        raise RuntimeError(f"{summary.quarantined} rows are in the quarantine")
    return round(time.perf_counter() - begun, 3)


def table_of(results: dict[str, Any], engines: list[EngineName]) -> str:
    """Return the seconds as a table in Markdown.

    Writing is that of a DuckDB night's batches, its floor; Cypher calculates and writes at once.
    """
    head = " | ".join(f"{engine} s (CPU s; of it loading s, writing s)" for engine in engines)
    lines = [f"| from the load to publication | entries | {head} |", f"|---|---:{'|---:' * len(engines)}|"]
    for name in results[engines[0]]:
        rows = [results[engine][name] for engine in engines]
        if len({row["entries"] for row in rows}) > 1:
            raise RuntimeError(f"{name}: the engines posted different entries")
        cells = " | ".join(
            f"{row['wall']:.1f} ({row['server_cpu'] + row['client_cpu']:.0f};"
            f" {row['load']:.1f}, {row['writing']:.1f})"
            for row in rows
        )
        lines.append(f"| {name} | {rows[0]['entries']:,} | {cells} |")
    return "\n".join(lines)


def stages_of(results: dict[str, Any], engines: list[EngineName]) -> str:
    """Return the first night by stage: seconds, and memory of what calculates, without the database's."""
    nights = {engine: results[engine]["first night"] for engine in engines}
    names = [name for name in STAGES if any(name in night["stages"] for night in nights.values())]
    head = ["stage of the first night", *(f"{engine} {unit}" for engine in engines for unit in ("s", "MB"))]
    rows = [
        [name, *(cell for night in nights.values() for cell in _stage_cells(night, name))] for name in names
    ]
    return table(head, rows)


def _stage_cells(night: dict[str, Any], name: str) -> tuple[str, str]:
    peak = night["client_peak_mb_by_stage"].get(name)
    return figure(night["stages"].get(name, 0.0)), "–" if peak is None else number(peak)


def main() -> None:
    """Read the command line, measure, write the results."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--members", type=int, default=100_000, help="size of the company")
    parser.add_argument("--engines", default="cypher,duckdb", help="some of: cypher,duckdb,spark")
    parser.add_argument("--nights", type=int, help="how many of the nights, from the first on (default: all)")
    parser.add_argument("--work", type=Path, help="folder for temporary files (default: the system's)")
    parser.add_argument("--json", type=Path, help="write the raw numbers there")
    options = parser.parse_args()
    engines = [name for name in get_args(EngineName) if name in options.engines.split(",")]
    with tempfile.TemporaryDirectory(prefix="upline-benchmark-", dir=options.work) as text:
        root = Path(text)
        company = Company(options.members, root / "company")
        counts = write_company(company.tables, company.members, SEED)
        results = {
            **meter.circumstances(),
            "counts": counts,
            **measure(company, root, engines, options.nights),
        }
    if options.json:
        options.json.write_text(json.dumps(results, indent=1), encoding="utf-8")
    print(table_of(results, engines))
    print(stages_of(results, engines))


if __name__ == "__main__":
    main()
