"""Tables of records: the same rows to read, each cell with what it leads to, and as a file."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from dash import dcc
from dash.development.base_component import Component
from fastapi.responses import StreamingResponse

from dashboard.downloads import Cells, Form, rows_as_file
from dashboard.i18n.format import NONE, count, day, money, percent
from dashboard.shared.addresses import member_address
from dashboard.shared.tables import plain_table
from dashboard.words import _
from graph.workbook import Kind

Row = Mapping[str, Any]
Link = Callable[[Row], str]
"""Gives the address that a cell of a row leads to, "" for none."""
_KINDS: Mapping[str, Kind] = {"money": "money", "count": "number", "rate": "number"}
"""What cells are in a workbook; others are texts."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in files, its title, and what its cells are; money is in minor units.

    The cells of `member` are ids, which lead to the team page, unless the row's `member` is False. None is a
    cell without a figure.
    """

    name: str
    title: str
    kind: Literal["text", "member", "count", "money", "rate", "day"] = "text"

    @property
    def is_number(self) -> bool:
        """Whether its cells stand at the right."""
        return self.kind in {"count", "money", "rate"}


def records_table(
    columns: Sequence[Column], rows: Sequence[Row], currency: str, links: Mapping[str, Link] | None = None
) -> Component:
    """Return rows as a table; links: by column."""
    numbers = [at for at, column in enumerate(columns) if column.is_number]
    leads = {**{one.name: _member_link(one.name) for one in columns if one.kind == "member"}, **(links or {})}
    body = [[_cell(column, row, currency, leads.get(column.name)) for column in columns] for row in rows]
    return plain_table([column.title for column in columns], body, numbers)


def records_file(name: str, form: Form, columns: Sequence[Column], rows: Sequence[Row]) -> StreamingResponse:
    """Return rows as a file: names as in the API, money and rates in decimals, days as 2026-01-31."""
    kinds = [(one.name, _KINDS.get(one.kind, "text")) for one in columns]
    cells: Iterator[Cells] = ([_plain(row[one.name]) for one in columns] for row in rows)
    return rows_as_file(name, form, kinds, cells)


def _member_link(column: str) -> Link:
    def link(row: Row) -> str:
        return member_address(row[column]) if row[column] and row.get("member", True) else ""

    return link


def _cell(column: Column, row: Row, currency: str, link: Link | None) -> Component | str:
    words = _words(column.kind, row[column.name], currency)
    address = link(row) if link and words != NONE else ""
    return dcc.Link(words, href=address) if address else words


def _words(kind: str, value: Any, currency: str) -> str:  # noqa: ANN401 - a cell
    if value is None or value == "":
        return NONE
    match kind:
        case "count":
            return count(value)
        case "money":
            return money(value, currency)
        case "rate":
            return percent(value)
        case "day":
            return day(value)
    return str(value)


def _plain(value: Any) -> str | int:  # noqa: ANN401 - a cell
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else value


def shown_of(number: int, most: int) -> str:
    """Return how many rows are shown, and that there are more where they are cut off."""
    words = _("The first {number}; there are more.") if number == most else _("{number} in all.")
    return words.format(number=count(number))
