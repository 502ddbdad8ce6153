"""Measures Upline against its peers on one simulated company, on one machine, in one run.

It needs PostgreSQL 15 (apt-get install postgresql; a cluster of its own is made in a temporary folder and
removed), DuckDB and psycopg, which are no part of Upline: install them into a virtual environment apart.

    pip install -e . -r benchmarks/requirements.txt
    python -m benchmarks.run --members 100000 --json results.json --report docs/performance.md

Parts: loading over Bolt (always done); volumes: team volume of all members, against PostgreSQL, the naive
query, DuckDB and numpy; night: three nights by statement. A million members take about 10 GB of disk.
"""

import argparse
import importlib.util
import json
from pathlib import Path
from typing import Any

from benchmarks import meter

PARTS = ("volumes", "night")


def main() -> None:
    """Read the command line, measure, write the results."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--members", type=int, action="append", help="size of the company; may be repeated")
    parser.add_argument("--parts", default=",".join(PARTS), help="some of: volumes,night")
    parser.add_argument(
        "--naive-seconds", type=float, default=300.0, help="how long the naive query may take"
    )
    parser.add_argument("--work", type=Path, help="folder for temporary files (default: the system's)")
    parser.add_argument("--json", type=Path, help="write the raw numbers there")
    parser.add_argument("--report", type=Path, help="write the page there (Markdown)")
    given = parser.parse_args()
    parts = given.parts.split(",")
    if unknown := set(parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    if missing := [name for name in ("duckdb", "psycopg") if importlib.util.find_spec(name) is None]:
        parser.error(f"{' and '.join(missing)} not installed: pip install -r benchmarks/requirements.txt")
    measuring: Any = importlib.import_module("benchmarks.company")  # only now is it sure that they are there
    report: Any = importlib.import_module("benchmarks.report")
    sizes = given.members or [100_000]
    asked = " ".join(f"--members {one}" for one in sizes)
    naive = f" --naive-seconds {given.naive_seconds:g}" if "volumes" in parts else ""
    results = {
        "command": f"python -m benchmarks.run {asked} --parts {given.parts}{naive}",
        **meter.circumstances(),
        "companies": [
            measuring.measure_company(one, parts, given.naive_seconds, given.work) for one in sizes
        ],
    }
    if given.json:
        given.json.write_text(json.dumps(results, indent=1), encoding="utf-8")
    page = report.page([results])
    if given.report:
        given.report.write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
