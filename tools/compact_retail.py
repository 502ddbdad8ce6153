#!/usr/bin/env python
"""Makes the compact copy of the Online Retail data that ships with Upline, from the full Parquet file.

Usage: python tools/compact_retail.py online-retail.parquet [etl/sample/data]

Kept are the lines with a customer, a price and either a positive quantity or a cancelled
invoice ("C..."). Nothing is summed or re-ordered; country and description are left out,
and one description per product is kept in a file of its own.
"""

import sys
from pathlib import Path

import polars as pl

LINES = ["invoice", "product", "quantity", "unit_price_minor", "at", "customer"]


def compact(source: Path, folder: Path) -> None:
    """Write `retail.parquet` (lines) and `products.parquet` (product, name) into `folder`."""
    full = pl.read_parquet(source)
    cancelled = pl.col("invoice").str.starts_with("C")
    kept = full.filter(
        pl.col("customer").is_not_null()
        & (pl.col("unit_price_minor") > 0)
        & ((pl.col("quantity") > 0) ^ cancelled)
    )
    lines = kept.select(LINES).with_columns(pl.col("customer").cast(pl.Int32))
    names = (
        full.with_columns(name=pl.col("description").str.strip_chars())
        .filter(pl.col("name").str.len_chars() > 0)
        .group_by("product", "name")
        .len()
        .sort("product", "len", "name", descending=[False, True, False])
        .unique("product", keep="first", maintain_order=True)
        .select("product", "name")
        .join(lines.select("product").unique(), on="product", how="semi")
        .sort("product")
    )
    folder.mkdir(parents=True, exist_ok=True)
    lines.write_parquet(folder / "retail.parquet", compression="zstd", compression_level=19)
    names.write_parquet(folder / "products.parquet", compression="zstd", compression_level=19)


if __name__ == "__main__":
    if len(sys.argv) not in {2, 3}:
        sys.exit(__doc__)
    compact(Path(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) > 2 else "etl/sample/data"))  # noqa: PLR2004
