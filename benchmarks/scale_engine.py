"""The process that benchmarks.scale measures: one engine, one company; it prints each stage when it begins.

Usage: python -m benchmarks.scale_engine ENGINE OUT, the files of facts on standard input (JSON)
"""

import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from graph.clock import to_micros
from graph.columnar import calculate, make_months
from graph.columnar.duckdb_engine import DuckDB
from graph.columnar.engine import Engine
from graph.columnar.spark_engine import Cluster, Spark
from graph.on_spark import RESULTS
from graph.plan import load_plan

AS_OF = to_micros(datetime(2026, 6, 30, 16, tzinfo=UTC))
"""The end of the made company's last day, 1 July 2026 in Shanghai."""
SHUFFLED = "shuffled"
"""The file beside the results that holds how many bytes Spark moved between its tasks."""


@contextmanager
def _engine(name: str, scratch: Path) -> Iterator[Engine]:
    if name == "duckdb":
        with DuckDB(scratch) as engine:
            yield engine
    else:
        with Cluster("local[2]", str(scratch / "warehouse")).open() as engine:
            yield engine


def main() -> None:
    """Calculate and write the results, telling each stage."""
    name, out = sys.argv[1], Path(sys.argv[2])
    facts = json.load(sys.stdin)
    with tempfile.TemporaryDirectory(dir=out.parent) as scratch, _engine(name, Path(scratch)) as engine:
        _begin("facts")
        engine.facts(facts)
        plans = [load_plan("chain_699")]
        make_months(calculate(engine, plans, AS_OF, lambda stage, _done, _total: _begin(stage)))
        _begin("write")
        for table in RESULTS:
            engine.write_folder(table, str(out / table))
        _begin("end")
        if isinstance(engine, Spark):
            (out / SHUFFLED).write_text(str(engine.shuffled_bytes()), encoding="utf-8")


def _begin(stage: str) -> None:
    print(stage, flush=True)


if __name__ == "__main__":
    main()
