"""Calculates a whole plan on Spark from the facts that are kept as files; it needs no database.

    python -m graph.on_spark FACTS OUT --as-of 2026-07-01T00:00:00+08:00 --master spark://host:7077

It reads the newest facts in FACTS (UPLINE_FACTS, or UPLINE_HOME/facts), and writes `entries`, `standings`,
`pools` and `monthly` into OUT, a folder of Parquet each. One with a file _SUCCESS in it is whole.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime

from fsspec import url_to_fs

from graph.clock import to_micros
from graph.columnar import calculate, make_months
from graph.columnar.engine import Engine
from graph.columnar.facts import TABLES
from graph.columnar.running import Progress
from graph.columnar.spark_engine import Cluster
from graph.columnar.statements import filled
from graph.columnar.totals import check_sums
from graph.errors import UplineError, UserError
from graph.fact_files import Folder, folder_at
from graph.fact_files.contents import FACTS
from graph.fact_files.manifest import Manifest
from graph.plan import Plan, load_plan
from graph.settings import Settings

RESULTS = ("entries", "standings", "pools", "monthly")
"""The tables that are written."""


def calculate_folder(
    engine: Engine,
    folder: Folder,
    plans: Sequence[Plan],
    as_of: int,
    progress: Progress = lambda _name, _done, _total: None,
) -> None:
    """Calculate plans from the newest facts of a folder, into tables of the engine.

    as_of: microseconds UTC; facts after it do not count.

    Raises:
        UserError: there are no facts, or other ones than their manifest says.
        CheckFailedError: the calculation does not add up.
        SumTooLargeError: a sum does not fit 64 bits; it names the stage.
    """
    manifest = folder.newest()
    if manifest is None:
        raise UserError("there are no facts in {folder}: `upline facts rebuild`", folder=folder.address)
    engine.facts(folder.paths(manifest))
    _check_facts(engine, manifest)
    make_months(calculate(engine, plans, as_of, progress))
    check_sums(engine)


def write_results(engine: Engine, out: str) -> None:
    """Write what was calculated, each table as a folder of Parquet in `out`."""
    for table in RESULTS:
        engine.write_folder(table, f"{out.rstrip('/')}/{table}")


def _check_facts(engine: Engine, manifest: Manifest) -> None:
    for table in TABLES:
        rows, amount = engine.read(
            filled("facts/counted", {"table": table, "amount": FACTS.amounts.get(table, 0)})
        )[0]
        tie = manifest.ties[table]
        if (int(rows), int(amount)) != (tie.rows, tie.amount):
            raise UserError(
                "the files of {table} are not those of their manifest: `upline facts rebuild`", table=table
            )


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, calculate, print a summary as JSON; return the exit code."""
    options = _parser().parse_args(arguments)
    marks = [("facts", time.perf_counter())]

    def begin(stage: str, _done: int = 0, _total: int = 0) -> None:
        marks.append((stage, time.perf_counter()))

    try:
        _refuse_existing(options.out)
        plans = [load_plan(plan) for plan in options.plan or ["chain_699"]]
        cluster = Cluster(options.master, options.scratch, Settings().upline_java, dict(options.conf))
        with cluster.open() as engine:
            calculate_folder(engine, folder_at(options.facts), plans, options.as_of, begin)
            begin("write")
            write_results(engine, options.out)
    except UplineError as error:
        sys.stderr.write(f"{error.text()}\n")
        return error.exit_code
    ends = [*(begun for _, begun in marks[1:]), time.perf_counter()]
    seconds = {stage: round(end - begun, 3) for (stage, begun), end in zip(marks, ends, strict=True)}
    sys.stdout.write(json.dumps({"out": options.out, "seconds": seconds}) + "\n")
    return 0


def _refuse_existing(out: str) -> None:
    files, root = url_to_fs(out)
    if files.exists(root):
        raise UserError("{out} is there already: name a folder that is not", out=out)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m graph.on_spark",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("facts", help="folder or address of the facts")
    parser.add_argument("out", help="folder or address that is not there yet, for the results")
    parser.add_argument(
        "--plan", action="append", help="a file or a name (default: chain_699); may be repeated"
    )
    parser.add_argument(
        "--as-of", type=_micros, default=to_micros(datetime.now(UTC)), help="a time with zone (default: now)"
    )
    parser.add_argument("--master", default="local[*]", help="local[N], or a cluster (default: local[*])")
    parser.add_argument(
        "--scratch",
        help="folder that all machines reach, for what is calculated on the way; needed by a cluster",
    )
    parser.add_argument(
        "--conf", type=_setting, action="append", default=[], metavar="KEY=VALUE", help="a setting of Spark"
    )
    return parser


def _micros(text: str) -> int:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise argparse.ArgumentTypeError(f"{text} has no zone: write it as 2026-02-01T00:00:00+08:00")
    return to_micros(moment)


def _setting(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"{text} is no KEY=VALUE")
    return key, value


if __name__ == "__main__":
    sys.exit(main())
