"""Measures what a first night of each plan costs per posted entry, and shapes of the tree, in one run.

    python -m benchmarks.plans --members 100000 --json plans.json
    python -m benchmarks.plans --members 100000 --shapes balanced,star,chain --plans chain_699

Every plan and engine begins with the same freshly loaded store and its facts as files. Orders are five a
member in all shapes; a tenth hold a package, three tenths are tea, a tenth is care. Ratios are to the first
plan of the same engine and shape, or to the first shape of the same engine and plan.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

from benchmarks import meter
from benchmarks.engines import load_tables
from benchmarks.make_company import AS_OF, SEED, Shape, write_company
from benchmarks.server import copy_home, serving
from benchmarks.tables import table
from graph.fact_files import folder_at
from graph.nightly import run_nightly
from graph.nightly.engines import EngineName
from graph.plan import load_plan
from graph.stages import by_stage

PLANS = ("chain_699", "two_level", "community_retail", "combined")
_MICRO = 1_000_000


def measure_company(
    members: int, shape: Shape, plans: list[str], engines: list[EngineName], work: Path | None
) -> list[dict[str, Any]]:
    """Make and load one company, and measure a first night of each plan on each engine; return the nights."""
    with tempfile.TemporaryDirectory(prefix="upline-benchmark-", dir=work) as text:
        root = Path(text)
        write_company(root / "company", members, SEED, shape=shape, goods=True)
        with serving(root / "loaded") as server:
            load_tables(server, root / "company", folder_at(str(root / "facts")))
        nights = []
        for engine in engines:
            for plan in plans:
                night = {"shape": shape, "engine": engine, "plan": plan, **_night(root, engine, plan)}
                print(f"{datetime.now(UTC):%H:%M:%S} {night}", file=sys.stderr, flush=True)
                nights.append(night)
        return nights


def _night(root: Path, engine: EngineName, plan: str) -> dict[str, Any]:
    home, kept = copy_home(root / "loaded", root / "home"), copy_home(root / "facts", root / "kept")
    try:
        with serving(home) as server:
            meter.forget_peak(os.getpid())
            meter.forget_peak(server.process.pid)
            begun = meter.read(server.process)
            summary = run_nightly(
                server.database, [load_plan(plan)], AS_OF, facts_folder=folder_at(str(kept)), engine=engine
            )
            spent = begun.until(meter.read(server.process))
            return {
                **asdict(spent),
                "entries": summary.entries,
                "stages": by_stage(summary.seconds),
                "steps": dict(sorted(summary.seconds.items(), key=lambda step: -step[1])[:12]),
                "server_peak_mb": meter.peak_mb(server.process.pid),
                "client_peak_mb": meter.peak_mb(os.getpid()),
                "load_average": os.getloadavg()[0],
            }
    finally:
        shutil.rmtree(home)
        shutil.rmtree(kept)


def page(nights: list[dict[str, Any]]) -> str:
    """Return the nights as a table in Markdown, with the ratios of CPU seconds per entry, and in all."""
    head = ["engine", "shape", "plan", "entries", "s", "CPU s", "µs CPU per entry"]
    head += ["per entry, first plan = 1", "CPU s, first shape = 1", "Neo4j MB", "Python MB"]
    rows = []
    for night in nights:
        same = [one for one in nights if one["engine"] == night["engine"]]
        plan = next(one for one in same if one["shape"] == night["shape"])
        shape = next(one for one in same if one["plan"] == night["plan"])
        rows.append(
            [
                night["engine"],
                night["shape"],
                night["plan"],
                f"{night['entries']:,}",
                f"{night['wall']:.1f}",
                f"{_cpu(night):.1f}",
                f"{_each(night) * _MICRO:.0f}",
                f"{_each(night) / _each(plan):.2f}",
                f"{_cpu(night) / _cpu(shape):.2f}",
                f"{night['server_peak_mb']:,}",
                f"{night['client_peak_mb']:,}",
            ]
        )
    return table(head, rows)


def _cpu(night: dict[str, Any]) -> float:
    return float(night["server"] + night["client"])


def _each(night: dict[str, Any]) -> float:
    return _cpu(night) / max(1, int(night["entries"]))


def main() -> None:
    """Read the command line, measure, write the results."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--members", type=int, default=100_000, help="size of the company")
    parser.add_argument("--plans", default=",".join(PLANS), help="plans or their files")
    parser.add_argument("--engines", default="cypher,duckdb", help="some of: cypher,duckdb")
    parser.add_argument("--shapes", default="grown", help="some of: grown,balanced,star,chain")
    parser.add_argument("--work", type=Path, help="folder for temporary files (default: the system's)")
    parser.add_argument("--json", type=Path, help="write the raw numbers there")
    options = parser.parse_args()
    engines = [name for name in get_args(EngineName) if name in options.engines.split(",")]
    shapes = [name for name in get_args(Shape) if name in options.shapes.split(",")]
    nights: list[dict[str, Any]] = []
    for shape in shapes:
        nights += measure_company(options.members, shape, options.plans.split(","), engines, options.work)
    results = {**meter.circumstances(), "members": options.members, "nights": nights}
    if options.json:
        options.json.write_text(json.dumps(results, indent=1), encoding="utf-8")
    print(page(nights))


if __name__ == "__main__":
    main()
