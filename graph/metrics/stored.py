"""The company-wide figures that a nightly run keeps with itself, as JSON: by name, by window."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from graph.database import Database, Row
from graph.metrics.model import Figures
from graph.metrics.names import columns
from graph.reads.runs import Run

Days = tuple[date | None, date | None]
EVER: Days = (None, None)


def kept_metric(
    database: Database, run: Run, name: str, from_day: date | None, to_day: date | None
) -> list[Figures] | None:
    """Return the company-wide rows of a metric that a run kept for these days; None when it kept none."""
    rows = kept_rows(database, run, name, (from_day, to_day))
    listed = columns(name)
    if rows is None or any(column.name not in row for row in rows for column in listed):
        return None  # not kept, or by a version that knew fewer columns
    exact = {column.name for column in listed if column.kind == "decimal"}
    return [
        {key: Decimal(cell) if key in exact and cell is not None else cell for key, cell in row.items()}
        for row in rows
    ]


def kept_rows(database: Database, run: Run, name: str, days: Days = EVER) -> list[Row] | None:
    """Return the rows of a name that a run kept for these days, decimals as texts; None: it kept none."""
    found = database.read("read/metrics/kept", run=run.number)
    told = json.loads(found[0]["figures"]) if found else {}
    rows: list[Row] | None = told.get(name, {}).get(_key(days))
    return rows


def to_json(figures: Mapping[str, Mapping[Days, Sequence[Figures]]]) -> str:
    """Return figures (name to days to rows) as `kept_rows` reads them."""
    told = {
        name: {_key(days): [_plain(row) for row in rows] for days, rows in found.items()}
        for name, found in figures.items()
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _key(days: Days) -> str:
    return "/".join(day.isoformat() if day else "" for day in days)


def _plain(row: Figures) -> dict[str, str | int | None]:
    return {key: str(cell) if isinstance(cell, Decimal) else cell for key, cell in row.items()}
