"""What is in a folder: which file is which table, and the fingerprint of its bytes."""

import codecs
import hashlib
from collections.abc import Iterator
from pathlib import Path

from etl.contract import TABLES
from etl.reading.limits import RowLengths
from graph.errors import UserError
from graph.i18n.message import Message, message
from graph.regular_file import regular_file

SUFFIXES = (".csv", ".parquet")
_CHUNK = 4 * 1024 * 1024
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HEAD = 200  # bytes in which a NUL means UTF-16 or no text at all


def entries(folder: Path) -> list[Path]:
    """Return what lies in a folder, by name.

    Raises:
        UserError: when there is no such folder, or it cannot be listed.
    """
    if not folder.exists():
        raise UserError("there is no folder {folder}: name the folder that holds the tables", folder=folder)
    if not folder.is_dir():
        raise UserError(
            "{folder} is no folder: name the folder that holds the tables, not one of them", folder=folder
        )
    try:
        return sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        raise UserError("{folder} cannot be listed: {why}", folder=folder, why=error.strerror) from error


def table_files(folder: Path, sources: frozenset[str] = frozenset()) -> tuple[dict[str, Path], list[Message]]:
    """Return the file of each table, in the order of the contract, and notices on everything else.

    Case does not matter in file names (Members.CSV is members). `sources`: files that a mapping reads.

    Raises:
        UserError: when two files are one table, or none is any, or there is no such folder.
    """
    found: dict[str, Path] = {}
    notices: list[Message] = []
    for path in entries(folder):
        table = path.stem.lower()
        if path.name in sources:
            continue
        if path.is_dir():
            notices.append(message("{path} is a folder: left alone", path=path.name))
        elif path.suffix.lower() not in SUFFIXES:
            notices.append(message("{path} is neither CSV nor Parquet: left alone", path=path.name))
        elif table not in TABLES:
            notices.append(
                message(
                    "{path} is no table: left alone; the tables are {tables}",
                    path=path.name,
                    tables=", ".join(TABLES),
                )
            )
        elif table in found:
            raise UserError(
                "{found} and {path} are both the table {table}: leave one of them",
                found=found[table].name,
                path=path.name,
                table=table,
            )
        else:
            found[table] = path
    if not found and not sources:
        raise UserError(
            "{folder} holds no table: expected files such as members.csv and orders.csv (or .parquet)",
            folder=folder,
        )
    return {name: found[name] for name in TABLES if name in found}, notices


def require_inside(folder: Path, path: Path) -> None:
    """Require that a file of a folder is a regular file, and lies in the folder also when it is a link.

    Raises:
        UserError: naming the file.
    """
    if not regular_file(path, path.name).is_relative_to(folder.resolve()):
        raise UserError(
            "{path} is a link that leads out of the folder: put the file itself there", path=path.name
        )


def fingerprint(path: Path) -> bytes:
    """Return the blake2b of a file's bytes; of a CSV file also prove that it is UTF-8 text in sound rows.

    Polars does not look at columns that are not selected, so this is done here, in one pass.

    Raises:
        UserError: naming the file, when it is empty, unreadable, no UTF-8 text, or has a row of over 1 MB.
    """
    digest = hashlib.blake2b(digest_size=32)
    chunks = _prove_text(_chunks(path), path.name) if is_csv(path) else _chunks(path)
    size = 0
    for chunk in chunks:
        digest.update(chunk)
        size += len(chunk)
    if size == 0:
        raise UserError("{path} is empty: expected a table with a header", path=path.name)
    return digest.digest()


def is_csv(path: Path) -> bool:
    """Return whether a file is CSV by its extension."""
    return path.suffix.lower() == ".csv"


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except OSError as error:
        raise UserError("{path} cannot be read: {why}", path=path.name, why=error.strerror) from error


def _prove_text(chunks: Iterator[bytes], name: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder("utf-8")()
    rows = RowLengths(name)
    lines = returns = 0
    for number, chunk in enumerate(chunks):
        if number == 0 and (chunk.startswith(_UTF16) or b"\0" in chunk[:_HEAD]):
            raise UserError("{name} is UTF-16 or no text at all: save it as CSV in UTF-8", name=name)
        _decode(decoder, chunk, name, lines)
        rows.follow(chunk, lines)
        lines += chunk.count(b"\n")
        returns += chunk.count(b"\r")
        yield chunk
    _decode(decoder, b"", name, lines)
    if returns and not lines:
        raise UserError("{name} ends its lines with CR alone: save it with LF or CRLF", name=name)


def _decode(decoder: codecs.IncrementalDecoder, chunk: bytes, name: str, lines: int) -> None:
    try:
        decoder.decode(chunk, final=not chunk)
    except UnicodeDecodeError as error:
        line = lines + error.object[: error.start].count(b"\n") + 1
        raise UserError(
            "{name} is not UTF-8 (line {line}): save it as CSV in UTF-8", name=name, line=line
        ) from error
