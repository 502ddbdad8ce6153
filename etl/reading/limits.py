"""What a delivered file may be at most: checked before it becomes a table, so that none takes all memory."""

import numpy as np

from graph.embedded.memory import machine_mb
from graph.errors import UserError
from graph.settings import Settings

MAX_COLUMNS = 2_000
MAX_ROW_BYTES = 1024 * 1024
_BYTES_PER_CELL = 64  # of a cell while a table is checked, beside its text
_MB = 1024 * 1024
_NEWLINE, _QUOTE = b"\n"[0], b'"'[0]


def check_columns(name: str, count: int) -> None:
    """Refuse a file with too many columns.

    Raises:
        UserError: naming the file.
    """
    if count > MAX_COLUMNS:
        raise UserError(
            "{name} has {count:,} columns: expected at most {most:,}",
            name=name,
            count=count,
            most=MAX_COLUMNS,
        )


def check_memory(name: str, rows: int, columns: int, text_bytes: int) -> None:
    """Refuse a file whose rows would not fit the memory that a load may take (UPLINE_LOAD_MEMORY_MB).

    `columns`: how many of them are read. `text_bytes`: what the file is when it is unpacked.

    Raises:
        UserError: naming the file, what it would need, and what to do.
    """
    needed = (rows * (columns + 2) * _BYTES_PER_CELL + text_bytes) // _MB
    most = most_mb()
    if needed > most:
        raise UserError(
            "{name} has {rows:,} rows and may need {needed:,} MB while it is judged, more than the "
            "{most:,} MB that a load may take: deliver it in parts, or set "
            "UPLINE_LOAD_MEMORY_MB if this machine has them",
            name=name,
            rows=rows,
            needed=needed,
            most=most,
        )


def most_mb() -> int:
    """Return the memory in MB that a load may take: UPLINE_LOAD_MEMORY_MB, else half of the machine's."""
    return Settings().upline_load_memory_mb or machine_mb() // 2


def check_unpacked(name: str, size: int) -> None:
    """Refuse a packed file that holds more bytes than the memory that a load may take.

    Raises:
        UserError: naming the file.
    """
    if size > most_mb() * _MB:
        raise UserError(
            "{name} holds more than the {most:,} MB that a load may take when it is unpacked: deliver it in "
            "parts, or set UPLINE_LOAD_MEMORY_MB if this machine has them",
            name=name,
            most=most_mb(),
        )


class RowLengths:
    """Follows the bytes of a CSV file and refuses a row of more than MAX_ROW_BYTES.

    A row ends at a line break before which the number of quotes is even, so a cell of many lines is one row.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._rest = b""

    def follow(self, chunk: bytes, line: int) -> None:
        """Look at the next bytes; `line`: how many lines came before them.

        Raises:
            UserError: naming the file and about where the row begins.
        """
        text, start = self._rest + chunk, 0
        before = line - self._rest.count(b"\n")
        while len(text) - start > MAX_ROW_BYTES:
            end = _last_row_end(text, start, start + MAX_ROW_BYTES)
            if end < 0:
                row = before + text.count(b"\n", 0, start) + 1
                raise UserError(
                    "{name} has a row of more than 1 MB in line {row}: "
                    "no cell of a table is so large, or a quote there is left open",
                    name=self._name,
                    row=row,
                )
            start = end + 1
        self._rest = text[start:]


def _last_row_end(text: bytes, start: int, stop: int) -> int:
    """Return where the last row that begins at or after `start` ends before `stop`; -1: none does."""
    end = text.rfind(b"\n", start, stop)
    if end < 0 or text.count(b'"', start, end) % 2 == 0:
        return end
    window = np.frombuffer(text, dtype=np.uint8, count=stop - start, offset=start)
    within = np.logical_xor.accumulate(window == _QUOTE)
    ends = np.flatnonzero((window == _NEWLINE) & ~within)
    return start + int(ends[-1]) if len(ends) else -1
