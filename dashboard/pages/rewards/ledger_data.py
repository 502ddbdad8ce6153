"""The rows of the ledger grid: what a client asks for, checked, and read in the viewer's scope."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pandas as pd
from fastapi.responses import StreamingResponse

from dashboard.context import Context
from dashboard.downloads import Form, rows_as_file
from dashboard.incoming import read_json
from dashboard.shared.filters import Filters
from dashboard.shared.metrics import scope_of
from dashboard.words import N_, _
from graph.database import Row
from graph.earnings.entries import COLUMNS, EntryFilter, EntryTotal, count_entries, entries
from graph.errors import UserError
from graph.money import nearest_minor
from graph.months import first_day_of
from graph.numbers import decimal_number, whole_number
from graph.reads.runs import runs
from graph.workbook import Kind

DAYS = 31
"""How far back the ledger goes where no first day is chosen: from the last day, or from the last entries."""
MOST_ROWS = 1000
EXPORTED = (
    "key", "run", "kind", "source", "payee_id", "order_id", "pool", "day", "posted_on", "amount", "corrects",
)  # fmt: skip
"""The columns of the file, those of `upline ledger`."""
_KINDS: dict[str, Kind] = {"run": "number", "amount": "money"}
_LONGEST = 256
_NOT_UNDERSTOOD = N_("The ledger cannot be filtered or sorted like that: load the page again.")


@dataclass(frozen=True, slots=True)
class Block:
    """Which rows a grid asks for."""

    entry_filter: EntryFilter
    rows: range


def recent(context: Context, filters: Filters, earned: pd.DataFrame) -> Filters:
    """Return the filters with a first day: DAYS before their end where none is chosen.

    Where nothing was earned in these days it is the first of the last month in which something was. earned:
    what was earned in the days of the filters, by month (rewards.data.earned).
    """
    if filters.from_day:
        return filters
    end = context.run.as_of_time.date() + timedelta(days=1)
    first = min(filters.to_day or end, end) - timedelta(days=DAYS)
    if len(earned):
        first = min(first, first_day_of(int(earned["month"].max())))
    return replace(filters, from_day=first)


def beginning(context: Context, filters: Filters, earned: pd.DataFrame) -> date | None:
    """Return from when on the ledger has everything, where `recent` leaves something out; else None."""
    if filters.from_day or earned.empty:
        return None
    first = first_day_of(int(earned["month"].min()))
    return first if recent(context, filters, earned).from_day != first else None


def days(context: Context, filters: Filters) -> tuple[date, date]:
    """Return the first and the last day of the ledger that is shown."""
    first, end = scope_of(context, filters).days(context.run)
    return first, end - timedelta(days=1)


def block_of(request: Mapping[str, Any], kind: str) -> Block:
    """Return what a grid asks for: every part of it is the client's word.

    Raises:
        UserError: when it is not understood.
    """
    start, end = (whole_number(request.get(name), range(2**31)) for name in ("startRow", "endRow"))
    if start is None or end is None or not start < end <= start + MOST_ROWS:
        raise UserError(_(_NOT_UNDERSTOOD))
    return Block(
        entry_filter_of(request.get("sortModel"), request.get("filterModel"), kind), range(start, end)
    )


def entry_filter_of(sorting: object, filtering: object, kind: str) -> EntryFilter:
    """Return the filters and the order that a grid's sortModel and filterModel ask for.

    Raises:
        UserError: when they are not understood.
    """
    sorts, conditions = sorting or [], filtering or {}
    if not isinstance(sorts, list) or not isinstance(conditions, dict) or len(kind) > _LONGEST:
        raise UserError(_(_NOT_UNDERSTOOD))
    entry_filter = EntryFilter(kind=kind)
    for one in sorts[:1]:
        if not isinstance(one, dict) or one.get("colId") not in COLUMNS:
            raise UserError(_(_NOT_UNDERSTOOD))
        entry_filter = replace(entry_filter, sort=one["colId"], down=one.get("sort") == "desc")
    for column, condition in conditions.items():
        entry_filter = _narrow(entry_filter, column, condition if isinstance(condition, dict) else {})
    return entry_filter


def models_of(text: str) -> tuple[object, object]:
    """Return the sortModel and the filterModel of a grid that an address brings as JSON.

    Raises:
        UserError: when it is none.
    """
    try:
        read = read_json(text)
    except ValueError:
        read = None
    if not isinstance(read, dict):
        raise UserError(_(_NOT_UNDERSTOOD))
    return read.get("sort"), read.get("filter")


def page(context: Context, filters: Filters, block: Block) -> list[Row]:
    """Return the rows of a block in the viewer's scope; columns as graph.earnings.entries."""
    scope = scope_of(context, filters)
    return list(entries(context.database, context.run, scope, block.entry_filter, block.rows))


def total(context: Context, filters: Filters, entry_filter: EntryFilter) -> EntryTotal:
    """Return how many rows there are in the viewer's scope, and their sum; the order does not matter."""
    scope = scope_of(context, filters)
    return count_entries(context.database, context.run, scope, entry_filter)


def as_file(context: Context, filters: Filters, entry_filter: EntryFilter, form: Form) -> StreamingResponse:
    """Return the file of all rows."""
    scope = scope_of(context, filters)
    posted = {one.number: one.day for one in runs(context.database)}
    found = entries(context.database, context.run, scope, entry_filter)
    columns: list[tuple[str, Kind]] = [(name, _KINDS.get(name, "text")) for name in EXPORTED]
    rows = ([_cell(name, row, posted) for name in EXPORTED] for row in found)
    return rows_as_file(f"ledger-run-{context.run.number}", form, columns, rows)


def _narrow(entry_filter: EntryFilter, column: str, condition: Mapping[str, Any]) -> EntryFilter:
    text = condition.get("filter")
    if column in {"payee_id", "order_id"} and condition.get("type") == "startsWith" and isinstance(text, str):
        if len(text) <= _LONGEST:
            return (
                replace(entry_filter, payee=text.strip())
                if column == "payee_id"
                else replace(entry_filter, order=text.strip())
            )
    elif column == "amount":
        least, most = _minor(text), _minor(condition.get("filterTo"))
        match condition.get("type"):
            case "greaterThanOrEqual":
                return replace(entry_filter, least=least)
            case "lessThanOrEqual":
                return replace(entry_filter, most=least)
            case "equals":
                return replace(entry_filter, least=least, most=least)
            case "inRange":
                return replace(entry_filter, least=least, most=most)
    raise UserError(_(_NOT_UNDERSTOOD))


def _minor(value: object) -> int | None:
    if value is None:
        return None
    amount = decimal_number(value)
    if amount is None:
        raise UserError(_(_NOT_UNDERSTOOD))
    return nearest_minor(amount)


def _cell(name: str, row: Row, posted: Mapping[int, str]) -> str | int:
    if name in _KINDS:
        return int(row[name])
    return posted[row["run"]] if name == "posted_on" else str(row[name])
