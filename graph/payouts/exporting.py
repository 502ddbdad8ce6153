"""A batch as a file for a bank or a wallet: the lines that are still open, by a template."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TextIO

from graph.database import Database
from graph.errors import ConflictError, UserError
from graph.money import to_decimal
from graph.payouts.batches import Batch, Line, State, batch_numbered, lines
from graph.payouts.template import Template, TemplateColumn, bill_no
from graph.spreadsheets import guarded

_MONEY = {"gross", "withheld", "net"}
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Export:
    """A file to be written: of which batch, by which template, with the payees' accounts by member id.

    purpose: what the payee reads.
    """

    batch: Batch
    template: Template
    accounts: Mapping[str, Mapping[str, str]]
    purpose: str


def exportable(database: Database, number: int) -> Batch:
    """Return a batch that may leave the house.

    Raises:
        NotFoundError: when there is none.
        ConflictError: when it is not approved, or no line of it is open.
    """
    batch = batch_numbered(database, number)
    if batch.state is not State.APPROVED:
        raise ConflictError(
            "batch {number} is {state}: only one that is approved, with lines that are open, is exported",
            number=number,
            state=batch.state,
        )
    return batch


def write_file(stream: TextIO, database: Database, export: Export) -> int:
    """Write the open lines of a batch; return how many.

    Raises:
        UserError: when members have no account, or an empty cell that must not be: with their ids.
    """
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([column.name for column in export.template.columns])
    lacking: list[str] = []
    count = 0
    for line in lines(database, export.batch.number, state="open"):
        cells = list(_cells(export, line))
        if None in cells:
            lacking.append(line.member_id)
        elif not lacking:
            writer.writerow(cells)
            count += 1
    if lacking:
        raise UserError(
            "{count:,} members lack what the file needs, such as {members}: add them to the accounts",
            count=len(lacking),
            members=", ".join(lacking[:_SHOWN]),
        )
    return count


def _cells(export: Export, line: Line) -> Iterator[str | None]:
    """Yield the cells of a line; None for one that is empty and must not be."""
    for column in export.template.columns:
        cell = _cell(export, line, column)[: column.longest]
        yield cell if cell or not _needed(column, line) else None


def _cell(export: Export, line: Line, column: TemplateColumn) -> str:
    if column.text is not None:
        return column.text
    if column.account is not None:
        return guarded(export.accounts.get(line.member_id, {}).get(column.account, ""))
    if column.of in _MONEY:
        amount: int = getattr(line, column.of)
        return str(amount) if column.unit == "minor" else to_decimal(amount)
    values = {
        "bill_no": bill_no(line.batch, line.member_id),
        "member_id": guarded(line.member_id),
        "name": guarded(line.name),
        "batch": str(line.batch),
        "day": export.batch.day,
        "purpose": guarded(export.purpose),
    }
    return values[column.of or ""]


def _needed(column: TemplateColumn, line: Line) -> bool:
    if isinstance(column.needed_from, int):
        return line.net >= column.needed_from
    return column.needed_from == "always"
