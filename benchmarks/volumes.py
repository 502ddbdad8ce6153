"""Part `volumes`: team volume of all members from orders, by Upline and by its peers."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import polars as pl
import psutil
from neo4j.exceptions import ClientError

from benchmarks import meter, peers, postgres
from benchmarks.meter import Spent
from benchmarks.server import Server, ask, serving, text_of
from graph.clock import OPEN
from graph.nightly import steps
from graph.nightly.calculation import night_of
from graph.nightly.inputs import common
from graph.nightly.steps import Step, run_step
from graph.plan import load_plan

Months = list[tuple[Any, ...]]
"""For each month: year * 12 + month - 1, how many members have a team volume in it, and the sum over them."""
_BY_MONTH = (
    b"SELECT month, count(*), sum(team)::bigint FROM months WHERE team <> 0 GROUP BY month ORDER BY month"
)
REPEATS = 3
SAMPLE = 100
"""One member in so many is walked from where all would take too long."""


def run(home: Path, company: Path, as_of: int, timeout: float) -> dict[str, Any]:
    """Measure all ways on one company.

    home: has it loaded and never calculated. timeout: of the naive query, in seconds.
    """
    ids, sponsor, buyer, amount = peers.numpy_tables(company)
    expected = pl.DataFrame({"member_id": ids, "team": peers.roll_up(sponsor, buyer, amount)})
    size = peers.number_of_pairs(sponsor)
    found: dict[str, Any] = {"pairs": int(size.sum()), "depth": len(peers.levels(sponsor)) - 1}
    with serving(home) as server:
        ask(server.database, "scan")
        found["upline"], months = _upline(server, as_of, expected)
        found["naive"] = _naive(server, timeout, expected, pl.Series(size))
    with postgres.cluster() as (connection, process):
        found["postgres"] = _postgres(connection, process, company, expected, months)
    found["duckdb"] = _duckdb(company, expected)
    tables, reading = meter.best(lambda: peers.numpy_tables(company), REPEATS)
    _, rolling = meter.best(lambda: peers.roll_up(*tables[1:]), REPEATS)
    found["numpy"] = {"reading": asdict(reading), "volumes": asdict(rolling)}
    return found


def _upline(server: Server, as_of: int, expected: pl.DataFrame) -> tuple[dict[str, Any], Months]:
    """Run the night's own statements: depth once, then volumes when all is written, and again.

    Returns the costs, and the months with how many members have a team volume and its sum.
    """
    night = night_of(server.database, [load_plan("chain_699")], 1, -OPEN, as_of)
    shared = common(night)
    depth = next(step for step in steps.network(night) if step.statement == "nightly/network/depth")

    def spent_on(step: Step) -> Spent:
        return meter.measure(lambda: run_step(server.database, step, shared), server.process)[1]

    def volumes() -> dict[str, Spent]:
        return {step.statement: spent_on(step) for step in steps.volumes(night)}

    deep = spent_on(depth)
    runs = [volumes() for _ in range(1 + REPEATS)]
    _equal("Upline", pl.DataFrame(ask(server.database, "teams")), expected)
    first, again = runs[0], min(runs[1:], key=lambda spent: sum(one.wall for one in spent.values()))
    months = [tuple(row.values()) for row in ask(server.database, "months", first=night.calendar.first_month)]
    return {
        "depth": asdict(deep),
        "first": {name: asdict(one) for name, one in first.items()},
        "again": {name: asdict(one) for name, one in again.items()},
    }, months


def _naive(server: Server, timeout: float, expected: pl.DataFrame, size: pl.Series) -> dict[str, Any]:
    try:
        rows, spent = meter.measure(lambda: ask(server.database, "naive", timeout), server.process)
    except ClientError as error:
        if "TransactionTimedOut" not in (error.code or ""):
            raise
    else:
        _equal("the naive query", pl.DataFrame(rows), expected)
        return {"all": asdict(spent)}
    sample = expected.with_columns(size.alias("size")).gather_every(SAMPLE, offset=SAMPLE // 2)
    ids = sample["member_id"].to_list()
    rows, spent = meter.measure(lambda: ask(server.database, "naive_sample", ids=ids), server.process)
    _equal("the naive query's sample", pl.DataFrame(rows), sample.select("member_id", "team"))
    return {
        "timeout": timeout,
        "sample": asdict(spent),
        "sampled": len(ids),
        "sampled_pairs": int(sample["size"].sum()),
    }


def _postgres(
    connection: postgres.Connection,
    process: psutil.Process,
    company: Path,
    expected: pl.DataFrame,
    months: Months,
) -> dict[str, Any]:
    _, loading = meter.measure(lambda: postgres.load_tables(connection, company), process)
    found: dict[str, Any] = {
        "version": connection.info.server_version,
        "settings": postgres.format_settings(),
        "loading": asdict(loading),
    }
    for name in ("pairs", "months", "levels"):
        text = text_of(f"{name}.sql").encode()

        def once(name: str = name, text: bytes = text) -> None:
            connection.execute(f"DROP TABLE IF EXISTS {name}".encode())
            connection.execute(text)

        _, spent = meter.best(once, REPEATS, process)
        if name == "months":
            told = connection.execute(_BY_MONTH).fetchall()
            if told != months:
                raise AssertionError(f"PostgreSQL, by month: {told} and Upline: {months}")
        else:
            _equal(f"PostgreSQL, {name}", _rows(connection.execute(_result(name)).fetchall()), expected)
        found[name] = asdict(spent)
    return found


def _duckdb(company: Path, expected: pl.DataFrame) -> dict[str, Any]:
    connection, reading = meter.measure(lambda: peers.duckdb_tables(company))
    text = text_of("pairs.sql")

    def once() -> None:
        connection.execute("DROP TABLE IF EXISTS pairs")
        connection.execute(text)

    _, spent = meter.best(once, REPEATS)
    _equal("DuckDB", _rows(connection.execute(_result("pairs").decode()).fetchall()), expected)
    connection.close()
    return {"reading": asdict(reading), "volumes": asdict(spent)}


def _result(table: str) -> bytes:
    columns = "m.member_id, coalesce(r.team, 0)"
    return f"SELECT {columns} FROM member m LEFT JOIN {table} r ON r.id = m.id".encode()  # noqa: S608  # our own name


def _rows(rows: list[tuple[Any, ...]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=["member_id", "team"], orient="row")


def _equal(name: str, volumes: pl.DataFrame, expected: pl.DataFrame) -> None:
    """Raise when one member's volume differs."""
    both = expected.join(volumes, on="member_id", how="full", suffix="_found")
    wrong = both.filter(pl.col("team").ne_missing(pl.col("team_found")))
    if len(wrong):
        raise AssertionError(f"{name}: {len(wrong)} members have another team volume, such as {wrong.row(0)}")
