"""What is payable, and the lines of a batch, as files for a spreadsheet."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

from fastapi import FastAPI, Query
from fastapi.responses import StreamingResponse

from dashboard.context import current_context
from dashboard.downloads import Cells, Form, rows_as_file
from dashboard.incoming import LONGEST
from dashboard.page import PREFIX
from dashboard.pages.payouts import batches, due
from dashboard.shared.commands import require_payer
from graph.numbers import MOST
from graph.payouts.batches import batch_numbered, lines
from graph.payouts.payable import Status, payables
from graph.payouts.settings import payout_settings
from graph.service import Service
from graph.workbook import Kind

_TEXTS, _MONEY = ("member_id", "name"), ("earned", "held", "withdrawn", "paid", "due")
_PAYABLES = (*_TEXTS, *_MONEY, "status")
_LINES = (*_TEXTS, *_MONEY, "gross", "withheld", "net", "state", "reference", "reason")
COLUMNS = frozenset({*_PAYABLES, *_LINES})
"""The columns of the files."""
_AMOUNTS = {*_MONEY, "gross", "withheld", "net"}
_Text = Annotated[str, Query(max_length=LONGEST)]


def add(app: FastAPI, service: Service) -> None:
    """Add the addresses of the files."""

    @app.get(f"{PREFIX}downloads/{due.FILE}", include_in_schema=False)
    def payables_file(status: Status = Status.NOTHING, form: Form = "csv") -> StreamingResponse:
        """All members with something due, or with this status, as CSV or an Excel workbook."""
        require_payer()
        context = current_context(service)
        minimum = payout_settings(service.settings).minimum
        rows = payables(context.database, context.run, minimum, status=status)
        file = _file("payables", form, _PAYABLES, rows)
        context.note_download(due.FILE, f"status={status}", form=form)
        return file

    @app.get(f"{PREFIX}downloads/{batches.FILE}", include_in_schema=False)
    def lines_file(
        batch: Annotated[int, Query(ge=1, le=MOST)], state: _Text = "", member: _Text = "", form: Form = "csv"
    ) -> StreamingResponse:
        """All lines of a batch, or those in a state, as CSV or an Excel workbook."""
        require_payer()
        context = current_context(service)
        batch_numbered(context.database, batch)
        rows = lines(context.database, batch, state=state, member=member)
        file = _file(f"payout-{batch}", form, _LINES, rows)
        context.note_download(batches.FILE, f"batch={batch}&state={state}", member, form=form)
        return file


def _file(name: str, form: Form, columns: Sequence[str], rows: Iterable[object]) -> StreamingResponse:
    kinds: list[tuple[str, Kind]] = [
        (column, "money" if column in _AMOUNTS else "text") for column in columns
    ]
    cells: Iterator[Cells] = ([getattr(row, column) for column in columns] for row in rows)
    return rows_as_file(name, form, kinds, cells)
