"""What calculates a night: Cypher in the graph, or SQL on DuckDB or Spark. The same run comes of each."""

from typing import Literal, get_args

from graph.columnar.duckdb_engine import DuckDB
from graph.columnar.engine import Opening
from graph.columnar.spark_engine import Cluster
from graph.database import Database
from graph.errors import UserError

EngineName = Literal["auto", "cypher", "duckdb", "spark"]
ENGINES: tuple[EngineName, ...] = get_args(EngineName)
MOST_IN_CYPHER = 200_000
"""Up to how many members `auto` is Cypher."""


def engine_named(text: str) -> EngineName:
    """Return the engine of a name.

    Raises:
        UserError: there is none of that name.
    """
    for name in ENGINES:
        if name == text:
            return name
    raise UserError(
        "there is no engine {name!r}: name one of {engines} (--engine, or UPLINE_ENGINE)",
        name=text,
        engines=", ".join(ENGINES),
    )


def choose_engine(database: Database, name: EngineName) -> EngineName:
    """Return the engine of a night: for `auto` by how many members there are, and never Spark."""
    if name != "auto":
        return name
    members = database.read("nightly/aggregates/company")[0]["members"]
    return "cypher" if members <= MOST_IN_CYPHER else "duckdb"


def opening_of(name: EngineName, spark: Opening | None) -> Opening:
    """Return what opens the SQL engine of a night; that of a Cypher night, its witness, is DuckDB.

    spark: what opens Spark; None: on this machine.

    Raises:
        UserError: Spark is not installed.
    """
    if name != "spark":
        return DuckDB
    return spark or Cluster().opening()
