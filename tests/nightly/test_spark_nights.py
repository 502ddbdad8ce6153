"""Nights on Spark among those of Cypher and DuckDB: the same run comes of it, in the graph and as files."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.columnar.spark_engine import Spark
from graph.database import Database
from graph.errors import UplineError
from graph.fact_files import Folder, folder_at
from graph.nightly import run_nightly
from graph.nightly.engines import EngineName
from graph.outcome import Published
from graph.reads.ledger import ledger
from graph.reads.runs import published_run
from graph.reference import calculate
from tests.nightly.test_engines import FEWEST, assert_kept
from tests.nightly.test_figures_by_sql import calculate_twice
from tests.nightly.test_histories import KilledError, kill_before
from tests.spec.histories import random_history
from tests.spec.neo4j_engine import deliver, published_outcome
from tests.spec.spark_engine import spark_session

pytestmark = pytest.mark.full
ORDERS: tuple[tuple[EngineName, ...], ...] = (
    ("spark", "cypher", "duckdb"),
    ("duckdb", "spark", "cypher"),
    ("cypher", "duckdb", "spark"),
)


@contextmanager
def on_spark(folder: Path) -> Iterator[Spark]:
    """Open the session of all tests; files of the folder are read as a cluster does, from copies."""
    with Spark(spark_session(), folder) as engine:
        yield engine


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Where facts and runs are kept."""
    return folder_at(str(tmp_path / "facts"))


@pytest.mark.parametrize("seed", [0, 2, 34, 39, 73, 5])
def test_each_night_of_three_engines_equals_the_reference(
    database: Database, folder: Folder, tmp_path: Path, seed: int
) -> None:
    spark_session()  # it skips where Spark is not installed
    before: Published | None = None
    for number, night in enumerate(random_history(seed), start=1):
        deliver(database, night.delivered)
        if night.stops:
            step = kill_before(2 + night.stops % FEWEST)
            with pytest.raises(KilledError):
                run_nightly(database, night.given, night.as_of, step, folder, engine="spark", spark=on_spark)
        engine = ORDERS[seed % 3][(number - 1) % 3]
        kept = folder if seed % 2 == 0 or engine != "spark" else None
        summary = run_nightly(
            database, night.given, night.as_of, facts_folder=kept, engine=engine, spark=on_spark
        )
        expected = calculate(night.known, night.in_force, night.as_of, before)
        before = Published(expected, night.as_of)
        assert (summary.run, summary.engine) == (number, engine)
        assert published_outcome(database, night.known) == expected
        if kept:
            assert_kept(database, folder, number, tmp_path / str(number))
    last = published_run(database)
    for engine in ORDERS[seed % 3]:
        again = run_nightly(database, (), last.as_of, facts_folder=folder, engine=engine, spark=on_spark)
        assert again.entries == 0
    keys = [entry.key for entry in ledger(database, published_run(database))]
    assert len(keys) == len(set(keys))


def test_metrics_and_checks_of_a_spark_night_are_those_of_cypher(database: Database, folder: Folder) -> None:
    spark_session()
    expected = calculate_twice(database, 1, ("cypher", "cypher"), None)
    assert calculate_twice(database, 1, ("spark", "duckdb"), folder, on_spark) == expected


def test_what_spark_does_not_carry_out_is_told_in_words() -> None:
    with Spark(spark_session()) as engine, pytest.raises(UplineError, match="Spark did not carry out a step"):
        engine.read("SELECT * FROM nowhere")
