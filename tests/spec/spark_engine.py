"""The same statements on Spark, on two cores of this machine; one session serves all tests of a process."""

import atexit
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.columnar.spark_engine import Spark
from graph.columnar.spark_session import started
from graph.embedded.java import chosen_java
from graph.facts import Facts
from graph.outcome import Outcome, Published
from graph.plan import Plan
from graph.settings import Settings
from tests.spec.duckdb_engine import sql_outcome

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

INSTALLED = find_spec("pyspark") is not None
TINY = {
    "spark.driver.memory": "1g",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.parquet.compression.codec": "uncompressed",
}
"""For some dozens of rows: compiling a step takes longer than running it."""


def spark_outcome(
    facts: Facts, plans: Sequence[Plan], as_of: int, published: Published | None = None
) -> Outcome:
    """Calculate on Spark, from nothing, or after a published run."""
    with tempfile.TemporaryDirectory() as folder, Spark(spark_session()) as engine:
        return sql_outcome(engine, Path(folder), facts, plans, as_of, published=published)


@cache
def spark_session() -> "SparkSession":
    """Return the session of this process; skip the test where Spark is not installed."""
    if not INSTALLED:
        pytest.skip("SPARK IS NOT TESTED: pyspark is not installed (pip install -e '.[spark]')")
    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(started(chosen_java(Settings().upline_java), "local[2]", None, TINY))
