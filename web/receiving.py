"""Reads a delivery from a request, piece by piece: the files of a form (multipart), or JSON rows by table.

Files go to the disk as they arrive. JSON is read whole, so it has a limit of its own: large tables are files.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from graph.errors import UserError
from graph.i18n import N_
from graph.intake import Receiver
from graph.printing import printable

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

FORM, JSON = "multipart/form-data", "application/json"
MOST_JSON: Final = 8 * 1024 * 1024
_MAX_HEADER: Final = 4096  # bytes of one part
_BROKEN: Final = N_("the delivery breaks off: hand it in again, whole")
_TABLES: Final = N_('expected JSON such as {"tables": {"orders": [{"order_id": "o1"}]}}')


async def receive(request: Request, receiver: Receiver) -> None:
    """Read all files of a request.

    Raises:
        UserError: saying what is not as it must be.
        HTTPException: 415, when it is neither a form nor JSON.
    """
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    try:
        if kind == FORM.encode():
            await _receive_form(request, receiver, options.get(b"boundary", b""))
        elif kind == JSON.encode():
            await _receive_json(request, receiver)
        else:
            raise HTTPException(415, f"send files as {FORM}, or rows as {JSON}")
    except ClientDisconnect as error:
        raise UserError(_BROKEN) from error
    except OSError as error:
        raise UserError("the delivery cannot be kept: {why}", why=error.strerror) from error


async def _receive_form(request: Request, receiver: Receiver, boundary: bytes) -> None:
    if not boundary:
        raise UserError("the form names no boundary: let your HTTP library set the header Content-Type")
    form = _Form(receiver)
    try:
        parser = MultipartParser(boundary, form.callbacks, max_header_size=_MAX_HEADER)
        async for piece in request.stream():
            await run_in_threadpool(parser.write, piece)
    except FormParserError as error:
        raise UserError("this is no form (multipart/form-data): {why}", why=error) from error
    if not form.ended:
        raise UserError(_BROKEN)


@dataclass
class _Form:
    """The parts of a form as they arrive: each must be a file."""

    receiver: Receiver
    ended: bool = False
    header: tuple[bytes, bytes] = (b"", b"")
    headers: dict[bytes, bytes] = field(default_factory=dict)

    @property
    def callbacks(self) -> "MultipartCallbacks":
        """What the parser calls."""
        return {
            "on_part_begin": self.headers.clear,
            "on_header_field": self._name,
            "on_header_value": self._value,
            "on_header_end": self._header_end,
            "on_headers_finished": self._begin,
            "on_part_data": lambda data, start, end: self.receiver.write(data[start:end]),
            "on_part_end": self.receiver.end,
            "on_end": self._end,
        }

    def _name(self, data: bytes, start: int, end: int) -> None:
        self.header = (self.header[0] + data[start:end], self.header[1])

    def _value(self, data: bytes, start: int, end: int) -> None:
        self.header = (self.header[0], self.header[1] + data[start:end])

    def _header_end(self) -> None:
        self.headers[self.header[0].lower()] = self.header[1]
        self.header = (b"", b"")

    def _begin(self) -> None:
        # The values are bytes of Latin-1 as the parser has them, in truth those of the client: UTF-8.
        _kind, options = parse_options_header(self.headers.get(b"content-disposition", b""))
        name = options.get(b"filename")
        if name is None:
            raise UserError(
                "the form has a field that is no file: {name!r}; all else is said in the address",
                name=options.get(b"name", b"").decode("utf-8", "replace")[:64],
            )
        self.receiver.begin(name.decode("utf-8", "replace"))

    def _end(self) -> None:
        self.ended = True


async def _receive_json(request: Request, receiver: Receiver) -> None:
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_JSON:
            raise UserError(
                "JSON has at most {most} MB: hand larger tables in as files", most=MOST_JSON // 1024**2
            )
    await run_in_threadpool(_keep_rows, bytes(body), receiver)


def _keep_rows(body: bytes, receiver: Receiver) -> None:
    """Write rows by table as files of JSON lines, in which numbers stand as they were sent."""
    try:
        document = json.loads(
            body, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_once
        )
        tables = _tables(document, receiver)
        for table, rows in tables.items():
            receiver.begin(f"{table}.jsonl")
            for line in _lines(table, rows):
                receiver.write(line)
            receiver.end()
    except (ValueError, RecursionError) as error:
        raise UserError(_TABLES) from error


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object; one that names a field twice says two things at once."""
    made = dict(pairs)
    if len(made) < len(pairs):
        raise UserError("the JSON has an object that names a field twice")
    return made


def _tables(document: object, receiver: Receiver) -> Mapping[str, list[object]]:
    """Return the rows of the tables that have some."""
    tables = document.get("tables") if isinstance(document, dict) and len(document) == 1 else None
    if not isinstance(tables, dict):
        raise UserError(_TABLES)
    for name, rows in tables.items():
        if name not in receiver.rules.tables:
            raise UserError(
                "there is no table {name}; the tables are {tables}",
                name=printable(name[:64]),
                tables=", ".join(receiver.rules.tables),
            )
        if not isinstance(rows, list):
            raise UserError(_TABLES)
    return {name: rows for name, rows in tables.items() if rows}


def _lines(table: str, rows: list[object]) -> Iterator[bytes]:
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            raise UserError(
                "row {number} of {table} is no object: expected a map of columns to cells",
                number=number,
                table=table,
            )
        yield json.dumps(row).encode() + b"\n"
