"""The rows of the ledger grid: what a client asks for, checked, and read in the viewer's scope."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from typing import Any

import pandas as pd
from fastapi.responses import StreamingResponse

from dashboard.context import Context
from dashboard.downloads import Form, rows_as_file
from dashboard.incoming import read_json
from dashboard.shared.filters import Filters, search_value
from dashboard.shared.metrics import scope_of
from dashboard.words import N_, _
from graph.corrections import Cause, causes_of
from graph.corrections.model import target_of
from graph.corrections.visibility import visible_causes
from graph.database import Row
from graph.earnings.entries import COLUMNS, EntryFilter, EntryTotal, Posted, count_entries, entries
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
    "key", "run", "kind", "source", "payee_id", "name", "order_id", "pool", "day", "posted_on", "amount",
    "corrects", "cause", "cause_order_id", "cause_member_id",
)  # fmt: skip
"""The columns of the file: those of `upline ledger`, the payee's name, and the root cause of corrections."""
_POSTED: dict[str, Posted] = {"new": "new", "corrections": "corrections"}
_KEY = 1_000
_KINDS: dict[str, Kind] = {"run": "number", "amount": "money"}
_LONGEST = 256
_LARGE = 1_00
_CHUNK = 2000
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


def block_of(request: Mapping[str, Any], search: str | None) -> Block:
    """Return what a grid and its address ask for: every part of it is the client's word.

    Raises:
        UserError: when it is not understood.
    """
    start, end = (whole_number(request.get(name), range(2**31)) for name in ("startRow", "endRow"))
    if start is None or end is None or not start < end <= start + MOST_ROWS:
        raise UserError(_(_NOT_UNDERSTOOD))
    return Block(
        entry_filter_of(request.get("sortModel"), request.get("filterModel"), search), range(start, end)
    )


def entry_filter_of(sorting: object, filtering: object, search: str | None) -> EntryFilter:
    """Return the filters and the order that a grid's sortModel and filterModel ask for, and its address.

    Raises:
        UserError: when they are not understood.
    """
    sorts, conditions = sorting or [], filtering or {}
    kind, entry, posted = (search_value(search, name) for name in ("kind", "entry", "posted"))
    if not isinstance(sorts, list) or not isinstance(conditions, dict) or max(map(len, (kind, entry))) > _KEY:
        raise UserError(_(_NOT_UNDERSTOOD))
    size = _LARGE if search_value(search, "large") else 0
    entry_filter = EntryFilter(kind, entry=entry, posted=_POSTED.get(posted, ""), size=size)
    for one in sorts[:1]:
        if not isinstance(one, dict) or one.get("colId") not in COLUMNS:
            raise UserError(_(_NOT_UNDERSTOOD))
        entry_filter = replace(entry_filter, sort=one["colId"], down=one.get("sort") == "desc")
    for column, condition in conditions.items():
        entry_filter = _narrow(entry_filter, column, condition if isinstance(condition, dict) else {})
    return entry_filter


def filter_model(search: str) -> dict[str, Any]:
    """Return the filters of the grid that an address brings as JSON; what is none of ours is left out."""
    try:
        read = read_json(search_value(search, "filter") or "{}")
        entry_filter_of(None, read, "")
    except (ValueError, UserError):
        return {}
    return read if isinstance(read, dict) else {}


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
    """Return the rows of a block in the viewer's scope: as graph.earnings.entries, with posted_on and cause.

    cause: that of a correction, as far as the viewer may see it; None of what was posted first.
    """
    scope = scope_of(context, filters)
    return _with_causes(
        context, list(entries(context.database, context.run, scope, block.entry_filter, block.rows))
    )


def _with_causes(context: Context, rows: list[Row]) -> list[Row]:
    posted = {one.number: one.day for one in runs(context.database)}
    targets = [
        target_of(row["target_kind"], row["target_id"], row["day"], row["run"], row["payee_id"])
        if row["correcting"]
        else None
        for row in rows
    ]
    causes = causes_of(context.database, context.run, (one for one in targets if one))
    distinct = list(dict.fromkeys(causes.values()))
    visible = visible_causes(context.database, context.run, context.viewer, distinct)
    shown = dict(zip(distinct, visible, strict=True))
    return [
        {**row, "posted_on": posted[row["run"]], "cause": shown[causes[target]] if target else None}
        for row, target in zip(rows, targets, strict=True)
    ]


def total(context: Context, filters: Filters, entry_filter: EntryFilter) -> EntryTotal:
    """Return how many rows there are in the viewer's scope, and their sum; the order does not matter."""
    scope = scope_of(context, filters)
    return count_entries(context.database, context.run, scope, entry_filter)


def as_file(context: Context, filters: Filters, entry_filter: EntryFilter, form: Form) -> StreamingResponse:
    """Return the file of all rows."""
    scope = scope_of(context, filters)
    found = entries(context.database, context.run, scope, entry_filter)
    columns: list[tuple[str, Kind]] = [(name, _KINDS.get(name, "text")) for name in EXPORTED]
    rows = ([_cell(name, row) for name in EXPORTED] for row in _stream_with_causes(context, found))
    first, last = days(context, filters)
    return rows_as_file(f"ledger-run-{context.run.number}-{first}-{last}", form, columns, rows)


def _stream_with_causes(context: Context, posted: Iterator[Row]) -> Iterator[Row]:
    while chunk := list(islice(posted, _CHUNK)):
        yield from _with_causes(context, chunk)


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


def _cell(name: str, row: Row) -> str | int:
    if name in _KINDS:
        return int(row[name])
    cause: Cause | None = row["cause"]
    match name:
        case "cause":
            return cause.kind.value if cause else ""
        case "cause_order_id":
            return cause.order_id if cause else ""
        case "cause_member_id":
            return cause.member_id if cause else ""
    return str(row[name])
