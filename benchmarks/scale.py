"""Measures the whole plan on DuckDB and on Spark on this machine, on companies of several sizes, in one run.

    pip install -e '.[spark]'
    python -m benchmarks.scale --members 100000 --members 1000000 --engines duckdb,spark --json scale.json

Each engine calculates in a process of its own (benchmarks.scale_engine); memory is the resident memory of
that process with its Java, read ten times a second. Entries, standings and pools of both must be the same.
Ten million members take 2 GB of disk for the facts and 30 GB for what Spark calculates on the way.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import psutil

from benchmarks import meter
from benchmarks.facts_company import write_facts_company
from benchmarks.scale_engine import SHUFFLED
from benchmarks.tables import figure, number, table
from graph.on_spark import RESULTS

ENGINES = ("duckdb", "spark")
SEED = 1


@dataclass
class Stage:
    """One stage: wall and processor seconds, the highest resident memory in MB."""

    name: str
    wall: float = 0.0
    cpu: float = 0.0
    peak_mb: int = 0


def measure(engine: str, facts: dict[str, list[str]], out: Path) -> list[Stage]:
    """Calculate with an engine in a process of its own, writing to `out`; return its stages."""
    command = [sys.executable, "-m", "benchmarks.scale_engine", engine, str(out)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603
    assert process.stdin is not None  # noqa: S101 - pipes
    assert process.stdout is not None  # noqa: S101
    stages = [Stage("start")]
    with _watched(psutil.Process(process.pid), stages) as read:
        process.stdin.write(json.dumps(facts))
        process.stdin.close()
        begun = read()
        for line in process.stdout:
            ended = read()
            stages[-1].wall, stages[-1].cpu = (round(ended[n] - begun[n], 2) for n in (0, 1))
            begun = ended
            stages.append(Stage(line.strip()))
    if process.wait():
        raise SystemExit(f"{engine} failed with exit code {process.returncode}")
    return stages[:-1]


@contextmanager
def _watched(process: psutil.Process, stages: list[Stage]) -> Iterator[Any]:
    """Keep the peak of the last stage up to date; yield what reads the clock and the processor time."""
    used = [0.0]

    def note(resident: int, cpu: float) -> None:
        used[0] = max(used[0], cpu)
        stages[-1].peak_mb = max(stages[-1].peak_mb, resident)

    with meter.watched(lambda: [process, *process.children(recursive=True)], note):
        yield lambda: (time.perf_counter(), used[0])


def results(out: Path) -> dict[str, tuple[int, int]]:
    """Return how many rows each table of results has, and a hash of them, whoever wrote it."""
    ties = {}
    with duckdb.connect() as connection:
        for name in RESULTS:
            text = "SELECT count(*), sum(CAST(hash(CAST(t AS VARCHAR)) AS HUGEINT)) FROM read_parquet(?) t"
            row = connection.execute(text, [f"{out}/{name}/*.parquet"]).fetchone()
            assert row is not None  # noqa: S101 - an aggregate
            ties[name] = row
    return ties


def measure_company(members: int, engines: list[str], work: Path | None) -> dict[str, Any]:
    """Make one company, measure the engines on it, and compare what they wrote; all files are removed."""
    with tempfile.TemporaryDirectory(prefix="upline-scale-", dir=work) as text:
        root = Path(text)
        facts = write_facts_company(root / "facts", members, SEED)
        report: dict[str, Any] = {"members": members, "engines": {}}
        ties = {}
        for engine in engines:
            stages, around = meter.measure_surroundings(partial(measure, engine, facts, root / engine))
            report["engines"][engine] = {
                "stages": [asdict(stage) for stage in stages],
                "around": asdict(around),
            }
            if (shuffled := root / engine / SHUFFLED).exists():
                report["engines"][engine]["shuffled"] = int(shuffled.read_text(encoding="utf-8"))
            ties[engine] = results(root / engine)
        if any(other != ties[engines[0]] for other in ties.values()):
            raise SystemExit(f"the engines differ: {ties}")
        report["rows"] = {name: rows for name, (rows, _) in ties[engines[0]].items()}
        return report


def page(report: dict[str, Any]) -> str:
    """Return the tables of a report, as Markdown."""
    machine = ", ".join(f"{name} {value}" for name, value in report["machine"].items())
    parts = [f"Machine: {machine}.\n"]
    for company in report["companies"]:
        engines = company["engines"]
        names = list(dict.fromkeys(stage["name"] for run in engines.values() for stage in run["stages"]))
        head = ["stage", *(f"{engine} {unit}" for engine in engines for unit in ("s", "CPU s", "MB"))]
        rows = [[name, *_cells(engines, name)] for name in names]
        rows.append(["**in all**", *(cell for run in engines.values() for cell in _sums(run["stages"]))])
        each = (
            f"{engine} {_sum(run['stages'], 'cpu') * 1e6 / company['members']:.0f}"
            for engine, run in engines.items()
        )
        loads = (
            f"{engine} load {run['around']['load_before']} before, {run['around']['load_after']} after,"
            f" others used {run['around']['others']} cores"
            for engine, run in engines.items()
        )
        moved = "".join(
            f" {engine} moved {number(run['shuffled'] >> 20)} MB between its tasks."
            for engine, run in engines.items()
            if "shuffled" in run
        )
        counts = ", ".join(f"{number(rows)} {name}" for name, rows in company["rows"].items())
        parts.append(
            f"### {number(company['members'])} members\n\nIt wrote {counts}. {'; '.join(loads)}. "
            f"Processor time per member in microseconds: {', '.join(each)}.{moved}\n\n{table(head, rows)}"
        )
    return "\n".join(parts)


def _cells(engines: dict[str, Any], name: str) -> list[str]:
    cells = []
    for run in engines.values():
        stage = next((stage for stage in run["stages"] if stage["name"] == name), None)
        cells += (
            ["–"] * 3
            if stage is None
            else [figure(stage["wall"]), figure(stage["cpu"]), number(stage["peak_mb"])]
        )
    return cells


def _sums(stages: list[dict[str, Any]]) -> list[str]:
    return [
        figure(_sum(stages, "wall")),
        figure(_sum(stages, "cpu")),
        number(max(one["peak_mb"] for one in stages)),
    ]


def _sum(stages: list[dict[str, Any]], unit: str) -> float:
    return sum(float(stage[unit]) for stage in stages)


def main() -> None:
    """Read the command line, measure, print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--members", type=int, action="append", required=True, help="size; may be repeated")
    parser.add_argument("--engines", default=",".join(ENGINES), help="some of: duckdb,spark")
    parser.add_argument("--work", type=Path, help="folder for temporary files (default: the system's)")
    parser.add_argument("--json", type=Path, help="write the raw numbers there")
    options = parser.parse_args()
    engines = options.engines.split(",")
    if unknown := set(engines) - set(ENGINES):
        parser.error(f"no such engine: {', '.join(sorted(unknown))}")
    report = {
        "machine": meter.machine(),
        "companies": [measure_company(size, engines, options.work) for size in options.members],
    }
    if options.json:
        options.json.write_text(json.dumps(report, indent=1), encoding="utf-8")
    print(page(report))


if __name__ == "__main__":
    main()
