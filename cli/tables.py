"""Rows as a table for people: as many columns as the terminal has room for, and a word about the rest."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Literal

from rich import box
from rich.console import Console, Group
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cli.exporting import Column, Row
from cli.output import console, money, say
from graph.i18n import COLUMN, _
from graph.i18n.message import Message
from graph.printing import printable

_COUNTED = 10_000  # rows beyond the table are counted up to this many, so that a table comes at once
_WIDEST = 36
_NAMING = 96  # the weight from which on a column says which row it is
_LONG = 30  # what a long column needs at least; it takes all that is left


def show(
    title: str | Message, columns: Sequence[Column[Row]], rows: Iterable[Row], limit: int, nothing: str
) -> None:
    """Print the first `limit` rows and say how many more there are; `nothing` if there is none.

    What can be added up has a sum below, when all rows are shown. Where a wrapped column would leave no room
    for what says which row it is, each row is a few lines instead.
    """
    waiting = iter(rows)
    shown = list(islice(waiting, limit))
    more = sum(1 for _row in islice(waiting, _COUNTED + 1))
    say("{title}", title=title if isinstance(title, Message) else Message(title))
    if not shown:
        say(nothing)
        return
    screen = console()
    weighted = [column for column in columns if column.weight]
    fitting = _fit(screen, weighted, shown)
    left_out = [column for column in weighted if column not in fitting]
    screen.print()
    if any(column.weight >= _NAMING for column in left_out):
        left_out = []
        for row in shown:
            screen.print(_block(weighted, row))
    else:
        screen.print(_table(fitting, shown, long=screen.width, sums=not more and len(shown) > 1))
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


def _fit(screen: Console, columns: list[Column[Row]], rows: list[Row]) -> list[Column[Row]]:
    """Return the weightiest columns that fit side by side."""
    kept = list(columns)
    while len(kept) > 1 and _width(screen, kept, rows) > screen.width:
        kept.remove(min(reversed(kept), key=lambda column: column.weight))
    return kept


def _width(screen: Console, columns: list[Column[Row]], rows: list[Row]) -> int:
    table = _table(columns, rows, long=_LONG, sums=True)
    return Measurement.get(screen, screen.options.update(width=10_000), table).maximum


def _table(columns: list[Column[Row]], rows: list[Row], long: int, *, sums: bool) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    for column in columns:
        side: Literal["left", "right"] = "right" if _is_figure(column) else "left"
        heading = Text(_title(column).replace("_", "\n"))
        if column.long:
            table.add_column(heading, overflow="fold", max_width=long)
        else:
            table.add_column(heading, justify=side, no_wrap=True, overflow="ellipsis", max_width=_WIDEST)
    for row in rows:
        table.add_row(*(_cell(column, row) for column in columns))
    if sums and any(column.total for column in columns):
        table.add_section()
        table.add_row(*_sums(columns, rows), style="bold")
    return table


def _sums(columns: list[Column[Row]], rows: list[Row]) -> Iterator[Text]:
    """Yield the cells of the last row: sums where there are some, and what the row is at its first text."""
    said = False
    for column in columns:
        if column.total:
            yield _amount(sum(int(column.cell(row)) for row in rows))
        elif said or _is_figure(column):
            yield Text()
        else:
            said = True
            yield Text(_("total"))


def _block(columns: list[Column[Row]], row: Row) -> Padding:
    """Return a row as lines: what is short in one, what is long below it."""
    short = "  ".join(
        f"{_title(column)} {cell}"
        for column in columns
        if not column.long and (cell := _cell(column, row).plain)
    )
    long = [Padding(_cell(column, row), (0, 0, 0, 2)) for column in columns if column.long]
    return Padding(Group(Text(short, style="bold"), *long), (0, 0, 1, 0))


def _title(column: Column[Row]) -> str:
    """Return the title of a column in the language of the command; files keep the names."""
    return _(column.name, context=COLUMN)


def _is_figure(column: Column[Row]) -> bool:
    return column.kind != "text" and column.screen is None


def _cell(column: Column[Row], row: Row) -> Text:
    if column.screen is not None:
        return Text(printable(column.screen(row)))
    value = column.cell(row)
    if isinstance(value, str):
        return Text(printable(value))
    return _amount(value) if column.kind == "money" else Text(f"{value:,}")


def _amount(minor: int) -> Text:
    return Text(money(minor), style="red" if minor < 0 else "")
