"""The SQL statements: one per file under sql/, in Spark SQL, with places for names and whole numbers.

Places are `{name}`. Only identifiers and whole numbers are put in, or another statement of sql/, so that
nothing of a table or a plan ever becomes part of a text: plans come as tables (graph.columnar.plan_tables).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import sqlglot
from sqlglot import exp

from graph.errors import UplineError

_PLACE = re.compile(r"\{(\w+)\}")
_NAME = re.compile(r"[a-z_][a-z0-9_]*")
_NUMBERED = re.compile(r"\bplace_([0-9]*)_\b")
Value = int | str


@cache
def statement(name: str) -> str:
    """Return the text of sql/NAME.sql without its comments.

    Raises:
        UplineError: when there is no such statement.
    """
    path = resources.files("sql").joinpath(f"{name}.sql")
    if not path.is_file():
        raise UplineError("there is no statement {name!r} under sql/", name=name)
    lines = path.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("--"))


def filled(name: str, values: Mapping[str, Value]) -> str:
    """Return a statement with its places filled: each value is needed, and each place.

    Raises:
        UplineError: naming the file, when a value is missing, is not asked for, or is no name or number.
    """
    text = statement(name)
    places = set(_PLACE.findall(text))
    if places != values.keys():
        odd = ", ".join(sorted(places ^ values.keys()))
        raise UplineError("sql/{name}.sql: these are missing, or not asked for: {odd}", name=name, odd=odd)
    for place, value in values.items():
        if not isinstance(value, int) and not _NAME.fullmatch(value) and not value.startswith("SELECT "):
            raise UplineError(
                "sql/{name}.sql: {place} is neither a name nor a whole number: {value!r}",
                name=name,
                place=place,
                value=value,
            )
    return _PLACE.sub(lambda place: str(values[place[1]]), text)


def taken(name: str, values: Mapping[str, Any]) -> dict[str, Value]:
    """Return the values that a statement has places for, of values that others may take too."""
    return {place: values[place] for place in _PLACE.findall(statement(name))}


def for_spark(text: str) -> str:
    """Return a statement as Spark takes it: views of temporary views, which facts are, must be such, too."""
    return text.replace("CREATE VIEW", "CREATE TEMPORARY VIEW", 1)


@cache
def for_duckdb(text: str) -> str:
    """Return a statement in DuckDB's SQL, as sqlglot translates it, but for what it reads too loosely."""
    return _translated(text).sql(dialect="duckdb")


@dataclass(frozen=True)
class Placed:
    """A statement in DuckDB's SQL with places for the tables that it reads, and for the one that it makes.

    name: of what it makes or drops, "" for a query. kind: TABLE or VIEW; "" for a query; DROP.
    """

    kind: str
    name: str
    sources: tuple[str, ...]
    text: str

    def filled(self, sources: Sequence[str], target: str = "") -> str:
        """Return the statement with the names of its sources, in order, and of what it makes."""
        return _NUMBERED.sub(lambda place: sources[int(place[1])] if place[1] else target, self.text)


@cache
def placed(text: str) -> Placed:
    """Return a statement by what it reads and makes."""
    tree = _translated(text)
    if isinstance(tree, exp.Drop):
        dropped = tree.find(exp.Table)
        return Placed("DROP", dropped.name if dropped else "", (), "")
    target = tree.find(exp.Table) if isinstance(tree, exp.Create) else None
    of_itself = {part.alias for part in tree.find_all(exp.CTE)}
    sources: list[str] = []
    for table in list(tree.find_all(exp.Table)):
        if table is target or (table.name in of_itself and not table.db):
            continue
        name = f"{table.db}.{table.name}" if table.db else table.name
        if name not in sources:
            sources.append(name)
        place = exp.to_identifier(f"place_{sources.index(name)}_")
        alias = table.args.get("alias") or exp.TableAlias(this=exp.to_identifier(table.name))
        table.replace(exp.Table(this=place, alias=alias))
    if target is None:
        return Placed("", "", tuple(sources), tree.sql(dialect="duckdb"))
    name, kind = target.name, str(tree.args["kind"])
    target.set("this", exp.to_identifier("place__"))
    return Placed(kind, name, tuple(sources), tree.sql(dialect="duckdb"))


def _translated(text: str) -> exp.Expr:
    tree = sqlglot.parse_one(text, read="spark")
    for loose in list(
        tree.find_all(exp.TryCast)
    ):  # Spark's ANSI mode raises, as we want it: money never wraps
        loose.replace(exp.Cast(this=loose.this, to=loose.args["to"]))
    for wide in list(tree.find_all(exp.DataType)):
        if wide.sql("spark") == "DECIMAL(38, 0)":  # DuckDB divides decimals as doubles
            wide.replace(exp.DataType.build("INT128"))
    for number in list(tree.find_all(exp.Anonymous)):
        if number.name.lower() == "monotonically_increasing_id":
            number.replace(sqlglot.parse_one("row_number() OVER ()", read="duckdb"))
    return tree
