"""A statement of a member as a file: a page to read and to print, or CSV."""

from typing import Final, Literal

from fastapi import Response

from graph.database import Database
from graph.errors import NotFoundError
from graph.numbers import MOST, whole_number
from graph.payouts.statements import Statement, batch_statement, month_statement
from graph.payouts.statements.page import page_of
from graph.payouts.statements.sheet import csv_of
from graph.reads.runs import Run

PERIOD: Final = r"^([0-9]{4}-(0[1-9]|1[0-2])|batch-[1-9][0-9]{0,9})$"
"""What a statement may be of, as addresses name it: 2026-01, or batch-3."""
Form = Literal["html", "csv"]
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'"
)


def statement_of(database: Database, run: Run, member_id: str, period: str) -> Statement:
    """Return a member's statement of a month (2026-01) or a batch (batch-3).

    Raises:
        NotFoundError: when there is no such member, month or batch.
    """
    if not period.startswith("batch-"):
        return month_statement(database, run, member_id, period)
    number = whole_number(period.removeprefix("batch-"), range(1, MOST))
    if number is None:
        raise NotFoundError(
            "no batch {number} that was approved pays member {member!r}",
            number=period.removeprefix("batch-"),
            member=member_id,
        )
    return batch_statement(database, run, member_id, number)


def statement_file(statement: Statement, period: str, form: Form, language: str) -> Response:
    """Return a statement in a language (en, zh): CSV to save, or a page that the browser shows."""
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": _POLICY}
    if form == "html":
        return Response(page_of(statement, language), media_type="text/html; charset=utf-8", headers=headers)
    headers["Content-Disposition"] = f'attachment; filename="statement-{period}.csv"'
    return Response(csv_of(statement, language), media_type="text/csv; charset=utf-8", headers=headers)
