"""A statement as CSV: the opening balance, movements each with the balance after it, the closing balance."""

import csv
from collections.abc import Iterator
from io import StringIO

from graph.i18n import COLUMN, N_, _
from graph.money import to_decimal
from graph.payouts.statements.model import Statement
from graph.payouts.statements.telling import Telling
from graph.spreadsheets import guarded

COLUMNS = (
    "member_id", "section", "day", "posted_on", "run", "kind", "order_id", "pool", "batch", "amount",
    "balance", "reason",
)  # fmt: skip
_NUMBERS = {"run", "batch", "amount", "balance"}
_BOM = "\ufeff"  # else spreadsheets take Chinese for another encoding


def csv_of(statement: Statement, code: str) -> str:
    """Return a statement as CSV in a language; texts are never formulas, amounts are plain decimals."""
    out = StringIO()
    out.write(_BOM)
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow([_(name, code, COLUMN) for name in COLUMNS])
    for row in _rows(statement, code):
        cells = zip(COLUMNS, row, strict=True)
        rows.writerow([cell if name in _NUMBERS else guarded(cell) for name, cell in cells])
    return out.getvalue()


def _rows(statement: Statement, code: str) -> Iterator[list[str]]:
    telling, balance = Telling(statement, code), statement.opening
    yield _total(statement, telling.say(N_("Opening balance")), statement.begins, balance)
    for movement in statement.movements:
        balance += movement.amount
        yield [
            statement.member_id,
            telling.section(movement.section),
            movement.day,
            movement.posted_on,
            str(movement.run),
            telling.what(movement),
            movement.order_id,
            movement.pool,
            str(movement.batch or ""),
            to_decimal(movement.amount),
            to_decimal(balance),
            telling.why(movement),
        ]
    yield _total(statement, telling.say(N_("Closing balance")), statement.ends, statement.closing)


def _total(statement: Statement, words: str, day: str, balance: int) -> list[str]:
    cells = dict.fromkeys(COLUMNS, "") | {
        "member_id": statement.member_id,
        "section": words,
        "day": day,
        "balance": to_decimal(balance),
    }
    return [*cells.values()]
