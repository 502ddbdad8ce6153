"""The statements of sql/ on Spark, as on DuckDB; and a whole plan from files of facts alone."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from graph.columnar.duckdb_engine import DuckDB
from graph.columnar.facts import TABLES, columns, frames
from graph.columnar.spark_engine import Spark
from graph.errors import SumTooLargeError, UserError
from graph.fact_files import Folder, folder_at
from graph.fact_files.contents import FACTS
from graph.fact_files.folder import Change
from graph.fact_files.manifest import EMPTY
from graph.facts import Facts, Member, Order
from graph.on_spark import RESULTS, calculate_folder, main, write_results
from graph.plan import load_plan
from tests.spec import engines
from tests.spec.companies import random_case
from tests.spec.spark_engine import INSTALLED, spark_outcome, spark_session
from tests.spec.tables import moment

LATER = moment("2027-01-01T00:00")


@pytest.mark.full
@pytest.mark.parametrize("seed", range(12))
def test_spark_agrees_with_the_reference_and_duckdb_on_random_companies(seed: int) -> None:
    case = random_case(seed)
    outcomes = [
        engines.calculate(engine, None, case.facts, case.plans, case.as_of)
        for engine in ("reference", "duckdb", "spark")
    ]
    assert outcomes[1:] == outcomes[:1] * 2


@pytest.mark.full
def test_a_folder_of_facts_becomes_the_same_files_on_spark_as_on_duckdb(tmp_path: Path) -> None:
    case = random_case(1)
    folder = kept(tmp_path / "facts", case.facts)
    on_duckdb, on_spark = str(tmp_path / "duckdb"), str(tmp_path / "spark")
    with DuckDB(tmp_path) as duckdb, Spark(spark_session()) as spark:
        for engine, out in ((duckdb, on_duckdb), (spark, on_spark)):
            calculate_folder(engine, folder, case.plans, case.as_of)
            write_results(engine, out)
    for table in RESULTS:
        rows = [pl.read_parquet(f"{out}/{table}/*.parquet").to_dicts() for out in (on_duckdb, on_spark)]
        assert sorted(map(str, rows[0])) == sorted(map(str, rows[1]))


@pytest.mark.full
def test_files_that_are_not_those_of_the_manifest_are_refused(tmp_path: Path) -> None:
    folder = kept(tmp_path / "facts", random_case(1).facts)
    file = next((tmp_path / "facts" / "orders").rglob("*.parquet"))
    pl.read_parquet(file).head(-1).write_parquet(file)
    with Spark(spark_session()) as engine, pytest.raises(UserError, match="files of orders are not"):
        calculate_folder(engine, folder, [load_plan("chain_699")], LATER)


@pytest.mark.full
def test_a_sum_beyond_64_bits_is_refused_with_its_stage() -> None:
    joined = moment("2026-01-01T00:00")
    most = 2**63 - 1
    orders = tuple(Order(f"o{n}", "m1", joined, most) for n in range(2))
    facts = Facts(members=(Member("m1", None, joined),), orders=orders)
    with pytest.raises(SumTooLargeError) as error:
        spark_outcome(facts, [load_plan("chain_699")], LATER)
    assert error.value.statement == "volumes"


@pytest.mark.full
@pytest.mark.skipif(not INSTALLED, reason="SPARK IS NOT TESTED: pyspark is not installed")
def test_the_module_calculates_a_folder(tmp_path: Path) -> None:
    kept(tmp_path / "facts", random_case(1).facts)
    command = [sys.executable, "-m", "graph.on_spark", str(tmp_path / "facts"), str(tmp_path / "out")]
    options = [
        "--master",
        "local[1]",
        "--as-of",
        "2026-06-01T00:00:00+08:00",
        "--conf",
        "spark.driver.memory=1g",
    ]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=True)  # noqa: S603
    assert json.loads(done.stdout)["seconds"]["write"] > 0
    assert len(pl.read_parquet(tmp_path / "out" / "standings")) > 0


def test_a_folder_of_results_that_is_there_is_not_written_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "facts"), str(tmp_path)]) == 2
    assert "is there already" in capsys.readouterr().err


def test_a_cluster_needs_a_folder_that_its_machines_reach(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "facts"), str(tmp_path / "out"), "--master=spark://nowhere:7077"]) == 2
    assert "--scratch" in capsys.readouterr().err


def kept(path: Path, facts: Facts) -> Folder:
    """Keep facts as files, as a load does."""
    folder = folder_at(str(path))
    folder.keep(folder.changed(EMPTY, _changes(facts)))
    return folder


def _changes(facts: Facts) -> Iterator[tuple[str, Change]]:
    times = {order.id: order.at for order in facts.orders}
    for table in TABLES:
        kinds = columns(table) | ({FACTS.times[table]: int} if table in FACTS.times else {})
        rows = (
            tuple(getattr(row, name) if hasattr(row, name) else times[row.order_id] for name in kinds)
            for row in getattr(facts, table)
        )
        for frame in frames(kinds, rows):
            yield table, Change(frame, frame.clear())
