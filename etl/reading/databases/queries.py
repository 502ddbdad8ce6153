"""Tables that a mapping takes from databases: each query as a Parquet file of texts in a folder of work."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from etl.mapping import TableMapping
from etl.mapping.databases import SINCE, Query
from etl.reading.databases.address import Address, address_of
from etl.reading.folder import digest_of
from graph.i18n.message import Message, message

if TYPE_CHECKING:
    from etl.reading.databases.sessions import Session

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
Since = Callable[["Origin"], datetime | None]
"""Returns when the reading of the last finished delivery of an origin began; None: there is none."""


@dataclass(frozen=True)
class Origin:
    """What a delivery was read from: `id` stands for the queries and their databases, without who reads them.

    With another query all is read from the beginning, as what the one before left out was never read.
    """

    id: str
    begun: datetime


def read_queries(
    tables: Mapping[str, TableMapping], work: Path, since: Since, notices: list[Message]
) -> tuple[dict[str, Path], Origin | None]:
    """Return a Parquet file for each table that is a query, and where they are from; None: there is none.

    Raises:
        UserError: naming the variable of a database that cannot be read, and what its server says.
    """
    queries = {name: spec.query for name, spec in tables.items() if spec.query is not None}
    if not queries:
        return {}, None
    from etl.reading.databases.sessions import session  # noqa: PLC0415 - drivers, which files do not need

    addresses = {query.variable: address_of(query.variable) for query in queries.values()}
    origin = Origin(_digest(queries, addresses), datetime.now(UTC))
    last = since(origin)
    files: dict[str, Path] = {}
    for variable, address in addresses.items():
        with session(address) as opened:
            for name, query in queries.items():
                if query.variable == variable:
                    files[name] = work / f"{variable}.{name}.parquet"
                    start = query.since(last) or _BEGINNING
                    rows = _write(opened, query, tables[name], start, files[name])
                    notices.append(
                        _notice(name, variable, rows, start if SINCE.search(query.query) else None)
                    )
    return files, origin


def _digest(queries: Mapping[str, Query], addresses: Mapping[str, Address]) -> str:
    return digest_of(
        part.encode()
        for name, query in sorted(queries.items())
        for part in (name, query.query, addresses[query.variable].place)
    )


def _write(opened: "Session", query: Query, spec: TableMapping, start: datetime, file: Path) -> int:
    """Write the used columns of a query as texts into a Parquet file, and return how many rows it has."""
    time = opened.literal.format(time=start.strftime("%Y-%m-%d %H:%M:%S"))
    text = SINCE.sub(time, query.query).strip().rstrip(";")
    columns = opened.columns(text)
    used = [name for name in columns if name in spec.used]
    if not used or spec.used - set(spec.may_lack) - set(used):
        # Whoever reads the file tells which column it lacks, and which there are.
        pl.DataFrame(schema=dict.fromkeys(columns, pl.String)).write_parquet(file)
        return 0
    schema = dict.fromkeys(used, pl.String)
    parts = [file.with_suffix(".0")]
    pl.DataFrame(schema=schema).write_parquet(parts[0])
    rows = 0
    for number, chunk in enumerate(opened.chunks(text, used), 1):
        parts.append(file.with_suffix(f".{number}"))
        pl.DataFrame(chunk, schema=schema, orient="row").write_parquet(parts[-1])
        rows += len(chunk)
    pl.scan_parquet(parts, glob=False).sink_parquet(file)
    for part in parts:
        part.unlink()
    return rows


def _notice(table: str, variable: str, rows: int, start: datetime | None) -> Message:
    if start is None or start == _BEGINNING:
        return message("${variable}, {table}: {rows:,} read", variable=variable, rows=rows, table=table)
    return message(
        "${variable}, {table}: {rows:,} read since {time}",
        variable=variable,
        rows=rows,
        table=table,
        time=start.isoformat(timespec="seconds"),
    )
