"""Orders in ranges of their ids: what belongs to an order is judged and written range by range."""

import polars as pl

Range = tuple[str | None, str | None]
"""From this id on (None: from the first), before that one (None: to the last); compared by code point."""

ORDERS = 400_000  # rows in a range, about


def ranges(ids: pl.Series, size: int = ORDERS) -> list[Range]:
    """Return ranges that cover all ids and hold about `size` of these each."""
    count = len(ids) // size
    if not count:
        return [(None, None)]
    sample = ids.gather_every(max(1, size // 1_000)).sort()
    places = [len(sample) * part // (count + 1) for part in range(1, count + 1)]
    bounds = sample.gather(places).unique().sort().to_list()
    return list(zip([None, *bounds], [*bounds, None], strict=True))


def within(frame: pl.DataFrame, limits: Range, column: str = "order_id") -> pl.DataFrame:
    """Return the rows whose id lies in a range."""
    first, after = limits
    if first is None and after is None:
        return frame
    tests = [pl.col(column) >= first] if first is not None else []
    if after is not None:
        tests.append(pl.col(column) < after)
    return frame.filter(*tests)
