"""Distance to the limit: the same team volumes by DuckDB and by a roll-up in numpy, from the same files."""

from pathlib import Path

import duckdb
import numpy as np
import polars as pl
from numpy.typing import NDArray

from benchmarks.server import text_of

Ints = NDArray[np.int64]


def duckdb_tables(company: Path) -> duckdb.DuckDBPyConnection:
    """Return DuckDB in memory with the tables of `statements/tables.sql`."""
    connection = duckdb.connect()
    for table, file in (("member_row", "members.csv"), ("order_row", "orders.csv")):
        types = {"amount": "DECIMAL(18, 2)", "paid_at": "VARCHAR"} if table == "order_row" else {}
        connection.read_csv(str(company / file), dtype=types).create(table)
    connection.execute(text_of("tables.sql"))
    return connection


def numpy_tables(company: Path) -> tuple[pl.Series, Ints, Ints, Ints]:
    """Read the files; return member ids, each one's sponsor by position (-1: none), buyers and amounts."""
    members = pl.read_csv(company / "members.csv", columns=["member_id", "sponsor_id"])
    members = members.sort("member_id").with_row_index("position")
    positions = members.select("member_id", pl.col("position").cast(pl.Int64))
    sponsors = members.join(
        positions.rename({"position": "sponsor"}),
        left_on="sponsor_id",
        right_on="member_id",
        how="left",
        maintain_order="left",
    )["sponsor"].fill_null(-1)
    orders = pl.read_csv(
        company / "orders.csv",
        columns=["buyer_id", "amount"],
        schema_overrides={"amount": pl.Decimal(scale=2)},
    ).join(positions, left_on="buyer_id", right_on="member_id", how="left")
    cents = (orders["amount"] * 100).cast(pl.Int64)
    return members["member_id"], sponsors.to_numpy(), orders["position"].to_numpy(), cents.to_numpy()


def levels(sponsor: Ints) -> list[Ints]:
    """Return the members of each level by position, the roots first."""
    order = np.argsort(sponsor, kind="stable")
    first = np.searchsorted(sponsor[order], np.arange(sponsor.size))
    last = np.searchsorted(sponsor[order], np.arange(sponsor.size), side="right")
    found = [np.flatnonzero(sponsor < 0)]
    while found[-1].size:
        many = last[found[-1]] - first[found[-1]]
        begin = np.repeat(first[found[-1]], many)
        within = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
        found.append(order[begin + within])
    return found[:-1]


def roll_up(sponsor: Ints, buyer: Ints, amount: Ints) -> Ints:
    """Return the team volume of every member in minor units: one addition a member, deepest level first."""
    own = np.zeros(sponsor.size, dtype=np.int64)
    np.add.at(own, buyer, amount)
    team = np.zeros_like(own)
    for level in reversed(levels(sponsor)[1:]):
        np.add.at(team, sponsor[level], own[level] + team[level])
    return team


def number_of_pairs(sponsor: Ints) -> Ints:
    """Return how many members are below each member: what a walk from every member visits."""
    size = np.zeros(sponsor.size, dtype=np.int64)
    for level in reversed(levels(sponsor)[1:]):
        np.add.at(size, sponsor[level], size[level] + 1)
    return size
