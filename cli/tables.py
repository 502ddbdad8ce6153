"""Rows as a table for people: as many columns as the terminal has room for, and a word about the rest."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Literal

from rich import box
from rich.console import Console
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from cli.exporting import Column, Row
from cli.output import console, say
from graph.i18n import COLUMN, _
from graph.i18n.message import Message
from graph.money import to_decimal
from graph.printing import printable

_COUNTED = 10_000  # rows beyond the table are counted up to this many, so that a table comes at once
_WIDEST = 36
_LONG = 30  # what a long column needs at least; it takes all that is left


def show(
    title: str | Message, columns: Sequence[Column[Row]], rows: Iterable[Row], limit: int, nothing: str
) -> None:
    """Print the first `limit` rows and say how many more there are; `nothing` if there is none."""
    waiting = iter(rows)
    shown = list(islice(waiting, limit))
    more = sum(1 for _row in islice(waiting, _COUNTED + 1))
    say("{title}", title=title if isinstance(title, Message) else Message(title))
    if not shown:
        say(nothing)
        return
    screen = console()
    weighted = [column for column in columns if column.weight]
    table, left_out = _fit(screen, weighted, shown)
    screen.print()
    screen.print(table)
    screen.print()
    if left_out:
        names = ", ".join(_title(column) for column in left_out)
        say("No room for {names}: widen the terminal, or use --format csv.", names=names)
    if more:
        say(
            "{count:,} more row: use --limit, a filter, or --format csv."
            if more == 1
            else "{count:,} more rows: use --limit, a filter, or --format csv."
            if more <= _COUNTED
            else "over {count:,} more rows: use --limit, a filter, or --format csv.",
            count=min(more, _COUNTED),
        )


def _fit(screen: Console, columns: list[Column[Row]], rows: list[Row]) -> tuple[Table, list[Column[Row]]]:
    """Return the table with the weightiest columns that fit side by side, and the columns left out."""
    kept = list(columns)
    while len(kept) > 1 and _width(screen, kept, rows) > screen.width:
        kept.remove(min(reversed(kept), key=lambda column: column.weight))
    return _table(kept, rows, long=screen.width), [column for column in columns if column not in kept]


def _width(screen: Console, columns: list[Column[Row]], rows: list[Row]) -> int:
    table = _table(columns, rows, long=_LONG)
    return Measurement.get(screen, screen.options.update(width=10_000), table).maximum


def _table(columns: list[Column[Row]], rows: list[Row], long: int) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    for column in columns:
        side: Literal["left", "right"] = "left" if column.kind == "text" else "right"
        heading = Text(_title(column).replace("_", "\n"))
        if column.long:
            table.add_column(heading, overflow="fold", max_width=long)
        else:
            table.add_column(heading, justify=side, no_wrap=True, overflow="ellipsis", max_width=_WIDEST)
    for row in rows:
        table.add_row(*(Text(_cell(column, row)) for column in columns))
    return table


def _title(column: Column[Row]) -> str:
    """Return the title of a column in the language of the command; files keep the names."""
    return _(column.name, context=COLUMN)


def _cell(column: Column[Row], row: Row) -> str:
    value = column.cell(row)
    if isinstance(value, str):
        return printable(value)
    if column.kind == "money":
        whole, _point, cents = to_decimal(abs(value)).rpartition(".")
        return f"{'-' if value < 0 else ''}{int(whole):,}.{cents}"
    return f"{value:,}"
