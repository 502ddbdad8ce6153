"""The company of make_company, as the facts that the SQL engine reads: files of Parquet."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from benchmarks.make_company import CHUNK, joining, member_rows, order_rows, packages, sponsors
from etl.sample.almanac import HOUR, generator
from etl.sample.simulated.packages import PRICES
from graph.columnar.facts import TABLES, Files, columns

_ZONE = 8 * HOUR  # of the made company
_SECOND = 1_000_000


def write_facts_company(folder: Path, members: int, seed: int) -> Files:
    """Write the facts into a folder and return the files of each table."""
    folder.mkdir(parents=True)
    files: Files = {table: [] for table in TABLES}
    for table, rows in _tables(members, seed):
        schema = {name: pl.Int64 if kind is int else pl.String for name, kind in columns(table).items()}
        path = folder / f"{table}-{len(files[table])}.parquet"
        rows.select(pl.col(name).cast(kind) for name, kind in schema.items()).write_parquet(path)
        files[table].append(str(path))
    return files


def _tables(members: int, seed: int) -> Iterator[tuple[str, pl.DataFrame]]:
    rng = generator(seed, "benchmark")
    sponsor = sponsors(members, rng)
    product = packages(sponsor, rng)
    yield "products", pl.DataFrame({"id": list(PRICES), "category": None})
    joined = joining(members)
    for start in range(0, members, CHUNK):
        part = slice(start, start + CHUNK)
        rows = member_rows(start, sponsor[part], joined[part])
        yield "members", rows.select(pl.col("member_id").alias("id"), "sponsor_id", _micros("joined"))
    for start in range(0, product.size, CHUNK):
        rows = order_rows(start, product[start : start + CHUNK], rng)
        yield (
            "orders",
            rows.select(
                pl.col("order_id").alias("id"),
                "buyer_id",
                _micros("paid").alias("at"),
                "amount",
                pl.lit(None).alias("received"),
                pl.lit(None).alias("group_id"),
            ),
        )
        yield "lines", rows.drop_nulls("product_id").with_columns(pl.lit(1).alias("line_no"))


def _micros(column: str) -> pl.Expr:
    """Return local seconds as microseconds UTC."""
    return (pl.col(column) - _ZONE) * _SECOND
