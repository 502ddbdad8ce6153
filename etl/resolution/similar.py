"""Of ids that are unknown, the one known id that differs only in case, width or outer blanks."""

import polars as pl


def folded(ids: pl.Expr) -> pl.Expr:
    """Return ids without what a reader overlooks: case, width (NFKC) and outer blanks."""
    return ids.str.normalize("NFKC").str.strip_chars().str.to_lowercase()


def with_similar(frame: pl.DataFrame, column: str, known: pl.DataFrame) -> pl.DataFrame:
    """Return the frame with COLUMN.similar and COLUMN.difference of ids that were looked up in vain.

    `known` has the column id. Both are null where the id is known, or not exactly one id is similar.
    Only where something is unknown are the known ids folded.
    """
    ids = frame.filter(pl.col(column).is_not_null() & pl.col(f"{column}.stands").is_null())
    if ids.is_empty():
        names = [f"{column}.similar", f"{column}.difference"]
        return frame.with_columns(pl.lit(None, pl.String).alias(name) for name in names)
    unknown = ids.select(column).unique().with_columns(folded(pl.col(column)).alias("folded"))
    similar = known.select(pl.col("id").alias(f"{column}.similar"), folded(pl.col("id")).alias("folded"))
    pairs = unknown.join(similar, on="folded").unique().filter(pl.len().over(column) == 1)
    return frame.join(
        pairs.select(
            column,
            f"{column}.similar",
            _difference(pl.col(column), pl.col(f"{column}.similar")).alias(f"{column}.difference"),
        ),
        on=column,
        how="left",
        maintain_order="left",
    )


def _difference(unknown: pl.Expr, known: pl.Expr) -> pl.Expr:
    """Return in what two similar ids differ, as a reason has it (a word of the catalogue)."""
    blanks = unknown.str.strip_chars() == known.str.strip_chars()
    case = unknown.str.to_lowercase() == known.str.to_lowercase()
    width = unknown.str.normalize("NFKC") == known.str.normalize("NFKC")
    return (
        pl.when(blanks)
        .then(pl.lit("blanks"))
        .when(case)
        .then(pl.lit("case"))
        .when(width)
        .then(pl.lit("width"))
        .otherwise(pl.lit("several"))
    )
